"""In which list an open ticket stands."""

from shared.domain.agenda.agenda import Place
from shared.domain.clocks.clocks import next_due
from shared.domain.facts.ticket import TicketState
from shared.domain.messages.gating import gated_turns
from shared.domain.messages.holding import held_at_door


def place_of(state: TicketState) -> Place:
    """The list of what runs, else of the door, of the gate, or of what is silent."""
    if next_due(state) is not None:
        return Place.RUNNING
    if held_at_door(state):
        return Place.HELD
    return Place.WAITING if gated_turns(state) else Place.SILENT
