"""What a supporter's queue page shows: a view of the open tickets, 25 at a time, and how many each view has.

The lists say by what tickets are picked, so that a page reads the lists, the tickets that it shows, and what
stands beside them: three storage requests one after the other, however long the queue is. A row is a hint: a
ticket that is shown has been read. Of a ticket that is not, the newest row counts.
"""

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import groupby, islice
from operator import attrgetter

from shared.domain.agenda.agenda import QUEUE, Place, key_instant
from shared.domain.agenda.header import TicketHeader
from shared.domain.agenda.picking import Picking, picking_of
from shared.domain.values.vendor import Language
from shared.ports.desk import Desk
from shared.usecases.desk.list_beginnings import ListBeginning, beginning_of_list
from shared.usecases.records.agenda_rows import AgendaRow, remove_rows
from shared.usecases.records.ticket_rows import load_ticket
from shared.usecases.views.queue_pages import is_cursor
from shared.usecases.views.queue_views import Count, QueueEntry
from shared.usecases.views.read_tickets import entries_of

SHOWN = 25
MOST_OF_A_SHARD = 200
"""Rows of a list in each of eight shards: a list of 1 000 has so many in none."""
MOST_TOLD = 1000
MOST_UNSURE = 50


class DeskView(StrEnum):
    """Which of the open tickets are looked at."""

    ALL = "all"
    MINE = "mine"
    NOBODYS = "nobodys"
    GATED = "gated"
    CONFERENCES = "conferences"
    BROKEN = "broken"
    SILENT = "silent"
    HELD = "held"


_LISTS: Mapping[DeskView, tuple[Place, ...]] = {
    DeskView.ALL: QUEUE,
    DeskView.MINE: QUEUE,
    DeskView.NOBODYS: (Place.RUNNING, Place.WAITING),
    DeskView.GATED: (Place.RUNNING, Place.WAITING),
    DeskView.CONFERENCES: (Place.RUNNING,),
    DeskView.BROKEN: (Place.RUNNING,),
    DeskView.SILENT: (Place.SILENT,),
    DeskView.HELD: (Place.HELD,),
}


@dataclass(frozen=True, slots=True)
class Looking:
    """Who looks at which view. ``supporter``: an id, "" for who is none. ``after``: a page's ``next``."""

    view: DeskView
    supporter: str
    language: Language
    now: datetime
    after: str = ""

    def wants(self, key: str, picking: Picking | None, view: DeskView) -> bool:
        """Whether a ticket that is listed and stands so belongs to this view; True where nobody knows."""
        if key.partition("-")[0] not in _LISTS[view]:
            return False
        if view is DeskView.BROKEN:
            return key < f"{Place.RUNNING}-{key_instant(self.now)}"
        return picking is None or self._picks(key, picking, view)

    def _picks(self, key: str, picking: Picking, view: DeskView) -> bool:
        match view:
            case DeskView.MINE:
                return bool(self.supporter) and picking.owner == self.supporter
            case DeskView.NOBODYS:
                return not picking.owner
            case DeskView.GATED:
                return picking.gated or key.startswith(f"{Place.WAITING}-")
            case DeskView.CONFERENCES:
                return picking.conference
        return True


@dataclass(frozen=True, slots=True)
class DeskQueue:
    """One page. ``next``: give it as ``after`` to read on, "" on the last.

    ``counts``: exact up to 1 000. A ticket that was closed within minutes may still be among them, where it
    is not on the page.
    """

    looking: Looking
    tickets: Sequence[tuple[TicketHeader, QueueEntry]]
    next: str
    counts: Mapping[DeskView, Count]


def is_desk_cursor(after: str, view: DeskView) -> bool:
    """Whether a page of this view may have had this as its ``next``."""
    return is_cursor(after, _LISTS[view])


