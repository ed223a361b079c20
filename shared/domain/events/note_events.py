"""What supporters write to each other on a ticket: nothing that a member ever sees."""

from typing import Literal

from shared.domain.events.event import Event


class NoteWritten(Event):
    """A supporter wrote an internal note; its words stand beside the event. It stops no clock.

    ``content`` tells whether a repetition says the same.
    """

    event: Literal["note_written"] = "note_written"
    note: str
    author: str
    content: str
