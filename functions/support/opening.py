"""Messages that others bring in: a caller's, written down by a supporter, and further ones on a ticket."""

import azure.functions as func

from functions.http import answered, json_answer, read_body
from functions.support.acts import key_of, ticket_of
from shared import wiring
from shared.usecases.messages.add_message import Further, add_message
from shared.usecases.messages.open_ticket import Request, open_ticket
from shared.usecases.records.member_rows import member_id
from shared.web.http.language import accepted_language
from shared.web.tickets.answers import decided, message_kept
from shared.web.tickets.turn_bodies import CallerBody, MessageBody

blueprint = func.Blueprint()


@blueprint.route("tickets", methods=["POST"])
@answered
async def tickets(req: func.HttpRequest) -> func.HttpResponse:
    """A supporter opens a ticket for a caller; its receipt is the instant of the call."""
    body = read_body(req, CallerBody)
    request = Request(
        submission=body.submission(),
        channel="supporter",
        key=key_of(req),
        accept_language=accepted_language(req.headers.get("accept-language")),
        author=body.author,
        called_at=body.called_at,
    )
    desk = wiring.desk()
    header = await open_ticket(desk, request)
    member = await member_id(desk, header.state.member)
    return json_answer(decided(header.state, member, desk.clock.now()), status=201)


@blueprint.route("tickets/{ticket}/messages", methods=["POST"])
@answered
async def messages(req: func.HttpRequest) -> func.HttpResponse:
    """A further message: a turn, gated as of its own receipt; a merged ticket passes it on."""
    body = read_body(req, MessageBody)
    further = Further(
        text=body.message,
        kind=body.kind,
        email=body.email or "",
        name=body.name,
        subject=body.subject,
        product=body.product,
        key=key_of(req),
    )
    desk = wiring.desk()
    header, turn = await add_message(desk, ticket_of(req), further)
    return json_answer(message_kept(header.state, turn, desk.clock.now()), status=202)
