"""What a scan begins with: one range of each shard has the lanes, what is to be learnt, and what is due."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from shared.domain.agenda.agenda import LANES, LEARNT, LOOKS, key_instant, shards
from shared.ports.store import Store
from shared.usecases.records.agenda_rows import AgendaRow, rows_of_lanes, rows_to_learn, shard_page
from shared.usecases.records.row_ranges import MOST_AT_ONCE


class ForScan(NamedTuple):
    """What a scan begins with: the looks whose instant has come, oldest first, and all rows of lanes.

    ``learnt``: all rows by which the search index learns.
    """

    due: Sequence[AgendaRow]
    lanes: Sequence[AgendaRow] = ()
    learnt: Sequence[AgendaRow] = ()


async def rows_for_scan(store: Store, now: datetime, limit: int) -> ForScan:
    """At most so many looks. One request a shard, and some more where a thousand rows stand in one.

    Rows of lanes, and those by which the search index learns, stand right before looks, so that one range has
    them all.
    """
    pages = await asyncio.gather(*(_for_scan(store, shard, now, limit) for shard in shards()))
    rows = [row for page in pages for row in page]
    looks = sorted((row for row in rows if row.key.startswith(LOOKS)), key=lambda row: row.key)
    lanes = [row for row in rows if row.key.startswith(LANES)]
    return ForScan(looks[:limit], lanes, [row for row in rows if row.key.partition("-")[0] in LEARNT])


async def _for_scan(store: Store, shard: str, now: datetime, limit: int) -> list[AgendaRow]:
    looks, before = f"{LOOKS}-", f"{LOOKS}-{key_instant(now)}."
    rows = await shard_page(store, shard, f"{LANES}-", before, MOST_AT_ONCE)
    if len(rows) < MOST_AT_ONCE:
        return rows
    lanes = await rows_of_lanes(store, shard)
    learnt = await rows_to_learn(store, shard)
    return [*lanes, *learnt, *await shard_page(store, shard, looks, before, limit)]
