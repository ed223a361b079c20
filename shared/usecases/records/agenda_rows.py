"""The agenda in storage: written before the state that needs it, removed only when nothing needs it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import batched

from shared.domain.agenda.agenda import (
    GATED,
    LANES,
    LEARN,
    LEAVE,
    LOOKS,
    MONTH,
    OFFER,
    PEOPLE,
    SLOT,
    Hint,
    Listing,
    Place,
    key_instant,
    look_key,
    shard_of,
    shards,
)
from shared.ports.store import Remove, Row, Store, StoreConflict, Table, Upsert
from shared.usecases.records.row_formats import RowFormat
from shared.usecases.records.row_ranges import whole_range

REMOVABLE_AFTER = timedelta(minutes=5)
MOST_CHANGED = 90
"""Rows in one transaction, which may have a few more."""
NOWHERE = Listing()
LISTS_AT_ONCE = 16
FEW = 50
"""Rows of a shard that are read together, wanted or not, before each key is asked for on its own."""
LAST = "99999999999999999999"


HINTS = RowFormat(Hint.model_validate_json)


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One agenda row as it was read. Its place tells it from others."""

    shard: str
    key: str
    hint: Hint = field(hash=False)
    etag: str = field(hash=False)

    @property
    def ticket(self) -> str:
        """The ticket that it is about."""
        return self.hint.aggregate.removeprefix("ticket-")


async def write_agenda(
    store: Store,
    aggregate: str,
    now: datetime,
    *,
    look: datetime | None,
    later_looks: Sequence[datetime] = (),
    listing: Listing = NOWHERE,
    tries: int = 0,
) -> None:
    """Ask for looks, list the ticket, or both, in one transaction; also where the rows exist."""
    looks = sorted({*([look] if look else []), *later_looks})
    keys = [*(look_key(aggregate, each) for each in looks), *listing.keys(aggregate)]
    hint = Hint(
        aggregate=aggregate, written=now, known_by=listing.known_by, tries=tries, picking=listing.picking
    )
    await write_rows(store, hint, keys)


async def write_rows(store: Store, hint: Hint, keys: Sequence[str]) -> None:
    """All of these rows say this, in one transaction; also where they exist."""
    if keys:
        rows = [Upsert(key, HINTS.text(hint)) for key in keys]
        await store.commit(Table.AGENDA, shard_of(hint.aggregate), rows)


async def due_looks(store: Store, now: datetime, limit: int) -> Sequence[AgendaRow]:
    """The looks whose instant has come, oldest first. One request a shard, whatever stands in the future."""
    return await _oldest(store, f"{LOOKS}-", f"{LOOKS}-{key_instant(now)}.", limit)


async def rows_of_lanes(store: Store, shard: str) -> list[AgendaRow]:
    """All rows of lanes in a shard, in their order. One request for each 1000."""
    return await _whole(store, shard, f"{LANES}-", f"{LANES}.")


async def rows_to_learn(store: Store, shard: str) -> list[AgendaRow]:
    """All rows by which the search index learns in a shard, in their order. One request for each 1000."""
    return await _whole(store, shard, f"{LEARN}-", f"{LEAVE}.")


async def open_list(
    store: Store, limit: int, after: str = "", place: Place = Place.RUNNING
) -> Sequence[AgendaRow]:
    """The tickets of one list by due instant, those that stand after this row's key. One request a shard."""
    return await _oldest(store, f"{after or place}-", f"{place}-{LAST}", limit)


async def booked(store: Store, since: datetime) -> list[AgendaRow]:
    """The rows of all conferences that end at this instant or later. All shards at once."""
    return await _everywhere(store, f"{SLOT}-{key_instant(since)}-", f"{SLOT}-{LAST}")


async def promised_first(store: Store, since: datetime, limit: int) -> Sequence[AgendaRow]:
    """So many of the conferences that end so, set or on offer, the soonest first. Two requests a shard."""
    spans = [(f"{kind}-{key_instant(since)}-", f"{kind}-{LAST}") for kind in (SLOT, OFFER)]
    pages = await asyncio.gather(*(_oldest(store, *span, limit) for span in spans))
    return [row for page in pages for row in page]


async def _everywhere(store: Store, first: str, before: str) -> list[AgendaRow]:
    """All rows of this range, whichever shard they stand in."""
    pages = await asyncio.gather(*(_whole(store, shard, first, before) for shard in shards()))
    return [row for page in pages for row in page]


async def _whole(store: Store, shard: str, first: str, before: str) -> list[AgendaRow]:
    """All rows of this range of a shard. One request for each 1000."""
    return _rows(shard, await whole_range(store, Table.AGENDA, shard, first=first, before=before))


