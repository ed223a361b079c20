"""Tickets are tied to entries and untied: the ticket says so, and its look tells the entry."""

import asyncio
from collections.abc import Iterable

from shared.domain.agenda.header import TicketHeader
from shared.domain.facts.ticket import TicketState
from shared.domain.register.entry import RegisterEntry
from shared.domain.register.tying import TieBody, decide_tying, decide_untying
from shared.domain.values.fields import ReasonBody
from shared.ports.desk import Desk
from shared.usecases.records.acting import act_on_ticket
from shared.usecases.records.ticket_rows import known_ticket
from shared.usecases.register.register_rows import follow


async def tie_ticket(desk: Desk, ticket: str, given: TieBody, name: str) -> TicketHeader:
    """The ticket is tied to this entry, or to the one in which it goes on; tied before, it changes nothing.

    Raises ``TicketUnknown, RegisterEntryUnknown``, and as ``decide_tying``: nothing was written.
    """
    entries = await entries_to_tie(desk, (name,))
    return (await act_on_ticket(desk, ticket, decide_tying, given, entries)).header


async def untie_ticket(desk: Desk, ticket: str, given: ReasonBody, name: str) -> TicketHeader:
    """The ticket is tied to this entry no more, under none of the names that have gone on in it.

    Raises ``TicketUnknown, RegisterEntryUnknown, AuthorUnknown``.
    """
    loaded = await known_ticket(desk.store, ticket)
    names = await _all_names(desk, loaded.state, name)
    return (await act_on_ticket(desk, ticket, decide_untying, given, names, loaded)).header


async def _all_names(desk: Desk, state: TicketState, name: str) -> tuple[str, ...]:
    """As ``names_of``, of the entry in which this one goes on; again where that was merged meanwhile."""
    root, names = "", tuple[str, ...]()
    while root != (after := (await follow(desk, root or name)).entry.name):
        root, names = after, await names_of(desk, state, after)
    return names


async def entries_to_tie(desk: Desk, names: Iterable[str]) -> tuple[RegisterEntry, ...]:
    """These entries, or those in which they go on, each once. Raises ``RegisterEntryUnknown``."""
    found = await asyncio.gather(*(follow(desk, name) for name in names))
    return tuple({each.entry.name: each.entry for each in found}.values())


async def names_of(desk: Desk, state: TicketState, root: str) -> tuple[str, ...]:
    """The names under which the ticket is tied to this entry: its own, and those that went on in it."""
    tied = [each.entry for each in state.errors.ties]
    found = await asyncio.gather(*(follow(desk, name) for name in tied))
    return tuple(name for name, each in zip(tied, found, strict=True) if each.entry.name == root)
