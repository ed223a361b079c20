"""A store and a queue that count what is asked of them: what an act costs, whatever the machine."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from shared.ports.queue import Queue
from shared.ports.store import Change, Row, Store, Table


@dataclass(slots=True)
class Count:
    """Requests of one kind, and the entities that they read or wrote."""

    requests: int = 0
    entities: int = 0


@dataclass(slots=True)
class Counts:
    """Since the last ``reset``.

    ``in_turn`` is the longest chain of requests each of which began after the one before had ended: how many
    an answer had to wait for, one after the other.
    """

    get: Count = field(default_factory=Count)
    rows: Count = field(default_factory=Count)
    commit: Count = field(default_factory=Count)
    tell: Count = field(default_factory=Count)
    in_turn: int = 0
    _ended: int = 0

    @property
    def requests(self) -> int:
        """All requests to storage, queue messages among them."""
        return sum(count.requests for count in (self.get, self.rows, self.commit, self.tell))

    @property
    def entities_read(self) -> int:
        """All entities that storage gave back."""
        return self.get.entities + self.rows.entities

    @asynccontextmanager
    async def asked(self, count: Count) -> AsyncGenerator[None]:
        """One request, from its beginning to its end."""
        count.requests += 1
        place = self._ended + 1
        self.in_turn = max(self.in_turn, place)
        try:
            yield
        finally:
            self._ended = max(self._ended, place)


class CountingStore:
    """``shared.ports.Store`` around another: passes every call on, and counts it."""

    def __init__(self, store: Store) -> None:
        """Count what this store is asked."""
        self._store = store
        self.counts = Counts()

    def reset(self) -> Counts:
        """Begin anew; what was counted until now."""
        counted, self.counts = self.counts, Counts()
        return counted

    async def get(self, table: Table, partition: str, key: str) -> Row | None:
        """See ``shared.ports.Store.get``."""
        counts = self.counts
        async with counts.asked(counts.get):
            row = await self._store.get(table, partition, key)
        counts.get.entities += row is not None
        return row

    async def rows(
        self, table: Table, partition: str, *, first: str, before: str, limit: int = 1000
    ) -> Sequence[Row]:
        """See ``shared.ports.Store.rows``."""
        counts = self.counts
        async with counts.asked(counts.rows):
            rows = await self._store.rows(table, partition, first=first, before=before, limit=limit)
        counts.rows.entities += len(rows)
        return rows

    async def across(
        self, table: Table, *, first: str, before: str, begins: str, limit: int = 1000
    ) -> Sequence[Row]:
        """See ``shared.ports.Store.across``."""
        counts = self.counts
        async with counts.asked(counts.rows):
            rows = await self._store.across(table, first=first, before=before, begins=begins, limit=limit)
        counts.rows.entities += len(rows)
        return rows

    async def commit(self, table: Table, partition: str, changes: Sequence[Change]) -> Sequence[str]:
        """See ``shared.ports.Store.commit``. A refused commit is a request too."""
        counts = self.counts
        async with counts.asked(counts.commit):
            versions = await self._store.commit(table, partition, changes)
        counts.commit.entities += len(changes)
        return versions


class CountingQueue:
    """``shared.ports.Queue`` around another: its messages are counted with the store's requests."""

    def __init__(self, queue: Queue, store: CountingStore) -> None:
        """Count what this queue is told among what this store is asked."""
        self._queue = queue
        self._store = store

    async def tell(self, aggregate: str, after: timedelta = timedelta(0)) -> None:
        """See ``shared.ports.Queue.tell``."""
        counts = self._store.counts
        async with counts.asked(counts.tell):
            await self._queue.tell(aggregate, after)

    async def probe(self) -> None:
        """See ``shared.ports.Queue.probe``; not counted."""
        await self._queue.probe()
