"""What is listed under a month, loaded some at a time. The list is a hint: each ticket says what it was."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from itertools import batched

from shared.domain.facts.ticket import TicketState
from shared.domain.members.gate import MemberFacts
from shared.ports.desk import Desk
from shared.usecases.records.agenda_rows import AgendaRow, listed_for, listed_in_month
from shared.usecases.records.member_rows import LoadedMember, known_as, load_member
from shared.usecases.records.ticket_rows import load_ticket

AT_ONCE = 100


type Wanted = Callable[[AgendaRow], bool]


async def of_member(desk: Desk, member: LoadedMember) -> Wanted:
    """Those that may be this member's: it knows their writers now, or did when they came to be its.

    Requests: one for each shard, and one more for each 1000 tickets of the member's in it.
    """
    keys = known_as(desk, member)
    listed = {row.ticket for row in await listed_for(desk.store, member.key)}
    return lambda row: row.ticket in listed or not keys.isdisjoint(row.hint.known_by)


async def states_in_month(
    desk: Desk, month: str, wanted: Wanted = lambda _: True
) -> AsyncIterator[TicketState]:
    """The state of each of the wanted; one request for each page of the list and one for each of these."""
    async for tickets in listed_in_month(desk.store, month, AT_ONCE, wanted):
        loaded = await asyncio.gather(*(load_ticket(desk.store, ticket) for ticket in tickets))
        for each in loaded:
            if each:
                yield each.header.state


async def members_by_key(desk: Desk, keys: Iterable[str]) -> dict[str, MemberFacts]:
    """The members of these keys, each loaded once."""
    found: dict[str, MemberFacts] = {}
    for some in batched(keys, AT_ONCE, strict=False):
        loaded = await asyncio.gather(*(load_member(desk, key) for key in some))
        found |= {member.key: member.facts(desk.vendor) for member in loaded if member}
    return found
