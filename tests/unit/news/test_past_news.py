"""Past news of a member: what has gone out about its products, the newest first."""

from datetime import timedelta

from shared.domain.news.news import NewsRequest
from shared.usecases.members.put_member import read_member
from shared.usecases.news.past_news import ITEMS_IN_PAGE, past_news
from shared.usecases.news.pause_news import pause_news
from shared.usecases.news.publish_news import publish_news
from tests.examples.news_examples import PLANNER_ONLY, RELEASE, desk_of, member
from tests.fakes.desk import FakeDesk

ACME = member("acme", ("planner", "rune@acme.example.org"), subscribed=["planner"])
BOLT = member("bolt", subscribed=["ledger"])


async def publish(fake: FakeDesk, request: NewsRequest, key: str) -> str:
    """The item's id, a minute after the last."""
    fake.clock.instant += timedelta(minutes=1)
    view = await publish_news(fake.desk, request, key, dry_run=False)
    await fake.rest()
    return view.id


async def listed(fake: FakeDesk, name: str, after: str = "") -> list[str]:
    """The ids of the member's past news."""
    page = await past_news(fake.desk, await read_member(fake.desk, name), after)
    return [each.id for each in page.items]


async def test_a_member_reads_what_is_about_its_products_the_newest_first() -> None:
    fake = await desk_of(ACME, BOLT)
    first, second = await publish(fake, PLANNER_ONLY, "k1"), await publish(fake, RELEASE, "k2")
    assert await listed(fake, "acme") == [second, first]
    assert await listed(fake, "bolt") == [second]


async def test_an_item_for_two_products_of_a_member_stands_there_once() -> None:
    fake = await desk_of(member("acme"))
    assert await listed(fake, "acme") == []
    news = await publish(fake, RELEASE, "k1")
    assert await listed(fake, "acme") == [news]


async def test_what_is_paused_is_no_past_news_yet() -> None:
    fake = await desk_of(ACME)
    view = await publish_news(fake.desk, PLANNER_ONLY, "k1", dry_run=False)
    await pause_news(fake.desk, view.id)
    assert await listed(fake, "acme") == []


async def test_pages_have_every_item_once() -> None:
    fake = await desk_of(ACME)
    news = [await publish(fake, PLANNER_ONLY, f"k{number}") for number in range(ITEMS_IN_PAGE + 3)]
    facts = await read_member(fake.desk, "acme")
    first = await past_news(fake.desk, facts)
    second = await past_news(fake.desk, facts, first.next)
    assert (len(first.items), first.more, second.more, second.next) == (ITEMS_IN_PAGE, True, False, "")
    assert [each.id for each in (*first.items, *second.items)] == news[::-1]
