"""Requests come in: by the form, at the door for everybody, and at the one for the vendor's own programs.

At the door for everybody the answer is the same for members and strangers; the mail tells.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import azure.functions as func

from functions.doors.answering import as_json, as_problem, note_fault
from functions.doors.asked import language_of
from functions.doors.doors import Doors
from functions.doors.parts import ACCEPT_LANGUAGE, ANY_BODY, LANGUAGE, SET_UP, keyed
from functions.starting import imported_when_used
from shared import wiring
from shared.domain.refusals.errors import KeyReused
from shared.domain.refusals.flood_errors import TooManyRequests
from shared.domain.values.vendor import Language
from shared.ports.desk import Desk
from shared.settings import SettingsInvalid
from shared.web.api import operation
from shared.web.http.bodies import Body, read_body
from shared.web.http.language import DEFAULT, accepted_language
from shared.web.http.response import Response
from shared.web.http.submissions import parse_submission
from shared.web.http.tokens import form_token, new_token
from shared.web.http.wished import wants_html

with imported_when_used():
    from shared.domain.values import intake as submissions
    from shared.usecases.files import keep_files
    from shared.usecases.floods import count_knocks
    from shared.usecases.messages import open_ticket
    from shared.usecases.records import member_rows
    from shared.web.floods import client_network, form_proof
    from shared.web.pages import page_policy, pages
    from shared.web.tickets import answers

blueprint = Doors("Requests")

TICKET = operation.Parameter(
    "ticket", operation.Where.QUERY, "The ticket's reference; anything else is not shown."
)

_TOKEN = {
    "token": "The form's own key: it stands for `Idempotency-Key` where no such header is sent.",
    "proof": "What the form's script worked out. It serves once, within 50 minutes.",
}
_EXAMPLE = {
    "email": "eva@example.org",
    "name": "Eva",
    "product": "Planner",
    "kind": "error",
    "subject": "The calendar stays empty",
    "message": "It has been empty since this morning.",
    "language": "en",
}
_MEDIA = (operation.JSON, operation.URLENCODED, operation.PARTS)


@blueprint.own(
    "GET api/intake",
    (operation.page(200, "The form."),),
    parameters=(LANGUAGE,),
    may_fail=SET_UP,
    auth=operation.Auth.ANONYMOUS,
)
async def intake_form(req: func.HttpRequest) -> Response:
    """The request form.

    A page for people. It sends what is typed to the same address, and needs no script: with one, its browser
    works out a proof meanwhile, for which a stranger need not confirm the address.
    """
    desk, language = wiring.desk(), language_of(req, DEFAULT)
    return pages.form_page(desk.vendor, language, new_token(secrets.token_bytes), task=_task(desk))


@blueprint.own(
    "GET api/intake/proof.js",
    (operation.DeclaredAnswer(200, "The script.", media="text/javascript"),),
    may_fail=(Exception,),
    auth=operation.Auth.ANONYMOUS,
)
async def intake_proof(req: func.HttpRequest) -> Response:
    """The form's script.

    It works out the proof that the form carries, with the browser's own cryptography.
    """
    return page_policy.script_answer()


@blueprint.own(
    "POST api/intake",
    (
        operation.json_answer(202, "The request is kept.", lambda: answers.Accepted),
        operation.DeclaredAnswer(
            303, "For browsers: on to the thank-you page.", headers={"Location": "The thank-you page."}
        ),
        operation.page(200, "For browsers, where a file was not taken: the thank-you page, which names it."),
    ),
    parameters=(keyed("one ticket", "request-7431"), ACCEPT_LANGUAGE, LANGUAGE),
    refuses=(*ANY_BODY, TooManyRequests),
    auth=operation.Auth.ANONYMOUS,
    body=operation.Content(lambda: submissions.Submission, _EXAMPLE, _MEDIA, lenient=True, extra=_TOKEN),
    pages=True,
)
async def intake(req: func.HttpRequest) -> Response:
    """Send a request in.

    Makes exactly one ticket, however often it is sent. The answer is the same whether or not the
    address belongs to a member; a mail to that address says what happens next. JSON and both kinds of
    form are read, at most 1 MiB of text. A field that is null or blank counts as left out, and fields
    with other names are passed over. A form with parts may bring files under any name, at most 5 and 10
    MiB together, of the sorts that the form lists; one that is not taken is named in the answer with
    the reason, and the rest is kept. A stranger's request that comes without the form's proof waits until the
    address is confirmed by the link that is mailed to it; from one address and one network only so many are
    taken in an hour. A browser (HTML wanted more than JSON in `Accept`) gets pages
    instead: the thank-you page, or the form again with what was typed and what is wrong.
    """
    if wants_html(req.headers.get("accept")):
        return await _from_person(req)
    return as_json(await _keep(req, _read(req), language_of(req)), status=202)


@blueprint.own(
    "GET api/intake/thanks",
    (operation.page(200, "The page."),),
    parameters=(TICKET, LANGUAGE),
    may_fail=SET_UP,
    auth=operation.Auth.ANONYMOUS,
)
async def intake_thanks(req: func.HttpRequest) -> Response:
    """The thank-you page.

    Where the form leads once the request is kept.
    """
    return pages.thanks_page(wiring.desk().vendor, language_of(req, DEFAULT), req.params.get("ticket", ""))


@blueprint.own(
    "POST api/intake/trusted",
    (operation.json_answer(202, "The request is kept; this is what was decided.", lambda: answers.Decided),),
    parameters=(keyed("one ticket", "request-7431"),),
    refuses=ANY_BODY,
    body=operation.Content(lambda: submissions.Submission, _EXAMPLE, _MEDIA, lenient=True),
    about_nobody="What somebody sends in is that person's own act, and stands in its ticket.",
)
async def intake_trusted(req: func.HttpRequest) -> Response:
    """Send a request in and see what is decided of it.

    For the vendor's own programs: the same body as `POST /api/intake`, files too, and the whole
    decision in the answer. Its keys are its own: the same key sent to `POST /api/intake` is another
    request.
    """
    body, desk = _read(req), wiring.desk()
    state = (await open_ticket.open_ticket(desk, _request(req, body, "trusted"))).state
    member = await member_rows.member_id(desk, state.member)
    not_taken = answers.files_not_taken(keep_files.refused_files(body.files), language_of(req))
    return as_json(answers.decided(state, member, desk.clock.now(), not_taken), status=202)


async def _from_person(req: func.HttpRequest) -> Response:
    """A page for every outcome; what was typed comes back with what is wrong."""
    body = Body({})
    try:
        body = _read(req)
        language = _language(req, body)
        accepted = await _keep(req, body, language)
    except Exception as error:  # noqa: BLE001 - every error has a page of its own
        return _page_for(error, req, body)
    if accepted.refused_files:  # their names are no part of an address, so the page comes at once
        return pages.thanks_page(wiring.desk().vendor, language, accepted.ticket, accepted.refused_files)
    address = f"{pages.thanks_address(accepted.ticket)}&language={language.value}"
    return Response(303, {"Location": address}, b"")


def _page_for(error: Exception, req: func.HttpRequest, body: Body) -> Response:
    """The form again where there is something to send again; the same token, unless it has been used."""
    language = _language(req, body)
    try:
        vendor = wiring.desk().vendor
    except SettingsInvalid:
        return as_problem(error, language)
    note_fault(error)
    if not body.fields:
        return pages.problem_page(error, vendor, language)
    used = None if isinstance(error, KeyReused) else form_token(body.fields)
    token = used or new_token(secrets.token_bytes)
    task = _task(wiring.desk(), body.fields)
    return pages.form_page(
        vendor, language, token, typed=body.fields, refused=error, files_lost=bool(body.files), task=task
    )


def _task(desk: Desk, typed: Mapping[str, object] = MappingProxyType({})) -> str:
    """A fresh task for the form's script. Whoever has typed for long enough before need not do so again."""
    now, soonest = desk.clock.now(), desk.vendor.knocks.soonest
    before = form_proof.proof_in(typed, desk.secret, now)
    made = now - soonest if before and now - before.made >= soonest else now
    return form_proof.new_task(desk.secret, secrets.randbits(16), made)


def _read(req: func.HttpRequest) -> Body:
    return read_body(req.headers.get("content-type"), req.get_body())


async def _keep(req: func.HttpRequest, body: Body, language: Language) -> answers.Accepted:
    """The ticket of this request, and what was not taken. The form's token is its key, failing another."""
    desk, request = wiring.desk(), _request(req, body, "form", form_token(body.fields))
    header = await open_ticket.open_ticket(desk, replace(request, at_door=_at_door(req, body, desk)))
    not_taken = answers.files_not_taken(keep_files.refused_files(body.files), language)
    return answers.Accepted(ticket=header.state.id, refused_files=not_taken)


def _request(
    req: func.HttpRequest, body: Body, channel: str, token: str | None = None
) -> open_ticket.Request:
    return open_ticket.Request(
        submission=parse_submission(body),
        channel=channel,
        key=req.headers.get("idempotency-key") or token,
        files=body.files,
        accept_language=accepted_language(req.headers.get("accept-language")),
    )


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


def _language(req: func.HttpRequest, body: Body) -> Language:
    """The reader's language: named in the address or the form, else the browser's, else Swedish."""
    return language_of(req, DEFAULT, written=body.fields.get("language"))
