"""While people talk, nobody is told that their conference is late: they will log it when they are done."""

from datetime import datetime, timedelta

from shared.domain.clocks.clocks import SLAClock
from shared.domain.facts.ticket import TicketState
from shared.domain.values.vendor import ClockKind, Level

TO_LOG_IT = timedelta(minutes=30)
"""How long after the end of a slot its supporter has to log what became of it."""


def told_from(state: TicketState, clock: SLAClock, level: Level, at: datetime) -> datetime:
    """When the mail about this level is to leave: at once, or when the conference could have been logged.

    The breach itself is a fact from its own instant on; only the mail waits.
    """
    conference = state.conference(clock.started_by) if clock.kind is ClockKind.CONFERENCE else None
    slot = conference.picked if conference else None
    if level is Level.BREACH and slot and slot.start <= at < slot.end + TO_LOG_IT:
        return slot.end + TO_LOG_IT
    return at


def held_after_all(clock: SLAClock) -> bool:
    """A conference clock that looked breached and was met in time, as was logged since."""
    return clock.kind is ClockKind.CONFERENCE and clock.ended is not None and clock.ended <= clock.due
