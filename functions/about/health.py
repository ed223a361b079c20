"""Is the desk there, and is it well? For monitors, and for whoever has just started it."""

from __future__ import annotations

import azure.functions as func

from functions.doors.answering import as_json, no_content
from functions.doors.asked import Asked
from functions.doors.doors import Doors
from functions.doors.parts import SET_UP
from functions.starting import imported_when_used
from shared.web.api.operation import Auth, DeclaredAnswer, json_answer
from shared.web.http.response import Response

with imported_when_used():
    from shared.usecases.books import check_health

blueprint = Doors("The desk itself")


@blueprint.own(
    "GET api/alive", (DeclaredAnswer(200, "It answers."),), may_fail=(Exception,), auth=Auth.ANONYMOUS
)
async def alive(req: func.HttpRequest) -> Response:
    """Does the desk answer?

    For monitors that ask often, and wake nobody: it reads no setting and asks no storage. Whether the desk
    does its work says `/api/health`.
    """
    return no_content(200)


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

    For monitors that wake people. Asks every storage and the mail service, whether mails that wait have been
    taken lately, and whether the clocks have been scanned within 15 minutes. `warnings` says what works, but
    is not fit for members yet.
    """
    view = await check_health.check_health(asked.desk)
    return as_json(view, status=200 if view.healthy else 503)
