"""Is the desk well? For monitors, and for whoever has just started it."""

import azure.functions as func

from functions.http import answered, json_answer
from shared import wiring
from shared.usecases.books.check_health import check_health

blueprint = func.Blueprint()


@blueprint.route("health", methods=["GET"], auth_level=func.AuthLevel.ANONYMOUS)
@answered
async def health(req: func.HttpRequest) -> func.HttpResponse:
    """200 while every part answers and the clocks are scanned, else 503 with the reasons."""
    view = await check_health(wiring.desk())
    return json_answer(view, status=200 if view.healthy else 503)
