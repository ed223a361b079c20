"""The member's page for its owner: read and changed by a link, which anybody may ask for with an address."""

from __future__ import annotations

import azure.functions as func

from functions.doors.answering import as_json
from functions.doors.asked import language_of
from functions.doors.doors import Doors
from functions.doors.parts import ACCEPT_LANGUAGE, ANY_BODY, LANGUAGE, SET_UP
from functions.member import pages
from functions.starting import imported_when_used
from shared import wiring
from shared.domain.members.member_errors import AddressOfDesk
from shared.domain.seats.changing import ContactsFull, SeatNotSubscribed, SeatsChanged
from shared.web.api import operation
from shared.web.http.bodies import Body, read_body
from shared.web.http.language import DEFAULT, requested_language
from shared.web.http.response import Response
from shared.web.http.submissions import FieldsInvalid, parse_fields
from shared.web.http.wished import wants_html

with imported_when_used():
    from shared.domain.seats import changing
    from shared.usecases.seats import ask_again, ask_for_page, change_seats, open_seats, read_seats
    from shared.web.links import member_pages
    from shared.web.seats import asking_page, seats_forms, seats_page

blueprint = Doors("Pages for members")

_REFUSED = (SeatsChanged, SeatNotSubscribed, AddressOfDesk, ContactsFull)
_MEDIA = (operation.JSON, operation.URLENCODED, operation.PARTS)


@blueprint.own(
    "GET api/member/seats/request",
    (operation.page(200, "The form."),),
    pages.refused_page,
    parameters=(LANGUAGE,),
    may_fail=SET_UP,
    auth=operation.Auth.ANONYMOUS,
)
async def seats_request_form(req: func.HttpRequest) -> Response:
    """The form to ask for the member's page.

    A page for people. It needs no script and sends the address to the same place.
    """
    return asking_page.asking_page(wiring.desk().vendor, language_of(req, DEFAULT), pages.path_of(req))


@blueprint.own(
    "POST api/member/seats/request",
    (
        operation.json_answer(202, "The same for every address.", lambda: asking_page.SeatsRequested),
        operation.page(200, "For browsers: the page that says to look into the inbox."),
    ),
    pages.refused_page,
    parameters=(ACCEPT_LANGUAGE, LANGUAGE),
    refuses=ANY_BODY,
    auth=operation.Auth.ANONYMOUS,
    body=operation.Content(
        lambda: asking_page.SeatsRequestForm, {"address": "owner@acme.example.org"}, _MEDIA, lenient=True
    ),
    pages=True,
)
async def seats_request(req: func.HttpRequest) -> Response:
    """Ask for the member's page.

    The contract contact of a member is mailed a link to the member's page, three times a day at most. The
    answer is the same for every address, and so is what it takes: only the mail tells whose it is.
    """
    body = Body({})
    try:
        body = read_body(req.headers.get("content-type"), req.get_body())
        form = parse_fields(body, asking_page.SeatsRequestForm)
        await ask_for_page.ask_for_page(wiring.desk(), form.address)
    except FieldsInvalid as refused:
        return _asked(req, body, refused)
    return _asked(req, body)


def _asked(req: func.HttpRequest, body: Body, refused: Exception | None = None) -> Response:
    """A page to a browser, JSON or a problem to a program."""
    language = language_of(req, DEFAULT, written=body.fields.get("language"))
    if wants_html(req.headers.get("accept")):
        typed = member_pages.Typed(body.fields, refused) if refused else None
        vendor, path = wiring.desk().vendor, pages.path_of(req)
        return asking_page.asking_page(vendor, language, path, sent=refused is None, typed=typed)
    if refused:
        raise refused
    return as_json(asking_page.requested(language_of(req)), status=202)


@pages.shown(blueprint, "GET api/member/seats/{link}")
async def seats_shown(req: func.HttpRequest) -> Response:
    """The member's page, for its contract contact.

    Products and until when they are subscribed to, the responsible persons, contacts, open tickets with what
    is promised, and the figures of the month on both sides. Opening it changes nothing. The link opens
    nothing any more once the member has another contract contact.
    """
    return await _page(req, await open_seats.open_seats(wiring.desk(), pages.token_of(req)))


@pages.acted(
    blueprint,
    "POST api/member/seats/{link}",
    lambda: seats_forms.SeatsForm,
    {
        "act": "seat",
        "version": "k3f7q2mz5abcdwxy-abcd",
        "product": "planner",
        "address": "rune@acme.example.org",
        "name": "Rune",
    },
    refuses=_REFUSED,
)
async def seats_changed(req: func.HttpRequest) -> Response:
    """Change a seat or a contact from the member's page, or ask a responsible person to confirm.

    `seat` names the responsible person for a product in the place of `before`; `contact` a contact in the
    place of `before`, or one more; `remove` takes the contact `before` away. It is the same act as a change
    over the API: with a `version` that is not the member's any more nothing is written, unless it is so
    already. A new responsible person is mailed what the seat means. `ask` has the responsible person `before`
    mailed that anew, at most once in 24 hours, where it has not confirmed. Repeated, it changes nothing.
    """
    desk = wiring.desk()
    opened = await open_seats.open_seats(desk, pages.token_of(req))
    body = read_body(req.headers.get("content-type"), req.get_body())
    try:
        form = parse_fields(body, seats_forms.SeatsForm)
        await _change(pages.token_of(req), opened, form)
    except (FieldsInvalid, *_REFUSED) as refused:
        if not wants_html(req.headers.get("accept")):
            raise
        fresh = await open_seats.open_seats(desk, pages.token_of(req))
        return await _page(req, fresh, member_pages.Typed(body.fields, refused))
    return pages.see_again(req, pages.reader_language(req, opened.member.language, form), form.act)


async def _change(token: str, opened: open_seats.OpenedSeats, form: seats_forms.SeatsForm) -> None:
    desk = wiring.desk()
    match form.act:
        case seats_forms.SeatsAct.SEAT:
            given = form.seat()
            await change_seats.change_by_owner(desk, opened, changing.decide_seat, given, form.version)
        case seats_forms.SeatsAct.CONTACT:
            contact = form.contact()
            await change_seats.change_by_owner(desk, opened, changing.decide_contact, contact, form.version)
        case seats_forms.SeatsAct.REMOVE:
            decide = changing.decide_contact_left
            await change_seats.change_by_owner(desk, opened, decide, form.gone(), form.version)
        case seats_forms.SeatsAct.ASK:
            await ask_again.ask_again(desk, token, form.asked())


async def _page(
    req: func.HttpRequest, opened: open_seats.OpenedSeats, typed: member_pages.Typed | None = None
) -> Response:
    """The page as it stands now; with the form again where it was refused."""
    desk = wiring.desk()
    view = await read_seats.read_seats(desk, opened.loaded, opened.link)
    written = requested_language(typed.text("language")) if typed else None
    return seats_page.seats_page(
        view,
        desk.vendor,
        requested_language(req.params.get("language")) or written or view.language,
        pages.path_of(req),
        desk.clock.now(),
        done=req.params.get("done"),
        typed=typed,
    )
