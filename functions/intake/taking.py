"""How a request is taken out of what a form or a program sent, and what a browser is shown of it."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import azure.functions as func

from functions.doors.answering import as_problem, note_fault
from functions.doors.asked import language_of
from functions.doors.guessing import counted_guess
from functions.starting import imported_when_used
from shared import wiring
from shared.domain.refusals.errors import KeyReused
from shared.domain.values.vendor import Language
from shared.ports.desk import Desk
from shared.settings import SettingsInvalid
from shared.web.http.bodies import Body, read_body
from shared.web.http.language import DEFAULT, accepted_language
from shared.web.http.response import Response
from shared.web.http.submissions import parse_submission
from shared.web.http.tokens import form_token, new_token

with imported_when_used():
    from shared.usecases.files import keep_files
    from shared.usecases.floods import count_knocks
    from shared.usecases.messages import open_ticket
    from shared.web.floods import client_network, form_proof
    from shared.web.pages import pages, request_form
    from shared.web.tickets import answers

if TYPE_CHECKING:
    from shared.web.pages.request_form import RequestPlace

type Placing = Callable[[func.HttpRequest, Body], Awaitable[RequestPlace]]
"""Where a form stands that is to come again with this body, without its task."""


def read(req: func.HttpRequest) -> Body:
    """The fields of the body. Raises what ``read_body`` raises."""
    return read_body(req.headers.get("content-type"), req.get_body())


async def keep(req: func.HttpRequest, body: Body, language: Language) -> answers.Accepted:
    """The ticket of this request, and what was not taken. The form's token is its key, failing another."""
    desk, request = wiring.desk(), request_in(req, body, "form", form_token(body.fields))
    header = await open_ticket.open_ticket(desk, replace(request, at_door=_at_door(req, body, desk)))
    not_taken = answers.files_not_taken(keep_files.refused_files(body.files), language)
    return answers.Accepted(ticket=header.state.id, refused_files=not_taken)


def request_in(
    req: func.HttpRequest, body: Body, channel: str, token: str | None = None
) -> open_ticket.Request:
    """The request that these fields are. Raises what ``parse_submission`` raises."""
    helped_by = body.fields.get("member")
    return open_ticket.Request(
        submission=parse_submission(body),
        channel=channel,
        key=req.headers.get("idempotency-key") or token,
        files=body.files,
        accept_language=accepted_language(req.headers.get("accept-language")),
        help_token=helped_by.strip() if isinstance(helped_by, str) else "",
    )


async def from_person(req: func.HttpRequest, place: RequestPlace, placing: Placing | None = None) -> Response:
    """A page for every outcome; what was typed comes back with what is wrong, where ``placing`` says."""
    body = Body({})
    try:
        body = read(req)
        language = reader_of(req, body)
        accepted = await keep(req, body, language)
    except Exception as error:  # noqa: BLE001 - every error has a page of its own
        return await form_again(error, req, body, await placing(req, body) if placing else place)
    if accepted.refused_files:  # their names are no part of an address, so the page comes at once
        vendor = wiring.desk().vendor
        return request_form.thanks_page(vendor, language, accepted.ticket, accepted.refused_files, place)
    address = f"{request_form.thanks_address(accepted.ticket, place)}&language={language.value}"
    return Response(303, {"Location": address}, b"")


async def untaken(error: Exception, req: func.HttpRequest, placing: Placing) -> Response:
    """The form again with what was typed, where nothing was done with what was sent."""
    body = Body({})
    try:
        body = read(req)
    except Exception as unread:  # noqa: BLE001 - every error has a page of its own
        error = unread
    return await form_again(error, req, body, await placing(req, body))


async def form_again(error: Exception, req: func.HttpRequest, body: Body, place: RequestPlace) -> Response:
    """The form again where there is something to send again; the same token, unless it has been used."""
    error, language = await counted_guess(error, req), reader_of(req, body)
    try:
        desk = wiring.desk()
    except SettingsInvalid:
        return as_problem(error, language)
    note_fault(error)
    if not body.fields:
        return pages.problem_page(error, desk.vendor, language, place.path)
    used = None if isinstance(error, KeyReused) else form_token(body.fields)
    return request_form.form_page(
        desk.vendor,
        language,
        used or new_token(secrets.token_bytes),
        typed=body.fields,
        refused=error,
        files_lost=bool(body.files),
        place=place._replace(task=task(desk, body.fields)),
    )


def task(desk: Desk, typed: Mapping[str, object] = MappingProxyType({})) -> str:
    """A fresh task for the form's script. Whoever has typed for long enough before need not do so again."""
    now, soonest = desk.clock.now(), desk.vendor.knocks.soonest
    before = form_proof.proof_in(typed, desk.secret, now)
    made = now - soonest if before and now - before.made >= soonest else now
    return form_proof.new_task(desk.secret, secrets.randbits(16), made)


def reader_of(req: func.HttpRequest, body: Body) -> Language:
    """The reader's language: named in the address or the form, else the browser's, else Swedish."""
    return language_of(req, DEFAULT, written=body.fields.get("language"))


def _at_door(req: func.HttpRequest, body: Body, desk: Desk) -> count_knocks.AtDoor:
    """Who knocks, and what its form says of it. A proof sooner than anybody types is a machine's."""
    now, limits = desk.clock.now(), desk.vendor.knocks
    proof = form_proof.proof_in(body.fields, desk.secret, now)
    too_soon = proof is not None and now - proof.made < limits.soonest
    return count_knocks.AtDoor(
        network=client_network.client_network(req.headers.get(desk.vendor.client_address_header)),
        proof=proof.name if proof else "",
        trapped=too_soon or form_proof.trapped(body.fields),
    )
