"""The months of the books: which a word names, which an instant belongs to, in which an event counts."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from shared.domain.events.answer_events import PromiseGiven
from shared.domain.events.events import TicketEvent
from shared.domain.events.message_events import EntitlementDecided, MessageReceived
from shared.domain.events.work_events import MinutesLogged
from shared.domain.refusals.errors import MonthInvalid

_NAMED = re.compile(r"[1-9][0-9]{3}-(0[1-9]|1[0-2])")
_FARTHEST_WEST = timedelta(hours=12)
_FARTHEST_EAST = timedelta(hours=14)


def month_named(text: str) -> str:
    """The month that is written so, as in ``2026-03``. Raises ``MonthInvalid``."""
    if not _NAMED.fullmatch(text):
        raise MonthInvalid
    return text


def month_of(instant: datetime, zone: ZoneInfo) -> str:
    """The month of this instant in this zone, as ``2026-03``."""
    return month_of_day(instant.astimezone(zone).date())


def month_of_day(day: date) -> str:
    """The month of this day, as ``2026-03``: a day is the same everywhere."""
    return day.isoformat()[:7]  # ``%Y`` does not pad a year before 1000 everywhere


def months_to(month: str, many: int) -> tuple[str, ...]:
    """So many months, the last of which is this one."""
    year, number = (int(part) for part in month.split("-"))
    last = year * 12 + number - 1
    return tuple(f"{each // 12:04}-{each % 12 + 1:02}" for each in range(last - many + 1, last + 1))


def month_before(month: str) -> str:
    """The month before this one: ``2025-12`` of ``2026-01``."""
    return months_to(month, 2)[0]


def month_after(month: str) -> str:
    """The month after this one."""
    year, number = (int(part) for part in month.split("-"))
    return f"{year + number // 12:04}-{number % 12 + 1:02}"


def months_near(instant: datetime) -> tuple[str, ...]:
    """The months that this instant belongs to somewhere on Earth: one, or two near the end of a month.

    A ticket is listed under all of them, so that the list stays whole when the vendor's zone is changed.
    """
    places = (instant.astimezone(UTC) - _FARTHEST_WEST, instant.astimezone(UTC) + _FARTHEST_EAST)
    return tuple(dict.fromkeys(month_of_day(place.date()) for place in places))


def months_counted(events: Iterable[TicketEvent]) -> tuple[str, ...]:
    """Under which months these events have their ticket listed.

    Those of a receipt, a clock's start, a promise, and of the day on which hourly work was done.
    """
    return tuple(dict.fromkeys(month for event in events for month in _months_of(event)))


def _months_of(event: TicketEvent) -> tuple[str, ...]:
    if isinstance(event, MinutesLogged):
        return (month_of_day(event.day),)
    return tuple(month for instant in _counted(event) for month in months_near(instant))


def _counted(event: TicketEvent) -> tuple[datetime, ...]:
    match event:
        case MessageReceived() | PromiseGiven():
            return (event.at,)
        case EntitlementDecided(clock_from=datetime() as start):
            return (start,)
        case _:
            return ()
