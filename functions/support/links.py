"""The links in a ticket's mails, for supporters: revoked when they went where they should not."""

import azure.functions as func

from functions.http import answered, read_body
from functions.support.acts import in_brief, key_of, ticket_of
from shared import wiring
from shared.usecases.status.use_link import revoke_links
from shared.web.tickets.turn_bodies import ReasonBody

blueprint = func.Blueprint()


@blueprint.route("tickets/{ticket}/links/revoke", methods=["POST"])
@answered
async def revoke(req: func.HttpRequest) -> func.HttpResponse:
    """Every link of the ticket ends; later mails carry new ones."""
    body = read_body(req, ReasonBody)
    return in_brief(await revoke_links(wiring.desk(), ticket_of(req), body.author, body.reason, key_of(req)))
