"""What the acts on a ticket have alike: what the address names, and the answer."""

import azure.functions as func

from functions.http import json_answer, reference
from shared import wiring
from shared.domain.agenda.header import TicketHeader
from shared.domain.messages.receiving import is_turn
from shared.domain.values.errors import TicketUnknown, TurnUnknown
from shared.usecases.views.views import act_view


def ticket_of(req: func.HttpRequest) -> str:
    """The ticket in the address. Raises ``TicketUnknown`` where it cannot be one."""
    return reference(req, "ticket", TicketUnknown)


def turn_of(req: func.HttpRequest) -> str:
    """The turn in the address. Raises ``TurnUnknown`` where it cannot be one: it never becomes a key."""
    given: str = req.route_params["turn"]
    if not is_turn(given):
        raise TurnUnknown(given)
    return given


def key_of(req: func.HttpRequest) -> str | None:
    """The caller's own key for this request."""
    key: str | None = req.headers.get("idempotency-key")
    return key


def in_brief(header: TicketHeader, status: int = 200) -> func.HttpResponse:
    """The ticket after the act."""
    return json_answer(act_view(header, wiring.desk().clock.now()), status=status)