async def gated_under(store: Store, keys: Iterable[str]) -> Sequence[AgendaRow]:
    """What waits at the gate under any of these keys, and nothing else.

    One request a shard where few wait there for anybody, as is usual; else one more a key.
    """
    gate, wanted = asyncio.Semaphore(LISTS_AT_ONCE), sorted(set(keys))

    async def under(key: str, shard: str) -> list[AgendaRow]:
        async with gate:
            return await _whole(store, shard, f"{GATED}-{key}-", f"{GATED}-{key}.")

    async def read(shard: str) -> list[AgendaRow]:
        few = await shard_page(store, shard, f"{GATED}-", f"{GATED}.", FEW)
        if len(few) < FEW:
            return [row for row in few if row.key.split("-")[1] in wanted]
        return [
            row for found in await asyncio.gather(*(under(key, shard) for key in wanted)) for row in found
        ]

    return [row for found in await asyncio.gather(*map(read, shards())) for row in found]


async def listed_for(store: Store, known_as: str) -> list[AgendaRow]:
    """The rows of all tickets on which this person wrote, or whose writers this member knows.

    All shards at once; one request for each 1000 rows of one.
    """
    return await _everywhere(store, f"{PEOPLE}-{known_as}-", f"{PEOPLE}-{known_as}.")


async def open_of(store: Store, keys: AbstractSet[str]) -> set[str]:
    """The open tickets whose senders the gate may know under one of these keys.

    All lists and shards at once; one request for each 1000 rows of one.
    """
    return {row.ticket for row in await _open(store) if not keys.isdisjoint(row.hint.known_by)}


async def perhaps_owned(store: Store, owners: AbstractSet[str]) -> set[str]:
    """The open tickets that one of these supporters may have, or of which no row knows. As ``open_of``."""
    picked = ((row.ticket, row.hint.picking) for row in await _open(store))
    return {ticket for ticket, picking in picked if picking is None or picking.owner in owners}


async def _open(store: Store) -> list[AgendaRow]:
    lists = await asyncio.gather(*(_everywhere(store, f"{place}-", f"{place}-{LAST}") for place in Place))
    return [row for each in lists for row in each]


async def listed_in_month(
    store: Store, month: str, limit: int, wanted: Callable[[AgendaRow], bool] = lambda _: True
) -> AsyncIterator[Sequence[str]]:
    """The tickets listed under this month, shard by shard, at most ``limit`` at a time; only the wanted."""
    for shard in shards():
        first, before = f"{MONTH}-{month}-", f"{MONTH}-{month}."
        while page := await shard_page(store, shard, first, before, limit):
            yield [row.ticket for row in page if wanted(row)]
            first = f"{page[-1].key}-"


async def remove_stale(store: Store, aggregate: str, keys: Sequence[str], now: datetime) -> tuple[str, ...]:
    """Take list rows of one aggregate away, under the same rule; the keys of those that are not there now."""
    shard = shard_of(aggregate)
    found = await asyncio.gather(*(store.get(Table.AGENDA, shard, key) for key in keys))
    there = _rows(shard, filter(None, found))
    stay = {row.key for row in there} - await remove_rows(store, there[:MOST_CHANGED], now)
    return tuple(key for key in keys if key not in stay)


async def remove_rows(store: Store, rows: Iterable[AgendaRow], now: datetime) -> set[str]:
    """Take rows of one shard away that nothing needs: at most 90 in one request. The keys of those gone.

    A young one, or one written anew meanwhile, stays, and keeps no other.
    """
    old = [row for row in rows if now - row.hint.written > REMOVABLE_AFTER]
    gone: set[str] = set()
    for some in batched(old, MOST_CHANGED, strict=False):
        if await _removed(store, some):
            gone |= {row.key for row in some}
        else:
            gone |= {row.key for row in some if await _removed(store, [row])}
    return gone


async def _removed(store: Store, rows: Sequence[AgendaRow]) -> bool:
    """All of these are gone, or none, since one of them has changed."""
    try:
        await store.commit(Table.AGENDA, rows[0].shard, [Remove(row.key, row.etag) for row in rows])
    except StoreConflict:
        return False
    return True


async def _oldest(store: Store, first: str, before: str, limit: int) -> Sequence[AgendaRow]:
    pages = await asyncio.gather(*(shard_page(store, shard, first, before, limit) for shard in shards()))
    return sorted((row for page in pages for row in page), key=lambda row: row.key)[:limit]


async def shard_page(store: Store, shard: str, first: str, before: str, limit: int) -> list[AgendaRow]:
    """So many rows of this range of a shard. One request."""
    return _rows(shard, await store.rows(Table.AGENDA, shard, first=first, before=before, limit=limit))


def _rows(shard: str, rows: Iterable[Row]) -> list[AgendaRow]:
    return [AgendaRow(shard, row.key, HINTS.read(row.text), row.etag) for row in rows]
