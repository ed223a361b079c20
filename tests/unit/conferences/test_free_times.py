"""The times that a supporter is offered at the desk: free, within hours, and before due where possible."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.conferences.proposing import (
    APART,
    LENGTH,
    MOST_FREE,
    NOTICE,
    Proposal,
    free_times,
    overlaps,
)
from shared.domain.facts.conference import Slot, Way
from shared.domain.values.vendor import Policy, Supporter, Vendor
from shared.domain.values.working_hours import WorkingHours

MONDAY = datetime(2026, 3, 2, 9, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)
OFFICE = WorkingHours.model_validate({"days": "mon-fri", "from": "08:00", "to": "12:00"})
ZONES = ("Europe/Stockholm", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC")
CHANGES = (date(2026, 3, 29), date(2026, 10, 25), date(2026, 3, 8), date(2026, 11, 1), date(2026, 4, 5))
"""Days on which clocks are changed somewhere; most are Sundays."""


def anna(hours: WorkingHours | None = None) -> Supporter:
    return Supporter(id="anna", name="Anna", address="anna@example.com", hours=hours, on_duty=False)


def vendor(zone: str = "Europe/Stockholm") -> Vendor:
    policy = Policy(zone=zone)
    return Vendor(sender_address="a@example.com", fallback_address="b@example.com", policy=policy)


def busy(start: datetime, minutes: int = 30) -> Slot:
    end = start + timedelta(minutes=minutes)
    return Slot(id="s", start=start, end=end, way=Way.TEAMS, host="anna")


def local(found: tuple[Proposal, ...]) -> list[str]:
    return [f"{each.start.astimezone(vendor().zone):%a %H:%M}" for each in found]


def test_five_times_before_due_are_enough() -> None:
    found = free_times(anna(), MONDAY + 36 * HOUR, (), MONDAY, vendor())
    assert local(found) == ["Mon 11:30", "Mon 13:30", "Mon 15:30", "Tue 08:00", "Tue 10:00"]


def test_where_fewer_than_three_are_free_before_due_later_ones_fill_up() -> None:
    friday = datetime(2026, 3, 6, 9, 10, tzinfo=UTC)
    found = free_times(anna(OFFICE), friday + 36 * HOUR, (), friday, vendor())
    assert local(found) == ["Fri 11:30", "Mon 08:00", "Mon 10:00"]


def test_a_time_that_is_promised_already_is_not_free() -> None:
    taken = (busy(MONDAY + 1.5 * HOUR), busy(MONDAY + 22 * HOUR, minutes=480))
    found = free_times(anna(OFFICE), MONDAY + 36 * HOUR, taken, MONDAY, vendor())
    assert local(found) == ["Wed 08:00", "Wed 10:00", "Thu 08:00"]


def test_without_a_promise_or_after_due_the_next_times_are_proposed() -> None:
    for due in (None, MONDAY - HOUR):
        assert local(free_times(anna(OFFICE), due, (), MONDAY, vendor()))[0] == "Mon 11:30"


def test_who_is_never_free_is_offered_nothing() -> None:
    always = tuple(busy(MONDAY + step * 8 * HOUR, minutes=480) for step in range(22))
    assert free_times(anna(), MONDAY + 36 * HOUR, always, MONDAY, vendor()) == ()


@st.composite
def hours(draw: st.DrawFn) -> WorkingHours | None:
    days = draw(st.sampled_from(["mon-fri", "sat-sun", "mon,wed", "sun", "mon-sun"]))
    opens = draw(st.integers(0, 22))
    closes = draw(st.integers(opens + 1, 23))
    told = WorkingHours(days=days, **{"from": time(opens), "to": time(closes)})
    return draw(st.sampled_from([told, told, None]))


@given(
    day=st.sampled_from(CHANGES),
    zone=st.sampled_from(ZONES),
    minutes=st.integers(-3 * 1440, 1440),
    due=st.one_of(st.none(), st.integers(-10, 60)),
    taken=st.lists(st.tuples(st.integers(0, 7 * 48), st.integers(15, 480)), max_size=12),
    works=hours(),
)
def test_whatever_the_day_each_time_is_free_within_hours_apart_and_as_soon_as_it_can_be(
    day: date,
    zone: str,
    minutes: int,
    due: int | None,
    taken: list[tuple[int, int]],
    works: WorkingHours | None,
) -> None:
    now = datetime.combine(day, time(12), UTC) + timedelta(minutes=minutes)
    until = now + due * HOUR if due is not None else None
    promised = [busy(now + place * LENGTH, long) for place, long in taken]
    found = free_times(anna(works), until, promised, now, vendor(zone))
    starts = [each.start for each in found]
    assert len(found) <= MOST_FREE
    assert all(later - earlier >= APART for earlier, later in pairwise(starts))
    late = [start for start in starts if until and start >= until]
    assert not late or len(starts) <= 3
    for each in found:
        assert now + NOTICE <= each.start <= now + timedelta(days=7)
        assert each.end - each.start == LENGTH
        assert not overlaps("anna", each.start, each.end, promised)
        assert works is None or _is_at_work(works, each, ZoneInfo(zone))


def _is_at_work(works: WorkingHours, time_found: Proposal, zone: ZoneInfo) -> bool:
    """By the clock on the wall and the day of the calendar, at its first and its last minute."""
    ends = time_found.end - timedelta(minutes=1)
    walls = [each.astimezone(zone) for each in (time_found.start, ends)]
    days = {"mon-fri": range(5), "sat-sun": (5, 6), "mon,wed": (0, 2), "sun": (6,), "mon-sun": range(7)}
    return all(
        wall.weekday() in days[works.days] and works.opens <= wall.time() < works.closes for wall in walls
    )
