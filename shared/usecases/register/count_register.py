"""The register's part of a month's report: all of its entries, and those of each member."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping
from itertools import batched

from shared.domain.books.months import month_of
from shared.domain.books.register_books import is_counted
from shared.domain.register.entry import RegisterEntry
from shared.ports.desk import Desk
from shared.usecases.register.register_rows import all_entries, ties_of

_AT_ONCE = 20


async def entries_in_month(desk: Desk, month: str) -> list[RegisterEntry]:
    """The entries of which the month counts something; none of a month that has not begun.

    One request for each 1000 of the register.
    """
    if month > month_of(desk.clock.now(), desk.vendor.zone):
        return []
    entries = await all_entries(desk.store)
    return [each for each in entries if is_counted(each, month, desk.vendor.zone)]


async def entries_of_members(desk: Desk, entries: list[RegisterEntry]) -> Mapping[str, list[RegisterEntry]]:
    """Of these entries, by member's key, those to which a ticket of its own is tied. A request an entry."""
    found: defaultdict[str, list[RegisterEntry]] = defaultdict(list)
    for some in batched(entries, _AT_ONCE, strict=False):
        ties = await asyncio.gather(*(ties_of(desk.store, each.id) for each in some))
        for entry, tied in zip(some, ties, strict=True):
            for member in {tie.member for tie in tied if tie.member}:
                found[member].append(entry)
    return found
