"""What may change a gate's decision afterwards: a supporter's word, a reactivation, a late event."""

from datetime import datetime

from shared.domain.events.message_events import EntitlementSettled
from shared.domain.facts.ticket import TicketState, Turn, refuse_merged
from shared.domain.letters.sends import Recipient
from shared.domain.members.gate import Entitlement
from shared.domain.members.recipients import supporter
from shared.domain.messages.holding import held_at_door
from shared.domain.messages.receiving import decide_entitled
from shared.domain.messages.telling import Decision
from shared.domain.refusals.errors import TurnCovered
from shared.domain.refusals.flood_errors import TicketNotHeld
from shared.domain.tickets.changes import Changes, recorded_at
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


def unsure_turns(state: TicketState) -> tuple[Turn, ...]:
    """Covered turns of which billing did not say so for sure, or whose mark it has settled since.

    Answered ones too: the books count them.
    """
    if state.merged or state.erased:
        return ()
    covered = (turn for turn in state.turns if turn.covered and not (turn.taken_by or turn.split_into))
    return tuple(turn for turn in covered if turn.settled or Mark.UNVERIFIED in turn.marks)


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


def decide_taking_held(
    state: TicketState, given: ReasonBody, to: Recipient, now: datetime, house: House
) -> Changes:
    """A supporter takes a ticket that is held at the door, as from the gate. Taken so before: nothing.

    Raises:
        AuthorUnknown, TicketMergedAway.
        TicketNotHeld: it does not wait at the door.
    """
    turn = next(iter(gated_turns(state)), state.turns[0])
    taken = (turn.taken_by, turn.taken_because) == (given.author, given.reason)
    if held_at_door(state) is None and not taken:
        raise TicketNotHeld(state.id)
    about = Entry(id="", content="", about=turn.id)
    return decide_taking(state, given, TakenFacts(entry=about, to=to), now, house)


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


def decide_settling_mark(state: TicketState, turn: Turn, then: Entitlement, now: datetime) -> Changes:
    """Billing confirms by now that an unsure turn was covered, or does not any more. No clock is moved.

    ``then`` is the first sure entitlement since the instant from which the turn is covered, as is known now.
    Where no member knows the sender any more, it is not billing that has changed.
    """
    if not then.member:
        return Changes()
    sure = then.covered and then.reason is not GateReason.UNVERIFIED
    reason = then.reason if sure else GateReason.UNVERIFIED
    others = tuple(mark for mark in turn.marks if mark is not Mark.UNVERIFIED)
    marks = others if sure else (Mark.UNVERIFIED, *others)
    if (reason, set(marks)) == (turn.reason, set(turn.marks)):
        return Changes()
    at = recorded_at(state, now)
    return Changes(events=(EntitlementSettled(recorded=at, at=at, turn=turn.id, reason=reason, marks=marks),))
