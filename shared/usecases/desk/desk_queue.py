"""What a supporter's queue page shows: a view of the open tickets, 25 at a time, and how many each view has.

The lists say by what tickets are picked, so that a page reads the lists, the tickets that it shows, and what
stands beside them: three storage requests one after the other, however long the queue is. A row is a hint: a
ticket that is shown has been read. Of a ticket that is not, the newest row counts.
"""

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import groupby, islice
from operator import attrgetter

from shared.domain.agenda.agenda import Place
from shared.domain.agenda.header import TicketHeader
from shared.domain.agenda.picking import picking_of
from shared.ports.desk import Desk
from shared.usecases.desk.desk_day import day_of, due_range
from shared.usecases.desk.desk_views import LISTS, DeskView, Looking
from shared.usecases.desk.list_beginnings import ListBeginning, beginning_of_list
from shared.usecases.records.agenda_rows import AgendaRow, remove_rows
from shared.usecases.records.ticket_rows import LoadedTicket, load_ticket_and_people
from shared.usecases.views.queue_pages import is_cursor
from shared.usecases.views.queue_views import Count, QueueEntry
from shared.usecases.views.read_tickets import entries_said

SHOWN = 25
MOST_OF_A_SHARD = 170
"""Rows of a list in each of eight shards: a list of 1 000 has so many in none."""
MOST_TOLD = 1000
MOST_UNSURE = 50

type Tickets = Mapping[AgendaRow, LoadedTicket | None]
"""The ticket of each row that was verified; None where it does not need the row."""


@dataclass(frozen=True, slots=True)
class DeskQueue:
    """One page. ``next``: give it as ``after`` to read on, "" on the last.

    ``counts``: exact up to 1 000. A ticket that was closed within minutes may still be among them, where it
    is not on the page. ``due_today``: those that are promised from now until the vendor's day ends.
    """

    looking: Looking
    tickets: Sequence[tuple[TicketHeader, QueueEntry]]
    next: str
    counts: Mapping[DeskView, Count]
    due_today: Count


def is_desk_cursor(after: str, view: DeskView) -> bool:
    """Whether a page of this view may have had this as its ``next``."""
    return is_cursor(after, LISTS[view])


async def read_desk_queue(desk: Desk, looking: Looking) -> DeskQueue:
    """The page as it stands now."""
    lists, further = await asyncio.gather(_lists(desk, tuple(Place)), _further(desk, looking))
    newest = _Newest([row for each in (*lists.values(), *further.values()) for row in each.rows])
    wanted, following = _wanted(looking, further or lists, newest)
    loaded = await _loaded(desk, dict.fromkeys([*wanted[:SHOWN], *newest.unsure()]))
    picked = [found for row in wanted[:SHOWN] if (found := loaded[row])]
    shown = [each for each in picked if _belongs(looking, each.header, looking.view)]
    entries, _ = await asyncio.gather(entries_said(desk, shown, looking.language), _remove(desk, loaded))
    counts = _counts(looking, lists, newest, loaded)
    left = any(row not in loaded or loaded[row] for row in wanted[SHOWN:])
    return DeskQueue(
        looking,
        list(zip((each.header for each in shown), entries, strict=True)),
        wanted[SHOWN - 1].key if left else following,
        counts,
        _due_today(desk, looking, lists[Place.RUNNING], newest),
    )


async def _loaded(desk: Desk, rows: Iterable[AgendaRow]) -> Tickets:
    rows = tuple(rows)
    found = await asyncio.gather(*(load_ticket_and_people(desk.store, row.ticket) for row in rows))
    pairs = zip(rows, found, strict=True)
    return {row: each if each and each.header.open_row() == row.key else None for row, each in pairs}


async def _remove(desk: Desk, loaded: Tickets) -> None:
    """Take away what an act left that never committed."""
    needless = sorted((row for row, ticket in loaded.items() if ticket is None), key=attrgetter("shard"))
    shards = [list(rows) for _, rows in groupby(needless, key=attrgetter("shard"))]
    await asyncio.gather(*(remove_rows(desk.store, rows, desk.clock.now()) for rows in shards))


