"""Internal notes."""

from shared.web.kinds import problem_kinds as kinds
from shared.web.kinds import ticket_problem_kinds as ticket_kinds
from shared.web.tickets.describe_ticket_acts import act
from shared.web.tickets.note_body import NoteBody

NOTES = act(
    "notes",
    "POST",
    "notes",
    "Write an internal note",
    "For supporters to read on the ticket. Nobody is mailed, and no clock is stopped.",
    NoteBody,
    {"author": "anna", "text": "The same error as last month; see the log she sent."},
    status=201,
    problems=(ticket_kinds.TICKET_MERGED, kinds.KEY_REUSED),
    keyed=("one note", "note-5120"),
)
OPERATIONS = (NOTES,)
