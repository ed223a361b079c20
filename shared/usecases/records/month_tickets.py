"""What is listed under a month, loaded some at a time. The list is a hint: each ticket says what it was."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from collections.abc import Set as AbstractSet
from itertools import batched

from shared.domain.facts.ticket import TicketState
from shared.domain.members.gate import MemberFacts
from shared.ports.desk import Desk
from shared.usecases.records.agenda_rows import listed_in_month
from shared.usecases.records.member_rows import load_member
from shared.usecases.records.ticket_rows import load_ticket

AT_ONCE = 100


async def states_in_month(
    desk: Desk, month: str, keys: AbstractSet[str] | None = None
) -> AsyncIterator[TicketState]:
    """The state of each; one request for each page of the list and one for each ticket.

    ``keys``: only of those whose senders the gate may know under one of these.
    """
    async for tickets in listed_in_month(desk.store, month, AT_ONCE, keys):
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
