"""Internal notes, for supporters: a member never sees them."""

from __future__ import annotations

from functions.doors.asked import Asked
from functions.doors.parts import keyed
from functions.starting import imported_when_used
from functions.support.acts import TicketDoors
from shared.domain.refusals.errors import TicketMergedAway

with imported_when_used():
    from shared.domain.agenda import header
    from shared.domain.answers import noting
    from shared.usecases.answers import answer_ticket

blueprint = TicketDoors("Tickets")


@blueprint.ticket_act(
    "POST api/tickets/{ticket}/notes",
    {"author": "anna", "text": "The same error as last month; see the log she sent."},
    201,
    parameters=(keyed("one note", "note-5120"),),
    refuses=(TicketMergedAway,),
)
async def notes(asked: Asked, body: noting.NoteBody) -> header.TicketHeader:
    """Write an internal note.

    For supporters to read on the ticket. Nobody is mailed, and no clock is stopped.
    """
    return await answer_ticket.write_note(asked.desk, asked.ticket, body, asked.key)
