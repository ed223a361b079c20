"""Whoever leaves hands over every open ticket, before the terms name that supporter no more."""

import asyncio
from dataclasses import replace
from itertools import batched

from shared.domain.answers.closing import OwnerBody
from shared.domain.terms.keeping_supporters import RemovalBody, refuse_removal
from shared.ports.desk import Desk
from shared.usecases.answers.answer_ticket import name_owner
from shared.usecases.records.agenda_rows import perhaps_owned
from shared.usecases.records.ticket_rows import load_ticket
from shared.usecases.terms.read_terms import read_terms

AT_ONCE = 25
"""Tickets that are handed over side by side."""


async def hand_over_before_removal(desk: Desk, name: str, given: RemovalBody) -> None:
    """The heir, where one is named, has the open tickets of the supporter of this id, and is told of each.

    One request for each 1000 open tickets of a shard, and then those that each ticket takes.

    Raises:
        LastOnDuty: the supporter cannot be taken away; nothing is handed over.
        AuthorUnknown: there is no such heir.
        StoreUnavailable: send it again; what is handed over stays so.
    """
    view = await read_terms(desk)
    if name not in {each.id for each in view.vendor.supporters}:
        return  # perhaps by this same request, sent before: whoever takes the supporter away knows
    refuse_removal(view.vendor, name, desk.clock.now(), confirmed=given.confirmed)
    if given.heir:
        house = desk.house().but(vendor=view.vendor)  # another instance may just have added the heir
        await hand_over(replace(desk, house=lambda: house), OwnerBody(owner=given.heir, author=name))


async def hand_over(desk: Desk, given: OwnerBody) -> None:
    """The owner who is named has every open ticket of the author. Raises as above.

    A row of an act that was cut off names the heir already, before the ticket does: so the tickets are asked.
    """
    leaving = given.author or ""
    tickets = await perhaps_owned(desk.store, {leaving, given.owner})

    async def hand(ticket: str) -> None:
        loaded = await load_ticket(desk.store, ticket)
        if loaded and loaded.state.owner == leaving:
            await name_owner(desk, ticket, given)

    for some in batched(sorted(tickets), AT_ONCE, strict=False):
        await asyncio.gather(*map(hand, some))
