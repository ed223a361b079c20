"""Explains a clock from the ticket's log alone: which events count, by which rule, with which sum."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from shared.domain.clocks.clocks import ClockState, SLAClock, clocks
from shared.domain.events.answer_events import PromiseGiven
from shared.domain.events.events import TicketEvent
from shared.domain.explaining import arithmetic
from shared.domain.explaining.conference_reckoning import by_time, is_missed, missed
from shared.domain.explaining.explanations import Explanation, ReckoningLine, Rule
from shared.domain.explaining.reckoning import lines_of
from shared.domain.explaining.reckoning_step import Step, local
from shared.domain.explaining.ticket_log import TicketLog, log_of
from shared.domain.facts.ticket import TicketState, Turn
from shared.domain.refusals.errors import ClockUnknown
from shared.domain.values.intake import Kind
from shared.domain.values.vendor import ClockKind


def explain(
    ticket: str, events: Sequence[TicketEvent], clock_id: str, now: datetime, zone: str
) -> Explanation:
    """The clock as it stands now, line by line; ``zone`` shows instants where no policy is pinned.

    Every turn has a ``reply-<turn>``, every turn that asked for a conference a ``conference-<turn>``, every
    promise a ``promise-<answer>``. Raises ``ClockUnknown``: the ticket never had such a clock.
    """
    return explain_from(log_of(ticket, events), clock_id, now, zone)


def explain_from(log: TicketLog, clock_id: str, now: datetime, zone: str) -> Explanation:
    """The same from a log that has been read, as for each of a ticket's clocks. Raises ``ClockUnknown``."""
    kind, name = _named(clock_id)
    events, states = log.events, log.states
    if not _known(kind, name, events, states[-1]):
        raise ClockUnknown(clock_id)
    found = [each.get(clock_id) for each in log.clocks]
    shown = next((clock.policy.zone for clock in reversed(found) if clock), zone)
    steps = [
        Step(place + 1, event, kind, name, shown, found[place], found[place + 1], states[place + 1])
        for place, event in enumerate(events)
    ]
    lines = [line for step in steps for line in lines_of(step)]
    clock = found[-1].at(now) if found[-1] else None
    if found[-1] and clock:
        lines += [*_since_then(found[-1], clock, now), *_conclusion(clock, now)]
    facts = _of_clock(clock, states[-1], now) if clock else _of_none(kind, name, states[-1])
    return Explanation(
        ticket=log.ticket, clock=clock_id, kind=kind, zone=shown, now=now, lines=tuple(lines), **facts
    )


def _named(clock_id: str) -> tuple[ClockKind, str]:
    kind, _, name = clock_id.partition("-")
    if kind not in set(ClockKind):
        raise ClockUnknown(clock_id)
    return ClockKind(kind), name


def _known(kind: ClockKind, name: str, events: Sequence[TicketEvent], state: TicketState) -> bool:
    if kind is ClockKind.PROMISE:
        return any(isinstance(event, PromiseGiven) and event.answer == name for event in events)
    asked = (turn for turn in state.turns if kind is ClockKind.REPLY or turn.kind is Kind.CONFERENCE)
    return name in {turn.id for turn in asked}


def _of_clock(clock: SLAClock, state: TicketState, now: datetime) -> dict[str, Any]:
    return {
        "state": clock.state(now),
        "reason": clock.cancelled,
        "see": state.merged.into if clock.cancelled and state.merged else "",
        "start": clock.start,
        "due": clock.due,
        "ended": clock.ended,
        "how": clock.how,
        "ended_by": clock.ended_by,
        "turns": clock.turns,
        "policy": clock.policy,
    }


def _of_none(kind: ClockKind, name: str, state: TicketState) -> dict[str, Any]:
    """Why there is no such clock any more, or none of its own."""
    if kind is ClockKind.PROMISE:
        return {"state": ClockState.CANCELLED, "reason": "answer_refused"}
    turn = state.turn(name)
    into = turn.split_into or (state.merged.into if state.merged else "")
    if not turn.covered:
        return {"state": ClockState.NOT_APPLICABLE, "reason": "not_covered", "see": into}
    if turn.split_into:
        return {"state": ClockState.CANCELLED, "reason": "split", "see": into}
    return {"state": ClockState.NOT_APPLICABLE, "reason": "joined", "see": _joined(turn, kind, state)}


def _joined(turn: Turn, kind: ClockKind, state: TicketState) -> str:
    return next(clock.id for clock in clocks(state) if clock.kind is kind and turn.id in clock.turns)


def _since_then(recorded: SLAClock, clock: SLAClock, now: datetime) -> list[ReckoningLine]:
    """What time alone has done to the clock since the last event."""
    timed = by_time(clock) if recorded.ended != clock.ended else None
    passed = [] if is_missed(recorded) else missed(clock, now)
    return [_line(clock, *each) for each in ([timed] if timed else passed)]


def _conclusion(clock: SLAClock, now: datetime) -> list[ReckoningLine]:
    """What follows from the lines and from now: the soft goal, and whether due was kept."""
    lines = []
    if clock.kind is ClockKind.REPLY:
        lines.append(_line(clock, Rule.SAME_DAY, clock.same_day_by(), arithmetic.same_day(clock)))
    counted = clock.ended or now
    if clock.ended is None and now <= clock.due:
        rule = Rule.STILL_RUNNING
    else:
        rule = Rule.IN_TIME if counted <= clock.due else Rule.BREACH
    if not clock.cancelled or rule is Rule.BREACH:
        lines.append(_line(clock, rule, clock.due, arithmetic.compared(counted, clock.due)))
    return lines


def _line(clock: SLAClock, rule: Rule, at: datetime, sum_: str) -> ReckoningLine:
    return ReckoningLine(
        number=None, event="", rule=rule, at=at, local=local(at, clock.policy.zone), arithmetic=sum_
    )
