"""Tickets, for supporters and their programs: all with the function key."""

import azure.functions as func

from functions.http import answered, json_answer, language_of, read_body
from functions.support.acts import in_brief, key_of, ticket_of
from shared import wiring
from shared.usecases.answers.answer_ticket import (
    Writing,
    answer_ticket,
    close_ticket,
    log_contact,
    name_owner,
)
from shared.usecases.views.read_tickets import QueueState, read_queue, read_ticket
from shared.web.http.queries import chosen
from shared.web.tickets.support_bodies import AnswerBody, CloseBody, ContactBody, OwnerBody

blueprint = func.Blueprint()


@blueprint.route("queue", methods=["GET"])
@answered
async def queue(req: func.HttpRequest) -> func.HttpResponse:
    """The open tickets by due instant, with seconds left, subscription state, and why some are gated."""
    wanted = chosen("state", req.params.get("state"), QueueState, QueueState.ALL)
    return json_answer(await read_queue(wiring.desk(), wanted, language_of(req)))


@blueprint.route("tickets/{ticket}", methods=["GET"])
@answered
async def ticket(req: func.HttpRequest) -> func.HttpResponse:
    """One ticket whole."""
    return json_answer(await read_ticket(wiring.desk(), ticket_of(req), language_of(req)))


@blueprint.route("tickets/{ticket}/answers", methods=["POST"])
@answered
async def answers(req: func.HttpRequest) -> func.HttpResponse:
    """An answer to the requester; it ends the clocks of the turns it names, and may close the ticket."""
    body = read_body(req, AnswerBody)
    writing = Writing(
        body.author,
        body.text,
        body.answers_up_to,
        key_of(req),
        promised=body.promised,
        close=body.close,
        with_copy=body.with_copy,
        attach=body.attach,
    )
    return in_brief(await answer_ticket(wiring.desk(), ticket_of(req), writing, body.answers_up_to), 202)


@blueprint.route("tickets/{ticket}/contacts", methods=["POST"])
@answered
async def contacts(req: func.HttpRequest) -> func.HttpResponse:
    """A call, held conference or remote session is logged."""
    body = read_body(req, ContactBody)
    writing = Writing(body.author, body.note, body.answers_up_to, key_of(req))
    return in_brief(await log_contact(wiring.desk(), ticket_of(req), writing, body.contact, body.at), 201)


@blueprint.route("tickets/{ticket}/owner", methods=["PUT"])
@answered
async def owner(req: func.HttpRequest) -> func.HttpResponse:
    """A supporter is named owner."""
    body = read_body(req, OwnerBody)
    return in_brief(await name_owner(wiring.desk(), ticket_of(req), body.owner))


@blueprint.route("tickets/{ticket}/close", methods=["POST"])
@answered
async def close(req: func.HttpRequest) -> func.HttpResponse:
    """The ticket is closed; an unanswered turn needs a reason."""
    body = read_body(req, CloseBody)
    return in_brief(await close_ticket(wiring.desk(), ticket_of(req), body.author, body.reason))
