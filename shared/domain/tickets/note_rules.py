"""What an internal note changes of a ticket: it is there, and nothing else."""

from shared.domain.events.note_events import NoteWritten
from shared.domain.facts.notes import Note
from shared.domain.tickets.ticket import TicketState


def note_written(event: NoteWritten, state: TicketState) -> TicketState:
    """The note stands with the others, in order."""
    note = Note(id=event.note, author=event.author, at=event.at, content=event.content)
    return state.model_copy(update={"notes": (*state.notes, note)})


RULES = (note_written,)
