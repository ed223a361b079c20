"""How every act on a ticket goes: load, decide, agenda, commit, tell. On a conflict, from the beginning."""

import logging
from collections.abc import Callable
from datetime import datetime

from shared.domain.agenda.header import TicketHeader
from shared.domain.facts.ticket import TicketState
from shared.domain.tickets.changes import Changes
from shared.domain.values.errors import TicketUnknown
from shared.ports.desk import Desk
from shared.ports.queue import QueueUnavailable
from shared.ports.store import StoreConflict, StoreUnavailable
from shared.usecases.records.agenda_rows import write_agenda
from shared.usecases.records.ticket_rows import LoadedTicket, commit_ticket, load_ticket

ATTEMPTS = 6
_log = logging.getLogger(__name__)


class TooBusy(StoreUnavailable):
    """Others changed the same thing at every attempt."""


async def act_on_ticket(
    desk: Desk, ticket: str, decide: Callable[[TicketState, datetime], Changes]
) -> LoadedTicket:
    """Carry out a decision about a ticket; one that changes nothing writes nothing.

    Raises:
        TicketUnknown: there is no such ticket.
        Refused: what the decision itself refuses.
        StoreUnavailable: also when others changed the ticket at every attempt.
    """
    for _ in range(ATTEMPTS):
        loaded = await load_ticket(desk.store, ticket)
        if loaded is None:
            raise TicketUnknown(ticket)
        changes = decide(loaded.header.state, desk.clock.now())
        if changes == Changes():
            return loaded
        try:
            acted = await _commit(desk, loaded, changes)
        except StoreConflict:
            continue
        await tell(desk, acted.header.aggregate)
        return acted
    raise TooBusy(ticket)


async def _commit(desk: Desk, loaded: LoadedTicket, changes: Changes) -> LoadedTicket:
    """Agenda row before state, then the ticket in one transaction."""
    after = loaded.header.after(changes)
    await write_hints(desk, after)
    return await commit_ticket(desk.store, loaded, after, changes)


async def write_hints(desk: Desk, after: TicketHeader) -> None:
    """Every agenda row that the ticket will need once it stands like this: its look, its places in lists."""
    await write_agenda(
        desk.store,
        after.aggregate,
        desk.clock.now(),
        look=after.next_look(),
        listing=after.listing(),
    )


async def tell(desk: Desk, aggregate: str) -> None:
    """Ask for a look soon. Where the queue does not take it, the agenda brings the look a little later."""
    try:
        await desk.queue.tell(aggregate)
    except QueueUnavailable:
        _log.warning("the queue took no message for %s; the agenda brings the look", aggregate)
