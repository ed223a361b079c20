"""Whoever is away is neither warned nor offered for a conference, until the day after."""

from datetime import UTC, date, datetime, timedelta

from shared.domain.conferences.proposing import free_times, proposals
from shared.domain.members.recipients import supporters_for
from shared.domain.values.vendor import Supporter, Vendor
from shared.domain.values.working_hours import WorkingHours
from tests.fakes.desk import START, VENDOR

ANNA = Supporter(
    id="anna",
    name="Anna",
    address="anna@example.com",
    away_until=date(2026, 3, 4),
    hours=WorkingHours.model_validate({"days": "mon-fri", "from": "08:00", "to": "17:00"}),
)
BO = VENDOR.supporters[1]
DUE = START + timedelta(hours=36)
BACK = datetime(2026, 3, 4, 23, 0, tzinfo=UTC)
"""When the day in Stockholm begins on which Anna is there again."""


def at(now: datetime, *supporters: Supporter) -> Vendor:
    """The vendor's terms as they are asked for then."""
    return VENDOR.but(supporters=supporters or (ANNA, BO)).asked_at(now)


def test_the_owner_who_is_away_is_warned_again_from_the_next_day() -> None:
    before = BACK - timedelta(seconds=1)
    assert [to.address for to, _ in supporters_for("anna", at(before))] == ["bo@example.com"]
    assert [to.address for to, _ in supporters_for("anna", at(BACK))] == ["anna@example.com"]


def test_where_all_are_away_the_fallback_address_is_told() -> None:
    assert [to.address for to, _ in supporters_for("anna", at(START, ANNA))] == ["desk@example.com"]


def test_a_conference_is_proposed_with_whoever_is_there() -> None:
    assert {each.host for each in proposals("anna", DUE, (), START, at(START))} == {"bo"}


def test_who_is_away_is_free_for_a_conference_on_the_days_after() -> None:
    found = free_times(ANNA, None, (), START, at(START))
    assert found
    assert min(each.start for each in found) >= BACK


def test_a_switch_that_is_off_stays_off_whatever_the_day() -> None:
    off = ANNA.but(on_duty=False)
    assert at(BACK + timedelta(days=9), off).on_duty == ()
