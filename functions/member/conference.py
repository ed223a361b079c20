"""A conference's page: its slots are picked from, others are asked for, or it is declined."""

from __future__ import annotations

import azure.functions as func

from functions.doors.doors import Doors
from functions.member.pages import acted, path_of, read_form, reader_language, see_again, shown, token_of
from functions.starting import imported_when_used
from shared import wiring
from shared.domain.refusals.errors import (
    ConferenceOver,
    SlotGone,
    SlotPassed,
    SlotTaken,
    TicketMergedAway,
    TicketUnknown,
    TurnUnknown,
)
from shared.web.http.bodies import Body
from shared.web.http.field_texts import Code
from shared.web.http.response import Response
from shared.web.http.submissions import FieldError, FieldsInvalid
from shared.web.http.wished import wants_html

with imported_when_used():
    from shared.usecases.conferences import choose_slot
    from shared.web.conferences import conference_forms
    from shared.web.conferences import conference_page as pages
    from shared.web.links import member_pages

blueprint = Doors("Pages for members")


SHOWN_AGAIN = (FieldsInvalid, ConferenceOver, SlotGone, SlotPassed, SlotTaken)
"""What the page itself says, above the slots as they are now."""


@shown(blueprint, "GET api/member/conference/{link}")
async def conference_page(req: func.HttpRequest) -> Response:
    """A conference's page.

    What was promised, the slots that can be picked, and the one that was, in the vendor's zone. Opening
    it changes nothing. The link of a merged or split ticket leads to where the conference goes on.
    """
    return await _page(req)


@acted(
    blueprint,
    "POST api/member/conference/{link}",
    lambda: conference_forms.ConferenceForm,
    {"act": "pick", "slot": "p4t6yh2wq7kdm3zxs1"},
    refuses=(ConferenceOver, SlotGone, SlotPassed, SlotTaken, TicketMergedAway, TicketUnknown, TurnUnknown),
)
async def conference_page_act(req: func.HttpRequest) -> Response:
    """Pick a slot, ask for others, or decline.

    `pick` sets the conference, also to another slot than before: both sides get an invitation for their
    calendars. `others` tells supporters that none suits; `decline` ends it. Repeated, nothing changes.
    Whoever does one of these has proved the address that the link was mailed to.
    """
    form, body = read_form(req, conference_forms.ConferenceForm)
    followed = await choose_slot.follow_conference(wiring.desk(), token_of(req))
    language = reader_language(req, followed.state.language, form)
    try:
        done = await _do(token_of(req), form)
    except SHOWN_AGAIN as refused:
        if not wants_html(req.headers.get("accept")):
            raise
        return await _page(req, form, body, refused)
    return see_again(req, language, done)


async def _do(token: str, form: conference_forms.ConferenceForm) -> str:
    """Do what the form says; what the page then says has been done."""
    desk = wiring.desk()
    match form.act:
        case conference_forms.ConferenceAct.PICK:
            if not form.slot:
                raise FieldsInvalid([FieldError("slot", Code.MISSING)])
            await choose_slot.pick_slot(desk, token, form.slot)
            return "picked"
        case conference_forms.ConferenceAct.OTHERS:
            await choose_slot.ask_for_others(desk, token, form.message)
            return "asked"
        case conference_forms.ConferenceAct.DECLINE:
            await choose_slot.decline_conference(desk, token)
            return "declined"


async def _page(
    req: func.HttpRequest,
    form: conference_forms.ConferenceForm | None = None,
    body: Body | None = None,
    refused: Exception | None = None,
) -> Response:
    """The page as it stands now; with what was wrong where something was refused."""
    desk = wiring.desk()
    view = await choose_slot.read_conference(desk, await choose_slot.follow_conference(desk, token_of(req)))
    return pages.conference_page(
        view,
        desk.vendor,
        reader_language(req, view.language, form),
        path_of(req),
        done=req.params.get("done"),
        typed=member_pages.Typed(body.fields, refused) if body and refused else None,
    )
