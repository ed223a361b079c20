"""News and the provider's quota: all other mail has a part that news cannot use up."""

import asyncio
from datetime import timedelta

import pytest

from shared.ports.store import StoreConflict
from shared.usecases.members.put_member import put_member
from shared.usecases.news.publish_news import publish_news
from shared.usecases.news.read_news import read_news
from shared.usecases.news.send_news import claim_mails
from tests.examples.news_examples import PLANNER_ONLY, member, recipients
from tests.fakes.desk import VENDOR, FakeDesk

TEN_AN_HOUR = VENDOR.model_copy(update={"mails_per_hour": 10})


@pytest.fixture
def fake() -> FakeDesk:
    """A desk whose provider takes ten mails an hour, six of them news."""
    return FakeDesk(vendor=TEN_AN_HOUR)


async def test_news_claims_no_more_than_its_part_of_an_hour(fake: FakeDesk) -> None:
    assert (await claim_mails(fake.desk, 4)).mails == 4
    assert (await claim_mails(fake.desk, 4)).mails == 2
    assert (await claim_mails(fake.desk, 4)).mails == 0


async def test_an_hour_after_the_first_claim_there_are_more(fake: FakeDesk) -> None:
    again = (await claim_mails(fake.desk, 6)).again
    fake.clock.instant = again - timedelta(microseconds=1)
    assert (await claim_mails(fake.desk, 1)).mails == 0
    fake.clock.instant = again
    assert (await claim_mails(fake.desk, 9)).mails == 6


async def test_two_items_that_claim_at_once_never_get_more_than_the_part_together(fake: FakeDesk) -> None:
    claims = await asyncio.gather(*(claim_mails(fake.desk, 4) for _ in range(5)), return_exceptions=True)
    assert sum(each.mails for each in claims if not isinstance(each, BaseException)) <= 6
    assert all(isinstance(each, StoreConflict) for each in claims if isinstance(each, BaseException))


async def test_everybody_gets_the_news_once_though_the_quota_is_smaller(fake: FakeDesk) -> None:
    people = [("planner", f"rut{number}@example.org") for number in range(14)]
    await put_member(fake.desk, member("alfa", *people))
    view = await publish_news(fake.desk, PLANNER_ONLY, "news-1", dry_run=False)
    await fake.rest()
    assert len(recipients(fake)) == 6
    await fake.advance(timedelta(hours=1, minutes=5))
    assert len(recipients(fake)) == 12
    await fake.advance(timedelta(hours=1, minutes=5))
    assert recipients(fake) == sorted(address for _, address in people)
    assert (await read_news(fake.desk, view.id)).sent == 14
