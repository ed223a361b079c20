"""How a clock may go by the passing of time alone."""

from datetime import datetime, timedelta

from shared.domain.clocks.clocks import ClockState, SLAClock


def around(clock: SLAClock, now: datetime) -> set[datetime]:
    """The instants at which the clock may change by itself, those just beside them, and long after."""
    least = timedelta(microseconds=1)
    beside = {each for each in (clock.due, clock.ends, clock.missed_after) if each}
    found = {each + step for each in beside for step in (-least, timedelta(), least)}
    return {clock.start, *found, now, now + timedelta(days=400)}


def course_of(clock: SLAClock) -> list[ClockState]:
    """In which order a clock that has not ended comes to its states."""
    if clock.missed_after:
        return [ClockState.RUNNING, ClockState.MET, ClockState.BREACHED_OPEN]
    return [ClockState.RUNNING, ClockState.MET if clock.ends else ClockState.BREACHED_OPEN]
