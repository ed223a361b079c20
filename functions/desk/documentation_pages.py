"""Documentation at the desk: a product's documents, what was asked about them, and what their forms send."""

from __future__ import annotations

from functions.desk.desk_asked import DeskAsked
from functions.desk.desk_doors import DeskDoors
from functions.desk.form_posts import FORM_REFUSES, Onward, Sent, new_token, take_form, typed_form
from functions.starting import imported_when_used
from shared.domain.refusals import documentation_errors, errors
from shared.domain.refusals.error_sorts import Refused
from shared.web.api.operation import URLENCODED, Content, Parameter, Where
from shared.web.http.bodies import Body
from shared.web.http.response import Response

with imported_when_used():
    from shared.domain.books import months
    from shared.usecases.desk import desk_documentation, desk_studies
    from shared.usecases.documentation import improve_document, keep_documents
    from shared.web.desk import forms
    from shared.web.desk.documentation import document_forms, documentation_page, studied_page

blueprint = DeskDoors("Pages for supporters")

_PRODUCT = Parameter(
    "product", Where.QUERY, "Of this product: its id in the settings; left out: of the first.", "planner"
)
_MONTH = Parameter("month", Where.QUERY, "Year and month; left out: this one.", "2026-03")
_AFTER = Parameter("after", Where.QUERY, "The page after this one: as its link to the next page says.")
_DONE = Parameter("done", Where.QUERY, "What the page is to say has been done.", example="improve")
_EXTRA = {
    "title_sv": "And whatever else a document has: what is in both languages has a field for each.",
    "questions1": "A field of this form for each question that was ticked: its ticket, a hyphen, its turn.",
}


@blueprint.page("GET desk/documentation", "The page.", (_PRODUCT, _DONE), (errors.ProductUnknown,))
async def desk_documentation_list(asked: DeskAsked) -> Response:
    """A product's documents.

    What its responsible persons study, what was asked about each that no version answers yet, and a form
    for each act on them.
    """
    return await _documentation(asked, asked.query("product"), asked.query("done"))


@blueprint.page("GET desk/documentation/material", "The page.", (_MONTH,), (errors.MonthInvalid,))
async def desk_material(asked: DeskAsked) -> Response:
    """What was kept for the documentation in a month.

    The questions that came in that month and show what the documentation lacks, of all products.
    """
    month = asked.query("month") or months.month_of(asked.now, asked.desk.vendor.zone)
    found = await desk_documentation.read_desk_material(asked.desk, month)
    return documentation_page.material_page(found, asked.reading)


@blueprint.page("GET desk/documentation/studied", "The page.", (_PRODUCT, _AFTER), (errors.ProductUnknown,))
async def desk_studied(asked: DeskAsked) -> Response:
    """Who has studied a product's documents.

    Each responsible person of the product, those of 25 members at a time: how many of its documents the
    person has been through in the version that they have, and since when all.
    """
    product = asked.query("product") or asked.desk.vendor.products[0].id
    found = await desk_studies.read_desk_studies(asked.desk, product, asked.query("after"))
    return studied_page.studied_page(found, asked.reading)


@blueprint.form(
    "POST desk/documentation",
    Content(
        lambda: document_forms.DocumentForm,
        {"act": "remove", "token": "", "product": "planner", "about": "manual"},
        (URLENCODED,),
        lenient=True,
        extra=_EXTRA,
    ),
    refuses=(
        *FORM_REFUSES,
        errors.ProductUnknown,
        errors.AuthorUnknown,
        documentation_errors.DocumentUnknown,
        documentation_errors.MaterialUnknown,
        documentation_errors.ShelfFull,
    ),
)
async def desk_documentation_act(asked: DeskAsked) -> Response:
    """Add, change or remove a document, or say what it answers now.

    The same acts as over the API, in the name of whoever has signed in. Whoever asked is told once, however
    often the form is sent.
    """
    author = asked.person.acting.id

    async def carry_out(sent: Sent[document_forms.DocumentForm]) -> Onward:
        await _act(asked, sent, author)
        return Onward(documentation_page.DOCUMENTATION_PATH, {"product": sent.form.product})

    async def again(body: Body, refused: Refused) -> Response:
        return await _documentation(asked, str(body.fields.get("product") or ""), typed=(body, refused))

    return await take_form(asked, document_forms.DocumentForm, carry_out, again)


async def _act(asked: DeskAsked, sent: Sent[document_forms.DocumentForm], author: str) -> None:
    desk, form, acts = asked.desk, sent.form, document_forms.DocumentAct
    match form.act:
        case acts.ADD:
            document = document_forms.document_in(sent.body, "")
            shelf = await keep_documents.read_documents(desk, form.product)
            document_forms.refuse_taken(document, shelf)
            await keep_documents.put_document(desk, form.product, document)
        case acts.CHANGE:
            (await keep_documents.read_documents(desk, form.product)).document(form.about)
            document = document_forms.document_in(sent.body, form.about)
            await keep_documents.put_document(desk, form.product, document)
        case acts.REMOVE:
            await keep_documents.remove_document(desk, form.product, form.about)
        case acts.IMPROVE:
            given = document_forms.improvement_in(sent.body, author)
            await improve_document.improve_document(desk, form.product, form.about, given, sent.key)


async def _documentation(
    asked: DeskAsked, product: str, done: str = "", typed: tuple[Body, Refused] | None = None
) -> Response:
    product = product or asked.desk.vendor.products[0].id
    found = await desk_documentation.read_desk_documentation(asked.desk, product)
    beside = forms.FormsBeside(new_token(asked), done, typed_form(*typed) if typed else None)
    return documentation_page.documentation_page(found, asked.reading, beside)
