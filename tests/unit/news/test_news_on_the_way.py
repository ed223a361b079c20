"""News that meets quotas, outages, refusals, a slow provider and a large audience."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from shared.domain.letters.sends import LEASE
from shared.domain.news.news import NewsState
from shared.ports.mailer import Mail
from shared.ports.store import Change, Row, Table
from shared.usecases.clocks.look import look_at
from shared.usecases.members.put_member import put_member
from shared.usecases.news.publish_news import publish_news
from shared.usecases.news.read_news import read_news
from tests.examples.news_examples import PLANNER_ONLY, RELEASE, desk_of, member, recipients
from tests.fakes.desk import FakeDesk, HandClock
from tests.fakes.mailer import Fate, Fault, MemoryMailer
from tests.fakes.store import MemoryStore

THREE = member(
    "acme",
    ("planner", "ann@acme.example.org"),
    ("planner", "bea@acme.example.org"),
    ("planner", "cia@acme.example.org"),
)


@dataclass
class CountingStore(MemoryStore):
    """Counts its requests by table."""

    requests: Counter[Table] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        super().__init__()

    async def get(self, table: Table, partition: str, key: str) -> Row | None:
        self.requests[table] += 1
        return await super().get(table, partition, key)

    async def rows(
        self, table: Table, partition: str, *, first: str, before: str, limit: int = 1000
    ) -> Sequence[Row]:
        self.requests[table] += 1
        return await super().rows(table, partition, first=first, before=before, limit=limit)

    async def commit(self, table: Table, partition: str, changes: Sequence[Change]) -> Sequence[str]:
        self.requests[table] += 1
        return await super().commit(table, partition, changes)


@dataclass
class SlowMailer(MemoryMailer):
    """Takes ten seconds a mail."""

    clock: HandClock

    def __post_init__(self) -> None:
        super().__init__()

    async def send(self, mail: Mail, *, first_sent: datetime) -> None:
        self.clock.instant += timedelta(seconds=10)
        await super().send(mail, first_sent=first_sent)


async def publish(fake: FakeDesk) -> str:
    """The item's id, once everything is at rest."""
    view = await publish_news(fake.desk, PLANNER_ONLY, "k1", dry_run=False)
    await fake.rest()
    return view.id


async def test_a_refused_mail_is_recorded_with_its_reason_and_the_others_go_out() -> None:
    fake = await desk_of(THREE)
    fake.mailer.fail_next(Fault(Fate.REFUSED, to="bea@acme.example.org"))
    view = await read_news(fake.desk, await publish(fake))
    assert (view.state, view.sent, view.failed) == (NewsState.SENT, 2, 1)
    assert (view.people[0].address, view.people[0].reason) == ("bea@acme.example.org", "Refused")
    assert recipients(fake) == ["ann@acme.example.org", "cia@acme.example.org"]


async def test_a_quota_pauses_the_item_for_as_long_as_the_provider_wishes() -> None:
    fake = await desk_of(THREE)
    fake.mailer.fail_next(Fault(Fate.DEFERRED, retry_after=3600))
    news = await publish(fake)
    assert fake.mailer.delivered == []
    assert await fake.advance(timedelta(minutes=59)) == []
    await fake.advance(timedelta(minutes=10))
    assert recipients(fake) == ["ann@acme.example.org", "bea@acme.example.org", "cia@acme.example.org"]
    assert (await read_news(fake.desk, news)).state is NewsState.SENT


async def test_a_deferred_look_asks_for_the_next_one_at_the_end_of_the_pause() -> None:
    fake = await desk_of(THREE)
    fake.mailer.fail_next(Fault(Fate.DEFERRED, retry_after=600))
    view = await publish_news(fake.desk, PLANNER_ONLY, "k1", dry_run=False)
    assert await look_at(fake.desk, f"news-{view.id}") == fake.clock.instant + timedelta(minutes=10)
    assert await look_at(fake.desk, f"news-{view.id}") == fake.clock.instant + timedelta(minutes=10)


async def test_an_outage_is_asked_about_once_a_look_and_nobody_is_forgotten() -> None:
    fake = await desk_of(THREE)
    fake.mailer.reachable = False
    news = await publish(fake)
    await fake.advance(timedelta(hours=6))
    attempts = sum(person.attempts for person in (await read_news(fake.desk, news)).people)
    assert 1 < attempts <= 1 + 6 * 12
    fake.mailer.reachable = True
    await fake.advance(timedelta(hours=2))
    assert recipients(fake) == ["ann@acme.example.org", "bea@acme.example.org", "cia@acme.example.org"]


@pytest.mark.parametrize("name", ["ann", "bea", "cia"])
async def test_a_mail_that_never_gets_through_holds_nobody_up(name: str) -> None:
    fake = await desk_of(THREE)
    never = Fault(Fate.DEFERRED, retry_after=600, to=f"{name}@acme.example.org")
    fake.mailer.fail_next(*[never] * 100)
    news = await publish(fake)
    await fake.advance(timedelta(minutes=30))
    view = await read_news(fake.desk, news)
    assert (view.state, view.pending, view.sent) == (NewsState.SENDING, 1, 2)
    assert (view.people[0].address, view.people[0].attempts) == (never.to, 4)


