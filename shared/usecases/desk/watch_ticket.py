"""What supporters' pages tell each other: who has a ticket open, and what is new to whom. Hints, all of it.

Nothing is decided by them, and where storage does not keep them the pages are what they were.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from shared.domain.answers.newer import NewOnTicket, Seen, new_to
from shared.domain.answers.presence import Doing, Presence, opened, others_at, told
from shared.domain.facts.ticket import TicketState
from shared.domain.values.vendor import Supporter
from shared.ports.desk import Desk
from shared.usecases.desk.presence_rows import PresenceRow, read_presences, write_presence
from shared.usecases.desk.seen_rows import SeenRow, read_seen, remember_seen
from shared.usecases.records.ticket_rows import known_ticket


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is given a ticket's page: a supporter, or somebody who is none; ``writing``: a form came back."""

    supporter: Supporter | None
    writing: bool = False

    @property
    def id(self) -> str:
        """The supporter's; "" of who is none."""
        return self.supporter.id if self.supporter else ""


@dataclass(frozen=True, slots=True)
class Visit:
    """What a page says of others. ``new``: since its reader had the ticket open before, if that is known."""

    others: Sequence[Presence] = ()
    new: NewOnTicket = field(default_factory=NewOnTicket)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before a page is shown: of everybody who is there, and of what its reader has seen."""

    presences: Sequence[PresenceRow]
    read: SeenRow

    def others(self, ticket: str, supporter: str, now: datetime) -> Sequence[Presence]:
        """Who but this supporter has the ticket open."""
        return others_at(ticket, supporter, (each.presence for each in self.presences), now)


async def what_is_known(desk: Desk, supporter: str) -> Known:
    """For "" too, who is no supporter. Two requests, side by side."""
    return Known(*await asyncio.gather(read_presences(desk), read_seen(desk, supporter)))


async def visit_ticket(desk: Desk, state: TicketState, visitor: Visitor, known: Known) -> Visit:
    """The visitor sees the ticket as it stands, which others are told. Three requests, side by side."""
    ticket, supporter, now = state.id, visitor.id, desk.clock.now()
    if supporter:
        here = opened(ticket, supporter, now, writing=visitor.writing)
        await asyncio.gather(
            write_presence(desk, here, known.presences),
            remember_seen(desk, supporter, ticket, Seen.whole(state), known.read),
        )
    seen = known.read.seen.tickets.get(ticket)
    new = new_to(supporter, state, seen) if seen else NewOnTicket()
    return Visit(known.others(ticket, supporter, now), new)


async def tell_from_page(desk: Desk, ticket: str, supporter: str, doing: Doing, seen: Seen) -> Visit:
    """What the supporter does on the ticket's page, and what is new to a page that shows so much of it.

    Raises ``TicketUnknown``.
    """
    loaded, known = await asyncio.gather(known_ticket(desk.store, ticket), read_presences(desk))
    now = desk.clock.now()
    await write_presence(desk, told(ticket, supporter, now, doing), known)
    others = others_at(ticket, supporter, (each.presence for each in known), now)
    return Visit(others, new_to(supporter, loaded.state, seen))


@dataclass(frozen=True, slots=True)
class QueueWatch:
    """What the queue says to one supporter of others, and of what is new."""

    supporter: str
    known: Known
    now: datetime

    def others(self, state: TicketState) -> Sequence[Presence]:
        """Who else has this ticket open."""
        return self.known.others(state.id, self.supporter, self.now)

    def new(self, state: TicketState) -> NewOnTicket | None:
        """What is new on this ticket; None where it is not known that the supporter ever opened it."""
        seen = self.known.read.seen.tickets.get(state.id)
        return new_to(self.supporter, state, seen) if seen else None


async def watch_queue(desk: Desk, supporter: str) -> QueueWatch:
    """What is known now, for "" too, who is no supporter. Two requests, side by side."""
    return QueueWatch(supporter, await what_is_known(desk, supporter), desk.clock.now())
