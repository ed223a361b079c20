"""When a supporter works, so that a warning that can wait is not sent at night."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pydantic import ConfigDict, Field, field_validator, model_validator

from shared.domain.values.frozen import Frozen, as_utc

_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAYS_AHEAD = 15
"""Far enough even where the one working day of a week loses its hours to a change of the clocks."""


class WorkingHours(Frozen):
    """Days of the week (``mon-fri``, ``mon,wed-fri``) and hours of the day, in the vendor's zone.

    ``opens`` is included, ``closes`` is not; written ``from`` and ``to`` in the settings.
    """

    model_config = ConfigDict(populate_by_name=True)

    days: str = "mon-fri"
    opens: time = Field(alias="from")
    closes: time = Field(alias="to")

    @field_validator("days")
    @classmethod
    def _known_days(cls, days: str) -> str:
        _weekdays(days)
        return days

    @field_validator("opens", "closes")
    @classmethod
    def _local(cls, hour: time) -> time:
        if hour.tzinfo is not None:
            message = "write the hour alone, as in 08:00: it is in the vendor's zone"
            raise ValueError(message)
        return hour

    @model_validator(mode="after")
    def _opens_first(self) -> "WorkingHours":
        if self.opens >= self.closes:
            message = "`from` must be before `to` on the same day"
            raise ValueError(message)
        return self

    def works_from(self, instant: datetime, zone: ZoneInfo) -> datetime:
        """The first working instant at or after this one, in UTC."""
        first = instant.astimezone(zone).date()
        spans = (self._span(first + timedelta(days=ahead), zone) for ahead in range(_DAYS_AHEAD))
        return next(max(instant, opens) for opens, closes in spans if instant < closes and opens < closes)

    def _span(self, day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """The day's working time in UTC; an empty one where nobody works that day."""
        opens = as_utc(datetime.combine(day, self.opens, zone))
        if day.weekday() not in _weekdays(self.days):
            return opens, opens
        return opens, as_utc(datetime.combine(day, self.closes.replace(fold=1), zone))


def _weekdays(days: str) -> frozenset[int]:
    """The numbers of these days, Monday 0. Raises ``ValueError``."""
    return frozenset(number for part in days.split(",") for number in _stretch(part.strip().lower()))


def _stretch(part: str) -> list[int]:
    """``tue`` or ``mon-fri``; ``sat-mon`` goes over the end of the week."""
    first, dash, last = part.partition("-")
    if first not in _WEEK or (dash and last not in _WEEK):
        message = "write the days as mon-fri or mon,wed,fri"
        raise ValueError(message)
    start = _WEEK.index(first)
    length = (_WEEK.index(last) - start) % 7 if dash else 0
    return [(start + step) % 7 for step in range(length + 1)]
