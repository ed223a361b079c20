"""Reading the mailbox: every mail is taken in once, whatever happens between."""

import logging
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from shared.ports.mailbox import MailboxUnavailable
from shared.ports.store import StoreUnavailable
from shared.usecases.mail.fetch_mails import OVERLAP, Fetched, fetch_mails
from tests.fakes.desk import START, FakeDesk
from tests.fakes.mailbox import MemoryMailbox


@dataclass
class Taking:
    """Keeps what is taken in; refuses the mails named in ``bad``, and everything while the store is away."""

    taken: list[bytes] = field(default_factory=list)
    bad: set[bytes] = field(default_factory=set)
    store_away: bool = False

    async def take(self, raw: bytes) -> None:
        if self.store_away:
            raise StoreUnavailable
        if raw in self.bad:
            raise RuntimeError(raw.decode())
        self.taken.append(raw)


@dataclass
class World:
    """A desk, a mailbox and what is taken in."""

    fake: FakeDesk = field(default_factory=FakeDesk)
    mailbox: MemoryMailbox = field(default_factory=MemoryMailbox)
    taking: Taking = field(default_factory=Taking)

    async def run(self) -> Fetched:
        return await fetch_mails(self.fake.desk, self.mailbox, self.taking.take)

    def arrive(self, *words: bytes) -> None:
        for each in words:
            self.mailbox.arrive(each, self.fake.clock.now())

    def later(self, by: timedelta) -> None:
        self.fake.clock.instant += by


@pytest.fixture
async def world() -> World:
    """A mailbox that has been read once, when it was empty."""
    made = World()
    made.mailbox.arrive(b"from before the desk", START - timedelta(days=400))
    assert await made.run() == Fetched(0, 0)
    return made


async def test_mails_from_before_the_first_run_are_not_the_desks(world: World) -> None:
    await world.run()
    assert world.taking.taken == []


async def test_every_mail_is_taken_in_once_over_many_runs(world: World) -> None:
    words = [f"mail {number}".encode() for number in range(7)]
    world.arrive(*words[:4])
    await world.run()
    world.arrive(*words[4:])
    await world.run()
    await world.run()
    assert world.taking.taken == words


async def test_one_bad_mail_holds_up_no_other_and_is_tried_at_every_run(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.taking.bad = {b"bad"}
    world.arrive(b"first", b"bad", b"last")
    with caplog.at_level(logging.ERROR):
        assert await world.run() == Fetched(2, 1)
    assert "bad" not in caplog.text
    world.taking.bad = set()
    assert await world.run() == Fetched(1, 0)
    assert world.taking.taken == [b"first", b"last", b"bad"]


async def test_a_mail_that_the_service_cannot_give_holds_up_no_other(world: World) -> None:
    world.arrive(b"first", b"second")
    world.mailbox.broken = {world.mailbox.mails[-1][0]}
    assert await world.run() == Fetched(1, 1)
    world.mailbox.broken = set()
    assert await world.run() == Fetched(1, 0)


async def test_while_storage_is_away_nothing_is_passed_over(world: World) -> None:
    world.arrive(b"first", b"second", b"third")
    world.taking.store_away = True
    with pytest.raises(StoreUnavailable):
        await world.run()
    world.taking.store_away = False
    await world.run()
    assert world.taking.taken == [b"first", b"second", b"third"]


async def test_while_the_mailbox_is_away_the_run_says_so_and_the_next_goes_on(world: World) -> None:
    world.arrive(b"first")
    world.mailbox.away = True
    with pytest.raises(MailboxUnavailable):
        await world.run()
    world.mailbox.away = False
    await world.run()
    assert world.taking.taken == [b"first"]


async def test_a_forgotten_cursor_loses_no_mail(world: World) -> None:
    world.arrive(b"first")
    await world.run()
    world.later(timedelta(hours=3))
    world.arrive(b"second")
    world.mailbox.forget()
    await world.run()
    await world.run()
    assert world.taking.taken == [b"first", b"first", b"second"]


async def test_a_new_beginning_goes_back_a_day_behind_the_last_run_and_no_further(world: World) -> None:
    world.arrive(b"long ago")
    await world.run()
    world.later(OVERLAP + timedelta(hours=1))
    await world.run()
    world.mailbox.forget()
    world.arrive(b"new")
    await world.run()
    assert world.taking.taken == [b"long ago", b"new"]


async def test_while_a_hundred_mails_wait_no_new_ones_are_read(world: World) -> None:
    words = [f"bad {number}".encode() for number in range(100)]
    world.taking.bad = set(words)
    world.arrive(*words)
    await world.run()
    await world.run()
    await world.run()
    world.arrive(b"good")
    assert await world.run() == Fetched(0, 100)
    world.taking.bad = set()
    assert await world.run() == Fetched(101, 0)
