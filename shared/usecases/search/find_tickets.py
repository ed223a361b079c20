"""Tickets are found by their words; by reference, code and address at once, whatever has been learnt yet."""

import asyncio
import re
from collections.abc import Iterable, Sequence

from shared.domain.audit.named import Named
from shared.domain.search.marking import Marked, contexts, marked
from shared.domain.search.query import SearchQuery, read_query
from shared.domain.search.searched_ticket import SearchedState, SearchedTicket, searched_ticket
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.identity import address_key, short_code, spoken_beginning
from shared.ports.desk import Desk
from shared.usecases.records.agenda_rows import listed_for
from shared.usecases.records.ticket_rows import load_whole_ticket, tickets_beginning

SHOWN = 25
MOST_NAMED = 20
"""Tickets of a code or an address that stand first: the others are found by their words."""
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+")
_AT_ONCE = 16


class FoundTicket(Frozen):
    """One ticket. ``at``: when something was last said. ``contexts``: where the words stand in what was said.

    Texts are in fragments: ``found`` are those that were looked for.
    """

    ticket: str
    code: str
    at: Instant
    state: SearchedState
    subject: Marked
    who: Marked
    company: Marked
    product: Marked
    contexts: tuple[Marked, ...]


class SearchView(Frozen):
    """At most 25 tickets, the best met first. ``found``: how many there are in all.

    ``next``: give it as ``after`` to read on; 0 on the last page.
    """

    tickets: tuple[FoundTicket, ...]
    found: int
    next: int


async def find_tickets(desk: Desk, text: str, after: int = 0) -> SearchView:
    """One page. At most 22 requests for the words while there are few segments.

    One more where the text may be a ticket's code; where it is an address, eight, and one each of at most 20
    tickets, those for which something was written last.

    Raises:
        ValueError: the text has a fault of a query.
        StoreUnavailable.
    """
    query = read_query(text)
    named = await _named(desk, text.strip())
    first = () if after else named
    page = await desk.search.find(query, skip=after, most=SHOWN - len(first))
    known = {each.ticket for each in named}
    shown = [*first, *(each for each in page.tickets if each.ticket not in known)]
    desk.shows((Named.TICKET, each.ticket) for each in shown)
    return SearchView(
        tickets=tuple(_view(each, query) for each in shown),
        found=max(page.all, len(named)),
        next=page.before_next if page.before_next < page.all else 0,
    )


async def _named(desk: Desk, text: str) -> Sequence[SearchedTicket]:
    """The tickets whose code or reference this is, or on which the person of this address wrote."""
    if beginning := spoken_beginning(text):
        return await _read(desk, [each.state.id for each in await tickets_beginning(desk.store, beginning)])
    if _ADDRESS.fullmatch(text):
        rows = await listed_for(desk.store, address_key(desk.secret, text))
        last = sorted(rows, key=lambda row: (row.hint.written, row.key), reverse=True)
        return await _read(desk, [row.ticket for row in last[:MOST_NAMED]])
    return ()


async def _read(desk: Desk, tickets: Iterable[str]) -> Sequence[SearchedTicket]:
    """As they stand now, the last said first."""
    gate = asyncio.Semaphore(_AT_ONCE)

    async def read(ticket: str) -> SearchedTicket | None:
        async with gate:
            whole = await load_whole_ticket(desk.store, ticket)
        there = whole is not None and whole.header.state.turns
        return searched_ticket(whole.header.state, whole.said, desk.vendor) if whole and there else None

    found = await asyncio.gather(*map(read, tickets))
    return sorted(filter(None, found), key=lambda each: (each.at, each.ticket), reverse=True)


def _view(ticket: SearchedTicket, query: SearchQuery) -> FoundTicket:
    return FoundTicket(
        ticket=ticket.ticket,
        code=short_code(ticket.ticket),
        at=ticket.at,
        state=ticket.state,
        subject=marked(ticket.subject, query),
        who=marked(ticket.who, query),
        company=marked(ticket.company, query),
        product=marked(ticket.product, query),
        contexts=contexts(ticket, query),
    )
