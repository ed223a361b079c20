"""NCRONTAB: when a timer is due. Six fields - second minute hour day month weekday - in UTC."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import product

SEARCHED_DAYS = 366 * 8
"""29 February on a given weekday can be this far away, and no day is further."""
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_WEEKDAYS = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")
_FIELDS = ((0, 59), (0, 59), (0, 23), (1, 31), (1, 12), (0, 6))
_NAMES = {
    4: {name: place for place, name in enumerate(_MONTHS, 1)},
    5: dict(zip(_WEEKDAYS, range(7), strict=True)),
}
_ITEM = re.compile(r"(?:\*|(?P<first>\w+)(?:-(?P<last>\w+))?)(?:/(?P<step>[1-9][0-9]*))?")


class ScheduleInvalid(Exception):
    """The text is no schedule, or one that never comes."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """The seconds at which a timer is due. Day and weekday must both fit, as NCRONTAB has it."""

    seconds: Sequence[int]
    minutes: Sequence[int]
    hours: Sequence[int]
    days: Sequence[int]
    months: Sequence[int]
    weekdays: Sequence[int]

    def next_after(self, instant: datetime) -> datetime:
        """The first due second after an instant (aware). Raises ``ScheduleInvalid`` where there is none."""
        earliest = instant.astimezone(UTC).replace(microsecond=0) + timedelta(seconds=1)
        for ahead in range(SEARCHED_DAYS):
            day = earliest.date() + timedelta(days=ahead)
            found = self._first_time(earliest.time() if not ahead else time.min) if self._has(day) else None
            if found:
                return datetime.combine(day, found, UTC)
        message = "it never comes"
        raise ScheduleInvalid(message)

    def _has(self, day: date) -> bool:
        return day.month in self.months and day.day in self.days and day.isoweekday() % 7 in self.weekdays

    def _first_time(self, earliest: time) -> time | None:
        hours = [hour for hour in self.hours if hour >= earliest.hour]
        times = (time(*clock) for clock in product(hours, self.minutes, self.seconds))
        return next((found for found in times if found >= earliest), None)


def read_schedule(text: str) -> Schedule:
    """A schedule from its text; five fields mean second 0.

    Raises:
        ScheduleInvalid: names the text and what is wrong with it.
    """
    fields = text.split()
    fields = ["0", *fields] if len(fields) == len(_FIELDS) - 1 else fields
    if len(fields) != len(_FIELDS):
        message = f"{text!r} is no schedule: it must have six fields"
        raise ScheduleInvalid(message)
    try:
        schedule = Schedule(*(_field(place, field) for place, field in enumerate(fields)))
        schedule.next_after(datetime(2026, 1, 1, tzinfo=UTC))
    except (ValueError, ScheduleInvalid) as error:
        message = f"{text!r} is no schedule: {error}"
        raise ScheduleInvalid(message) from None
    return schedule


def _field(place: int, text: str) -> Sequence[int]:
    """The numbers that a field means, in order."""
    return sorted({number for item in text.split(",") for number in _item(place, item)})


def _item(place: int, text: str) -> range:
    """``*``, ``a``, ``a-b``, each perhaps with ``/step``; ``a/step`` runs to the end."""
    low, high = _FIELDS[place]
    found = _ITEM.fullmatch(text)
    if not found:
        message = f"{text!r} cannot be read"
        raise ValueError(message)
    first = _number(place, found["first"]) if found["first"] else low
    whole = not found["first"] or (found["step"] and not found["last"])
    last = high if whole else _number(place, found["last"] or found["first"])
    if not low <= first <= last <= high:
        message = f"{text!r} is not within {low}-{high}"
        raise ValueError(message)
    return range(first, last + 1, int(found["step"] or 1))


def _number(place: int, text: str) -> int:
    """The number, or the month's or weekday's by its English name."""
    name = text.upper()[:3]
    return _NAMES[place][name] if name in _NAMES.get(place, {}) else int(text)
