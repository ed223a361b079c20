"""A store that counts what is asked of it: what an act costs, whatever the machine."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from shared.ports import Change, Row, Store, Table


@dataclass(slots=True)
class Count:
    """Requests of one kind, and the entities that they read or wrote."""

    requests: int = 0
    entities: int = 0


@dataclass(slots=True)
class Counts:
    """Since the last ``reset``. ``in_turn`` is how many requests had to wait for the one before."""

    get: Count = field(default_factory=Count)
    rows: Count = field(default_factory=Count)
    commit: Count = field(default_factory=Count)
    in_turn: int = 0

    @property
    def requests(self) -> int:
        """All requests to storage."""
        return self.get.requests + self.rows.requests + self.commit.requests

    @property
    def entities_read(self) -> int:
        """All entities that storage gave back."""
        return self.get.entities + self.rows.entities


class CountingStore:
    """``shared.ports.Store`` around another: passes every call on, and counts it."""

    def __init__(self, store: Store) -> None:
        """Count what this store is asked."""
        self._store = store
        self._running = 0
        self.counts = Counts()

    def reset(self) -> Counts:
        """Begin anew; what was counted until now."""
        counted, self.counts = self.counts, Counts()
        return counted

    async def get(self, table: Table, partition: str, key: str) -> Row | None:
        """See ``shared.ports.Store.get``."""
        async with self._asked(self.counts.get):
            row = await self._store.get(table, partition, key)
        self.counts.get.entities += row is not None
        return row

    async def rows(
        self, table: Table, partition: str, *, first: str, before: str, limit: int = 1000
    ) -> Sequence[Row]:
        """See ``shared.ports.Store.rows``."""
        async with self._asked(self.counts.rows):
            rows = await self._store.rows(table, partition, first=first, before=before, limit=limit)
        self.counts.rows.entities += len(rows)
        return rows

    async def commit(self, table: Table, partition: str, changes: Sequence[Change]) -> Sequence[str]:
        """See ``shared.ports.Store.commit``. A refused commit is a request too."""
        async with self._asked(self.counts.commit):
            versions = await self._store.commit(table, partition, changes)
        self.counts.commit.entities += len(changes)
        return versions

    @asynccontextmanager
    async def _asked(self, count: Count) -> AsyncGenerator[None]:
        """One request; a turn of its own where none was running when it began."""
        count.requests += 1
        self.counts.in_turn += self._running == 0
        self._running += 1
        try:
            yield
        finally:
            self._running -= 1