async def _lists(desk: Desk, places: Sequence[Place], after: str = "") -> dict[Place, ListBeginning]:
    """The beginning of each list; of the first, what stands after the row of this key. All at once."""
    begun = (after if after.startswith(f"{place}-") else "" for place in places)
    reading = (
        beginning_of_list(desk.store, place, MOST_OF_A_SHARD, key)
        for place, key in zip(places, begun, strict=True)
    )
    return dict(zip(places, await asyncio.gather(*reading), strict=True))


async def _further(desk: Desk, looking: Looking) -> dict[Place, ListBeginning]:
    """What stands after the cursor; nothing where the page is the first."""
    if not looking.after:
        return {}
    places = LISTS[looking.view]
    begun = next(number for number, place in enumerate(places) if looking.after.startswith(f"{place}-"))
    return await _lists(desk, places[begun:], looking.after)


class _Newest:
    """Of each ticket the rows that were written last: those that it needed then, and no others."""

    def __init__(self, rows: Iterable[AgendaRow]) -> None:
        self._rows: dict[str, dict[str, AgendaRow]] = {}
        for row in rows:
            others = self._rows.get(row.hint.aggregate)
            newest = next(iter(others.values())).hint.written if others else row.hint.written
            if others is None or newest < row.hint.written:
                self._rows[row.hint.aggregate] = {row.key: row}
            elif newest == row.hint.written:
                others[row.key] = row

    def among(self, rows: Iterable[AgendaRow]) -> Iterator[AgendaRow]:
        """Those of these rows."""
        return (row for row in rows if row.key in self._rows[row.hint.aggregate])

    def unsure(self) -> Iterator[AgendaRow]:
        """The rows of tickets that may stand in one of several lists, being new; only so many."""
        several = (rows for rows in self._rows.values() if len(rows) > 1)
        return (row for rows in islice(several, MOST_UNSURE) for row in rows.values())


def _wanted(
    looking: Looking, lists: Mapping[Place, ListBeginning], newest: _Newest
) -> tuple[Sequence[AgendaRow], str]:
    """The rows of the view, as far as they have been read, and the cursor of what has not."""
    wanted: list[AgendaRow] = []
    for place in (each for each in LISTS[looking.view] if each in lists):
        rows = newest.among(lists[place].rows)
        wanted += (row for row in rows if looking.wants(row.key, row.hint.picking, looking.view))
        if not lists[place].whole:
            last = lists[place].rows[-1].key
            return wanted, last if looking.wants(last, None, looking.view) else ""
    return wanted, ""


def _belongs(looking: Looking, header: TicketHeader, view: DeskView) -> bool:
    row = header.open_row()
    return row is not None and looking.wants(row, picking_of(header.state), view)


def _counts(
    looking: Looking,
    lists: Mapping[Place, ListBeginning],
    newest: _Newest,
    loaded: Tickets,
) -> Mapping[DeskView, Count]:
    """How many tickets each view has; those that were read count as they are."""
    found: dict[DeskView, set[str]] = {view: set() for view in DeskView}
    for row in newest.among(row for each in lists.values() for row in each.rows):
        for view in _views(looking, row, loaded):
            found[view].add(row.hint.aggregate)
    return {view: _count(view, len(found[view]), lists) for view in DeskView}


def _views(looking: Looking, row: AgendaRow, loaded: Tickets) -> AbstractSet[DeskView]:
    """Those to which the row's ticket belongs by this row."""
    if row not in loaded:
        return looking.views_of(row.key, row.hint.picking)
    ticket = loaded[row]
    return looking.views_of(row.key, picking_of(ticket.state)) if ticket else frozenset()


def _due_today(desk: Desk, looking: Looking, running: ListBeginning, newest: _Newest) -> Count:
    first, before = due_range(day_of(looking.now, desk.vendor))
    found = sum(first <= row.key < before for row in newest.among(running.rows))
    whole = running.whole or running.rows[-1].key >= before
    return Count(tickets=min(found, MOST_TOLD), more_than=found > MOST_TOLD or not whole)


def _count(view: DeskView, found: int, lists: Mapping[Place, ListBeginning]) -> Count:
    more = found > MOST_TOLD or not all(lists[place].whole for place in LISTS[view])
    return Count(tickets=min(found, MOST_TOLD), more_than=more)
