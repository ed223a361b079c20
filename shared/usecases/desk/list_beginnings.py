"""The beginning of a list of open tickets, read in one round however long the list is."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from shared.domain.agenda.agenda import Place, shards
from shared.ports.store import Store
from shared.usecases.records.agenda_rows import LAST, AgendaRow, shard_page


@dataclass(frozen=True, slots=True)
class ListBeginning:
    """The first rows of a list, in order; ``whole``: there are no others."""

    rows: Sequence[AgendaRow]
    whole: bool


async def beginning_of_list(store: Store, place: Place, most: int, after: str = "") -> ListBeginning:
    """Its rows up to where every shard was read, ``most`` of each. One request a shard, all at once.

    ``after``: only those that stand after the row of this key.
    """
    first, before = f"{after or place}-", f"{place}-{LAST}"
    pages = await asyncio.gather(*(shard_page(store, shard, first, before, most) for shard in shards()))
    end = min((page[-1].key for page in pages if len(page) == most), default="")
    rows = (row for page in pages for row in page if not end or row.key <= end)
    return ListBeginning(sorted(rows, key=lambda row: row.key), whole=not end)
