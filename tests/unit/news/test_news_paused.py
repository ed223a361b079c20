"""News that is paused at any moment, by anybody, and goes on."""

from datetime import timedelta

import pytest

from shared.domain.letters.sends import LEASE
from shared.domain.news.news import NewsHeader, NewsState
from shared.domain.refusals.news_errors import NewsNotSentYet, NewsSent
from shared.ports.mailer import Mail
from shared.ports.store import Table
from shared.usecases.clocks.look import look_at
from shared.usecases.news.pause_news import go_on_with_news, pause_news
from shared.usecases.news.publish_news import publish_news
from shared.usecases.news.read_news import read_news
from tests.examples.news_examples import PLANNER_ONLY, desk_of, member, recipients
from tests.fakes.desk import START, FakeDesk
from tests.fakes.mailer import Fate, Fault

PEOPLE = [f"p{number:02}@acme.example.org" for number in range(25)]
ACME = member("acme", *(("planner", address) for address in PEOPLE))


async def published(fake: FakeDesk) -> str:
    """The item's id; no look has been made at it."""
    view = await publish_news(fake.desk, PLANNER_ONLY, "k1", dry_run=False)
    fake.queue.take()
    return view.id


def header(state: NewsState) -> NewsHeader:
    """An item that stands so."""
    return NewsHeader(
        id="a" * 16, content="", products=("planner",), published=START, not_before=START, state=state
    )


@pytest.mark.parametrize("state", [NewsState.BUILDING, NewsState.SENDING])
def test_a_paused_item_goes_on_where_it_stood(state: NewsState) -> None:
    paused = header(state).stopped()
    assert (paused.state, paused.stopped()) == (NewsState.PAUSED, paused)
    assert (paused.gone_on(), paused.gone_on().gone_on()) == (header(state), header(state))


def test_what_is_not_on_its_way_cannot_be_paused() -> None:
    with pytest.raises(NewsNotSentYet):
        header(NewsState.DRAFT).stopped()
    with pytest.raises(NewsNotSentYet):
        header(NewsState.DRAFT).gone_on()
    with pytest.raises(NewsSent):
        header(NewsState.SENT).stopped()
    assert header(NewsState.SENT).gone_on() == header(NewsState.SENT)


@pytest.mark.parametrize("looks", range(4))
async def test_whenever_it_is_paused_everybody_gets_it_once(looks: int) -> None:
    fake = await desk_of(ACME)
    news = await published(fake)
    fake.mailer.fail_next(Fault(Fate.DEFERRED, retry_after=60, to=PEOPLE[3]))
    for _ in range(looks):
        await look_at(fake.desk, f"news-{news}")
        fake.clock.instant += timedelta(seconds=30)
    if (await read_news(fake.desk, news)).state is not NewsState.SENT:
        await pause_news(fake.desk, news)
    before = recipients(fake)
    await fake.advance(timedelta(hours=1))
    assert recipients(fake) == before
    await go_on_with_news(fake.desk, news)
    await fake.advance(timedelta(minutes=30))
    assert recipients(fake) == PEOPLE
    assert (await read_news(fake.desk, news)).state is NewsState.SENT


async def test_a_pause_while_mails_are_handed_over_lets_that_page_finish_and_ends_when_it_goes_on() -> None:
    fake = await desk_of(ACME)
    news = await published(fake)
    pausing = _PausingMailer(fake, news)
    fake.wrapped_mailer = pausing
    await look_at(fake.desk, f"news-{news}")
    paused = await read_news(fake.desk, news)
    assert (paused.state, paused.pending, paused.sent) == (NewsState.PAUSED, 0, 25)
    await go_on_with_news(fake.desk, news)
    await fake.rest()
    await fake.advance(LEASE + timedelta(minutes=5))
    assert (await read_news(fake.desk, news)).state is NewsState.SENT
    assert recipients(fake) == PEOPLE


async def test_a_paused_item_asks_for_no_look_and_one_that_goes_on_does() -> None:
    fake = await desk_of(ACME)
    news = await published(fake)
    await pause_news(fake.desk, news)
    await fake.advance(timedelta(minutes=15))
    assert _looks(fake, news) == []
    await go_on_with_news(fake.desk, news)
    assert len(_looks(fake, news)) == 1


def _looks(fake: FakeDesk, news: str) -> list[str]:
    return [key for table, _, key in fake.store.everything() if table is Table.AGENDA and news in key]


class _PausingMailer:
    """While the first mail is on its way, somebody pauses the item."""

    def __init__(self, fake: FakeDesk, news: str) -> None:
        self.fake, self.news = fake, news
        self.paused = False

    async def send(self, mail: Mail, *, first_sent: object) -> None:
        if not self.paused:
            self.paused = True
            await pause_news(self.fake.desk, self.news)
        await self.fake.mailer.send(mail, first_sent=first_sent)  # type: ignore[arg-type] # as it came

    async def probe(self) -> None:
        await self.fake.mailer.probe()
