"""After an outage of the scan there is one digest a supporter, however many scans and hosts it takes."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random

import pytest

from shared.domain.clocks.digesting import MOST_LINES, TOLD_IN_DIGEST, CatchUp, LateLine, Reader
from shared.domain.letters.letters import Digest, Escalation
from shared.domain.letters.sends import Recipient, Send
from shared.domain.values.identity import operation_id
from shared.domain.values.vendor import ClockKind, Level, Supporter
from shared.ports.store import Change, Row, StoreUnavailable, Table
from shared.usecases.clocks.look import look_at
from shared.usecases.clocks.scan_clocks import scan_clocks
from shared.usecases.outbox.tell_late import told_in_digest, write_digests
from shared.usecases.records.catch_up_rows import write_lines
from shared.usecases.records.notice_rows import NOTICES
from tests.examples.escalation_examples import ask, desk_of_acme, sends_of
from tests.fakes.desk import SECRET, START, VENDOR, FakeDesk, HandClock
from tests.fakes.store import MemoryStore

BOTH = ["anna@example.com", "bo@example.com"]


class SlowStore(MemoryStore):
    """Every call takes some moments, in which others go on: two scans really run at once."""

    def __init__(self, seed: int) -> None:
        super().__init__()
        self._rng = Random(seed)  # noqa: S311 - one order of events of many, the same every time

    async def get(self, table: Table, partition: str, key: str) -> Row | None:
        await moments(self._rng.choice((1, 2, 9)))
        return await super().get(table, partition, key)

    async def rows(
        self, table: Table, partition: str, *, first: str, before: str, limit: int = 1000
    ) -> Sequence[Row]:
        await moments(self._rng.choice((1, 2, 9)))
        return await super().rows(table, partition, first=first, before=before, limit=limit)

    async def commit(self, table: Table, partition: str, changes: Sequence[Change]) -> Sequence[str]:
        await moments(self._rng.choice((1, 2, 9)))
        return await super().commit(table, partition, changes)


@dataclass
class NotThere:
    """``shared.ports.Store`` that does not answer for one partition."""

    inner: MemoryStore
    partition: str

    async def get(self, table: Table, partition: str, key: str) -> Row | None:
        return await self.inner.get(table, partition, key)

    async def rows(
        self, table: Table, partition: str, *, first: str, before: str, limit: int = 1000
    ) -> Sequence[Row]:
        if partition == self.partition:
            raise StoreUnavailable
        return await self.inner.rows(table, partition, first=first, before=before, limit=limit)

    async def across(
        self, table: Table, *, first: str, before: str, begins: str, limit: int = 1000
    ) -> Sequence[Row]:
        return await self.inner.across(table, first=first, before=before, begins=begins, limit=limit)

    async def commit(self, table: Table, partition: str, changes: Sequence[Change]) -> Sequence[str]:
        return await self.inner.commit(table, partition, changes)


async def moments(number: int) -> None:
    for _ in range(number):
        await asyncio.sleep(0)


async def overdue(number: int, store: MemoryStore | None = None) -> FakeDesk:
    """So many tickets have run out while no scan ran."""
    fake = await desk_of_acme(store=store)
    for each in range(number):
        await ask(fake, f"k{each}")
    fake.clock.instant += timedelta(hours=25)
    fake.mailer.delivered.clear()
    return fake


def lines(fake: FakeDesk) -> dict[str, list[int]]:
    """How many clocks each digest tells of, by its reader; each clock in one of them only."""
    told: dict[str, list[int]] = {}
    seen: Counter[tuple[str, str]] = Counter()
    for (table, _, key), text in fake.store.everything().items():
        send = NOTICES.read(text).send if table is Table.NEWS and key.startswith("notice-") else None
        if send and isinstance(send.letter, Digest):
            told.setdefault(send.to.address, []).append(len(send.letter.lines))
            seen.update((send.to.address, line.ticket) for line in send.letter.lines)
    assert set(seen.values()) <= {1}
    return told


def readers(fake: FakeDesk) -> list[str]:
    """Who has got a mail since the outage, once for each mail."""
    return sorted(mail.to.address for mail in fake.mailer.delivered)


@pytest.mark.parametrize("seed", [0, 3])
@pytest.mark.parametrize("behind", [0, 100, 300])
async def test_two_late_scans_at_once_write_one_digest_for_each_supporter(seed: int, behind: int) -> None:
    """The second is of another host, or the timer ran twice: it begins so many moments after the first."""
    fake = await overdue(20, SlowStore(seed))
    other = replace(fake, clock=HandClock(fake.clock.instant + timedelta(milliseconds=10)))

    async def second() -> None:
        await moments(behind)
        await scan_clocks(other.desk)

    await asyncio.gather(scan_clocks(fake.desk), second())
    await fake.rest()
    await fake.advance(timedelta(minutes=40))
    assert lines(fake) == {reader: [20] for reader in BOTH}
    assert readers(fake) == BOTH


async def test_620_overdue_tickets_are_told_in_one_digest_by_the_second_scan() -> None:
    fake = await overdue(620)
    await scan_clocks(fake.desk)
    await fake.rest()
    assert readers(fake) == []
    await fake.advance(timedelta(minutes=5))
    assert lines(fake) == {reader: [620] for reader in BOTH}
    assert readers(fake) == BOTH


async def test_what_the_second_of_two_full_scans_tells_is_told_no_more_later() -> None:
    fake = await overdue(31)
    await scan_clocks(fake.desk, most=25)
    await fake.rest()
    await fake.advance(timedelta(hours=1))
    assert lines(fake) == {reader: [31] for reader in BOTH}
    assert readers(fake) == BOTH


async def test_a_digest_waits_for_more_for_at_most_15_minutes() -> None:
    """The scans take so few rows that more are always due."""
    fake = await overdue(12)
    began = fake.clock.instant
    while not fake.mailer.delivered:
        await scan_clocks(fake.desk, most=1)
        await fake.rest()
        fake.clock.instant += timedelta(minutes=5)
    assert fake.clock.instant - timedelta(minutes=5) - began == timedelta(minutes=15)
    assert [len(digests) for digests in lines(fake).values()] == [1, 1]


async def test_what_is_due_after_the_15_minutes_stands_in_the_next_digest() -> None:
    fake = await overdue(12)
    for _ in range(40):
        await scan_clocks(fake.desk, most=2)
        await fake.rest()
        fake.clock.instant += timedelta(minutes=5)
    told = lines(fake)
    assert {reader: sum(each) for reader, each in told.items()} == dict.fromkeys(BOTH, 12)
    assert len(told[BOTH[0]]) == len(told[BOTH[1]]) > 1
    assert readers(fake) == sorted(BOTH * len(told[BOTH[0]]))


async def test_when_no_scan_comes_for_hours_the_queue_writes_the_digest_and_nothing_goes_by_itself() -> None:
    fake = await overdue(4)
    await scan_clocks(fake.desk, most=3)
    await fake.rest()
    fake.clock.instant += timedelta(hours=2)
    tickets = {partition for table, partition, _ in fake.store.everything() if table is Table.TICKETS}
    held = [ticket for ticket in tickets if any(send.digest for send in await sends_of(fake, ticket))]
    await look_at(fake.desk, f"ticket-{held[0]}")
    await fake.rest()
    assert readers(fake) == BOTH
    await fake.advance(timedelta(minutes=40))
    assert [sum(told) for told in lines(fake).values()] == [4, 4]
    assert readers(fake) == sorted(BOTH * 2)


async def test_lines_that_cannot_be_read_keep_no_scan_from_its_looks() -> None:
    fake = await overdue(4)
    await scan_clocks(fake.desk, most=3)
    place = CatchUp(began=fake.clock.instant).place(SECRET)
    fake.wrapped_store = NotThere(fake.store, place)
    fake.clock.instant += timedelta(hours=1)
    assert (await scan_clocks(fake.desk)).looked > 0
    fake.wrapped_store = None
    await fake.advance(timedelta(hours=1))
    assert {reader: sum(each) for reader, each in lines(fake).items()} == dict.fromkeys(BOTH, 2)
    assert len(readers(fake)) == 2 * 3


async def test_more_lines_than_a_mail_holds_stand_in_a_second_one_and_no_line_twice() -> None:
    fake = await overdue(1)
    catch_up = CatchUp(began=fake.clock.instant)
    letters = [_line(number) for number in range(MOST_LINES + 5)]
    (anna, *_) = fake.vendor.supporters
    reader = Reader(to=Recipient(address=anna.address), language=anna.language)
    await write_lines(fake.desk, catch_up, [LateLine(letter=each, readers=(reader,)) for each in letters[5:]])
    assert await write_digests(fake.desk, catch_up)
    await write_lines(fake.desk, catch_up, [LateLine(letter=each, readers=(reader,)) for each in letters[:5]])
    assert await write_digests(fake.desk, catch_up)
    assert lines(fake) == {anna.address: [MOST_LINES, 5]}
    held = [_held(catch_up, letter, reader) for letter in (*letters[:6], *letters[-2:])]
    assert {await told_in_digest(fake.desk, send) for send in held} == {TOLD_IN_DIGEST}


async def test_700_supporters_get_one_digest_each() -> None:
    many = tuple(
        Supporter(id=f"s{each}", name=f"Supporter {each}", address=f"s{each}@example.com")
        for each in range(700)
    )
    fake = await desk_of_acme(VENDOR.model_copy(update={"supporters": many}))
    for each in ("k1", "k2"):
        await ask(fake, each)
    fake.clock.instant += timedelta(hours=25)
    await scan_clocks(fake.desk)
    assert lines(fake) == {each.address: [2] for each in many}


def _line(number: int) -> Escalation:
    return Escalation(
        ticket=f"{number:016}",
        clock=ClockKind.REPLY,
        clock_id="reply-m1",
        level=Level.BREACH,
        due=START + timedelta(seconds=number),
        member="å" * 200,
        product="p" * 40,
        turns=("m1", "m2", "m3", "m4", "m5"),
    )


def _held(catch_up: CatchUp, letter: Escalation, reader: Reader) -> Send:
    return Send(
        id=operation_id(SECRET, "notice", letter.ticket),
        letter=letter,
        to=reader.to,
        language=reader.language,
        not_before=catch_up.until,
        digest=catch_up.digest(SECRET, reader.to.address),
    )
