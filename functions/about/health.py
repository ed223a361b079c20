"""Is the desk well? For monitors, and for whoever has just started it."""

from __future__ import annotations

from functions.doors.answering import as_json
from functions.doors.asked import Asked
from functions.doors.doors import Doors
from functions.doors.parts import SET_UP
from functions.starting import imported_when_used
from shared.web.api.operation import Auth, json_answer
from shared.web.http.response import Response

with imported_when_used():
    from shared.usecases.books import check_health

blueprint = Doors("The desk itself")


@blueprint.view(
    "GET api/health",
    (
        json_answer(200, "Every part answers and does its work.", lambda: check_health.HealthView),
        json_answer(
            503,
            "A part does not answer or do its work; `reasons` says which.",
            lambda: check_health.HealthView,
        ),
    ),
    may_fail=SET_UP,
    auth=Auth.ANONYMOUS,
)
async def health(asked: Asked) -> Response:
    """Is the desk well?

    Asks every storage and the mail service, whether mails that wait have been taken lately, and whether the
    clocks have been scanned within 15 minutes.
    """
    view = await check_health.check_health(asked.desk)
    return as_json(view, status=200 if view.healthy else 503)
