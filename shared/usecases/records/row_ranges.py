"""Rows read whole, however many requests that takes."""

from collections.abc import AsyncIterator

from shared.ports.store import Row, Store, Table

MOST_AT_ONCE = 1000
"""The most rows that one request reads. Fewer are all that there are."""
_PAGE = 100
"""Of rows that may be large."""


async def whole_range(store: Store, table: Table, partition: str, *, first: str, before: str) -> list[Row]:
    """All rows with ``first <= key < before``, in order. One request for each 1000."""
    found: list[Row] = []
    while page := await store.rows(table, partition, first=first, before=before, limit=MOST_AT_ONCE):
        found += page
        if len(page) < MOST_AT_ONCE:
            break
        first = f"{page[-1].key}-"
    return found


async def each_row(store: Store, table: Table, partition: str, kind: str) -> AsyncIterator[Row]:
    """The rows of this kind, in order, however many there are: at most 1000 are held at once."""
    first, before = f"{kind}-", f"{kind}."
    while page := await store.rows(table, partition, first=first, before=before, limit=MOST_AT_ONCE):
        for row in page:
            yield row
        if len(page) < MOST_AT_ONCE:
            break
        first = f"{page[-1].key}-"


async def first_of_each(store: Store, table: Table, kind: str) -> AsyncIterator[Row]:
    """Of each partition the first row of this kind; its key names the partition: ``place_in``.

    What stands beside them is not sent, but the service reads it all: for work on everything that there is.
    """
    first, begins = "", f"{kind}-"
    while page := await store.across(table, first=first, before="~", begins=begins, limit=_PAGE):
        found = {place_in(row.key): row for row in reversed(page)}
        for place in sorted(found):
            yield found[place]
        if len(page) < _PAGE:
            break
        first = f"{max(found)}-"


def place_in(key: str) -> str:
    """The partition that a key names behind the kind of its row."""
    return key.split("-")[1]
