"""A responsible person's study page: documents are marked as studied, and asked about."""

from __future__ import annotations

import secrets

import azure.functions as func

from functions.doors.doors import Doors
from functions.doors.parts import keyed
from functions.member import pages
from functions.starting import imported_when_used
from shared import wiring
from shared.domain.refusals.documentation_errors import DocumentUnknown
from shared.domain.refusals.errors import KeyReused
from shared.web.http.bodies import Body
from shared.web.http.response import Response
from shared.web.http.submissions import FieldsInvalid
from shared.web.http.tokens import form_token, new_token
from shared.web.http.wished import wants_html

with imported_when_used():
    from shared.domain.documentation import studying
    from shared.domain.facts import links
    from shared.domain.values import intake
    from shared.usecases.documentation import ask_about_document, study_documents
    from shared.usecases.links import open_link
    from shared.web.documentation import study_forms, study_page
    from shared.web.links import member_pages

blueprint = Doors("Pages for members")

SHOWN_AGAIN = (FieldsInvalid, KeyReused, DocumentUnknown)
"""What the page itself says, with what was typed."""


@pages.shown(blueprint, "GET api/member/study/{link}")
async def study_shown(req: func.HttpRequest) -> Response:
    """A responsible person's study page.

    The product's documents, which of them the person has marked as studied, and a form for a question about
    one. Opening it changes nothing. The link ends when the seat is somebody else's.
    """
    return _page(req, await study_documents.open_study(wiring.desk(), pages.token_of(req)))


@pages.acted(
    blueprint,
    "POST api/member/study/{link}",
    lambda: study_forms.StudyForm,
    {"act": "ask", "document": "manual", "place": "Chapter 3", "message": "Where are exports saved?"},
    key=(keyed("one question", "question-311"),),
    refuses=(DocumentUnknown,),
)
async def study_marked(req: func.HttpRequest) -> Response:
    """Mark a document as studied, or ask about it.

    `studied` marks the document in the version that it has, `undo` takes the mark away; with the last
    document the seat's `studied` is today. `ask` makes exactly one ticket, a question like any other, which
    is kept as material about the document and the place.
    """
    desk, link = wiring.desk(), pages.token_of(req)
    opened = await study_documents.open_study(desk, link)
    form, body = pages.read_form(req, study_forms.StudyForm)
    try:
        study_forms.must_be_filled_in(form)
        await _do(req, opened, form, body)
    except SHOWN_AGAIN as refused:
        if not wants_html(req.headers.get("accept")):
            raise
        return _page(req, opened, form, body, refused)
    return pages.see_again(req, pages.reader_language(req, opened.language, form), form.act)


async def _do(
    req: func.HttpRequest, opened: study_documents.OpenedStudy, form: study_forms.StudyForm, body: Body
) -> None:
    """What the form says. Its token is the question's key where the caller names none."""
    desk = wiring.desk()
    if form.act is study_forms.StudyAct.ASK:
        question = ask_about_document.StudyQuestion(
            passage=intake.Passage(document=form.document, place=form.place),
            message=form.message,
            language=pages.reader_language(req, opened.language, form),
        )
        key = req.headers.get("idempotency-key") or form_token(body.fields)
        await ask_about_document.ask_about_document(desk, opened, question, key)
        return
    link = open_link.read_link(desk, pages.token_of(req), links.Purpose.STUDY)
    marks = form.act is study_forms.StudyAct.STUDIED
    given = studying.StudyMark(document=form.document, studied=marks)
    await study_documents.mark_document(desk, opened, link, given)


def _page(
    req: func.HttpRequest,
    opened: study_documents.OpenedStudy,
    form: study_forms.StudyForm | None = None,
    body: Body | None = None,
    refused: Exception | None = None,
) -> Response:
    """The page; with the question again where it was refused: the same token, unless it has been used."""
    desk = wiring.desk()
    used = body and not isinstance(refused, KeyReused) and form_token(body.fields)
    return study_page.study_page(
        study_documents.study_view(desk, opened),
        desk.vendor,
        pages.reader_language(req, opened.language, form),
        pages.path_of(req),
        used or new_token(secrets.token_bytes),
        done=req.params.get("done"),
        typed=member_pages.Typed(body.fields, refused) if body and refused else None,
    )
