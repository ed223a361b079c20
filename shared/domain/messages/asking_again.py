"""The gate is asked anew: for turns that wait, and whether billing confirms by now what was not sure."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from shared.domain.facts.ticket import TicketState, Turn
from shared.domain.letters.sends import Recipient
from shared.domain.members.coverage import words_after
from shared.domain.members.gate import (
    Entitlement,
    MemberFacts,
    decide_entitlement,
    decide_unverified,
    member_of,
)
from shared.domain.messages.gating import (
    decide_settling_mark,
    gated_turns,
    reconsidered,
    unsure_turns,
)
from shared.domain.messages.receiving import decide_entitled
from shared.domain.tickets.changes import Changes, Said, as_many_as_fit
from shared.domain.values.gate_reason import GateReason, Mark
from shared.domain.values.house import House


class Asker(NamedTuple):
    """Who wrote a turn that waits, and what the gate knows of the members that may know the sender."""

    said: Said
    facts: tuple[MemberFacts, ...]


def decide_asking_again(state: TicketState, askers: Sequence[Asker], now: datetime, house: House) -> Changes:
    """Each waiting turn covered that is by now, or was all along; of covered ones the mark settled.

    As many as one transaction carries: where more are, the decision is to be made again.
    """
    return as_many_as_fit(_covered(state, askers, now, house))


def _covered(state: TicketState, askers: Sequence[Asker], now: datetime, house: House) -> Iterator[Changes]:
    for asker in askers:
        if (decided := _asked(state, asker, now, house)) != Changes():
            yield decided
            state = decided.state_after(state)


def _asked(state: TicketState, asker: Asker, now: datetime, house: House) -> Changes:
    """The turn covered, where it is by now and still waits; its mark settled, where it is covered."""
    name = asker.said.id
    if unsure := next((each for each in unsure_turns(state) if each.id == name), None):
        return decide_settling_mark(state, unsure, _settled(state, unsure, asker, now, house), now)
    turn = next((each for each in gated_turns(state) if each.id == name), None)
    return _decided(state, turn, asker, now, house) if turn else Changes()


def _settled(state: TicketState, turn: Turn, asker: Asker, now: datetime, house: House) -> Entitlement:
    """The first sure word about the turn's cover: as of when it began, or what billing said next."""
    since = turn.clock_from or turn.received
    then = _entitled(state, turn, asker, since, house)
    for at in words_after((each for member in asker.facts for each in member.subscriptions), since, now):
        if then.reason is not GateReason.UNVERIFIED:
            break
        then = _entitled(state, turn, asker, at, house)
    return then


def _decided(state: TicketState, turn: Turn, asker: Asker, now: datetime, house: House) -> Changes:
    """The turn covered, where it is by now."""
    said, facts = asker
    then = _entitled(state, turn, asker, turn.received, house)
    at_present = _entitled(state, turn, asker, now, house)
    decision = reconsidered(turn, then, at_present, now)
    if decision is None:
        return Changes()
    member = member_of(decision.entitlement, facts)
    named = decision.but(member_name=member.member.name if member else "")
    return decide_entitled(state, turn.id, named, Recipient(address=said.email), now, house)


def _entitled(state: TicketState, turn: Turn, asker: Asker, at: datetime, house: House) -> Entitlement:
    """The gate's word as of this instant; for a sender that was not verified, the ticket's member decides."""
    said, facts = asker
    if Mark.SENDER_UNVERIFIED in turn.marks:
        return decide_unverified(said.email, said.product, state.member, facts, at, house.vendor)
    return decide_entitlement(said.email, said.product, facts, at, house.vendor)
