"""How every act on a ticket goes: load, decide, agenda, commit, tell. On a conflict, from the beginning."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel

from shared.domain.agenda.header import TicketHeader
from shared.domain.facts.ticket import TicketState
from shared.domain.tickets.changes import Changes
from shared.domain.tickets.entries import Entry, identified
from shared.domain.values.house import House
from shared.ports.desk import Desk
from shared.ports.queue import QueueUnavailable
from shared.ports.store import StoreConflict, StoreUnavailable
from shared.usecases.records.agenda_rows import write_agenda
from shared.usecases.records.ticket_rows import LoadedTicket, commit_ticket, known_ticket

ATTEMPTS = 8
_log = logging.getLogger(__name__)

type Decide[Given, Facts] = Callable[[TicketState, Given, Facts, datetime, House], Changes]
"""What somebody asks for (as it was sent) and what is known beside the ticket, come to changes. Pure."""

type DecideByTime = Callable[[TicketState, datetime, House], Changes]
"""What time alone has brought. Pure."""


class TooBusy(StoreUnavailable):
    """Others changed the same thing at every attempt."""


async def until_committed[Result](
    desk: Desk, what: str, attempt: Callable[[int], Awaitable[Result]]
) -> Result:
    """Attempt it (the first is number 0) until nobody else was quicker, with a pause after each conflict.

    Raises ``StoreUnavailable``: also when others changed ``what`` at every attempt.
    """
    for number in range(ATTEMPTS):
        try:
            return await attempt(number)
        except StoreConflict:
            await desk.pause(number)
    raise TooBusy(what)


type GatherFacts[Given, Facts] = Callable[[Desk, str, Given, Entry], Awaitable[Facts]]
"""What the decision about this ticket needs beside it, read for what was given."""


@dataclass(frozen=True, slots=True)
class ActOnTicket[Given: BaseModel, Facts]:
    """What supporters may do with a ticket, made from its decision: called, it is the use case.

    ``name`` tells it from others whose bodies have the same form, and never changes; ``of`` is what the ids
    of its entries are made for.
    """

    name: str
    decide: Decide[Given, Facts]
    facts: GatherFacts[Given, Facts]
    of: str = "entry"

    async def __call__(
        self, desk: Desk, ticket: str, given: Given, key: str | None = None, *, about: str = ""
    ) -> TicketHeader:
        """The ticket after it; the same request again changes nothing.

        Args:
            desk: where it is done.
            ticket: the ticket's reference.
            given: what is asked for, as it was sent.
            key: the caller's own for this request, where it has one.
            about: what the address names at the ticket: a turn, an entry, a session, a quote.

        Raises:
            Refused: what the decision refuses; nothing was written.
            StoreUnavailable: send it again with the same key.
        """
        entry = entry_of(desk, ticket, self.name, given, key, about=about, of=self.of)
        facts = await self.facts(desk, ticket, given, entry)
        return (await act_on_ticket(desk, ticket, self.decide, given, facts)).header


def act[Given: BaseModel](
    name: str, decide: Decide[Given, Entry], of: str = "entry"
) -> ActOnTicket[Given, Entry]:
    """An act whose decision needs to know nothing but the ticket."""
    return ActOnTicket(name, decide, _nothing_more, of)


async def _nothing_more(_: Desk, __: str, ___: BaseModel, entry: Entry) -> Entry:
    return entry


def entry_of(
    desk: Desk,
    ticket: str,
    act: str,
    given: BaseModel,
    key: str | None,
    *,
    about: str = "",
    of: str = "entry",
) -> Entry:
    """What tells this act on the ticket from every other: see ``identified``."""
    return identified(desk.secret, act, given, key, desk.clock.now(), of, ticket, about=about)


async def act_on_ticket[Given, Facts](
    desk: Desk, ticket: str, decide: Decide[Given, Facts], given: Given, facts: Facts
) -> LoadedTicket:
    """Carry out a decision about a ticket; one that changes nothing writes nothing.

    Raises:
        TicketUnknown: there is no such ticket.
        Refused: what the decision itself refuses.
        StoreUnavailable: also when others changed the ticket at every attempt.
    """
    return await carry_out(desk, ticket, lambda state, now, house: decide(state, given, facts, now, house))


async def bring_about(desk: Desk, loaded: LoadedTicket, decide: DecideByTime) -> LoadedTicket:
    """Carry out what time alone has brought, in as many steps as it takes; the ticket afterwards."""
    while decide(loaded.header.state, desk.clock.now(), desk.house()) != Changes():
        loaded = await carry_out(desk, loaded.header.state.id, decide)
    return loaded


async def carry_out(desk: Desk, ticket: str, decide: DecideByTime) -> LoadedTicket:
    """As ``act_on_ticket``, for a decision that is given nothing more."""

    async def attempt(_: int) -> LoadedTicket:
        loaded = await known_ticket(desk.store, ticket)
        changes = decide(loaded.header.state, desk.clock.now(), desk.house())
        if changes == Changes():
            return loaded
        after = loaded.header.after(changes)
        await write_hints(desk, after)
        acted = await commit_ticket(desk.store, loaded, after, changes)
        await tell(desk, after.aggregate)
        return acted

    return await until_committed(desk, ticket, attempt)


async def write_hints(desk: Desk, after: TicketHeader) -> None:
    """Every agenda row that the ticket will need once it stands like this: its look, its places in lists."""
    await write_agenda(
        desk.store,
        after.aggregate,
        desk.clock.now(),
        look=after.next_look(desk.vendor.close_after),
        listing=after.listing(),
    )


async def tell(desk: Desk, aggregate: str) -> None:
    """Ask for a look soon. Where the queue does not take it, the agenda brings the look a little later."""
    try:
        await desk.queue.tell(aggregate)
    except QueueUnavailable:
        _log.warning("the queue took no message for %s; the agenda brings the look", aggregate)
