"""Rows of looks that were done move on: those of one shard in one transaction.

The row of the next look comes with the removal of the old ones: at no instant is there none.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.domain.agenda.agenda import Hint, instant_of, look_key
from shared.ports.store import Change, Remove, Store, StoreConflict, Table, Upsert
from shared.usecases.records.agenda_rows import HINTS, MOST_CHANGED, REMOVABLE_AFTER, AgendaRow


@dataclass(frozen=True, slots=True)
class Looked:
    """One aggregate that was looked at because of these ``rows``, all of one shard.

    ``began``: when the look had not read anything yet. ``following``: the instant of its next look, or none.
    ``tries``: how often the look has failed by now.
    """

    aggregate: str
    rows: Sequence[AgendaRow]
    began: datetime
    following: datetime | None
    tries: int = 0

    def passed(self) -> list[AgendaRow]:
        """The rows that nothing needs any more; a young one may be for what an act is about to commit."""
        return [
            row
            for row in self.rows
            if (self.tries or self.following is None or instant_of(row.key) < self.following)
            and self.began - row.hint.written > REMOVABLE_AFTER
        ][:MOST_CHANGED]

    def changes(self, now: datetime) -> list[Change]:
        """The next look's row, where no other brings a look in time, and the old ones' removal."""
        removals = [Remove(row.key, row.etag) for row in self.passed()]
        if self.following is None or (len(removals) < len(self.rows) and not self.tries):
            return [*removals]
        hint = HINTS.text(Hint(aggregate=self.aggregate, written=now, tries=self.tries))
        return [Upsert(look_key(self.aggregate, self.following), hint), *removals]


async def move_on(store: Store, looked: Sequence[Looked], now: datetime) -> None:
    """All of these move on; those of one shard together, as many as one transaction carries.

    A row that somebody wrote anew meanwhile stays, and keeps no other.

    Raises:
        StoreUnavailable: rows that did not move bring another look.
    """
    shards: dict[str, list[Looked]] = defaultdict(list)
    for each in looked:
        shards[each.rows[0].shard].append(each)
    await asyncio.gather(*(_move_in(store, shard, each, now) for shard, each in shards.items()))


async def _move_in(store: Store, shard: str, looked: Sequence[Looked], now: datetime) -> None:
    for together in _fitting(looked, now):
        changes = [change for each in together for change in each.changes(now)]
        if not await _commit(store, shard, changes):
            for each in together:
                await _move_alone(store, shard, each.changes(now))


async def _move_alone(store: Store, shard: str, changes: Sequence[Change]) -> None:
    """The rows of one aggregate; where one of them has changed, one by one, the new one first."""
    if not await _commit(store, shard, changes):
        for change in changes:
            await _commit(store, shard, [change])


async def _commit(store: Store, shard: str, changes: Sequence[Change]) -> bool:
    try:
        if changes:
            await store.commit(Table.AGENDA, shard, changes)
    except StoreConflict:
        return False
    return True


def _fitting(looked: Sequence[Looked], now: datetime) -> Iterator[list[Looked]]:
    together: list[Looked] = []
    rows = 0
    for each in looked:
        more = len(each.changes(now))
        if together and rows + more > MOST_CHANGED + 1:
            yield together
            together, rows = [], 0
        together.append(each)
        rows += more
    yield together
