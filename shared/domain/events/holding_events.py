"""What can happen to a ticket at the door: held, let through, thrown away."""

from typing import Literal

from shared.domain.events.event import Event
from shared.domain.facts.holding import Dropped, Held
from shared.domain.facts.ticket import TicketState
from shared.domain.values.holding import WhyHeld


class TicketHeld(Event):
    """A stranger's request waits at the door. Its writer alone is told, and may confirm it."""

    event: Literal["ticket_held"] = "ticket_held"
    because: WhyHeld

    def _effect(self, state: TicketState) -> TicketState:
        return state.but(held=Held(because=self.because, at=self.at))


class TicketLetThrough(Event):
    """Somebody who reads the address has used what was mailed to it: the ticket waits at the gate, as any."""

    event: Literal["ticket_let_through"] = "ticket_let_through"

    def _effect(self, state: TicketState) -> TicketState:
        return state.but(held=None)


class TicketDropped(Event):
    """A supporter threw the ticket away as spam. It is closed, and can be read."""

    event: Literal["ticket_dropped"] = "ticket_dropped"
    author: str
    reason: str

    def _effect(self, state: TicketState) -> TicketState:
        dropped = Dropped(author=self.author, reason=self.reason, at=self.at)
        return state.but(held=None, dropped=dropped, closed=self.at)


HoldingEvent = TicketHeld | TicketLetThrough | TicketDropped
