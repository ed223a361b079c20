from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devstack.functions_host.schedule import ScheduleInvalid, read_schedule

NOW = datetime(2026, 11, 23, 10, 7, 30, 500_000, tzinfo=UTC)  # a Monday


def at(text: str) -> datetime:
    """An instant in UTC from what stands after the year 2026 or in it."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("schedule", "due"),
    [
        ("0 */5 * * * *", "2026-11-23T10:10:00"),
        ("*/10 * * * * *", "2026-11-23T10:07:40"),
        ("30 7 10 * * *", "2026-11-24T10:07:30"),
        ("31 7 10 * * *", "2026-11-23T10:07:31"),
        ("0 0 * * * *", "2026-11-23T11:00:00"),
        ("0 30 9 * * 1-5", "2026-11-24T09:30:00"),
        ("0 30 9 * * SAT,SUN", "2026-11-28T09:30:00"),
        ("0 0 0 1 * *", "2026-12-01T00:00:00"),
        ("0 0 0 1 JAN *", "2027-01-01T00:00:00"),
        ("0 0 12 29 2 *", "2028-02-29T12:00:00"),
        ("0 0 8 13 * 5", "2027-08-13T08:00:00"),
        ("0 15/20 * * * *", "2026-11-23T10:15:00"),
        ("*/5 * * * *", "2026-11-23T10:10:00"),
    ],
)
def test_a_timer_is_due_at_the_first_second_that_fits_every_field(schedule: str, due: str) -> None:
    assert read_schedule(schedule).next_after(NOW) == at(due)


def test_a_due_second_itself_is_not_after_itself() -> None:
    due = at("2026-11-23T10:10:00")
    assert read_schedule("0 */5 * * * *").next_after(due) == due + timedelta(minutes=5)


def test_schedules_are_in_utc_whatever_zone_an_instant_is_given_in() -> None:
    elsewhere = datetime(2026, 11, 23, 12, 0, tzinfo=timezone(timedelta(hours=2)))
    assert read_schedule("0 0 11 * * *").next_after(elsewhere) == at("2026-11-23T11:00:00")


@pytest.mark.parametrize(
    "text", ["", "* * * *", "60 * * * * *", "0 0 24 * * *", "0 0 0 0 * *", "a * * * * *", "5-1 * * * * *"]
)
def test_what_is_no_schedule_is_refused(text: str) -> None:
    with pytest.raises(ScheduleInvalid, match="is no schedule"):
        read_schedule(text)


def test_a_schedule_that_never_comes_is_refused() -> None:
    with pytest.raises(ScheduleInvalid, match="it never comes"):
        read_schedule("0 0 0 30 2 *")


@given(
    instant=st.datetimes(datetime(2026, 1, 1), datetime(2036, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - aware by timezones
    minutes=st.sampled_from([1, 2, 5, 15, 30]),
)
def test_every_few_minutes_is_never_further_away_than_that(instant: datetime, minutes: int) -> None:
    due = read_schedule(f"0 */{minutes} * * * *").next_after(instant)
    assert timedelta(0) < due - instant <= timedelta(minutes=minutes)
    assert due.minute % minutes == due.second == due.microsecond == 0
