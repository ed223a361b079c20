"""What a page's form sends: shown to be ours, carried out once, or shown again with why not."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
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
    """A form that a page of ours made for whoever sends it. ``key``: the act's; sent twice, it is one act."""

    form: Form
    body: Body
    key: str


@dataclass(frozen=True, slots=True)
class Onward:
    """Another page than the form's own that follows, and what its address says."""

    path: str
    query: Mapping[str, str] = field(default_factory=dict)


type CarryingOut[Form: SentForm] = Callable[[Sent[Form]], Awaitable[Onward | Response | None]]
"""Does what a form asks for. Where to go on, or the page that is shown at once; else the form's own."""

type Again = Callable[[Body, Refused], Awaitable[Response]]
"""The page once more, with what was typed and why nothing was done."""


def new_token(asked: DeskAsked, path: str = "") -> str:
    """A token for the forms of this page, or of the one at this path."""
    return form_tokens.new_form_token(asked.desk.secret, _place(asked, path), asked.now, secrets.token_bytes)


def sent_form[Form: SentForm](asked: DeskAsked, body: Body, model: type[Form]) -> Sent[Form]:
    """The form that was sent, which is ours. Raises ``FieldsInvalid``, ``FormTooOld``."""
    form = parse_fields(body, model)
    key = form_tokens.key_of_form(asked.desk.secret, _place(asked), asked.now, form.token)
    return Sent(form, body, form_tokens.key_of_act(key, form.act, form.about))


async def take_form[Form: SentForm](
    asked: DeskAsked, model: type[Form], carry_out: CarryingOut[Form], again: Again
) -> Response:
    """On to the page that follows (303), which says what was done; where that is refused, the page again."""
    body = read_body(asked.request.headers.get("content-type"), asked.request.get_body())
    try:
        sent = sent_form(asked, body, model)
        done = await carry_out(sent) or Onward(path_of(asked.request))
    except Refused as refused:
        return await again(body, refused)
    if isinstance(done, Response):
        return done
    return on_to(asked.reading.to(done.path, **done.query, done=sent.form.act))


def typed_form(
    body: Body, refused: Refused, at: Mapping[type[Exception], str] | None = None
) -> forms.TypedForm:
    """What was sent, as the page shows it again. ``at``: beside which field each sort of error is told."""
    act, files = str(body.fields.get("act")), bool(body.files)
    return forms.TypedForm(act, body.fields, refused, files=files, at=at or {})


def _place(asked: DeskAsked, path: str = "") -> form_tokens.FormPlace:
    return form_tokens.FormPlace(asked.person.key, path or path_of(asked.request))
