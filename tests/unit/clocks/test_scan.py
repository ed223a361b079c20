"""A scan over aggregates of which one cannot be looked at."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise

from shared.domain.agenda.agenda import Hint, look_key
from shared.domain.agenda.header import aggregate_of
from shared.ports.store import Change, Remove, Row, StoreUnavailable, Table, Upsert
from shared.usecases.clocks.scan_clocks import Scanned, scan_clocks
from shared.usecases.records.agenda_rows import HINTS, due_looks, write_agenda
from shared.usecases.records.catch_up_rows import last_scan
from tests.fakes.desk import START, FakeDesk
from tests.fakes.store import MemoryStore

BROKEN, WELL = "a" * 16, "b" * 16


@dataclass
class PartlyAway(MemoryStore):
    """Does not answer for the partitions that are away."""

    away: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__()

    async def get(self, table: Table, partition: str, key: str) -> Row | None:
        if partition in self.away:
            raise StoreUnavailable
        return await super().get(table, partition, key)

    async def rows(
        self, table: Table, partition: str, *, first: str, before: str, limit: int = 1000
    ) -> Sequence[Row]:
        if partition in self.away:
            raise StoreUnavailable
        return await super().rows(table, partition, first=first, before=before, limit=limit)


async def scanned_once(store: PartlyAway) -> tuple[FakeDesk, Scanned]:
    """Two aggregates have been due for ten minutes; the first cannot be read."""
    fake = FakeDesk(store=store)
    for name in (BROKEN, WELL):
        await write_agenda(fake.desk.store, aggregate_of(name), START, look=START)
    fake.clock.instant += timedelta(minutes=10)
    return fake, await scan_clocks(fake.desk)


async def looks(fake: FakeDesk, minutes: int) -> list[tuple[str, int]]:
    """Which aggregates are due in so many minutes, and how often their look has failed."""
    rows = await due_looks(fake.store, fake.clock.instant + timedelta(minutes=minutes), 10)
    return [(row.hint.aggregate, row.hint.tries) for row in rows]


async def test_a_look_that_fails_is_put_later_and_the_others_go_on() -> None:
    fake, scanned = await scanned_once(PartlyAway(away={BROKEN}))
    assert scanned == Scanned(looked=1, failed=1, left=0)
    assert await looks(fake, 4) == []
    assert await looks(fake, 5) == [(aggregate_of(BROKEN), 1)]
    assert await last_scan(fake.desk) == fake.clock.instant


async def test_a_look_that_goes_on_failing_is_tried_ever_more_seldom_but_within_45_minutes() -> None:
    fake, _ = await scanned_once(PartlyAway(away={BROKEN}))
    tried = [0]
    for minutes in range(5, 24 * 60, 5):
        fake.clock.instant += timedelta(minutes=5)
        if (await scan_clocks(fake.desk)).failed:
            tried.append(minutes)
    assert max(later - earlier for earlier, later in pairwise(tried)) <= 45
    assert len(tried) <= 2 * 24 * 60 / 40 + 10
    assert len(await looks(fake, 99)) <= 2


async def test_what_could_not_be_looked_at_is_looked_at_once_it_can_be() -> None:
    store = PartlyAway(away={BROKEN})
    fake, _ = await scanned_once(store)
    store.away.clear()
    await fake.advance(timedelta(minutes=15))
    assert await looks(fake, 99) == []


@dataclass
class Committed(MemoryStore):
    """Keeps what was written to the agenda, and lets somebody write before the first removal."""

    removals: list[list[str]] = field(default_factory=list)
    meanwhile: Sequence[Change] = ()

    def __post_init__(self) -> None:
        super().__init__()

    async def commit(self, table: Table, partition: str, changes: Sequence[Change]) -> Sequence[str]:
        if removed := [each.key for each in changes if isinstance(each, Remove)]:
            if self.meanwhile:
                await super().commit(table, partition, self.meanwhile)
                self.meanwhile = ()
            self.removals.append(removed)
        return await super().commit(table, partition, changes)


async def of_one_shard() -> tuple[FakeDesk, Committed]:
    """Three aggregates that are not there have been due for ten minutes, all in one shard."""
    store = Committed()
    fake = FakeDesk(store=store)
    for name in ("a", "b", "c"):
        await write_agenda(store, aggregate_of(name * 16), START, look=START)
    fake.clock.instant += timedelta(minutes=10)
    return fake, store


async def test_rows_of_one_shard_go_in_one_transaction() -> None:
    fake, store = await of_one_shard()
    assert await scan_clocks(fake.desk) == Scanned(looked=3, failed=0, left=0)
    assert [len(removed) for removed in store.removals] == [3]
    assert await looks(fake, 99) == []


async def test_a_row_that_was_written_anew_meanwhile_stays_and_keeps_no_other() -> None:
    fake, store = await of_one_shard()
    anew = Hint(aggregate=aggregate_of("b" * 16), written=fake.clock.instant)
    store.meanwhile = [Upsert(look_key(anew.aggregate, START), HINTS.text(anew))]
    await scan_clocks(fake.desk)
    assert await looks(fake, 99) == [(anew.aggregate, 0)]
