"""A supporter writes an internal note on a ticket, for other supporters to read."""

from datetime import datetime

from shared.domain.agenda.header import TicketHeader
from shared.domain.answers.noting import NoteGiven, decide_note
from shared.domain.facts.ticket import TicketState
from shared.domain.tickets.changes import Changes
from shared.domain.values.identity import content_digest, digest, submission_key
from shared.ports.desk import Desk
from shared.usecases.records.acting import act_on_ticket


async def write_note(desk: Desk, ticket: str, author: str, text: str, key: str | None) -> TicketHeader:
    """The note is kept; one note if sent twice. It is mailed to nobody and stops no clock.

    Raises:
        TicketUnknown, AuthorUnknown, TicketMergedAway, KeyReused: nothing was written.
        StoreUnavailable: send it again with the same key.
    """
    content = content_digest(desk.secret, "note", author, text)
    submission = submission_key(key, content, desk.clock.now())
    note = digest(desk.secret, "entry", ticket, submission)
    given = NoteGiven(id=note, content=content, author=author, text=text)

    def decide(state: TicketState, now: datetime) -> Changes:
        return decide_note(state, given, now, desk.vendor)

    return (await act_on_ticket(desk, ticket, decide)).header
