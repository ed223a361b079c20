"""What a month came to when it was last counted: kept beside, so that no reading counts a whole year."""

from datetime import date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from shared.domain.books.books import VendorSide
from shared.domain.books.months import month_after, month_of
from shared.domain.values.frozen import Frozen, Instant

HOLDS_FOR = timedelta(days=30)
"""A late word of billing, a merge or a correction may change a month long after it."""
HOLDS_AT_FIRST = timedelta(days=1)
"""What was not answered yet may be by the next day, and an answer that has just left may come back."""


class MonthNote(Frozen):
    """The reply clocks of one month, as they stood at an instant. The figures are those of the report.

    A hint: whoever counts the month writes it anew, and it may be thrown away.
    """

    month: str
    zone: str
    as_of: Instant
    reply_clocks: int = 0
    answered_in_time: int = 0
    answered_late: int = 0
    reply_clocks_not_needed: int = 0
    reply_clocks_open: int = 0
    median_hours: float | None = None
    worst_hours: float | None = None

    @classmethod
    def of_side(cls, month: str, zone: str, as_of: datetime, side: VendorSide) -> Self:
        """What the report says of the month at this instant."""
        figures = {name: value for name, value in side if name in cls.model_fields}
        return cls.model_validate({"month": month, "zone": zone, "as_of": as_of, **figures})

    @property
    def answered(self) -> int:
        """Those that a person's answer or contact ended."""
        return self.answered_in_time + self.answered_late

    @property
    def of_whole_month(self) -> bool:
        """Whether the month had ended when it was counted."""
        return month_of(self.as_of, ZoneInfo(self.zone)) > self.month

    def holds(self, zone: str, now: datetime) -> bool:
        """Whether the month need not be counted anew: for as long as it was over when it was counted."""
        over = timedelta() if self.reply_clocks_open else self.as_of - self._end()
        longest = min(max(over, HOLDS_AT_FIRST), HOLDS_FOR)
        return self.zone == zone and self.of_whole_month and now - self.as_of <= longest

    def _end(self) -> datetime:
        return datetime.combine(
            date.fromisoformat(f"{month_after(self.month)}-01"), time(), ZoneInfo(self.zone)
        )
