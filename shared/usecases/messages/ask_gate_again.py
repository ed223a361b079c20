"""The gate is asked anew: for turns that wait, and whether billing confirms by now what was not sure."""

import asyncio

from shared.domain.agenda.header import TicketHeader
from shared.domain.facts.ticket import Turn
from shared.domain.letters.sends import Recipient
from shared.domain.messages.asking_again import Asker, decide_asking_again
from shared.domain.messages.gating import TakenFacts, decide_taking, gated_turns, unsure_turns
from shared.domain.tickets.changes import Said
from shared.domain.tickets.entries import Entry
from shared.domain.values.fields import ReasonBody
from shared.domain.values.gate_reason import Mark
from shared.ports.desk import Desk
from shared.usecases.records.acting import ActOnTicket, bring_about
from shared.usecases.records.member_rows import candidates, load_facts
from shared.usecases.records.outbox_rows import TicketWords
from shared.usecases.records.ticket_rows import LoadedTicket, load_ticket


async def ask_gate_again(desk: Desk, ticket: str) -> LoadedTicket | None:
    """Cover each waiting turn that is covered by now, or was all along; the ticket, where there is one.

    Of covered ones that billing did not confirm only the mark is settled.

    Raises:
        StoreUnavailable: repeat it; a turn is covered once.
    """
    loaded = await load_ticket(desk.store, ticket)
    if loaded is None:
        return None
    askers = await who_waits(desk, loaded.header, TicketWords(desk.store))
    return await bring_about(
        desk, loaded, lambda state, now, house: decide_asking_again(state, askers, now, house)
    )


async def who_waits(desk: Desk, header: TicketHeader, words: TicketWords) -> tuple[Asker, ...]:
    """For each turn that waits for billing's word, who wrote it, and what the gate knows of them by now.

    All at once.
    """
    state = header.state
    waiting = (*gated_turns(state), *unsure_turns(state))
    return tuple(
        await asyncio.gather(*(_asker(desk, state.id, turn, state.member, words) for turn in waiting))
    )


def _written_by(desk: Desk, ticket: LoadedTicket, given: ReasonBody, entry: Entry) -> TakenFacts:
    """Whoever wrote the turn."""
    del given
    said = ticket.said.get(entry.about)
    return TakenFacts(entry=entry, to=Recipient(address=said.email if said else desk.vendor.fallback_address))


take_turn = ActOnTicket("take", decide_taking, _written_by)


async def _asker(desk: Desk, ticket: str, turn: Turn, member: str, words: TicketWords) -> Asker:
    """Who wrote the turn, and what the gate knows of the members that may know the sender by now."""
    said = await words.said(ticket, turn.id) or Said(id=turn.id)
    if member and Mark.SENDER_UNVERIFIED in turn.marks:
        return Asker(said, await load_facts(desk, (member,)))
    return Asker(said, await load_facts(desk, await candidates(desk, said.email) if said.email else ()))
