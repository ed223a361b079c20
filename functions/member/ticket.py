"""The requester's status page: read, written from, and confirmed. And a new link for one that has expired."""

from __future__ import annotations

import secrets

import azure.functions as func

from functions.doors.doors import Doors
from functions.doors.parts import LANGUAGE, keyed
from functions.member import pages
from functions.starting import imported_when_used
from shared import wiring
from shared.domain.facts.links import Purpose, read
from shared.domain.refusals.errors import KeyReused, LinkInvalid, LinkRevoked, TicketFull, TicketUnknown
from shared.domain.refusals.flood_errors import TooManyGuesses
from shared.web.api.operation import Auth, page
from shared.web.http.bodies import Body
from shared.web.http.field_texts import Code
from shared.web.http.language import DEFAULT
from shared.web.http.response import Response
from shared.web.http.submissions import FieldError, FieldsInvalid
from shared.web.http.tokens import form_token, new_token
from shared.web.http.wished import wants_html

with imported_when_used():
    from shared.usecases.documentation import study_documents
    from shared.usecases.links import open_link
    from shared.usecases.seats import ask_for_page, open_seats, own_tickets
    from shared.usecases.status import read_status, use_link
    from shared.web.links import member_forms, member_pages
    from shared.web.seats import asking_page
    from shared.web.status import status_page

blueprint = Doors("Pages for members")


@pages.shown(blueprint, "GET api/member/ticket/{link}")
async def ticket_page(req: func.HttpRequest) -> Response:
    """A requester's status page.

    What was promised, what was said to and by this one person, and what comes next. Opening it changes
    nothing. The link of a merged ticket shows where its matter goes on.
    """
    followed = await open_link.follow_to_read(wiring.desk(), pages.token_of(req), Purpose.TICKET)
    return await _page(req, followed)


@pages.acted(
    blueprint,
    "POST api/member/ticket/{link}",
    lambda: member_forms.StatusForm,
    {"act": "message", "message": "It happens in the week view only."},
    key=(keyed("one message", "message-1207"),),
    refuses=(TicketUnknown, TicketFull),
)
async def ticket_page_act(req: func.HttpRequest) -> Response:
    """Write from the status page, or confirm the address.

    `message` is a further message on the ticket, gated as of its own receipt. `confirm` proves that the
    link's person reads the address that it was mailed to; repeated, it changes nothing.
    """
    desk, link = wiring.desk(), pages.token_of(req)
    followed = await open_link.follow_to_read(desk, link, Purpose.TICKET)
    form, body = pages.read_form(req, member_forms.StatusForm)
    language = pages.reader_language(req, followed.ticket.header.state.language, form)
    if form.act is member_forms.StatusAct.CONFIRM:
        await use_link.prove_address(desk, followed)
        return pages.see_again(req, language, "confirmed")
    try:
        await _write(req, followed, form, body)
    except (FieldsInvalid, KeyReused) as refused:
        if not wants_html(req.headers.get("accept")):
            raise
        return await _page(req, followed, form, body, refused)
    return pages.see_again(req, language, "kept")


async def _write(
    req: func.HttpRequest, followed: open_link.FollowedLink, form: member_forms.StatusForm, body: Body
) -> None:
    """The form's token is the message's key where the caller names none."""
    if not form.message:
        raise FieldsInvalid([FieldError("message", Code.MISSING)])
    key = req.headers.get("idempotency-key") or form_token(body.fields)
    await use_link.write_by_link(wiring.desk(), followed, form.message, key, body.files)


async def _page(
    req: func.HttpRequest,
    followed: open_link.FollowedLink,
    form: member_forms.StatusForm | None = None,
    body: Body | None = None,
    refused: Exception | None = None,
) -> Response:
    """The page; with the form again where it was refused: the same token, unless it has been used."""
    desk = wiring.desk()
    view = await read_status.read_status(desk, followed)
    used = body and not isinstance(refused, KeyReused) and form_token(body.fields)
    return status_page.status_page(
        view,
        desk.vendor,
        pages.reader_language(req, view.language, form),
        status_page.FormAddress(
            pages.path_of(req),
            used or new_token(secrets.token_bytes),
            lambda link: open_link.link_address(desk, link),
        ),
        desk.clock.now(),
        done=req.params.get("done"),
        typed=member_pages.Typed(body.fields, refused, body.files) if body and refused else None,
    )


@blueprint.own(
    "POST api/member/renewal/{link}",
    (page(200, "The page that says to look into the inbox."),),
    refusing=pages.refused_page,
    parameters=(pages.LINK_IN_PATH, LANGUAGE),
    refuses=(LinkInvalid, LinkRevoked, TooManyGuesses),
    auth=Auth.ANONYMOUS,
    pages=True,
)
async def renewal(req: func.HttpRequest) -> Response:
    """Ask for a new link.

    For a link of any purpose that has expired, the address that it was for is mailed a new one: to the
    ticket or to what there is to study, once an hour at most; to the member's page three times a day, to the
    seats once. The answer never tells whether it was, nor the address. A revoked link cannot be renewed.
    """
    desk, token = wiring.desk(), pages.token_of(req)
    language = pages.reader_language(req, await open_link.language_behind(desk, token) or DEFAULT)
    purpose = read(token, desk.link_keys).purpose
    if purpose is Purpose.TICKETS:
        if address := await own_tickets.address_behind(desk, token):
            await ask_for_page.ask_for_page(desk, address)
    elif purpose.of_member:
        await open_seats.renew_member_link(desk, token)
    else:
        of_study = purpose is Purpose.STUDY
        await (study_documents.renew_study if of_study else use_link.renew_link)(desk, token)
    if purpose.asked_for:
        return asking_page.asking_page(desk.vendor, language, pages.path_of(req), sent=True)
    return member_pages.renewal_page(desk.vendor, language, pages.path_of(req), purpose)
