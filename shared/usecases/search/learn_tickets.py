"""The scan lets the search index learn the tickets for which acts have written a row, as the agenda has it.

The row comes before the state, the ticket is read after the row, and the row goes last, once it is so old
that what it was written for has been committed: a ticket is learnt at once, and once more then.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import batched

from pydantic import ValidationError

from shared.domain.agenda.agenda import LEAVE
from shared.domain.search.searched_ticket import SearchedTicket, is_searched, searched_ticket
from shared.ports.desk import Desk
from shared.usecases.records.agenda_rows import REMOVABLE_AFTER, AgendaRow, remove_rows
from shared.usecases.records.row_formats import RowFormatUnknown
from shared.usecases.records.ticket_rows import load_whole_ticket

MOST_LEARNT = 500
_AT_ONCE = 16
_log = logging.getLogger(__name__)


async def learn_tickets(desk: Desk, rows: Iterable[AgendaRow]) -> None:
    """At most 500 tickets, those that wait the longest; no request where none waits.

    Raises:
        StoreConflict: another scan has learnt meanwhile; the next learns these.
        StoreUnavailable: as before; what was learnt is learnt once more.
    """
    began = desk.clock.now()
    oldest_first = sorted(rows, key=lambda row: row.hint.written)
    tickets = list(dict.fromkeys(row.ticket for row in oldest_first))[:MOST_LEARNT]
    if not tickets:
        return
    leaving = {row.ticket for row in oldest_first if _leaves(row, began)}.intersection(tickets)
    read: dict[str, SearchedTicket | None] = {}

    async def read_now() -> Mapping[str, SearchedTicket | None]:
        read.update(await searched_tickets(desk, tickets))
        return read

    settled = await desk.search.learn(read_now, began, forgetting=leaving)
    done = [row for row in oldest_first if row.ticket in read and (settled or row.ticket not in leaving)]
    await _remove(desk, done, began)


async def searched_tickets(desk: Desk, tickets: Sequence[str]) -> dict[str, SearchedTicket | None]:
    """Each as it is searched now; None where nothing of it is. One that cannot be read is left out.

    One request for each 1000 rows of each.
    """
    found: dict[str, SearchedTicket | None] = {}
    for some in batched(tickets, _AT_ONCE, strict=False):
        for each in await asyncio.gather(*(_searched(desk, ticket) for ticket in some)):
            found |= each
    return found


async def _searched(desk: Desk, ticket: str) -> dict[str, SearchedTicket | None]:
    try:
        whole = await load_whole_ticket(desk.store, ticket)
    except (RowFormatUnknown, ValidationError) as error:
        _log.error("%s cannot be read to be searched (%s)", ticket, type(error).__name__)
        return {}
    there = whole is not None and is_searched(whole.header.state)
    return {ticket: searched_ticket(whole.header.state, whole.said, desk.vendor) if whole and there else None}


def _leaves(row: AgendaRow, now: datetime) -> bool:
    """Whether what was known before is to be left nowhere, and what was to be committed has been."""
    return row.key.startswith(f"{LEAVE}-") and now - row.hint.written > REMOVABLE_AFTER


async def _remove(desk: Desk, rows: Iterable[AgendaRow], began: datetime) -> None:
    """By the agenda's rule: the old ones that nobody has written anew."""
    shards: dict[str, list[AgendaRow]] = defaultdict(list)
    for row in rows:
        shards[row.shard].append(row)
    await asyncio.gather(*(remove_rows(desk.store, each, began) for each in shards.values()))
