"""The decision to keep an internal note."""

from datetime import datetime

from shared.domain.events.note_events import NoteWritten
from shared.domain.facts.ticket import TicketState, refuse_merged
from shared.domain.members.recipients import supporter
from shared.domain.tickets.changes import Changes, Said, recorded_at
from shared.domain.values.errors import KeyReused
from shared.domain.values.frozen import Frozen
from shared.domain.values.vendor import Vendor


class NoteGiven(Frozen):
    """What a supporter notes. ``id`` and ``content`` tell a repetition."""

    id: str
    content: str
    author: str
    text: str


def decide_note(state: TicketState, given: NoteGiven, now: datetime, vendor: Vendor) -> Changes:
    """The note is kept for supporters to read; nobody is mailed and no clock stops. Repeated: nothing.

    Raises:
        AuthorUnknown: no supporter has this id.
        TicketMergedAway: the ticket's matter goes on in another.
        KeyReused: a note of this id is there and says something else.
    """
    author = supporter(given.author, vendor)
    before = next((each for each in state.notes if each.id == given.id), None)
    if before is not None:
        return _the_same(state, before.content, given)
    refuse_merged(state)
    at = recorded_at(state, now)
    event = NoteWritten(recorded=at, at=at, note=given.id, author=author.id, content=given.content)
    return Changes(events=(event,), said=(Said(id=given.id, name=author.id, text=given.text),))


def _the_same(state: TicketState, content: str, given: NoteGiven) -> Changes:
    if content != given.content:
        raise KeyReused(state.id)
    return Changes()
