"""A scan over aggregates of which one cannot be looked at."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise

from shared.domain.agenda.header import aggregate_of
from shared.ports.store import Row, StoreUnavailable, Table
from shared.usecases.clocks.scan_clocks import Scanned, scan_clocks
from shared.usecases.records.agenda_rows import due_looks, last_scan, write_agenda
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
