"""What a page's form sends: shown to be ours, carried out once, or shown again with why not."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from functions.desk.desk_asked import DeskAsked, path_of
from functions.desk.desk_doors import on_to
from functions.starting import imported_when_used
from shared.domain.refusals.desk_errors import FormTooOld
from shared.domain.refusals.error_sorts import Refused
from shared.domain.refusals.errors import KeyReused
from shared.web.http.bodies import Body, BodyMalformed, BodyTooLarge, BodyTypeUnknown, read_body
from shared.web.http.response import Response
from shared.web.http.submissions import FieldsInvalid, parse_fields

with imported_when_used():
    from shared.web.desk import form_tokens, forms

if TYPE_CHECKING:
    from shared.web.desk.forms import SentForm

FORM_REFUSES = (FieldsInvalid, BodyMalformed, BodyTooLarge, BodyTypeUnknown, FormTooOld, KeyReused)
"""What any form of the desk may be refused for."""


@dataclass(frozen=True, slots=True)
class Sent[Form: SentForm]:
    """A form that a page of ours made for whoever sends it. ``key``: the act's."""

    form: Form
    body: Body
    key: str


type CarryingOut[Form: SentForm] = Callable[[Sent[Form]], Awaitable[str | None]]
"""Does what a form asks for. The path where its page has moved to by that, if to another."""

type Again = Callable[[Body, Refused], Awaitable[Response]]


def new_token(asked: DeskAsked, path: str = "") -> str:
    """A token for the forms of this page, or of the one at this path."""
    return form_tokens.new_form_token(asked.desk.secret, _place(asked, path), asked.now, secrets.token_bytes)


async def take_form[Form: SentForm](
    asked: DeskAsked, model: type[Form], carry_out: CarryingOut[Form], again: Again
) -> Response:
    """On to the page (303), which says what was done; where that is refused, the page again with why.

    ``carry_out`` does what the form asks for, once it is known to be ours. ``again`` makes the page that
    shows what was typed and why nothing was done.
    """
    body = read_body(asked.request.headers.get("content-type"), asked.request.get_body())
    try:
        form = parse_fields(body, model)
        key = form_tokens.key_of_form(asked.desk.secret, _place(asked), asked.now, form.token)
        moved = await carry_out(Sent(form, body, form_tokens.key_of_act(key, form.act, form.about)))
    except Refused as refused:
        return await again(body, refused)
    return on_to(asked.reading.to(moved or path_of(asked.request), done=form.act))


def typed_form(body: Body, refused: Refused) -> forms.TypedForm:
    """What was sent, as the page shows it again."""
    return forms.TypedForm(str(body.fields.get("act")), body.fields, refused, files=bool(body.files))


def _place(asked: DeskAsked, path: str = "") -> form_tokens.FormPlace:
    return form_tokens.FormPlace(asked.person.key, path or path_of(asked.request))
