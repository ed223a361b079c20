"""The documents of a product, for the vendor."""

from __future__ import annotations

from functions.doors.answering import as_json
from functions.doors.asked import Asked
from functions.doors.doors import Doors
from functions.doors.parts import keyed
from functions.starting import imported_when_used
from shared.domain.refusals.documentation_errors import DocumentUnknown, MaterialUnknown, ShelfFull
from shared.domain.refusals.errors import AuthorUnknown, ProductUnknown
from shared.web.api.operation import Parameter, Where, in_path, json_answer
from shared.web.http.response import Response
from shared.web.http.submissions import FieldsInvalid
from shared.web.http.wished import chosen

with imported_when_used():
    from shared.domain.documentation import documents as shelves
    from shared.domain.documentation import improving
    from shared.usecases.documentation import improve_document, keep_documents, read_questions
    from shared.web.members import wanted_members

blueprint = Doors("Documentation")

PRODUCT = in_path("product", "The product's id in the settings.", "planner")
DOCUMENT = in_path(
    "document", "The vendor's own name for the document: lower-case letters, digits and hyphens.", "manual"
)
_WANTED = (
    Parameter("document", Where.QUERY, "About this document alone: its id.", "manual"),
    Parameter(
        "waiting",
        Where.QUERY,
        "`true`: what no version answers yet.",
        one_of=lambda: wanted_members.YesOrNo,
    ),
)


@blueprint.view(
    "GET api/documents/{product}",
    "The documents in the order of their ids.",
    parameters=(PRODUCT,),
    refuses=(ProductUnknown,),
    about_nobody="Which documents a product has.",
)
async def documents(asked: Asked) -> shelves.Shelf:
    """List a product's documents.

    What its responsible persons are sent to study, with what each is called and where it is read, in both
    languages, and its version.
    """
    return await keep_documents.read_documents(asked.desk, asked.named("product"))


@blueprint.act(
    "PUT api/documents/{product}/{document}",
    (
        json_answer(200, "The document was known; this is the list now.", lambda: shelves.Shelf),
        json_answer(201, "The document is new; this is the list now.", lambda: shelves.Shelf),
    ),
    {
        "title": {"sv": "Handbok", "en": "Manual"},
        "address": {"sv": "https://docs.example.com/sv/planner", "en": "https://docs.example.com/en/planner"},
        "version": "9.1",
    },
    given={"id": "document"},
    parameters=(PRODUCT, DOCUMENT),
    refuses=(ProductUnknown, ShelfFull),
    about_nobody="Which documents a product has.",
)
async def write_document(asked: Asked, body: shelves.Document) -> Response:
    """Write a document.

    The document is as given from now on, in both languages; at most 50 a product. Whoever becomes responsible
    for the product is sent the list. A document in another version is studied anew: who had marked it sees
    that there is a newer one. The same again changes nothing.
    """
    new = await keep_documents.put_document(asked.desk, asked.named("product"), body)
    return as_json(
        await keep_documents.read_documents(asked.desk, asked.named("product")), 201 if new else 200
    )


@blueprint.view(
    "DELETE api/documents/{product}/{document}",
    "The list without it.",
    parameters=(PRODUCT, DOCUMENT),
    refuses=(ProductUnknown,),
    about_nobody="Which documents a product has.",
)
async def drop_document(asked: Asked) -> shelves.Shelf:
    """Take a document from the list.

    It is not to be studied any more. What was asked about it stays. One that is not there changes nothing.
    """
    return await keep_documents.remove_document(asked.desk, asked.named("product"), asked.named("document"))


@blueprint.view(
    "GET api/documents/{product}/questions",
    "What is kept, by document and place.",
    parameters=(PRODUCT, *_WANTED),
    refuses=(ProductUnknown, DocumentUnknown, FieldsInvalid),
)
async def document_questions(asked: Asked) -> read_questions.QuestionsView:
    """Read what was asked about a product's documents.

    The questions that came up while somebody studied, and those that supporters keep as material about a
    document: with their words, by document and place, and the version that answers each by now.
    """
    yes = wanted_members.YesOrNo
    waiting = chosen("waiting", asked.query("waiting"), yes, yes.NO) is yes.YES
    product, document = asked.named("product"), asked.query("document")
    return await read_questions.read_questions(asked.desk, product, document, waiting=waiting)


@blueprint.act(
    "POST api/documents/{product}/{document}/improvements",
    "Kept; whoever asked is told soon.",
    {
        "author": "anna",
        "version": "9.2",
        "questions": [{"ticket": "k3f7q2mz5abcdwxy", "turn": "m1"}],
    },
    202,
    parameters=(PRODUCT, DOCUMENT, keyed("one improvement", "manual-9.2")),
    refuses=(ProductUnknown, DocumentUnknown, AuthorUnknown, MaterialUnknown),
)
async def improve(asked: Asked, body: improving.ImprovementBody) -> improve_document.ImprovementView:
    """Mark questions as answered by a document.

    The document says in this version what they had asked. Each person who asked one of them gets one mail,
    in its language, with all of its places. What this version has answered before is not told again.
    """
    product, document = asked.named("product"), asked.named("document")
    return await improve_document.improve_document(asked.desk, product, document, body, asked.key)
