"""A mail about a conference was reported undeliverable: its offer is taken back where the conference is."""

from datetime import datetime

from shared.domain.conferences.undelivered_offers import decide_offer_reported, told_of_report
from shared.domain.facts.ticket import TicketState
from shared.domain.letters.conference_letters import ConferenceSet, SlotsOffer
from shared.domain.letters.sends import Send
from shared.domain.tickets.changes import Changes
from shared.domain.tickets.moved_turns import goes_on_in
from shared.ports.desk import Desk
from shared.usecases.records.acting import act_on_ticket
from shared.usecases.records.ticket_rows import load_send, load_ticket


def is_offer(send: Send) -> bool:
    """The mail offers slots, or says when a conference is."""
    return isinstance(send.letter, SlotsOffer | ConferenceSet)


async def record_lost_offer(desk: Desk, ticket: str, send: Send) -> None:
    """Supporters are told, once; an offer that nobody has picked from is taken back.

    Raises:
        StoreUnavailable: record it again.
    """
    letter = send.letter
    if not isinstance(letter, SlotsOffer | ConferenceSet):
        return
    there = await _ticket_of(desk, ticket, letter.conference)
    ids = told_of_report(send, desk.vendor, desk.secret)
    told = [name for name in ids if await load_send(desk.store, there, name)]

    def decide(state: TicketState, now: datetime) -> Changes:
        return decide_offer_reported(state, send, told, now, desk.vendor, desk.secret)

    await act_on_ticket(desk, there, decide)


async def _ticket_of(desk: Desk, ticket: str, conference: str) -> str:
    """The ticket that has this conference now, by merges and splits."""
    loaded = await load_ticket(desk.store, ticket)
    turns = [each.turn for each in loaded.header.state.conferences if each.id == conference] if loaded else []
    into = goes_on_in(loaded.header.state, turns[0]) if loaded and turns else ""
    target = await load_ticket(desk.store, into) if into else None
    if target is None or all(each.id != conference for each in target.header.state.conferences):
        return ticket
    return await _ticket_of(desk, into, conference)
