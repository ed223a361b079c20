"""Rows read whole, however many requests that takes."""

from collections.abc import AsyncIterator

from shared.ports.store import Row, Store, Table
from shared.ports.whole_storage import PlacedRow, WholeStore

MOST_AT_ONCE = 1000
"""The most rows that one request reads. Fewer are all that there are."""
_PAGE = 100
"""Of rows that may be large."""


async def whole_range(store: Store, table: Table, partition: str, *, first: str, before: str) -> list[Row]:
    """Every row with ``first <= key < before``, in order. One request for each 1000."""
    return [row async for row in _range(store, table, partition, first, before)]


async def each_row(store: Store, table: Table, partition: str, kind: str) -> AsyncIterator[Row]:
    """The rows of this kind, in order, however many there are: at most 1000 are held at once."""
    async for row in _range(store, table, partition, f"{kind}-", f"{kind}."):
        yield row


async def _range(
    store: Store, table: Table, partition: str, first: str, before: str, at_once: int = MOST_AT_ONCE
) -> AsyncIterator[Row]:
    while page := await store.rows(table, partition, first=first, before=before, limit=at_once):
        for row in page:
            yield row
        if len(page) < at_once:
            break
        first = f"{page[-1].key}-"


async def every_row(store: WholeStore, table: Table) -> AsyncIterator[PlacedRow]:
    """Every row of the table, by partition and key; some hundreds are held at once."""
    first = ""
    while page := await store.everywhere(table, first=first, limit=_PAGE):
        for each in page:
            yield each
        last = page[-1]
        async for row in _range(store, table, last.partition, f"{last.row.key}-", "~", _PAGE):
            yield PlacedRow(last.partition, row)
        first = f"{last.partition}-"


async def first_of_each(store: Store, table: Table, kind: str, at_once: int = _PAGE) -> AsyncIterator[Row]:
    """Of each partition the first row of this kind; its key names the partition: ``place_in``.

    One request for each ``at_once``. What stands beside them is not sent, but the service reads it all: for
    work on everything that there is.
    """
    first, begins = "", f"{kind}-"
    while page := await store.across(table, first=first, before="~", begins=begins, limit=at_once):
        found = {place_in(row.key): row for row in reversed(page)}
        for place in sorted(found):
            yield found[place]
        if len(page) < at_once:
            break
        first = f"{max(found)}-"


def place_in(key: str) -> str:
    """The partition that a key names behind the kind of its row."""
    return key.split("-")[1]
