"""When a supporter works: in the vendor's zone, over every change of its clocks."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from shared.domain.values.working_hours import WorkingHours

STOCKHOLM = ZoneInfo("Europe/Stockholm")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def hours(days: str = "mon-fri", opens: str = "08:00", closes: str = "17:00") -> WorkingHours:
    """Working hours as they are written in the settings."""
    return WorkingHours.model_validate({"days": days, "from": opens, "to": closes})


def local(text: str) -> datetime:
    """An instant written in Stockholm's time."""
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM)


@pytest.mark.parametrize(
    ("at", "works"),
    [
        ("2026-03-02 10:15", "2026-03-02 10:15"),
        ("2026-03-02 08:00", "2026-03-02 08:00"),
        ("2026-03-02 07:59:59", "2026-03-02 08:00"),
        ("2026-03-02 17:00", "2026-03-03 08:00"),
        ("2026-03-02 23:30", "2026-03-03 08:00"),
        ("2026-03-06 17:00", "2026-03-09 08:00"),
        ("2026-03-08 12:00", "2026-03-09 08:00"),
    ],
)
def test_an_instant_outside_the_hours_waits_for_the_next_opening(at: str, works: str) -> None:
    assert hours().works_from(local(at), STOCKHOLM) == local(works)


@pytest.mark.parametrize(
    ("at", "works"),
    [
        ("2026-03-28T18:00:00+00:00", "2026-03-29T06:00:00+00:00"),
        ("2026-10-24T18:00:00+00:00", "2026-10-25T07:00:00+00:00"),
    ],
)
def test_the_opening_after_a_change_of_the_clocks_is_at_the_local_hour(at: str, works: str) -> None:
    opening = hours("mon-sun").works_from(datetime.fromisoformat(at), STOCKHOLM)
    assert opening == datetime.fromisoformat(works)


def test_a_working_day_that_loses_its_hours_to_a_change_of_the_clocks_is_passed_over() -> None:
    """On 29 March 2026 no clock in Stockholm shows 02:30."""
    opening = hours("sun", "02:00", "03:00").works_from(local("2026-03-28 12:00"), STOCKHOLM)
    assert opening == local("2026-04-05 02:00")


@given(
    at=st.datetimes(datetime(2026, 1, 1), datetime(2031, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - the strategy adds the zone
    days=st.sets(st.sampled_from(DAYS), min_size=1),
    spans=st.sets(st.times(), min_size=2, max_size=2),
    zone=st.sampled_from(["Europe/Stockholm", "America/St_Johns", "Australia/Lord_Howe"]),
    share=st.floats(0, 1, exclude_max=True),
)
def test_it_is_the_first_working_instant(
    at: datetime, days: set[str], spans: set[time], zone: str, share: float
) -> None:
    opens, closes = sorted(spans)
    given_hours = WorkingHours(days=",".join(days), opens=opens, closes=closes)
    found = given_hours.works_from(at, ZoneInfo(zone))
    assert found >= at
    assert given_hours.works_from(found, ZoneInfo(zone)) == found
    assert given_hours.works_from(at + (found - at) * share, ZoneInfo(zone)) == found
    assert DAYS[found.astimezone(ZoneInfo(zone)).weekday()] in days
    assert found - at < timedelta(days=15)


@pytest.mark.parametrize(
    ("days", "worked"),
    [
        ("mon-fri", "mon tue wed thu fri"),
        ("mon, wed-thu", "mon wed thu"),
        ("sat-mon", "mon sat sun"),
        ("Tue", "tue"),
        ("mon-sun", "mon tue wed thu fri sat sun"),
    ],
)
def test_days_are_written_in_short(days: str, worked: str) -> None:
    monday = local("2026-03-02 10:00")
    each = {DAYS[number]: monday + timedelta(days=number) for number in range(7)}
    assert [
        name for name, day in each.items() if hours(days).works_from(day, STOCKHOLM) == day
    ] == worked.split()


@pytest.mark.parametrize(
    ("given_hours", "advice"),
    [
        ({"days": "weekdays", "from": "08:00", "to": "17:00"}, "write the days as mon-fri"),
        ({"days": "", "from": "08:00", "to": "17:00"}, "write the days as mon-fri"),
        ({"days": "mon-", "from": "08:00", "to": "17:00"}, "write the days as mon-fri"),
        ({"from": "17:00", "to": "08:00"}, "`from` must be before `to`"),
        ({"from": "08:00", "to": "08:00"}, "`from` must be before `to`"),
        ({"from": "08:00Z", "to": "17:00"}, "write the hour alone"),
        ({"from": "08:00"}, "Field required"),
    ],
)
def test_hours_that_cannot_be_kept_are_refused_with_advice(given_hours: dict[str, str], advice: str) -> None:
    with pytest.raises(ValidationError, match=advice):
        WorkingHours.model_validate(given_hours)
