"""Tickets, for supporters and their programs."""

from typing import Any

from shared.usecases.read_tickets import QueueView
from shared.usecases.views import ActView, TicketView
from shared.web import problem_kinds as kinds
from shared.web.operations.operation import Auth, Content, Operation, Parameter, Place, json_answer
from shared.web.operations.shared_parts import ACCEPT_LANGUAGE, JSON_BODY, STORED, idempotency_key
from shared.web.problem_kinds import ProblemKind
from shared.web.support_bodies import AnswerBody, CloseBody, ContactBody, OwnerBody

FAMILY = "Tickets"

_TICKET = Parameter(
    "ticket",
    Place.PATH,
    "The ticket's public reference: 16 letters and digits.",
    example="k3f7q2mz5abcdwxy",
    required=True,
)
_ACT: tuple[ProblemKind, ...] = (*JSON_BODY, kinds.TICKET_UNKNOWN, kinds.AUTHOR_UNKNOWN)

QUEUE = Operation(
    id="queue",
    method="GET",
    path="/api/queue",
    family=FAMILY,
    summary="The queue",
    description=(
        "The open tickets by due instant, the most urgent first, with seconds left and subscription state. "
        "Gated ones (not covered, so no clock runs) stand among them, marked."
    ),
    auth=Auth.FUNCTION_KEY,
    parameters=(ACCEPT_LANGUAGE,),
    answers=(json_answer(200, "At most 200 tickets; `more` says whether there are others.", QueueView),),
    problems=STORED,
)

TICKET = Operation(
    id="ticket",
    method="GET",
    path="/api/tickets/{ticket}",
    family=FAMILY,
    summary="Read a ticket",
    description="One ticket whole: what people wrote, its clocks, its mails and every event.",
    auth=Auth.FUNCTION_KEY,
    parameters=(_TICKET, ACCEPT_LANGUAGE),
    answers=(json_answer(200, "The ticket as it stands now.", TicketView),),
    problems=(kinds.TICKET_UNKNOWN, *STORED),
)


def _act(  # noqa: PLR0913 - what tells one act from another
    name: str,
    method: str,
    summary: str,
    description: str,
    body: type[AnswerBody | ContactBody | OwnerBody | CloseBody],
    example: dict[str, Any],
    *,
    status: int = 200,
    problems: tuple[ProblemKind, ...] = (),
    keyed: tuple[str, str] | None = None,
) -> Operation:
    """An act on a ticket: a JSON body in, the ticket in brief out."""
    return Operation(
        id=name,
        method=method,
        path=f"/api/tickets/{{ticket}}/{name}",
        family=FAMILY,
        summary=summary,
        description=description,
        auth=Auth.FUNCTION_KEY,
        parameters=(_TICKET, *((idempotency_key(*keyed),) if keyed else ()), ACCEPT_LANGUAGE),
        body=Content(body, example),
        answers=(json_answer(status, "The ticket after it, in brief.", ActView),),
        problems=(*_ACT, *problems, *STORED),
    )


ANSWERS = _act(
    "answers",
    "POST",
    "Answer the requester",
    "Mails the requester and ends the reply clocks of the turns up to the one named. For an error report the "
    "responsible person gets a copy. The first to answer owns the ticket.",
    AnswerBody,
    {"text": "Press Save first.", "author": "anna", "answers_up_to": "m1"},
    status=202,
    problems=(kinds.TURN_UNKNOWN, kinds.KEY_REUSED),
    keyed=("one answer, mailed once", "answer-7431"),
)
CONTACTS = _act(
    "contacts",
    "POST",
    "Log a call, conference or remote session",
    "It counts from the instant at which it ended, and also answers the turns up to the one named.",
    ContactBody,
    {"contact": "call", "author": "anna", "note": "We solved it together.", "answers_up_to": "m1"},
    status=201,
    problems=(kinds.TURN_UNKNOWN, kinds.INSTANT_IN_FUTURE, kinds.KEY_REUSED),
    keyed=("one entry", "call-7431"),
)
OWNER = _act(
    "owner",
    "PUT",
    "Name the owner",
    "The supporter who is warned of this ticket's clocks from now on.",
    OwnerBody,
    {"owner": "anna"},
)
CLOSE = _act(
    "close",
    "POST",
    "Close the ticket",
    "Stops no clock. Where a turn is unanswered it needs a reason.",
    CloseBody,
    {"author": "anna", "reason": "Written in two tickets."},
    problems=(kinds.TURN_UNANSWERED,),
)

OPERATIONS = (QUEUE, TICKET, ANSWERS, CONTACTS, OWNER, CLOSE)
