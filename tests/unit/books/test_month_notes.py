"""Months in a row, and for how long what is noted of one need not be counted anew."""

from datetime import UTC, date, datetime, timedelta

import pytest

from shared.domain.books.books import VendorSide
from shared.domain.books.month_notes import MonthNote
from shared.domain.books.months import month_after, month_before, month_of_day, months_to

ZONE = "Europe/Stockholm"
MAY = datetime(2026, 5, 10, tzinfo=UTC)
SIDE = VendorSide(messages=9, reply_clocks=3, answered_in_time=2, answered_late=1, median_hours=2.5)


def note(as_of: datetime, side: VendorSide = SIDE) -> MonthNote:
    return MonthNote.of_side("2026-04", ZONE, as_of, side)


def test_months_follow_each_other_over_the_turn_of_the_year() -> None:
    assert months_to("2026-02", 4) == ("2025-11", "2025-12", "2026-01", "2026-02")
    assert (month_before("2026-01"), month_after("2025-12")) == ("2025-12", "2026-01")
    assert (month_before("2026-12"), month_after("2026-11")) == ("2026-11", "2026-12")
    assert month_before("1000-01") == month_of_day(date(999, 12, 31)) == "0999-12"


def test_a_note_has_the_figures_of_the_report() -> None:
    noted = note(MAY)
    assert (noted.reply_clocks, noted.answered, noted.median_hours, noted.worst_hours) == (3, 3, 2.5, None)


@pytest.mark.parametrize(
    ("over", "longest"), [(0.1, 1), (1, 1), (5, 5), (30, 30), (90, 30)], ids=lambda days: f"{days} days"
)
def test_a_month_holds_for_as_long_as_it_was_over_when_it_was_counted(over: float, longest: int) -> None:
    counted = datetime(2026, 4, 30, 22, tzinfo=UTC) + timedelta(days=over)
    assert note(counted).holds(ZONE, counted + timedelta(days=longest))
    assert not note(counted).holds(ZONE, counted + timedelta(days=longest, seconds=1))


@pytest.mark.parametrize(("days", "holds"), [(0, True), (1, True), (1.1, False)])
def test_a_month_with_a_clock_that_is_open_is_counted_anew_after_a_day(days: float, *, holds: bool) -> None:
    still_open = SIDE.model_copy(update={"reply_clocks_open": 1})
    assert note(MAY, still_open).holds(ZONE, MAY + timedelta(days=days)) is holds


def test_what_was_counted_before_the_month_had_ended_in_the_vendors_zone_holds_never() -> None:
    last_minute = datetime(2026, 4, 30, 21, 59, tzinfo=UTC)  # a minute to midnight in Stockholm
    assert not note(last_minute).holds(ZONE, last_minute)
    assert note(last_minute + timedelta(minutes=1)).holds(ZONE, last_minute + timedelta(minutes=1))


def test_another_zone_has_other_months() -> None:
    assert not note(MAY).holds("Europe/Helsinki", MAY)
