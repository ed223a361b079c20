"""Conferences, for supporters: slots proposed and offered, moved, called off, held or not."""

from __future__ import annotations

from functions.doors.asked import Asked
from functions.doors.parts import keyed
from functions.starting import imported_when_used
from functions.support.acts import TicketDoors
from shared.domain.refusals.errors import (
    ConferenceNotSet,
    ConferenceOver,
    ContactBeforeTurn,
    InstantInFuture,
    NoConferenceAsked,
    SlotAfterDue,
    SlotNotBegun,
    SlotPassed,
    TicketMergedAway,
    TicketUnknown,
    TurnUnknown,
)
from shared.web.api.operation import in_path

with imported_when_used():
    from shared.domain.agenda import header
    from shared.domain.conferences import conference_outcomes, conferring
    from shared.usecases.conferences import confer

blueprint = TicketDoors("Tickets")

TURN = in_path("turn", "The turn that asked for the conference.", "m1")


@blueprint.view(
    "GET api/tickets/{ticket}/conferences/{turn}/proposals",
    "The slots; none where there is none.",
    parameters=(TURN,),
    refuses=(TicketUnknown, TurnUnknown, NoConferenceAsked),
)
async def conference_proposals(asked: Asked) -> confer.ProposalsView:
    """Slots to offer for a conference.

    Up to four half hours before the promised instant, an hour from now at the soonest, within the hours
    of the ticket's owner (else of everybody on duty) and free of conferences picked already, as far as
    open tickets tell. Nothing is written.
    """
    return await confer.propose_slots(asked.desk, asked.ticket, asked.turn)


@blueprint.ticket_act(
    "POST api/tickets/{ticket}/conferences/{turn}/offers",
    {
        "author": "anna",
        "slots": [
            {"start": "2026-03-03T09:00:00Z", "way": "teams", "place": "https://teams.example.com/meet/1"},
            {"start": "2026-03-03T13:00:00Z", "way": "teams", "place": "https://teams.example.com/meet/1"},
        ],
    },
    202,
    parameters=(TURN, keyed("one offer, mailed once", "offer-7431")),
    refuses=(TurnUnknown, NoConferenceAsked, ConferenceOver, SlotPassed, SlotAfterDue, TicketMergedAway),
)
async def conference_offers(asked: Asked, body: conferring.OfferBody) -> header.TicketHeader:
    """Offer slots for a conference.

    Mails the requester the slots with a link to pick one, ask for others, or decline. Two slots that
    start before due keep the promise, whatever the member makes of them. Slots offered before stay on
    offer.
    """
    return await confer.offer_slots(asked.desk, asked.ticket, body, asked.key, about=asked.turn)


@blueprint.ticket_act(
    "POST api/tickets/{ticket}/conferences/{turn}/move",
    {
        "author": "anna",
        "start": "2026-03-03T09:00:00Z",
        "way": "teams",
        "place": "https://teams.example.com/meet/1",
        "reason": "Anna is ill that morning.",
    },
    202,
    parameters=(TURN, keyed("one move", "move-7431")),
    refuses=(TurnUnknown, NoConferenceAsked, ConferenceOver, ConferenceNotSet, SlotPassed, TicketMergedAway),
)
async def move_conference(asked: Asked, body: conferring.MoveBody) -> header.TicketHeader:
    """Move a conference.

    Another time or place for the slot that was picked: both sides get an update for their calendars. It
    never resets the clock, and takes the other slots back.
    """
    return await confer.move_conference(asked.desk, asked.ticket, body, asked.key, about=asked.turn)


@blueprint.ticket_act(
    "POST api/tickets/{ticket}/conferences/{turn}/cancel",
    {"author": "anna", "reason": "Anna is ill."},
    202,
    parameters=(TURN, keyed("one cancellation", "cancel-7431")),
    refuses=(TurnUnknown, NoConferenceAsked, ConferenceOver, ConferenceNotSet, TicketMergedAway),
)
async def cancel_conference(asked: Asked, body: conferring.CancelBody) -> header.TicketHeader:
    """Call a conference off.

    Takes back what was picked and offered; both sides' calendars are told. The clock runs on, unless
    the member has said that it wants none any more (`declined`).
    """
    return await confer.cancel_conference(asked.desk, asked.ticket, body, asked.key, about=asked.turn)


@blueprint.ticket_act(
    "POST api/tickets/{ticket}/conferences/{turn}/held",
    {"author": "anna", "note": "We went through the week view.", "answers_up_to": "m1"},
    201,
    parameters=(TURN, keyed("one entry", "held-7431")),
    refuses=(TurnUnknown, NoConferenceAsked, InstantInFuture, ContactBeforeTurn, TicketMergedAway),
)
async def conference_held(asked: Asked, body: conference_outcomes.HeldBody) -> header.TicketHeader:
    """Log that a conference was held.

    A logged contact that ends the conference's clock as of when it began, and also answers the turns up
    to the one named. A mistake can be withdrawn like any entry.
    """
    return await confer.conference_held(asked.desk, asked.ticket, body, asked.key, about=asked.turn)


@blueprint.ticket_act(
    "POST api/tickets/{ticket}/conferences/{turn}/no-show",
    {"author": "anna", "note": "Called twice."},
    201,
    parameters=(TURN, keyed("one entry", "no-show-7431")),
    refuses=(
        TurnUnknown,
        NoConferenceAsked,
        ConferenceOver,
        ConferenceNotSet,
        SlotNotBegun,
        TicketMergedAway,
    ),
)
async def conference_no_show(asked: Asked, body: conference_outcomes.NoShowBody) -> header.TicketHeader:
    """Record that the member did not come.

    The promise is met, and marked so. A mistake can be withdrawn like any entry.
    """
    return await confer.record_no_show(asked.desk, asked.ticket, body, asked.key, about=asked.turn)
