"""What the events about material change of a ticket: what is kept, and nothing else."""

from shared.domain.events.material_events import MaterialDropped, MaterialKept
from shared.domain.facts.material import Material
from shared.domain.tickets.ticket import TicketState


def _kept(event: MaterialKept, state: TicketState) -> TicketState:
    kept = Material(turn=event.turn, author=event.author, at=event.at, reason=event.reason)
    return state.model_copy(update={"material": (*state.material, kept)})


def _dropped(event: MaterialDropped, state: TicketState) -> TicketState:
    left = tuple(each for each in state.material if each.turn != event.turn)
    return state.model_copy(update={"material": left})


RULES = (_kept, _dropped)
