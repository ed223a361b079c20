"""The gate is asked anew: for turns that wait, and whether billing confirms by now what was not sure."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from shared.domain.facts.ticket import TicketState, Turn
from shared.domain.letters.sends import Recipient
from shared.domain.members.coverage import words_after
from shared.domain.members.gate import Entitlement, MemberFacts, decide_entitlement, decide_unverified
from shared.domain.messages.gating import (
    TakenFacts,
    decide_settling_mark,
    decide_taking,
    gated_turns,
    reconsidered,
    unsure_turns,
)
from shared.domain.messages.receiving import Decision, decide_entitled
from shared.domain.tickets.changes import Changes, Said
from shared.domain.tickets.entries import Entry
from shared.domain.values.fields import ReasonBody
from shared.domain.values.gate_reason import GateReason, Mark
from shared.domain.values.house import House
from shared.ports.desk import Desk
from shared.usecases.messages.open_ticket import member_of
from shared.usecases.records.acting import ActOnTicket, carry_out
from shared.usecases.records.member_rows import candidates, load_facts
from shared.usecases.records.ticket_rows import LoadedTicket, load_said, load_ticket

type _Asker = tuple[Said, tuple[MemberFacts, ...]]
"""Who wrote a turn that waits, and what the gate knows of the members that may know the sender."""


async def ask_gate_again(desk: Desk, ticket: str) -> LoadedTicket | None:
    """Cover each waiting turn that is covered by now, or was all along; the ticket, where there is one.

    Of covered ones that billing did not confirm only the mark is settled. Of very many, as many at once as
    one transaction carries.

    Raises:
        StoreUnavailable: repeat it; a turn is covered once.
    """
    loaded = await load_ticket(desk.store, ticket)
    if loaded is None:
        return None
    waiting = (*gated_turns(loaded.header.state), *unsure_turns(loaded.header.state))
    member = loaded.header.state.member
    known = await asyncio.gather(*(_known(desk, ticket, turn, member) for turn in waiting))
    left: Sequence[_Asker] = known
    while left:
        loaded, left = await _ask_of(desk, ticket, left)
    return loaded


async def _ask_of(desk: Desk, ticket: str, known: Sequence[_Asker]) -> tuple[LoadedTicket, Sequence[_Asker]]:
    """Ask for as many as one transaction carries; the ticket, and those that are left."""
    left: Sequence[_Asker] = ()

    def decide(state: TicketState, now: datetime, house: House) -> Changes:
        nonlocal left
        changes = Changes()
        for place, (said, facts) in enumerate(known):
            asked = _asked(changes.state_after(state), said, facts, now, house)
            if place and not (changes + asked).fits():
                left = known[place:]
                return changes
            changes += asked
        left = ()
        return changes

    return await carry_out(desk, ticket, decide), left


def _written_by(desk: Desk, ticket: LoadedTicket, given: ReasonBody, entry: Entry) -> TakenFacts:
    """Whoever wrote the turn."""
    del given
    said = ticket.said.get(entry.about)
    return TakenFacts(entry=entry, to=Recipient(address=said.email if said else desk.vendor.fallback_address))


take_turn = ActOnTicket("take", decide_taking, _written_by)


async def _known(desk: Desk, ticket: str, turn: Turn, member: str) -> _Asker:
    """Who wrote the turn, and what the gate knows of the members that may know the sender by now."""
    said = await load_said(desk.store, ticket, turn.id) or Said(id=turn.id)
    if member and Mark.SENDER_UNVERIFIED in turn.marks:
        return said, await load_facts(desk, (member,))
    return said, await load_facts(desk, await candidates(desk, said.email) if said.email else ())


def _asked(
    state: TicketState, said: Said, facts: tuple[MemberFacts, ...], now: datetime, house: House
) -> Changes:
    """The turn covered, where it is by now and still waits; its mark settled, where it is covered."""
    unsure = next((each for each in unsure_turns(state) if each.id == said.id), None)
    if unsure:
        then = _settled(state, unsure, said, facts, now, house)
        return decide_settling_mark(state, unsure, then, now)
    turn = next((each for each in gated_turns(state) if each.id == said.id), None)
    if turn is None:
        return Changes()
    then = _entitled(state, turn, said, facts, turn.received, house)
    at_present = _entitled(state, turn, said, facts, now, house)
    decision = reconsidered(turn, then, at_present, now)
    if decision is None:
        return Changes()
    member = member_of(decision.entitlement, facts)
    named: Decision = decision.model_copy(update={"member_name": member.member.name if member else ""})
    to = Recipient(address=said.email)
    return decide_entitled(state, turn.id, named, to, now, house)


def _settled(
    state: TicketState, turn: Turn, said: Said, facts: tuple[MemberFacts, ...], now: datetime, house: House
) -> Entitlement:
    """The first sure word about the turn's cover: as of when it began, or what billing said next."""
    since = turn.clock_from or turn.received
    then = _entitled(state, turn, said, facts, since, house)
    for at in words_after((each for member in facts for each in member.subscriptions), since, now):
        if then.reason is not GateReason.UNVERIFIED:
            break
        then = _entitled(state, turn, said, facts, at, house)
    return then


def _entitled(
    state: TicketState, turn: Turn, said: Said, facts: tuple[MemberFacts, ...], at: datetime, house: House
) -> Entitlement:
    """The gate's word as of this instant; for a sender that was not verified, the ticket's member decides."""
    if Mark.SENDER_UNVERIFIED in turn.marks:
        return decide_unverified(said.email, said.product, state.member, facts, at, house.vendor)
    return decide_entitlement(said.email, said.product, facts, at, house.vendor)
