"""Tickets, for supporters and their programs."""

from shared.usecases.views.read_tickets import QueueState, QueueView
from shared.usecases.views.ticket_views import TicketView
from shared.web.describing.describe_operation import Auth, Operation, Parameter, Place, json_answer
from shared.web.describing.describe_shared_parts import ACCEPT_LANGUAGE, LANGUAGE, STORED
from shared.web.kinds import file_problem_kinds as file_kinds
from shared.web.kinds import problem_kinds as kinds
from shared.web.kinds import ticket_problem_kinds as ticket_kinds
from shared.web.tickets.describe_ticket_acts import FAMILY, TICKET_IN_PATH, act
from shared.web.tickets.support_bodies import AnswerBody, CloseBody, ContactBody, OwnerBody

_STATE = Parameter(
    "state",
    Place.QUERY,
    "Which: those with something at the gate, those with a clock or nothing unanswered, or all of them.",
    choices=tuple(QueueState),
)
QUEUE = Operation(
    id="queue",
    method="GET",
    path="/api/queue",
    family=FAMILY,
    summary="The queue",
    description=(
        "The open tickets by due instant, the most urgent first, with seconds left and subscription state. "
        "Gated ones (not covered, so no clock runs) stand among them, marked, with the reason in words."
    ),
    auth=Auth.FUNCTION_KEY,
    parameters=(_STATE, LANGUAGE, ACCEPT_LANGUAGE),
    answers=(json_answer(200, "At most 200 tickets; `more` says whether there are others.", QueueView),),
    problems=(kinds.FIELDS_INVALID, *STORED),
)

TICKET = Operation(
    id="ticket",
    method="GET",
    path="/api/tickets/{ticket}",
    family=FAMILY,
    summary="Read a ticket",
    description=(
        "One ticket whole: what people wrote, the files they sent (each with an address that downloads it), "
        "its clocks, its mails and every event."
    ),
    auth=Auth.FUNCTION_KEY,
    parameters=(TICKET_IN_PATH, LANGUAGE, ACCEPT_LANGUAGE),
    answers=(json_answer(200, "The ticket as it stands now.", TicketView),),
    problems=(kinds.TICKET_UNKNOWN, *STORED),
)


ANSWERS = act(
    "answers",
    "POST",
    "answers",
    "Answer the requester",
    "Mails the requester and ends the reply clocks of the turns up to the one named. For an error report the "
    "responsible person gets a copy. The first to answer owns the ticket. More may be promised by a day, "
    "the ticket closed with it, and files of the ticket that are clean may go along.",
    AnswerBody,
    {"text": "Press Save first.", "author": "anna", "answers_up_to": "m1"},
    status=202,
    problems=(
        kinds.TURN_UNKNOWN,
        ticket_kinds.DAY_PASSED,
        kinds.TURN_UNANSWERED,
        ticket_kinds.TICKET_MERGED,
        file_kinds.FILE_UNKNOWN,
        file_kinds.FILE_NOT_CLEAN,
        file_kinds.ATTACHMENTS_TOO_LARGE,
        kinds.KEY_REUSED,
    ),
    keyed=("one answer, mailed once", "answer-7431"),
)
CONTACTS = act(
    "contacts",
    "POST",
    "contacts",
    "Log a call, conference or remote session",
    "It counts from the instant at which it ended, and also answers the turns up to the one named.",
    ContactBody,
    {"contact": "call", "author": "anna", "note": "We solved it together.", "answers_up_to": "m1"},
    status=201,
    problems=(
        kinds.TURN_UNKNOWN,
        kinds.INSTANT_IN_FUTURE,
        ticket_kinds.CONTACT_BEFORE_TURN,
        ticket_kinds.TICKET_MERGED,
        kinds.KEY_REUSED,
    ),
    keyed=("one entry", "call-7431"),
)
OWNER = act(
    "owner",
    "PUT",
    "owner",
    "Name the owner",
    "The supporter who is warned of this ticket's clocks from now on.",
    OwnerBody,
    {"owner": "anna"},
    problems=(ticket_kinds.TICKET_MERGED,),
)
CLOSE = act(
    "close",
    "POST",
    "close",
    "Close the ticket",
    "Stops no clock. Where a turn is unanswered it needs a reason.",
    CloseBody,
    {"author": "anna", "reason": "Written in two tickets."},
    problems=(kinds.TURN_UNANSWERED,),
)

OPERATIONS = (QUEUE, TICKET, ANSWERS, CONTACTS, OWNER, CLOSE)
