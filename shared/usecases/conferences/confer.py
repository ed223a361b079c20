"""What supporters do about a conference: offer slots, move it, call it off, say how it went."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.domain.agenda.header import TicketHeader
from shared.domain.answers.answering import ContactGiven
from shared.domain.conferences.conference_mail import Desktop, Party
from shared.domain.conferences.conference_outcomes import decide_held, decide_no_show
from shared.domain.conferences.conferring import (
    ActGiven,
    Placed,
    decide_cancel,
    decide_move,
    decide_offer,
)
from shared.domain.events.answer_events import Contact
from shared.domain.facts.conference import Slot, Way
from shared.domain.facts.ticket import TicketState
from shared.domain.letters.sends import Recipient
from shared.domain.tickets.changes import Changes
from shared.domain.values.errors import TicketUnknown, TurnUnknown
from shared.domain.values.identity import address_key, content_digest, digest, submission_key
from shared.ports.desk import Desk
from shared.usecases.records.acting import act_on_ticket
from shared.usecases.records.ticket_rows import load_said, load_ticket

USUAL_LENGTH = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class SlotGiven:
    """A time, how people meet, and the number or address. ``end``: None for half an hour."""

    start: datetime
    end: datetime | None
    way: Way
    place: str


@dataclass(frozen=True, slots=True)
class Doing:
    """Who does it, about which turn's conference, why, and the caller's own key where it has one."""

    author: str
    turn: str
    reason: str = ""
    key: str | None = None


async def offer_slots(desk: Desk, ticket: str, doing: Doing, slots: tuple[SlotGiven, ...]) -> TicketHeader:
    """The requester is mailed these slots, with a link to pick one.

    Raises:
        TicketUnknown, AuthorUnknown, TurnUnknown, TicketMergedAway, NoConferenceAsked, ConferenceOver,
        SlotPassed, SlotAfterDue, KeyReused: nothing was written.
    """
    given = _given(desk, ticket, doing, "offer", *map(str, slots))
    offered = tuple(_placed(given, each, str(place)) for place, each in enumerate(slots, start=1))
    party = await party_of(desk, ticket, doing.turn)
    return await _act(
        desk, ticket, lambda state, now: decide_offer(state, given, offered, party, now, desktop(desk))
    )


async def move_conference(desk: Desk, ticket: str, doing: Doing, to: SlotGiven) -> TicketHeader:
    """The conference is at another time or place; both sides are told.

    Raises: as ``offer_slots``, and ``ConferenceNotSet``.
    """
    given = _given(desk, ticket, doing, "move", str(to))
    party = await party_of(desk, ticket, doing.turn)
    others = await places_of(desk, ticket, doing.turn)
    placed = _placed(given, to, "m").model_copy(update={"places": others})
    return await _act(
        desk, ticket, lambda state, now: decide_move(state, given, placed, party, now, desktop(desk))
    )


async def cancel_conference(desk: Desk, ticket: str, doing: Doing, *, declined: bool) -> TicketHeader:
    """What was picked and offered is taken back; ``declined``: because the member wants none any more.

    Raises: as ``offer_slots``, and ``ConferenceNotSet``.
    """
    given = _given(desk, ticket, doing, "cancel", str(declined))
    party = await party_of(desk, ticket, doing.turn)
    places = await places_of(desk, ticket, doing.turn)

    def decide(state: TicketState, now: datetime) -> Changes:
        conference = state.conference(doing.turn)
        picked = conference.picked if conference else None
        place = places.get(picked.id, "") if picked else ""
        return decide_cancel(state, given, place, party, now, desktop(desk), declined=declined)

    return await _act(desk, ticket, decide)


async def conference_held(
    desk: Desk, ticket: str, doing: Doing, at: datetime | None, answers_up_to: str | None
) -> TicketHeader:
    """It was held: a logged contact, which also answers the turns it names; ``reason`` is the note.

    Raises:
        TicketUnknown, AuthorUnknown, TurnUnknown, TicketMergedAway, NoConferenceAsked, InstantInFuture,
        ContactBeforeTurn, KeyReused: nothing was written.
    """
    given = _given(desk, ticket, doing, "held", str(at), answers_up_to or "")
    note = ContactGiven(
        id=given.entry,
        content=given.content,
        contact=Contact.CONFERENCE,
        author=doing.author,
        note=doing.reason,
        at=at,
        answers_up_to=answers_up_to,
    )
    return await _act(desk, ticket, lambda state, now: decide_held(state, given, note, now, desktop(desk)))


async def record_no_show(desk: Desk, ticket: str, doing: Doing) -> TicketHeader:
    """The supporter was there and the member was not; ``reason`` is the note.

    Raises:
        TicketUnknown, AuthorUnknown, TurnUnknown, TicketMergedAway, NoConferenceAsked, ConferenceNotSet,
        ConferenceOver, SlotNotBegun, KeyReused: nothing was written.
    """
    given = _given(desk, ticket, doing, "no-show")
    return await _act(desk, ticket, lambda state, now: decide_no_show(state, given, now, desktop(desk)))


def desktop(desk: Desk) -> Desktop:
    """What the decisions need of the desk."""
    return Desktop(vendor=desk.vendor, secret=desk.secret)


async def party_of(desk: Desk, ticket: str, turn: str) -> Party:
    """Who asked for the conference. Raises ``TicketUnknown``, ``TurnUnknown``."""
    said = await load_said(desk.store, ticket, turn)
    if said is None:
        raise TurnUnknown(turn) if await load_ticket(desk.store, ticket) else TicketUnknown(ticket)
    return Party(
        to=Recipient(address=said.email, name=said.name), person=address_key(desk.secret, said.email)
    )


async def places_of(desk: Desk, ticket: str, turn: str) -> Mapping[str, str]:
    """The numbers and addresses of this conference's slots, by slot. Raises ``TicketUnknown``."""
    loaded = await load_ticket(desk.store, ticket)
    if loaded is None:
        raise TicketUnknown(ticket)
    conference = loaded.header.state.conference(turn)
    if conference is None:
        return {}
    slots = {slot.id for slot in (*conference.on_offer, *filter(None, [conference.picked]))}
    said = await asyncio.gather(*(load_said(desk.store, ticket, slot) for slot in slots))
    return {each.id: each.subject for each in said if each}


async def _act(desk: Desk, ticket: str, decide: Callable[[TicketState, datetime], Changes]) -> TicketHeader:
    return (await act_on_ticket(desk, ticket, decide)).header


def _given(desk: Desk, ticket: str, doing: Doing, *what: str) -> ActGiven:
    """The act with its entry: the same for the same key, and a digest that tells whether the content is."""
    content = content_digest(desk.secret, "confer", doing.author, doing.turn, doing.reason, *what)
    key = submission_key(doing.key, content, desk.clock.now())
    return ActGiven(
        entry=digest(desk.secret, "entry", ticket, key),
        content=content,
        author=doing.author,
        turn=doing.turn,
        reason=doing.reason,
    )


def _placed(given: ActGiven, slot: SlotGiven, number: str) -> Placed:
    """The slot with an id of its own within the ticket; the entry's author will be there."""
    return Placed(
        slot=Slot(
            id=f"{given.entry}s{number}",
            start=slot.start,
            end=slot.end or slot.start + USUAL_LENGTH,
            way=slot.way,
            host=given.author,
        ),
        place=slot.place,
    )
