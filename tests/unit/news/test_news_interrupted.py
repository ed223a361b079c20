"""News that is interrupted once, at any call of storage, queue or mail, and then left to recover."""

from datetime import timedelta

import pytest

from shared.domain.news.news import NewsState
from shared.ports.queue import QueueUnavailable
from shared.ports.store import Create, StoreError, Table
from shared.usecases.news.publish_news import publish_news
from shared.usecases.news.read_news import read_news
from tests.examples.news_examples import RELEASE, desk_of, member, recipients
from tests.fakes.desk import FakeDesk, HandClock
from tests.fakes.one_fault import Fate, FaultyMailer, FaultyQueue, FaultyStore, Killed, OneFault

PEOPLE = ["bea@acme.example.org", "cia@bolt.example.org", "rune@firm.example.org"]
RECOVERY = timedelta(minutes=30)
_INTERRUPTED = (Killed, StoreError, QueueUnavailable)


async def small_desk() -> FakeDesk:
    """Three people at three members; one of them has four seats at two members."""
    return await desk_of(
        member("acme", ("planner", "rune@firm.example.org"), ("ledger", "bea@acme.example.org")),
        member("bolt", ("planner", "cia@bolt.example.org"), subscribed=["planner"]),
        member("core", ("planner", "Rune@firm.example.org"), ("ledger", "RUNE@firm.example.org")),
    )


async def like(fake: FakeDesk) -> FakeDesk:
    """Another desk at the same instant with the same rows."""
    made = FakeDesk(clock=HandClock(fake.clock.instant))
    for (table, partition, key), text in fake.store.everything().items():
        await made.store.commit(table, partition, [Create(key, text)])
    return made


class Interrupted:
    """A desk on which one call suffers."""

    def __init__(self, fake: FakeDesk, fault: OneFault) -> None:
        self.fake, self.fault = fake, fault
        self.mailer = FaultyMailer(fake.mailer, fault)
        fake.wrapped_store = FaultyStore(fake.store, fault)
        fake.wrapped_queue = FaultyQueue(fake.queue, fault)
        fake.wrapped_mailer = self.mailer

    async def publish_and_recover(self, *, queue_works: bool) -> str:
        """Publish, again where the caller got no answer, and let half an hour pass; the item's id."""
        try:
            news = await self._publish()
        except _INTERRUPTED:
            self.must_be_on_the_agenda_until_sent()
            news = await self._publish()
        try:
            await self._rest(queue_works=queue_works)
        except _INTERRUPTED:
            self.must_be_on_the_agenda_until_sent()
            await self._rest(queue_works=queue_works)
        return news

    async def _publish(self) -> str:
        return (await publish_news(self.fake.desk, RELEASE, "k1", dry_run=False)).id

    async def _rest(self, *, queue_works: bool) -> None:
        """Where the queue loses everything, the scan alone must do."""
        if queue_works:
            await self.fake.rest()
        self.fake.queue.take()
        await self.fake.advance(RECOVERY)

    def must_be_on_the_agenda_until_sent(self) -> None:
        rows = self.fake.store.everything()
        heads = {p: text for (table, p, key), text in rows.items() if table is Table.NEWS and "head" in key}
        looks = [key for table, _, key in rows if table is Table.AGENDA]
        for news, head in heads.items():
            assert f'"state":"{NewsState.SENT}"' in head or any(news in key for key in looks)


async def calls(*, queue_works: bool) -> int:
    """How many calls the whole way takes when nothing goes wrong."""
    desk = Interrupted(await small_desk(), OneFault(number=0, fate=Fate.KILLED_BEFORE))
    await desk.publish_and_recover(queue_works=queue_works)
    return desk.fault.calls


@pytest.mark.parametrize("queue_works", [True, False], ids=["queue", "scan alone"])
@pytest.mark.parametrize("fate", Fate)
async def test_whatever_is_interrupted_everybody_gets_it_once(fate: Fate, *, queue_works: bool) -> None:
    """The provider is handed a mail twice only where the answer to the first was not recorded."""
    for number in range(1, await calls(queue_works=queue_works) + 1):
        fake = await small_desk()
        desk = Interrupted(fake, OneFault(number=number, fate=fate))
        news = await desk.publish_and_recover(queue_works=queue_works)
        assert desk.fault.happened
        assert [address.casefold() for address in recipients(fake)] == PEOPLE, (number, fate)
        assert max(desk.mailer.handed_over.values()) <= 2
        view = await read_news(fake.desk, news)
        assert (view.state, view.sent) == (NewsState.SENT, 3)


@pytest.mark.parametrize("fate", Fate)
async def test_an_audience_of_two_pages_survives_an_interruption_anywhere(fate: Fate) -> None:
    """Sixty members, each with a person who is responsible at another one, too."""
    members = [member(f"m{n}", ("planner", f"p{n % 30}@firm.example.org")) for n in range(60)]
    quiet = await desk_of(*members)
    for number in range(1, 182, 3):
        fake = await like(quiet)
        desk = Interrupted(fake, OneFault(number=number, fate=fate))
        await desk.publish_and_recover(queue_works=True)
        assert desk.fault.happened
        assert len(recipients(fake)) == len(set(recipients(fake))) == 30
        assert max(desk.mailer.handed_over.values()) <= 2


async def test_a_member_with_more_people_than_one_transaction_holds_is_frozen_whole_or_again() -> None:
    crowd = member("acme", *(("planner", f"p{place}@acme.example.org") for place in range(100)))
    quiet = await desk_of(crowd)
    for number in range(1, 16):
        fake = await like(quiet)
        desk = Interrupted(fake, OneFault(number=number, fate=Fate.KILLED_BEFORE))
        await desk.publish_and_recover(queue_works=True)
        assert desk.fault.happened
        assert len(recipients(fake)) == len(set(recipients(fake))) == 100
