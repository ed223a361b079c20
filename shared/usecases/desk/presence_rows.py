"""Who has which ticket open, in storage: one row a ticket and supporter, in one partition that stays small.

Rows that count no more are taken away by whoever writes the next. A hint: what storage does not do is left.
"""

import asyncio
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from shared.domain.answers.presence import Presence
from shared.ports.desk import Desk
from shared.ports.store import Remove, Row, StoreError, Table, Upsert
from shared.usecases.records.row_formats import RowFormat

_PARTITION = "present"
_MOST_REMOVED = 90
PRESENCES = RowFormat(Presence.model_validate_json)


@dataclass(frozen=True, slots=True)
class PresenceRow:
    """One row as it was read."""

    presence: Presence
    row: Row


async def read_presences(desk: Desk) -> Sequence[PresenceRow]:
    """All that are known, whether they count or not; none where storage does not answer. One request."""
    with suppress(StoreError):
        rows = await desk.store.rows(Table.PRESENCE, _PARTITION, first="2", before="~")
        read = ((PRESENCES.read_if_whole(row.text), row) for row in rows)
        return [PresenceRow(presence, row) for presence, row in read if presence]
    return ()


async def write_presence(desk: Desk, presence: Presence, known: Iterable[PresenceRow]) -> None:
    """This counts from now on; what of the ``known`` counts no more goes. Two requests, side by side."""
    key, now = f"{presence.ticket}-{presence.supporter}", desk.clock.now()
    over = (each.row for each in known if each.row.key != key and not each.presence.counts(now))
    gone = [Remove(row.key, row.etag) for row in over][:_MOST_REMOVED]
    written = Upsert(key, PRESENCES.text(presence))
    await asyncio.gather(*(_commit(desk, each) for each in ([written], gone) if each))


async def _commit(desk: Desk, changes: Sequence[Upsert | Remove]) -> None:
    with suppress(StoreError):
        await desk.store.commit(Table.PRESENCE, _PARTITION, changes)
