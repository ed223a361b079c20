"""Rows read whole, however many requests that takes."""

from shared.ports.store import Row, Store, Table

MOST_AT_ONCE = 1000
"""The most rows that one request reads. Fewer are all that there are."""


async def whole_range(store: Store, table: Table, partition: str, *, first: str, before: str) -> list[Row]:
    """All rows with ``first <= key < before``, in order. One request for each 1000."""
    found: list[Row] = []
    while page := await store.rows(table, partition, first=first, before=before, limit=MOST_AT_ONCE):
        found += page
        if len(page) < MOST_AT_ONCE:
            break
        first = f"{page[-1].key}-"
    return found
