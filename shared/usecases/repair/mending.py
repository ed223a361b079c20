"""One repair: what stands on the agenda, how hints are mended, and what was mended so far."""

import asyncio
import logging
from collections import Counter, defaultdict
from collections.abc import AsyncIterable, Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from itertools import batched

from pydantic import ValidationError

from shared.domain.agenda.agenda import KINDS, Hint, aggregate_in, shard_of, shards
from shared.domain.agenda.mending import Mending, Needed, StandingHint, decide_mending
from shared.ports.desk import Desk
from shared.ports.store import Change, Remove, Row, StoreConflict, Table, Upsert
from shared.usecases.records.agenda_rows import (
    HINTS,
    MOST_CHANGED,
    REMOVABLE_AFTER,
    AgendaRow,
    remove_rows,
    write_rows,
)
from shared.usecases.records.row_formats import RowFormatUnknown
from shared.usecases.records.row_ranges import each_row

AT_ONCE = 8
_log = logging.getLogger(__name__)

type Mend = Callable[["Repair", Row], Awaitable[None]]
"""Mends the hints of what this row says."""


@dataclass
class Repair:
    """``written`` and ``removed``: how many rows, by the first word of their keys.

    ``unread``: the keys of rows of truth that cannot be read, whose hints stay as they are. ``asked_for``:
    when to look at what several others may ask a look for, and so is mended last. ``dry_run``: nothing is
    written; the counts are what would be.
    """

    desk: Desk
    dry_run: bool
    standing: dict[str, list[StandingHint]]
    written: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)
    unread: set[str] = field(default_factory=set)
    asked_for: dict[str, datetime] = field(default_factory=dict)

    @classmethod
    async def begun(cls, desk: Desk, *, dry_run: bool) -> "Repair":
        """The agenda is read before anything that may need it: what is written meanwhile has its rows."""
        return cls(desk, dry_run, await _standing(desk))

    async def each(self, rows: AsyncIterable[Row], mend: Mend) -> None:
        """Mend the hints of what each row says, eight at once; what cannot be read is noted."""
        waiting: list[Row] = []
        async for row in rows:
            waiting.append(row)
            if len(waiting) == AT_ONCE:
                await self._all(waiting, mend)
                waiting = []
        await self._all(waiting, mend)

    async def mend(self, needed: Needed) -> None:
        """The agenda has what this aggregate needs, which was read after the agenda was."""
        standing = self.standing.pop(needed.aggregate, [])
        mending = decide_mending(needed, standing, self.desk.clock.now())
        self.written.update(map(_kind, mending.write))
        if not self.dry_run:
            hint = Hint(
                aggregate=needed.aggregate,
                written=self.desk.clock.now(),
                known_by=needed.listing.known_by,
                picking=needed.listing.picking,
            )
            for keys in batched(mending.write, MOST_CHANGED, strict=False):
                await write_rows(self.desk.store, hint, keys)
        await self._remove(needed.aggregate, mending)

    def ask_for(self, aggregate: str, look: datetime) -> None:
        """This is to be looked at by then; others may ask for it too."""
        self.asked_for[aggregate] = min(look, self.asked_for.get(aggregate, look))

    async def must_stand(self, place: str, keys: Iterable[str]) -> None:
        """These rows stand in this partition of the directory; they say nothing but their keys."""
        for key in keys:
            if await self.desk.store.get(Table.DIRECTORY, place, key) is None:
                await self.commit(Table.DIRECTORY, place, [Upsert(key, "")])

    async def commit(self, table: Table, place: str, changes: Sequence[Change]) -> None:
        """Mend these rows together. Whoever changed one of them meanwhile wrote them as they are now."""
        counts = self.removed if isinstance(changes[-1], Remove) else self.written
        counts[_kind(changes[-1].key)] += 1
        if not self.dry_run:
            with suppress(StoreConflict):
                await self.desk.store.commit(table, place, changes)

    async def _remove(self, aggregate: str, mending: Mending) -> None:
        """By the agenda's rule: where it is old, and nobody has written it anew since it was read."""
        now, shard = self.desk.clock.now(), shard_of(aggregate)
        rows = [AgendaRow(shard, row.key, row.hint, row.etag) for row in mending.remove if row.hint]
        if self.dry_run:
            gone = {row.key for row in rows if now - row.hint.written > REMOVABLE_AFTER}
        else:
            gone = await remove_rows(self.desk.store, rows, now)
        self.removed.update(map(_kind, gone))

    async def _all(self, rows: Iterable[Row], mend: Mend) -> None:
        async def one(row: Row) -> None:
            try:
                await mend(self, row)
            except (RowFormatUnknown, ValidationError) as error:
                self.unread.add(row.key)
                _log.error("%s cannot be read (%s)", row.key, type(error).__name__)

        await asyncio.gather(*map(one, rows))


async def _standing(desk: Desk) -> dict[str, list[StandingHint]]:
    """Every row of the agenda by the aggregate that its key names. One request for each 1000."""
    found: dict[str, list[StandingHint]] = defaultdict(list)
    for shard in shards():
        for kind in KINDS:
            async for row in each_row(desk.store, Table.AGENDA, shard, kind):
                found[aggregate_in(row.key)].append(
                    StandingHint(row.key, HINTS.read_if_whole(row.text), row.etag)
                )
    return found


def _kind(key: str) -> str:
    return key.partition("-")[0]
