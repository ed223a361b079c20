"""How every act on a ticket goes: load, decide, agenda, commit, tell. On a conflict, from the beginning."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import BaseModel

from shared.domain.agenda.agenda import LEARN
from shared.domain.agenda.header import TicketHeader
from shared.domain.facts.ticket import TicketState
from shared.domain.tickets.changes import Changes
from shared.domain.tickets.entries import Entry, identified
from shared.domain.values.house import House
from shared.ports.desk import Desk
from shared.ports.queue import QueueUnavailable
from shared.ports.store import Store, StoreConflict, StoreUnavailable
from shared.usecases.records.agenda_rows import write_agenda
from shared.usecases.records.ticket_rows import (
    LoadedTicket,
    commit_ticket,
    known_ticket,
    known_ticket_and_people,
)

ATTEMPTS = 8
COMMITTED_WITHIN = timedelta(minutes=2)
"""So long an agenda row holds for a commit that is still to come: after five the scan may remove it."""
_log = logging.getLogger(__name__)

type Decide[Given, Facts] = Callable[[TicketState, Given, Facts, datetime, House], Changes]
"""What somebody asks for (as it was sent) and what is known beside the ticket, come to changes. Pure."""

type LoadTicket = Callable[[Store, str], Awaitable[LoadedTicket]]
"""Reads the ticket of this reference, with as much beside its header as is needed; ``TicketUnknown``."""

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


type GatherFacts[Given, Facts] = Callable[[Desk, LoadedTicket, Given, Entry], Facts]
"""What the decision about this ticket needs beside its state, of who wrote what there. Pure."""


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
    load: LoadTicket = known_ticket_and_people

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
        return (await self.done(desk, ticket, given, key, about=about))[0].header

    async def done(
        self, desk: Desk, ticket: str, given: Given, key: str | None = None, *, about: str = ""
    ) -> tuple[LoadedTicket, Entry]:
        """As when called; also the entry under which the ticket knows it."""
        entry = entry_of(desk, ticket, self.name, given, key, about=about, of=self.of)

        async def attempt(_: int) -> LoadedTicket:
            loaded = await self.load(desk.store, ticket)
            facts = self.facts(desk, loaded, given, entry)
            changes = self.decide(loaded.state, given, facts, desk.clock.now(), desk.house())
            return await commit_act(desk, loaded, changes)

        acted = await until_committed(desk, ticket, attempt)
        return acted, entry.at(acted.state)


def act[Given: BaseModel](
    name: str, decide: Decide[Given, Entry], of: str = "entry"
) -> ActOnTicket[Given, Entry]:
    """An act whose decision needs to know nothing but the ticket."""
    return ActOnTicket(name, decide, _nothing_more, of, known_ticket)


def _nothing_more(_: Desk, __: LoadedTicket, ___: BaseModel, entry: Entry) -> Entry:
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
    desk: Desk,
    ticket: str,
    decide: Decide[Given, Facts],
    given: Given,
    facts: Facts,
    loaded: LoadedTicket | None = None,
) -> LoadedTicket:
    """Carry out a decision about a ticket; one that changes nothing writes nothing.

    ``loaded`` is the ticket, where it has just been read: it is read again only where others were quicker.

    Raises:
        TicketUnknown: there is no such ticket.
        Refused: what the decision itself refuses.
        StoreUnavailable: also when others changed the ticket at every attempt.
    """

    def decided(state: TicketState, now: datetime, house: House) -> Changes:
        return decide(state, given, facts, now, house)

    return await carry_out(desk, ticket, decided, loaded)


async def bring_about(desk: Desk, loaded: LoadedTicket, decide: DecideByTime) -> LoadedTicket:
    """Carry out what time alone has brought, in as many steps as it takes; the ticket afterwards."""
    while decide(loaded.header.state, desk.clock.now(), desk.house()) != Changes():
        loaded = await carry_out(desk, loaded.state.id, decide, loaded)
    return loaded


async def carry_out(
    desk: Desk, ticket: str, decide: DecideByTime, loaded: LoadedTicket | None = None
) -> LoadedTicket:
    """As ``act_on_ticket``, for a decision that is given nothing more."""

    async def attempt(number: int) -> LoadedTicket:
        here = loaded if loaded and not number else await known_ticket(desk.store, ticket)
        return await commit_act(desk, here, decide(here.state, desk.clock.now(), desk.house()))

    return await until_committed(desk, ticket, attempt)


@dataclass(frozen=True, slots=True)
class Hinted:
    """What an agenda row was written for before the ticket's own commit, and when."""

    header: TicketHeader
    at: datetime

    def holds(self, desk: Desk, after: TicketHeader) -> bool:
        """Whether it still says when this is to be looked at."""
        in_time, silence = desk.clock.now() - self.at <= COMMITTED_WITHIN, desk.vendor.silence
        return in_time and self.header.hints(silence) == after.hints(silence)


async def commit_act(
    desk: Desk, loaded: LoadedTicket, changes: Changes, hinted: Hinted | None = None
) -> LoadedTicket:
    """Agenda row before state, then the state, then the queue; nothing where nothing changes.

    ``hinted``: as what the ticket has been hinted at, and when, while something else was read.

    Raises:
        StoreConflict: somebody else changed the ticket; load it and decide again.
    """
    if changes == Changes():
        return loaded
    changes = changes.done_by(desk.by)
    after = loaded.header.after(changes)
    if hinted is None or not hinted.holds(desk, after):
        await write_hints(desk, after)
    acted = await commit_ticket(desk.store, loaded, after, changes)
    await tell(desk, after.aggregate)
    return acted


async def write_hints(desk: Desk, after: TicketHeader, learnt: tuple[str, ...] = (LEARN,)) -> None:
    """Every agenda row that the ticket will need once it stands like this: its look, its places in lists.

    ``learnt``: what the search index is to do about it.
    """
    needed = after.hints(desk.vendor.silence)
    now, listing = desk.clock.now(), needed.listing.but(learnt=learnt)
    await write_agenda(desk.store, after.aggregate, now, look=needed.look, listing=listing)


async def tell(desk: Desk, aggregate: str) -> None:
    """Ask for a look soon. Where the queue does not take it, the agenda brings the look a little later."""
    await tell_later(desk, aggregate, timedelta(0))


async def tell_later(desk: Desk, aggregate: str, after: timedelta) -> None:
    """Ask for a look after this time, by the same rule."""
    try:
        await desk.queue.tell(aggregate, after)
    except QueueUnavailable:
        _log.warning("the queue took no message for %s; the agenda brings the look", aggregate)