async def read_desk_queue(desk: Desk, looking: Looking) -> DeskQueue:
    """The page as it stands now."""
    lists, further = await asyncio.gather(_lists(desk, tuple(Place)), _further(desk, looking))
    newest = _Newest([row for each in (*lists.values(), *further.values()) for row in each.rows])
    wanted, following = _wanted(looking, further or lists, newest)
    loaded = await _loaded(desk, dict.fromkeys([*wanted[:SHOWN], *newest.unsure()]))
    picked = [found for row in wanted[:SHOWN] if (found := loaded[row])]
    shown = [header for header in picked if _belongs(looking, header, looking.view)]
    entries, _ = await asyncio.gather(entries_of(desk, shown, looking.language), _remove(desk, loaded))
    counts = {view: _count(looking, view, lists, newest, loaded) for view in DeskView}
    left = any(row not in loaded or loaded[row] for row in wanted[SHOWN:])
    return DeskQueue(
        looking, list(zip(shown, entries, strict=True)), wanted[SHOWN - 1].key if left else following, counts
    )


async def _loaded(desk: Desk, rows: Iterable[AgendaRow]) -> dict[AgendaRow, TicketHeader | None]:
    """The ticket of each row; None where it does not need the row."""
    rows = tuple(rows)
    found = await asyncio.gather(*(load_ticket(desk.store, row.ticket) for row in rows))
    pairs = zip(rows, found, strict=True)
    return {row: each.header if each and each.header.open_row() == row.key else None for row, each in pairs}


async def _remove(desk: Desk, loaded: Mapping[AgendaRow, TicketHeader | None]) -> None:
    """Take away what an act left that never committed."""
    needless = sorted((row for row, header in loaded.items() if header is None), key=attrgetter("shard"))
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
    places = _LISTS[looking.view]
    begun = next(number for number, place in enumerate(places) if looking.after.startswith(f"{place}-"))
    return await _lists(desk, places[begun:], looking.after)


class _Newest:
    """Of each ticket the rows that were written last: those that it needed then, and no others."""

    def __init__(self, rows: Iterable[AgendaRow]) -> None:
        self._rows: dict[str, list[AgendaRow]] = {}
        for row in dict.fromkeys(rows):
            before = self._rows.get(row.hint.aggregate, [row])
            newest = max(before[0].hint.written, row.hint.written)
            self._rows[row.hint.aggregate] = [
                each for each in dict.fromkeys([*before, row]) if each.hint.written == newest
            ]

    def among(self, rows: Iterable[AgendaRow]) -> Iterator[AgendaRow]:
        """Those of these rows."""
        return (row for row in rows if row in self._rows[row.hint.aggregate])

    def unsure(self) -> Iterator[AgendaRow]:
        """The rows of tickets that may stand in one of several lists, being new; only so many."""
        several = (rows for rows in self._rows.values() if len(rows) > 1)
        return (row for rows in islice(several, MOST_UNSURE) for row in rows)


def _wanted(
    looking: Looking, lists: Mapping[Place, ListBeginning], newest: _Newest
) -> tuple[Sequence[AgendaRow], str]:
    """The rows of the view, as far as they have been read, and the cursor of what has not."""
    wanted: list[AgendaRow] = []
    for place in (each for each in _LISTS[looking.view] if each in lists):
        rows = newest.among(lists[place].rows)
        wanted += (row for row in rows if looking.wants(row.key, row.hint.picking, looking.view))
        if not lists[place].whole:
            last = lists[place].rows[-1].key
            return wanted, last if looking.wants(last, None, looking.view) else ""
    return wanted, ""


def _belongs(looking: Looking, header: TicketHeader, view: DeskView) -> bool:
    row = header.open_row()
    return row is not None and looking.wants(row, picking_of(header.state), view)


def _count(
    looking: Looking,
    view: DeskView,
    lists: Mapping[Place, ListBeginning],
    newest: _Newest,
    loaded: Mapping[AgendaRow, TicketHeader | None],
) -> Count:
    """How many tickets the view has; those that were read count as they are."""

    def counts(row: AgendaRow) -> bool:
        if row not in loaded:
            return looking.wants(row.key, row.hint.picking, view)
        header = loaded[row]
        return header is not None and _belongs(looking, header, view)

    those = [lists[place] for place in _LISTS[view]]
    rows = (row for each in those for row in newest.among(each.rows) if counts(row))
    found = len({row.hint.aggregate for row in rows})
    more = found > MOST_TOLD or not all(each.whole for each in those)
    return Count(tickets=min(found, MOST_TOLD), more_than=more)
