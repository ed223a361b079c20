"""The sums of a clock, written so that anybody can do them again: in UTC, to the microsecond."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from shared.domain.clocks.clocks import SLAClock
from shared.domain.values.vendor import Level

_UNITS = (("h", timedelta(hours=1)), ("min", timedelta(minutes=1)))


def written(instant: datetime) -> str:
    """``2026-03-02T09:00:00Z``; parts of a second where there are any."""
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def duration(length: timedelta) -> str:
    """``24 h``, ``1 h 30 min``, ``12 min 5.5 s``, ``0 s``; never days, which may have 23 or 25 hours."""
    parts, rest = [], length
    for unit, size in _UNITS:
        count, rest = divmod(rest, size)
        parts += [f"{count} {unit}"] if count else []
    seconds = f"{rest.seconds}.{rest.microseconds:06}".rstrip("0").rstrip(".")
    return " ".join([*parts, f"{seconds} s"] if rest or not parts else parts)


def starting(clock: SLAClock) -> str:
    """How due follows from the start."""
    return f"{written(clock.start)} + {duration(clock.due - clock.start)} = {written(clock.due)}"


def ending_of_day(clock: SLAClock, day: str) -> str:
    """How due follows from the promised day."""
    return f"{day} 24:00 {clock.policy.zone} = {written(clock.due)}"


def same_day(clock: SLAClock) -> str:
    """How the soft goal follows from the start: the midnight that ends its local day."""
    zone = clock.policy.zone
    day = clock.start.astimezone(ZoneInfo(zone)).date()
    return f"{day.isoformat()} 24:00 {zone} = {written(clock.same_day_by())}"


def level_reached(clock: SLAClock, level: Level) -> str:
    """How the first instant of a warning follows from start and due; of a breach: due, which must be over."""
    due, length = clock.due, clock.due - clock.start
    match level:
        case Level.HALF_WAY:
            return f"{written(clock.start)} + {duration(length / 2)} = {written(clock.start + length / 2)}"
        case Level.FOUR_HOURS:
            return f"{written(due)} - 4 h = {written(due - timedelta(hours=4))}"
        case Level.ONE_HOUR:
            return f"{written(due)} - 1 h = {written(due - timedelta(hours=1))}"
        case Level.BREACH:
            return starting(clock)


def compared(instant: datetime, due: datetime) -> str:
    """Whether the instant is in time, and by how much: due is inclusive."""
    if instant <= due:
        return f"{written(due)} - {written(instant)} = {duration(due - instant)}"
    return f"{written(instant)} - {written(due)} = {duration(instant - due)}"
