"""Tickets, for supporters and their programs: all with the function key."""

import azure.functions as func

from functions.http import answered, json_answer, read_body, reference
from shared import wiring
from shared.domain.errors import TicketUnknown
from shared.usecases.answer_ticket import Writing, answer_ticket, close_ticket, log_contact, name_owner
from shared.usecases.read_tickets import read_queue, read_ticket
from shared.usecases.views import act_view
from shared.web.support_bodies import AnswerBody, CloseBody, ContactBody, OwnerBody

blueprint = func.Blueprint()


@blueprint.route("queue", methods=["GET"])
@answered
async def queue(req: func.HttpRequest) -> func.HttpResponse:
    """The open tickets by due instant, with seconds left and subscription state."""
    return json_answer(await read_queue(wiring.desk()))


@blueprint.route("tickets/{ticket}", methods=["GET"])
@answered
async def ticket(req: func.HttpRequest) -> func.HttpResponse:
    """One ticket whole."""
    return json_answer(await read_ticket(wiring.desk(), _ticket(req)))


@blueprint.route("tickets/{ticket}/answers", methods=["POST"])
@answered
async def answers(req: func.HttpRequest) -> func.HttpResponse:
    """An answer to the requester; it ends the clocks of the turns it names."""
    body = read_body(req, AnswerBody)
    writing = Writing(body.author, body.text, body.answers_up_to, req.headers.get("idempotency-key"))
    header = await answer_ticket(wiring.desk(), _ticket(req), writing, body.answers_up_to)
    return json_answer(act_view(header, wiring.desk().clock.now()), status=202)


@blueprint.route("tickets/{ticket}/contacts", methods=["POST"])
@answered
async def contacts(req: func.HttpRequest) -> func.HttpResponse:
    """A call, held conference or remote session is logged."""
    body = read_body(req, ContactBody)
    writing = Writing(body.author, body.note, body.answers_up_to, req.headers.get("idempotency-key"))
    header = await log_contact(wiring.desk(), _ticket(req), writing, body.contact, body.at)
    return json_answer(act_view(header, wiring.desk().clock.now()), status=201)


@blueprint.route("tickets/{ticket}/owner", methods=["PUT"])
@answered
async def owner(req: func.HttpRequest) -> func.HttpResponse:
    """A supporter is named owner."""
    body = read_body(req, OwnerBody)
    header = await name_owner(wiring.desk(), _ticket(req), body.owner)
    return json_answer(act_view(header, wiring.desk().clock.now()))


@blueprint.route("tickets/{ticket}/close", methods=["POST"])
@answered
async def close(req: func.HttpRequest) -> func.HttpResponse:
    """The ticket is closed; an unanswered turn needs a reason."""
    body = read_body(req, CloseBody)
    header = await close_ticket(wiring.desk(), _ticket(req), body.author, body.reason)
    return json_answer(act_view(header, wiring.desk().clock.now()))


def _ticket(req: func.HttpRequest) -> str:
    """The reference in the address. Raises ``TicketUnknown``."""
    return reference(req, "ticket", TicketUnknown)
