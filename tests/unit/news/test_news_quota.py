"""News and the provider's quota: its lane is the last, and what it may not send now waits."""

from datetime import timedelta

import pytest

from shared.domain.lanes.lane import Lane
from shared.usecases.lanes.claim_quota import claim
from shared.usecases.members.put_member import put_member
from shared.usecases.news.publish_news import publish_news
from shared.usecases.news.read_news import read_news
from tests.examples.news_examples import PLANNER_ONLY, member, recipients
from tests.fakes.desk import VENDOR, FakeDesk

FIFTY_AN_HOUR = VENDOR.model_copy(update={"mails_per_hour": 50, "mails_per_minute": 30})
PART = 6
"""Twelve percent of them."""


@pytest.fixture
def fake() -> FakeDesk:
    """A desk whose provider takes fifty mails an hour."""
    return FakeDesk(vendor=FIFTY_AN_HOUR)


async def test_everybody_gets_the_news_once_though_the_quota_is_smaller(fake: FakeDesk) -> None:
    people = [("planner", f"rut{number}@example.org") for number in range(2 * PART + 2)]
    await put_member(fake.desk, member("alfa", *people))
    view = await publish_news(fake.desk, PLANNER_ONLY, "news-1", dry_run=False)
    await fake.rest()
    assert len(recipients(fake)) == PART
    await fake.advance(timedelta(minutes=55))
    assert len(recipients(fake)) == PART
    await fake.advance(timedelta(minutes=15))
    assert len(recipients(fake)) == 2 * PART
    await fake.advance(timedelta(hours=1, minutes=10))
    assert recipients(fake) == sorted(address for _, address in people)
    assert (await read_news(fake.desk, view.id)).sent == len(people)


async def test_while_news_waits_every_other_lane_has_room(fake: FakeDesk) -> None:
    people = [("planner", f"rut{number}@example.org") for number in range(40)]
    await put_member(fake.desk, member("alfa", *people))
    await publish_news(fake.desk, PLANNER_ONLY, "news-1", dry_run=False)
    await fake.rest()
    for lane in Lane:
        if lane is not Lane.NEWS:
            assert (await claim(fake.desk, {lane: 1}))[lane] == 1, lane
