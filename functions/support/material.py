"""Material for better documentation: questions that supporters keep, and their list."""

import azure.functions as func

from functions.http import answered, json_answer, read_body
from functions.support.acts import in_brief, ticket_of, turn_of
from shared import wiring
from shared.domain.answers.keeping_material import MaterialGiven
from shared.usecases.answers.keep_material import drop_material, keep_material
from shared.web.tickets.turn_bodies import ReasonBody

blueprint = func.Blueprint()


@blueprint.route("tickets/{ticket}/turns/{turn}/material", methods=["POST"])
@answered
async def keep(req: func.HttpRequest) -> func.HttpResponse:
    """The turn is kept as material for better documentation."""
    return in_brief(await keep_material(wiring.desk(), ticket_of(req), _given(req)))


@blueprint.route("tickets/{ticket}/turns/{turn}/material/drop", methods=["POST"])
@answered
async def drop(req: func.HttpRequest) -> func.HttpResponse:
    """The turn is material no more."""
    return in_brief(await drop_material(wiring.desk(), ticket_of(req), _given(req)))


@blueprint.route("material/{month}", methods=["GET"])
@answered
async def material(req: func.HttpRequest) -> func.HttpResponse:
    """What was kept of the questions of one month."""
    from shared.usecases.books.read_material import read_material  # noqa: PLC0415 - asked for now and then: no start waits for it

    return json_answer(await read_material(wiring.desk(), req.route_params["month"]))


def _given(req: func.HttpRequest) -> MaterialGiven:
    body = read_body(req, ReasonBody)
    return MaterialGiven(turn=turn_of(req), author=body.author, reason=body.reason)
