"""Clocks, explained to supporters and their programs: with the function key."""

import azure.functions as func

from functions.http import answered, http_response, json_answer
from functions.support.acts import ticket_of
from shared import wiring
from shared.web.http.language import DEFAULT, accepted_language, requested_language, wants_text

blueprint = func.Blueprint()


@blueprint.route("tickets/{ticket}/clocks/{clock}", methods=["GET"])
@answered
async def clock(req: func.HttpRequest) -> func.HttpResponse:
    """Where the clock stands and why, line by line: JSON, or text in the language wished for."""
    from shared.usecases.views.explain_clock import explain_clock  # noqa: PLC0415 - asked for now and then: no start waits for it
    from shared.web.clocks.explanation_pages import explanation_response  # noqa: PLC0415 - asked for now and then: no start waits for it

    told = await explain_clock(wiring.desk(), ticket_of(req), req.route_params["clock"])
    if not wants_text(req.headers.get("accept")):
        return json_answer(told)
    wished = requested_language(req.params.get("language"))
    accepted = accepted_language(req.headers.get("accept-language"))
    return http_response(explanation_response(told, wished or accepted or DEFAULT))
