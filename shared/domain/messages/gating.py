"""What may change a gate's decision afterwards: a supporter's word, a reactivation, a late event."""

from datetime import datetime

from shared.domain.facts.ticket import TicketState, Turn, refuse_merged
from shared.domain.letters.sends import Recipient
from shared.domain.members.gate import Entitlement
from shared.domain.members.recipients import supporter
from shared.domain.messages.receiving import Decision, decide_entitled
from shared.domain.refusals.errors import TurnCovered
from shared.domain.tickets.changes import Changes
from shared.domain.tickets.entries import Entry
from shared.domain.values.fields import ReasonBody
from shared.domain.values.frozen import Frozen
from shared.domain.values.gate_reason import GateReason, Mark
from shared.domain.values.house import House


def gated_turns(state: TicketState) -> tuple[Turn, ...]:
    """The turns that wait at the gate: not covered, not answered, not gone elsewhere."""
    if state.merged:
        return ()
    return tuple(turn for turn in state.unanswered() if not turn.covered)


class TakenFacts(Frozen):
    """What taking a turn needs beside the ticket: which (``entry.about``), and who wrote it."""

    entry: Entry
    to: Recipient


def decide_taking(
    state: TicketState, given: ReasonBody, facts: TakenFacts, now: datetime, house: House
) -> Changes:
    """A supporter takes a gated turn: its clock starts now. Taken so before, it changes nothing.

    Raises:
        AuthorUnknown, TurnUnknown, TicketMergedAway.
        TurnCovered: the turn does not wait at the gate.
    """
    author = supporter(given.author, house.vendor)
    refuse_merged(state)
    turn = state.turn(facts.entry.about)
    if (turn.taken_by, turn.taken_because) == (author.id, given.reason):
        return Changes()
    if turn.id not in {each.id for each in gated_turns(state)}:
        raise TurnCovered
    decision = Decision(
        entitlement=Entitlement(
            covered=True,
            reason=GateReason.TAKEN,
            member=state.member,
            product=state.product,
            marks=tuple(each for each in turn.marks if each is Mark.SENDER_UNVERIFIED),
        ),
        clock_from=now,
        taken_by=author.id,
        taken_because=given.reason,
    )
    return decide_entitled(state, turn.id, decision, facts.to, now, house)


def reconsidered(turn: Turn, then: Entitlement, now_: Entitlement, now: datetime) -> Decision | None:
    """The new decision for a gated turn, or None where it stays gated.

    ``then`` is the entitlement as of the turn's receipt, as is known now: an event that came late makes the
    clock run from receipt, marked. ``now_`` is the entitlement as of now: after a reactivation the clock
    starts now, so that it is never instantly late.
    """
    if then.covered:
        late = then.but(marks=(*then.marks, Mark.LATE))
        return Decision(entitlement=late, clock_from=turn.received)
    return Decision(entitlement=now_, clock_from=now) if now_.covered else None
