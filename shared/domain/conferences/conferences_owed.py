"""Which conferences would be lost with a ticket whose unanswered turns alone go elsewhere."""

from datetime import datetime

from shared.domain.clocks.clocks import clock_named
from shared.domain.facts.ticket import TicketState
from shared.domain.values.intake import Kind
from shared.domain.values.vendor import ClockKind


def conference_left_behind(state: TicketState, now: datetime) -> str:
    """The first turn that has been answered and whose conference is still to be held; "" where none is."""
    waiting = {turn.id for turn in state.unanswered()}
    asked = [turn.id for turn in state.turns if turn.kind is Kind.CONFERENCE and not turn.split_into]
    left = (turn for turn in asked if turn not in waiting)
    return next((turn for turn in left if _runs(state, turn, now) or _is_booked(state, turn, now)), "")


def _runs(state: TicketState, turn: str, now: datetime) -> bool:
    clock = clock_named(state, f"{ClockKind.CONFERENCE}-{turn}")
    return clock is not None and clock.at(now).ended is None


def _is_booked(state: TicketState, turn: str, now: datetime) -> bool:
    """Its time has not passed, and nobody has logged it yet."""
    conference = state.conference(turn)
    picked = conference.picked if conference else None
    logged = any(each.conference_of == turn for each in state.endings)
    return picked is not None and picked.end > now and not logged
