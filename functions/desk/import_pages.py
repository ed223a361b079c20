"""Members from a file: looked at first, then written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import azure.functions as func

from functions.desk.desk_asked import DeskAsked
from functions.desk.desk_doors import DeskDoors
from functions.desk.form_posts import FORM_REFUSES, new_token, sent_form
from functions.starting import imported_when_used
from shared.domain.members.member_errors import ImportTooLarge
from shared.domain.refusals.error_sorts import Refused
from shared.web.api.operation import PARTS, Content, page
from shared.web.http.bodies import Body, read_body
from shared.web.http.field_texts import Code
from shared.web.http.response import Response
from shared.web.http.submissions import FieldError, FieldsInvalid
from shared.web.members.file_unclear import FileUnclear

with imported_when_used():
    from shared.usecases.members import import_members
    from shared.web.desk.members import import_page, members_typed, typed_import
    from shared.web.members import members_file

if TYPE_CHECKING:
    from shared.web.desk.members.import_page import ImportForm, Preview

blueprint = DeskDoors("Pages for supporters")

_EXAMPLE = {"act": "preview", "token": ""}
_EXTRA = {"file": "The file, CSV or JSON, where it is to be looked at."}


def imported_members(req: func.HttpRequest) -> import_page.ImportedMembers | None:
    """Which members a sent file is about; of one with too many, which is refused, the first."""
    try:
        body = read_body(req.headers.get("content-type"), req.get_body())
        text = str(body.fields.get("text") or "") or members_file.text_of_file(_content(body))
        read = members_typed.read_bounded(_name(body), text)
    except Refused:
        return None
    ids = dict.fromkeys(each["id"] for each in read.value)
    return import_page.ImportedMembers(members=tuple(ids)[: members_typed.MOST_MEMBERS])


@blueprint.page("GET desk/members/import", "The page.", for_owner=True)
async def desk_import(asked: DeskAsked) -> Response:
    """A form that takes a file of members.

    The same files as `desk import` reads, for the vendor's owner.
    """
    return import_page.import_page(asked.reading, new_token(asked))


@blueprint.answered(
    "POST desk/members/import",
    page(200, "What the file comes to; or what has been written."),
    refuses=(*FORM_REFUSES, ImportTooLarge, FileUnclear),
    about=imported_members,
    body=Content(lambda: import_page.ImportForm, _EXAMPLE, (PARTS,), lenient=True, extra=_EXTRA),
    for_owner=True,
)
async def desk_import_members(asked: DeskAsked) -> Response:
    """Look at a file of members, or write what was looked at.

    How many are new, changed or as they are, and what is wrong on which line: then nothing is written. Sent
    with that, those that are fit are written, each as `PUT api/members/{member}` does it; where somebody has
    changed one meanwhile, it is shown anew first.
    """
    body = read_body(asked.request.headers.get("content-type"), asked.request.get_body())
    try:
        form = sent_form(asked, body, import_page.ImportForm).form
        preview = await _looked_at(asked, form, body)
    except Refused as refused:
        typed = typed_import.TypedImport("preview", body.fields, refused, files=True)
        return import_page.import_page(asked.reading, new_token(asked), typed=typed)
    if form.act == "import" and not preview.changed_since:
        preview = await _written(asked, preview)
    return import_page.import_page(asked.reading, new_token(asked), preview)


async def _looked_at(asked: DeskAsked, form: ImportForm, body: Body) -> Preview:
    """What the file comes to now. Raises ``FieldsInvalid``, ``FileUnclear``, ``ImportTooLarge``."""
    again = form.act == "import"
    name, text = (form.name, members_file.lines_alike(form.text)) if again else _file(body)
    typed = import_page.members_of(name, text)
    preview = await _foreseen(asked, import_page.Preview(name, text, typed))
    return replace(preview, changed_since=again and preview.seen != form.seen)


async def _written(asked: DeskAsked, preview: Preview) -> Preview:
    """What the file still comes to, once what is fit has been written, as far as there was time."""
    todo = [each for each in preview.foreseen if each.writes]
    await import_members.write_import(asked.desk, todo)
    after = await _foreseen(asked, preview)
    left = [each for each in after.foreseen if each.writes]
    looked_at = {each.version for each in todo}
    changed = any(each.version not in looked_at for each in left)
    return replace(after, written=len(todo) - len(left), changed_since=changed)


async def _foreseen(asked: DeskAsked, preview: Preview) -> Preview:
    foreseen = await import_members.foresee_import(asked.desk, tuple(preview.typed.fit.values()))
    seen = import_members.digest_of_import(asked.desk, preview.text, foreseen)
    return replace(preview, foreseen=foreseen, seen=seen)


def _file(body: Body) -> tuple[str, str]:
    """Name and text of the one file that was chosen."""
    if len(body.files) != 1:
        raise FieldsInvalid([FieldError("file", Code.MISSING)])
    return _name(body), members_file.text_of_file(_content(body))


def _name(body: Body) -> str:
    return body.files[0].name[:255] if body.files else str(body.fields.get("name") or "")


def _content(body: Body) -> bytes:
    return body.files[0].content if body.files else b""
