"""What happens to a ticket by the register of errors: tied to an entry, tied no more, its requester told."""

from typing import Literal

from shared.domain.events.event import Event
from shared.domain.facts.register_ties import TicketTie
from shared.domain.facts.ticket import TicketState


class TiedToEntry(Event):
    """A supporter has found that the ticket is about this entry of the register."""

    event: Literal["tied_to_register_entry"] = "tied_to_register_entry"
    entry: str
    author: str

    def _effect(self, state: TicketState) -> TicketState:
        return state.but(errors=state.errors.tied(TicketTie.of(self)))


class UntiedFromEntry(Event):
    """It is not about this entry after all."""

    event: Literal["untied_from_register_entry"] = "untied_from_register_entry"
    entry: str
    author: str
    reason: str

    def _effect(self, state: TicketState) -> TicketState:
        return state.but(errors=state.errors.untied(self.entry))


class ReporterTold(Event):
    """The requester is told that the entry is confirmed; once, whatever becomes of the entry later."""

    event: Literal["reporter_told"] = "reporter_told"
    entry: str

    def _effect(self, state: TicketState) -> TicketState:
        return state.but(errors=state.errors.but(told=(*state.errors.told, self.entry)))


RegisterEvent = TiedToEntry | UntiedFromEntry | ReporterTold
