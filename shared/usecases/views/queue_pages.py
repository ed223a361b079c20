"""The lists of open tickets, a page at a time. A list is a hint: every row is verified against its ticket."""

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from shared.domain.agenda.agenda import Place
from shared.domain.agenda.header import TicketHeader
from shared.ports.desk import Desk
from shared.usecases.records.acting import tell
from shared.usecases.records.agenda_rows import AgendaRow, open_list, remove_rows
from shared.usecases.records.ticket_rows import load_ticket, tickets_beginning

MOST_LISTED = 200
MOST_COUNTED = 1000

_CURSOR = re.compile(r"([a-z]+)-[0-9]{20}-ticket-[a-z2-7]{16}")

type Wanted = Callable[[TicketHeader], bool]


@dataclass(frozen=True, slots=True)
class Page:
    """At most 200 tickets; ``next``: the cursor of the page after it, "" on the last.

    ``counts``: how many are wanted of each list, where the page is the first; 1 001 stands for more.
    """

    tickets: Sequence[TicketHeader]
    next: str
    counts: dict[Place, int]


def is_cursor(after: str, places: Sequence[Place]) -> bool:
    """Whether a page of these lists may have had this as its ``next``."""
    found = _CURSOR.fullmatch(after)
    return found is not None and found[1] in places


async def called(desk: Desk, beginning: str) -> Page:
    """The tickets whose reference begins so, open or closed: two may have one code. One request."""
    found = await tickets_beginning(desk.store, beginning)
    return Page([header for header in found if header.state.turns], "", {})


async def queue_page(desk: Desk, places: Sequence[Place], wanted: Wanted, after: str) -> Page:
    """The wanted tickets of these lists, one list after the other, from after the row of this key.

    The first page counts them too, so it reads up to 1 001 of each list; another reads what it shows.
    """
    begun = next((place for place in places if after.startswith(f"{place}-")), None)
    if after and begun is None:
        return Page((), "", {})
    found: list[TicketHeader] = []
    counts: dict[Place, int] = {}
    for place in places[places.index(begun) :] if begun else places:
        left = MOST_LISTED + 1 - len(found) if after else MOST_COUNTED + 1
        headers = await _wanted(desk, place, wanted, after if place is begun else "", left) if left else []
        found += headers
        counts[place] = len(headers)
    more = len(found) > MOST_LISTED
    shown = found[:MOST_LISTED]
    return Page(shown, shown[-1].open_row() or "" if more else "", counts)


async def _wanted(desk: Desk, place: Place, wanted: Wanted, after: str, most: int) -> list[TicketHeader]:
    """At most so many, with as many rows read at once as are needed."""
    found: list[TicketHeader] = []
    while len(found) < most:
        rows = await open_list(desk.store, MOST_LISTED + 1, after, place)
        headers = await asyncio.gather(*(_listed(desk, row) for row in rows))
        found += [header for header in headers if header and wanted(header)]
        if len(rows) <= MOST_LISTED:
            break
        after = rows[-1].key
    return found[:most]


async def _listed(desk: Desk, row: AgendaRow) -> TicketHeader | None:
    """The ticket, where it needs the row. What an act left that never committed is removed by the rule.

    One that an older version stored is looked at soon, which sorts it into the list where it belongs.
    """
    loaded = await load_ticket(desk.store, row.ticket)
    if loaded and loaded.header.open_row() == row.key:
        if loaded.header.sorted_in() != loaded.header:
            await tell(desk, row.hint.aggregate)
        return loaded.header
    await remove_rows(desk.store, [row], desk.clock.now())
    return None
