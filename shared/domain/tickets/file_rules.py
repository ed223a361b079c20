"""How the files of a ticket follow from its events."""

from shared.domain.events.file_events import FilesKept
from shared.domain.facts.files import TurnFile
from shared.domain.tickets.ticket import TicketState


def files_are_kept(event: FilesKept, state: TicketState) -> TicketState:
    """The turn has these files from now on."""
    came = tuple(TurnFile(turn=event.turn, **each.model_dump()) for each in event.files)
    return state.model_copy(update={"files": (*state.files, *came)})


RULES = (files_are_kept,)
