"""What the erasure of a person does to the tickets that the person opened."""

from typing import Literal

from shared.domain.events.event import Event
from shared.domain.facts.ticket import TicketState


class TicketErased(Event):
    """Nothing is left of what was written here, and nobody can write to it.

    A supporter erased its requester; or the desk keeps words no longer, and ``author`` is "".

    The clocks are what they were; what was unanswered has been ended before. The desk closes it in silence,
    as any other: closed at once, an error report would count as fixed.
    """

    event: Literal["ticket_erased"] = "ticket_erased"
    author: str

    def _effect(self, state: TicketState) -> TicketState:
        delivery = state.delivery.but(unsent=())
        return state.but(erased=self.at, held=None, taking=(), delivery=delivery)