async def test_a_mail_accepted_without_an_answer_is_not_delivered_twice() -> None:
    fake = await desk_of(THREE)
    fake.mailer.fail_next(Fault(Fate.ACCEPTED_THEN_DROPPED))
    await publish(fake)
    await fake.advance(timedelta(minutes=30))
    assert recipients(fake) == ["ann@acme.example.org", "bea@acme.example.org", "cia@acme.example.org"]


async def test_a_look_at_a_slow_provider_ends_after_a_minute_and_asks_for_another() -> None:
    clock = HandClock()
    fake = await desk_of(member("acme", *(("planner", f"p{n}@acme.example.org") for n in range(20))))
    fake.clock, fake.mailer = clock, SlowMailer(clock)
    view = await publish_news(fake.desk, PLANNER_ONLY, "k1", dry_run=False)
    fake.queue.take()
    assert await look_at(fake.desk, f"news-{view.id}") == clock.instant
    assert (len(fake.mailer.delivered), fake.queue.told) == (7, [f"news-{view.id}"])
    await fake.rest()
    assert len(recipients(fake)) == len(set(recipients(fake))) == 20


async def test_looks_at_the_same_time_mail_nobody_twice() -> None:
    """While the first mail is on its way, all are leased: somebody else finds none, and comes again later."""
    fake = await desk_of(THREE)
    view = await publish_news(fake.desk, PLANNER_ONLY, "k1", dry_run=False)
    other = _Meanwhile(fake, f"news-{view.id}")
    fake.wrapped_mailer = other
    following = await look_at(fake.desk, other.aggregate)
    assert (following, other.looked) == (None, fake.clock.instant + LEASE)
    assert len(other.handed_over) == len(set(other.handed_over)) == 3
    await fake.advance(timedelta(minutes=15))
    assert (await read_news(fake.desk, view.id)).state is NewsState.SENT
    assert recipients(fake) == ["ann@acme.example.org", "bea@acme.example.org", "cia@acme.example.org"]


@dataclass
class _Meanwhile:
    """While the first mail is on its way, somebody else looks at the item, too."""

    fake: FakeDesk
    aggregate: str
    handed_over: list[str] = field(default_factory=list)
    looked: datetime | None = None

    async def send(self, mail: Mail, *, first_sent: datetime) -> None:
        self.handed_over.append(mail.operation_id)
        if len(self.handed_over) == 1:
            self.looked = await look_at(self.fake.desk, self.aggregate)
        await self.fake.mailer.send(mail, first_sent=first_sent)

    async def probe(self) -> None:
        await self.fake.mailer.probe()


async def test_250_people_at_60_members_cost_two_requests_each_and_a_share_of_the_pages() -> None:
    fake = await desk_of()
    fake.store = CountingStore()
    await _sixty_members(fake)
    fake.store.requests.clear()
    view = await publish_news(fake.desk, RELEASE, "k1", dry_run=False)
    await fake.rest()
    assert len(recipients(fake)) == len(set(recipients(fake))) == 250
    assert fake.store.requests[Table.NEWS] <= 2 * 250 + 99 + 20
    assert fake.store.requests[Table.MEMBERS] == 60
    assert fake.store.requests[Table.DIRECTORY] == 2 * 4 + len(RELEASE.products)
    assert (await read_news(fake.desk, view.id)).sent == 250


async def test_a_preview_of_250_people_lists_the_same_as_get_it() -> None:
    fake = await desk_of()
    await _sixty_members(fake)
    view = await publish_news(fake.desk, RELEASE, None, dry_run=True)
    await publish_news(fake.desk, RELEASE, None, dry_run=False)
    await fake.rest()
    assert [person.address for person in view.people] == recipients(fake)


async def test_a_member_with_more_people_than_one_transaction_holds_is_frozen_whole() -> None:
    seats = [("planner", f"p{number:03}@acme.example.org") for number in range(100)]
    fake = await desk_of(member("acme", *seats))
    await publish(fake)
    assert recipients(fake) == [address for _, address in seats]


async def _sixty_members(fake: FakeDesk) -> None:
    """Four people each, with Planner, Ledger or both, and ten who are responsible at two members."""
    products = (["planner"], ["ledger"], ["planner", "ledger"])
    for number in range(60):
        name, subscribed = f"m{number:02}", products[number % 3]
        people = [f"p{place}@{name}.example.org" for place in range(4)]
        people += [f"P0@m{number - 1:02}.example.org"] if number % 6 == 5 else []
        people += [f"extra@{name}.example.org"] if number % 6 == 0 else []
        seats = [(subscribed[place % len(subscribed)], each) for place, each in enumerate(people)]
        await put_member_quietly(fake, name, seats, subscribed)


async def put_member_quietly(
    fake: FakeDesk, name: str, seats: list[tuple[str, str]], subscribed: list[str]
) -> None:
    """Write the member and come to rest."""
    await put_member(fake.desk, member(name, *seats, subscribed=subscribed))
    await fake.rest()
