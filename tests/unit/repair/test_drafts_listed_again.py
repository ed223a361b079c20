"""A draft that the list of drafts lacks, as one of before there was a list, is listed by a repair."""

from shared.domain.news.news import NewsDraft
from shared.usecases.desk.desk_news import read_desk_news
from shared.usecases.news.draft_list import listed_drafts, unlist_draft
from shared.usecases.news.draft_news import send_draft, write_draft
from shared.usecases.repair.repair_desk import repair_desk
from tests.examples.news_examples import RELEASE
from tests.fakes.desk import FakeDesk

DRAFT = NewsDraft.of(RELEASE, id="planner-9")


async def test_a_draft_that_the_list_lacks_is_listed_once() -> None:
    fake = FakeDesk()
    view, _ = await write_draft(fake.desk, DRAFT)
    await unlist_draft(fake.desk, view.id)
    assert (await read_desk_news(fake.desk)).drafts == []
    assert (await repair_desk(fake.desk)).written == {"draft": 1}
    assert [each.id for each in (await read_desk_news(fake.desk)).drafts] == [view.id]
    assert (await repair_desk(fake.desk)).written == {}


async def test_what_has_been_sent_is_on_the_list_of_drafts_no_more() -> None:
    fake = FakeDesk()
    view, _ = await write_draft(fake.desk, DRAFT)
    await send_draft(fake.desk, view.id)
    assert await listed_drafts(fake.desk, 25) == []
    assert [each.id for each in (await read_desk_news(fake.desk)).published] == [view.id]
