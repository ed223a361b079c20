"""Internal notes, for supporters: a member never sees them."""

import azure.functions as func

from functions.http import answered, read_body
from functions.support.acts import in_brief, key_of, ticket_of
from shared import wiring
from shared.usecases.answers.write_note import write_note
from shared.web.tickets.note_body import NoteBody

blueprint = func.Blueprint()


@blueprint.route("tickets/{ticket}/notes", methods=["POST"])
@answered
async def notes(req: func.HttpRequest) -> func.HttpResponse:
    """A note for supporters; it stops no clock and is mailed to nobody."""
    body = read_body(req, NoteBody)
    return in_brief(await write_note(wiring.desk(), ticket_of(req), body.author, body.text, key_of(req)), 201)
