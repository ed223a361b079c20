"""What supporters do about a conference: offer slots, move it, call it off, say how it went."""

import asyncio
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from shared.domain.agenda.header import TicketHeader
from shared.domain.conferences.conference_mail import Party, conference_due
from shared.domain.conferences.conference_outcomes import decide_held, decide_no_show
from shared.domain.conferences.conference_standing import conference_of, picked_slots, promised_slots
from shared.domain.conferences.conferring import ConferenceFacts, decide_cancel, decide_move, decide_offer
from shared.domain.conferences.proposing import Proposal, proposals
from shared.domain.facts.conference import Slot
from shared.domain.facts.ticket import TicketState
from shared.domain.letters.sends import Recipient
from shared.domain.refusals.errors import TurnUnknown
from shared.domain.tickets.entries import Entry
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.identity import address_key
from shared.ports.desk import Desk
from shared.usecases.records.acting import ActOnTicket, act
from shared.usecases.records.agenda_rows import AgendaRow, booked, promised_first, remove_rows
from shared.usecases.records.ticket_rows import LoadedTicket, known_ticket, load_ticket

LOOKED_BACK = timedelta(days=2)
"""So long after their end the rows of booked slots are still read, so that needless ones are removed."""
MOST_READ = 200
"""Rows of either kind that are read, slots that are booked and slots on offer."""


def party_of(desk: Desk, ticket: LoadedTicket, turn: str) -> Party:
    """Who asked for the conference, of a ticket that was read with its people. Raises ``TurnUnknown``."""
    said = ticket.said.get(turn)
    if said is None:
        raise TurnUnknown(turn)
    return Party(
        to=Recipient(address=said.email, name=said.name), person=address_key(desk.secret, said.email)
    )


def places_of(ticket: LoadedTicket, turn: str) -> Mapping[str, str]:
    """The numbers and addresses of this conference's slots, by slot; of a ticket read with its people."""
    conference = ticket.state.conference(turn)
    if conference is None:
        return {}
    slots = {slot.id for slot in (*conference.on_offer, *filter(None, [conference.picked]))}
    return {each: ticket.said[each].meets_at for each in slots if each in ticket.said}


def _party(desk: Desk, ticket: LoadedTicket, _: object, entry: Entry) -> ConferenceFacts:
    return ConferenceFacts(entry=entry, party=party_of(desk, ticket, entry.about))


def _party_and_places(desk: Desk, ticket: LoadedTicket, given: object, entry: Entry) -> ConferenceFacts:
    facts = _party(desk, ticket, given, entry)
    return facts.but(places=places_of(ticket, entry.about))


offer_slots = ActOnTicket("offer", decide_offer, _party)
move_conference = ActOnTicket("move", decide_move, _party_and_places)
cancel_conference = ActOnTicket("cancel", decide_cancel, _party_and_places)
conference_held = act("held", decide_held)
record_no_show = act("no-show", decide_no_show)


class ProposalsView(Frozen):
    """Slots within a supporter's hours that begin before due; none where there is none, or no clock runs."""

    turn: str
    due: Instant | None
    slots: tuple[Proposal, ...]


async def propose_slots(desk: Desk, ticket: str, turn: str) -> ProposalsView:
    """What a supporter might offer now. Raises ``TicketUnknown``, ``TurnUnknown``, ``NoConferenceAsked``."""
    loaded = await known_ticket(desk.store, ticket)
    state = loaded.header.state
    conference_of(state, turn, desk.secret)
    due = conference_due(state, turn)
    if due is None:
        return ProposalsView(turn=turn, due=None, slots=())
    busy = (*await busy_slots(desk, ticket), *promised_slots(state))
    return ProposalsView(
        turn=turn, due=due, slots=proposals(state.owner, due, busy, desk.clock.now(), desk.vendor)
    )


async def tickets_booked(desk: Desk) -> frozenset[str]:
    """The tickets that have booked a slot to come. One request a shard, all at once."""
    rows = await booked(desk.store, desk.clock.now())
    return frozenset(row.ticket for row in rows)


async def busy_slots(desk: Desk, but_for: str) -> tuple[Slot, ...]:
    """The slots to come that the member of another ticket has, or may still pick, those that end soonest.

    First which have any, then these, all at once. A hint: tickets commit apart. What an act left that never
    committed is removed by the agenda's rule, also where its slot was over within the last days.
    """
    now = desk.clock.now()
    rows = await promised_first(desk.store, now - LOOKED_BACK, MOST_READ)
    headers = await _headers(desk, {row.ticket for row in rows} - {but_for})
    await _remove_needless(desk, rows, headers)
    return _slots_to_come(headers, now, promised_slots)


async def busy_among(desk: Desk, but_for: str, tickets: Collection[str]) -> tuple[Slot, ...]:
    """Every slot to come that another of these tickets has booked. A request a ticket, all at once."""
    return _slots_to_come(await _headers(desk, {*tickets} - {but_for}), desk.clock.now())


async def _headers(desk: Desk, tickets: Collection[str]) -> dict[str, TicketHeader | None]:
    names = sorted(tickets)
    loaded = await asyncio.gather(*(load_ticket(desk.store, name) for name in names))
    return {name: each.header if each else None for name, each in zip(names, loaded, strict=True)}


def _slots_to_come(
    headers: Mapping[str, TicketHeader | None],
    now: datetime,
    slots: Callable[[TicketState], Iterable[Slot]] = picked_slots,
) -> tuple[Slot, ...]:
    found = (slot for each in headers.values() if each for slot in slots(each.state))
    return tuple(slot for slot in found if slot.end > now)


async def _remove_needless(
    desk: Desk, rows: Sequence[AgendaRow], headers: Mapping[str, TicketHeader | None]
) -> None:
    """Of the tickets that were read: those rows that they do not need."""
    for row in rows:
        name = row.ticket
        header = headers.get(name)
        if name in headers and (header is None or row.key not in header.rows()):
            await remove_rows(desk.store, [row], desk.clock.now())
