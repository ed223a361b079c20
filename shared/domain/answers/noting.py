"""An internal note: for supporters to read, mailed to nobody, and no clock stops for it."""

from datetime import datetime

from pydantic import Field

from shared.domain.events.note_events import NoteWritten
from shared.domain.facts.ticket import TicketState, refuse_merged
from shared.domain.members.recipients import supporter
from shared.domain.tickets.changes import Changes, Said, recorded_at
from shared.domain.tickets.entries import Entry
from shared.domain.values.fields import AnswerText, SupporterId
from shared.domain.values.frozen import Frozen
from shared.domain.values.house import House


class NoteBody(Frozen):
    """A note for supporters only."""

    text: AnswerText = Field(description="The note; no member ever reads it.")
    author: SupporterId = Field(description="Who writes it: the id of a supporter in the settings.")


def decide_note(state: TicketState, given: NoteBody, entry: Entry, now: datetime, house: House) -> Changes:
    """The note is kept; repeated, nothing changes. Raises ``AuthorUnknown, TicketMergedAway, KeyReused``."""
    author = supporter(given.author, house.vendor)
    if entry.done(state):
        return Changes()
    refuse_merged(state)
    at = recorded_at(state, now)
    event = NoteWritten(recorded=at, at=at, note=entry.id, author=author.id, content=entry.content)
    return Changes(events=(event,), said=(Said(id=entry.id, name=author.id, text=given.text),))
