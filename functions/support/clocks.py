"""Clocks, explained to supporters and their programs."""

from __future__ import annotations

from functions.doors.answering import as_json
from functions.doors.asked import Asked, language_of
from functions.doors.doors import Doors
from functions.doors.parts import LANGUAGE
from functions.starting import imported_when_used
from shared.domain.refusals.errors import ClockUnknown, TicketUnknown
from shared.web.api.operation import PLAIN, DeclaredAnswer, in_path, json_answer
from shared.web.http.language import DEFAULT
from shared.web.http.response import Response
from shared.web.http.wished import Media, wished_media

with imported_when_used():
    from shared.domain.explaining import explanations
    from shared.usecases.views import explain_clock
    from shared.web.clocks import explanation_pages

blueprint = Doors("Tickets")

CLOCK = in_path("clock", "The clock's id.", "reply-m1")


@blueprint.view(
    "GET api/tickets/{ticket}/clocks/{clock}",
    (
        json_answer(
            200,
            "The clock as it stands now, with the lines of its reckoning.",
            lambda: explanations.Explanation,
        ),
        DeclaredAnswer(200, "As text where that is wished for.", media=PLAIN),
    ),
    parameters=(CLOCK, LANGUAGE),
    refuses=(TicketUnknown, ClockUnknown),
)
async def clock(asked: Asked) -> Response:
    """Explain a clock.

    Where the clock stands and why: each event that counts, its instant, the sum and the rule. Every
    message has a `reply-` clock, explained also where it joined another or waits at the gate. With
    `Accept: text/plain` the lines are sentences, in Swedish unless English is wished for.
    """
    told = await explain_clock.explain_clock(asked.desk, asked.ticket, asked.named("clock"))
    if wished_media(asked.request.headers.get("accept"), Media.TEXT) is Media.JSON:
        return as_json(told)
    return explanation_pages.explanation_response(told, language_of(asked.request, DEFAULT))
