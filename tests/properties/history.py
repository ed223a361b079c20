"""What a random history is made of: tickets, and every commit with the state before and after it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from shared.domain.agenda.header import TicketHeader, empty_header
from shared.domain.clocks.clocks import SLAClock, clocks
from shared.domain.events.events import TicketEvent
from shared.domain.facts.ticket import TicketState
from shared.domain.letters.sends import Send
from shared.domain.tickets.changes import Changes
from shared.domain.values.house import House
from shared.domain.values.vendor import Vendor

SECRET = b"a secret for tests only"


@dataclass(frozen=True, slots=True)
class Commit:
    """One act that changed a ticket. ``vendor`` is as it was configured then."""

    act: str
    ticket: str
    now: datetime
    vendor: Vendor
    before: TicketHeader
    after: TicketHeader
    changes: Changes
    clocks_before: Mapping[str, SLAClock]
    clocks_after: Mapping[str, SLAClock]

    @property
    def recorded(self) -> datetime:
        """The instant of the log: now, or later where whoever acted before had a clock that was ahead."""
        return max(self.now, self.after.state.recorded or self.now)

    @property
    def clocks_until_then(self) -> Mapping[str, SLAClock]:
        """The clocks before the act, as they stand when it is recorded: what time alone has ended is over."""
        return {name: clock.at(self.recorded) for name, clock in self.clocks_before.items()}


@dataclass(slots=True)
class Ticket:
    """A ticket with its whole log, its outbox, and every mail that it ever had, as it was written."""

    header: TicketHeader
    events: list[TicketEvent] = field(default_factory=list)
    outbox: dict[str, Send] = field(default_factory=dict)
    mails: dict[str, Send] = field(default_factory=dict)
    clocks: Mapping[str, SLAClock] = field(default_factory=dict)

    @property
    def state(self) -> TicketState:
        """The folded state."""
        return self.header.state


@dataclass(slots=True)
class History:
    """Tickets of one desk, and in order what happened to them."""

    vendor: Vendor
    now: datetime
    tickets: dict[str, Ticket] = field(default_factory=dict)
    commits: list[Commit] = field(default_factory=list)

    @property
    def house(self) -> House:
        """The vendor's terms as they are now, and the secret."""
        return House(vendor=self.vendor, secret=SECRET)

    def ticket(self, name: str) -> Ticket:
        """The ticket of this name; a new one is empty."""
        return self.tickets.setdefault(name, Ticket(empty_header(name, self.now)))

    def commit(self, act: str, name: str, changes: Changes) -> None:
        """Let these changes happen."""
        if changes == Changes():
            return
        ticket = self.ticket(name)
        before, after = ticket.header, ticket.header.after(changes)
        ran, run = ticket.clocks, {clock.id: clock for clock in clocks(after.state)}
        ticket.header, ticket.clocks = after, run
        ticket.events += changes.events
        for send in changes.sends:
            ticket.outbox[send.id] = send
            ticket.mails.setdefault(send.id, send)
            if send.ended:
                del ticket.outbox[send.id]
        self.commits.append(Commit(act, name, self.now, self.vendor, before, after, changes, ran, run))

    def caused(self, name: str) -> None:
        """The first of the ticket's effects has been applied."""
        ticket = self.ticket(name)
        ticket.header = ticket.header.caused(ticket.header.effects[0])

    def live(self) -> list[str]:
        """The tickets to which something has happened."""
        return [name for name, ticket in self.tickets.items() if ticket.events]
