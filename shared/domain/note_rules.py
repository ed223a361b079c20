"""What an internal note changes of a ticket: it is there, and nothing else."""

from shared.domain.note_events import NoteWritten
from shared.domain.notes import Note
from shared.domain.ticket import TicketState


def note_written(event: NoteWritten, state: TicketState) -> TicketState:
    """The note stands with the others, in order."""
    note = Note(id=event.note, author=event.author, at=event.at, content=event.content)
    return state.model_copy(update={"notes": (*state.notes, note)})


RULES = (note_written,)
