"""Turns, for supporters: ended unanswered, taken from the gate, split off; tickets merged; corrections."""

import azure.functions as func

from functions.http import answered, read_body
from functions.support.acts import in_brief, key_of, ticket_of, turn_of
from shared import wiring
from shared.domain.messages.gating import Taking
from shared.usecases.answers.answer_ticket import Writing, end_turn, withdraw_entry
from shared.usecases.messages.ask_gate_again import take_turn
from shared.usecases.messages.move_turns import merge_ticket, split_turn
from shared.web.tickets.turn_bodies import MergeBody, ReasonBody, SplitBody

blueprint = func.Blueprint()


@blueprint.route("tickets/{ticket}/turns/{turn}/no-answer-needed", methods=["POST"])
@answered
async def no_answer_needed(req: func.HttpRequest) -> func.HttpResponse:
    """The turn ends without an answer, for a reason."""
    body = read_body(req, ReasonBody)
    writing = Writing(body.author, body.reason, key=key_of(req))
    return in_brief(await end_turn(wiring.desk(), ticket_of(req), turn_of(req), writing))


@blueprint.route("tickets/{ticket}/turns/{turn}/take", methods=["POST"])
@answered
async def take(req: func.HttpRequest) -> func.HttpResponse:
    """A gated turn gets its clock, for a reason; the requester is told."""
    body = read_body(req, ReasonBody)
    desk, ticket = wiring.desk(), ticket_of(req)
    taking = Taking(turn=turn_of(req), author=body.author, reason=body.reason)
    return in_brief(await take_turn(desk, ticket, taking), status=202)


@blueprint.route("tickets/{ticket}/turns/{turn}/split", methods=["POST"])
@answered
async def split(req: func.HttpRequest) -> func.HttpResponse:
    """The turn goes on in a ticket of its own."""
    body = read_body(req, SplitBody)
    header = await split_turn(wiring.desk(), ticket_of(req), turn_of(req), body.author)
    return in_brief(header, status=202)


@blueprint.route("tickets/{ticket}/merge", methods=["POST"])
@answered
async def merge(req: func.HttpRequest) -> func.HttpResponse:
    """The ticket's matter goes on in another."""
    body = read_body(req, MergeBody)
    return in_brief(await merge_ticket(wiring.desk(), ticket_of(req), body.into, body.author), status=202)


@blueprint.route("tickets/{ticket}/entries/{entry}/withdraw", methods=["POST"])
@answered
async def withdraw(req: func.HttpRequest) -> func.HttpResponse:
    """A logged contact or an ended turn was a mistake; the clocks run as if without it."""
    body = read_body(req, ReasonBody)
    entry = req.route_params["entry"]
    return in_brief(await withdraw_entry(wiring.desk(), ticket_of(req), entry, body.author, body.reason))
