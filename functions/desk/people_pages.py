"""A person's data by the address: shown, handed out as a file, or erased."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING

import azure.functions as func

from functions.desk.desk_asked import DeskAsked
from functions.desk.desk_doors import DeskDoors
from functions.desk.form_posts import FORM_REFUSES, Onward, Sent, new_token, sent_form, take_form, typed_form
from functions.starting import imported_when_used
from shared.domain.refusals.error_sorts import Refused
from shared.domain.refusals.errors import AuthorUnknown
from shared.domain.refusals.people_errors import PersonOfDesk, PersonOwnsMember, ReasonNamesPerson
from shared.web.api.operation import BYTES, URLENCODED, Content, DeclaredAnswer, Parameter, Where, page
from shared.web.http.bodies import Body, read_body
from shared.web.http.response import Response
from shared.web.http.submissions import parse_fields

with imported_when_used():
    from shared.domain.people import erasing
    from shared.usecases.people import erase_person, export_person, read_kept
    from shared.web.desk.persons import person_page
    from shared.web.people import export_zip

if TYPE_CHECKING:
    from shared.web.desk.forms import TypedForm

blueprint = DeskDoors("Pages for supporters")

DONE = Parameter("done", Where.QUERY, "What the page is to say has been done.", example="erase")
_ZIP = DeclaredAnswer(
    200,
    "A zip: `person.json`, `person.html`, and folders with the files and the mails as they came.",
    media=BYTES,
    headers={"Content-Disposition": "A name for the file."},
)
_REFUSES = (*FORM_REFUSES, PersonOfDesk)


def _form(act: str, extra: Mapping[str, str] | None = None) -> Content:
    example = {"act": act, "token": "", "address": "eva@acme.example.org"}
    return Content(lambda: person_page.PersonForm, example, (URLENCODED,), lenient=True, extra=extra)


def person_named(req: func.HttpRequest) -> person_page.PersonNamed | None:
    """Whose data a sent form is about."""
    try:
        address = read_body(req.headers.get("content-type"), req.get_body()).fields.get("address")
    except Refused:
        return None
    return person_page.PersonNamed(address=address) if isinstance(address, str) else None


@blueprint.page("GET desk/people", "The page.", (DONE,))
async def desk_people(asked: DeskAsked) -> Response:
    """A form that asks for a person by its address.

    The address is sent in the form, as logs keep the addresses of pages.
    """
    return person_page.person_page(asked.reading, _tokens(asked), done=asked.query("done"))


@blueprint.answered(
    "POST desk/people", page(200, "What is kept."), refuses=_REFUSES, about=person_named, body=_form("look")
)
async def desk_person(asked: DeskAsked) -> Response:
    """What is kept of a person.

    Its tickets, where it is named, and how much there is beside that; what an erasure would leave; and the
    forms that hand it out or erase it. Nothing is done.
    """
    return await _kept_or_why_not(asked, lambda sent: _shown(asked, sent.form.address))


@blueprint.answered(
    "POST desk/people/export", _ZIP, refuses=_REFUSES, about=person_named, body=_form("export")
)
async def desk_person_export(asked: DeskAsked) -> Response:
    """Export a person from its page.

    The same file as over the API: everything that is kept under the address, and of nobody else.
    """

    async def packed(sent: Sent[person_page.PersonForm]) -> Response:
        exported = await export_person.export_person(asked.desk, sent.form.address)
        return export_zip.export_zip(exported, asked.desk.vendor, asked.language)

    return await _kept_or_why_not(asked, packed)


@blueprint.form(
    "POST desk/people/erase",
    _form("erase", {"reason": "Why; it is kept."}),
    refuses=(*_REFUSES, AuthorUnknown, PersonOwnsMember, ReasonNamesPerson),
    about=person_named,
    for_owner=True,
)
async def desk_person_erase(asked: DeskAsked) -> Response:
    """Erase a person from its page.

    As over the API, for the vendor's owner who is a supporter too, with a reason that is kept. What is
    refused comes back as the page, with why.
    """
    author = asked.person.acting

    async def carry_out(sent: Sent[person_page.PersonForm]) -> Onward:
        body = Body(dict(sent.body.fields) | {"author": author.id, "preview": False}, sent.body.repeated)
        given = parse_fields(body, erasing.EraseBody)
        await erase_person.erase_person(asked.desk, given, asked.language)
        return Onward(person_page.PEOPLE_PATH)

    async def again(body: Body, refused: Refused) -> Response:
        return await _again(asked, body, refused)

    return await take_form(asked, person_page.PersonForm, carry_out, again)


async def _kept_or_why_not(
    asked: DeskAsked, answer: Callable[[Sent[person_page.PersonForm]], Awaitable[Response]]
) -> Response:
    body = read_body(asked.request.headers.get("content-type"), asked.request.get_body())
    try:
        return await answer(sent_form(asked, body, person_page.PersonForm))
    except Refused as refused:
        return await _again(asked, body, refused)


async def _again(asked: DeskAsked, body: Body, refused: Refused) -> Response:
    """The page with what was typed and why it was not done; what is kept too, where the address is one."""
    typed = typed_form(body, refused)
    try:
        address = parse_fields(body, erasing.PersonBody).address
        return await _shown(asked, address, typed)
    except Refused:
        return person_page.person_page(asked.reading, _tokens(asked), typed=typed)


async def _shown(asked: DeskAsked, address: str, typed: TypedForm | None = None) -> Response:
    kept = await read_kept.read_kept(asked.desk, address, asked.language)
    return person_page.person_page(asked.reading, _tokens(asked), kept, typed=typed)


def _tokens(asked: DeskAsked) -> dict[str, str]:
    paths = (person_page.PEOPLE_PATH, person_page.EXPORT_PATH, person_page.ERASE_PATH)
    return {path: new_token(asked, path) for path in paths}
