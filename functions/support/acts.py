"""The shape of what a supporter does to a ticket: a JSON body in, the ticket in brief out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import wraps
from typing import TYPE_CHECKING, Any, Unpack

from functions.doors.doors import Doors
from functions.doors.parts import ON_TICKET
from functions.starting import imported_when_used
from shared.web.api.operation import json_answer

with imported_when_used():
    from shared.usecases.views import views

if TYPE_CHECKING:
    from functions.doors.asked import Asked
    from functions.doors.declaring import Saying
    from shared.domain.agenda.header import TicketHeader

type TicketAct = Callable[[Asked, Any], Awaitable[TicketHeader]]


class TicketDoors(Doors):
    """HTTP functions of which some are acts on a ticket."""

    def ticket_act[F: TicketAct](
        self, route: str, example: Mapping[str, Any], status: int = 200, **told: Unpack[Saying]
    ) -> Callable[[F], F]:
        """A function that reads a JSON body and does what it says; the ticket after it is answered."""

        def declare(function: F) -> F:
            @wraps(function)
            async def act(asked: Asked, body: Any) -> views.ActView:  # noqa: ANN401 - the function names the model
                return views.act_view(await function(asked, body), asked.now)

            answer = json_answer(status, "The ticket after it, in brief.", lambda: views.ActView)
            told["refuses"] = (*ON_TICKET, *told.get("refuses", ()))
            self.act(route, (answer,), example, status, **told)(act)
            return function

        return declare
