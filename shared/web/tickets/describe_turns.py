"""Turns: brought in by others, ended, taken, split off; tickets merged; corrections."""

from shared.web.describing.describe_operation import Auth, Content, Operation, Parameter, Place, json_answer
from shared.web.describing.describe_shared_parts import ACCEPT_LANGUAGE, JSON_BODY, STORED, idempotency_key
from shared.web.kinds import problem_kinds as kinds
from shared.web.kinds import ticket_problem_kinds as ticket_kinds
from shared.web.tickets.answers import Decided, MessageKept
from shared.web.tickets.describe_ticket_acts import FAMILY, TICKET_IN_PATH, act
from shared.web.tickets.turn_bodies import CallerBody, MergeBody, MessageBody, ReasonBody, SplitBody

_TURN = Parameter("turn", Place.PATH, "The turn's id in the ticket.", example="m2", required=True)
_ENTRY = Parameter(
    "entry",
    Place.PATH,
    "The id of a logged contact or ended turn, as in the ticket's `entries`.",
    example="p4t6yh2wq7kdm3zx",
    required=True,
)

CALLER = Operation(
    id="tickets",
    method="POST",
    path="/api/tickets",
    family=FAMILY,
    summary="Open a ticket for a caller",
    description=(
        "What somebody said on the telephone, written down by a supporter. It was received at the instant of "
        "the call: the gate decides as of then, and the clock runs from then."
    ),
    auth=Auth.FUNCTION_KEY,
    parameters=(idempotency_key("one ticket", "call-1207"), ACCEPT_LANGUAGE),
    body=Content(
        CallerBody,
        {
            "author": "anna",
            "email": "eva@example.org",
            "name": "Eva",
            "product": "Planner",
            "kind": "error",
            "message": "She says that the calendar stays empty.",
            "language": "en",
        },
    ),
    answers=(json_answer(201, "The ticket, and what was decided of it.", Decided),),
    problems=(*JSON_BODY, kinds.AUTHOR_UNKNOWN, kinds.INSTANT_IN_FUTURE, kinds.KEY_REUSED, *STORED),
)
MESSAGES = Operation(
    id="messages",
    method="POST",
    path="/api/tickets/{ticket}/messages",
    family=FAMILY,
    summary="Add a further message",
    description=(
        "A message from the member's side on a ticket that is there: a turn, gated as of its own receipt. It "
        "opens a closed ticket again. Sent to a ticket that has been merged it lands in the other, which the "
        "answer names."
    ),
    auth=Auth.FUNCTION_KEY,
    parameters=(TICKET_IN_PATH, idempotency_key("one turn", "message-1207"), ACCEPT_LANGUAGE),
    body=Content(MessageBody, {"message": "It happens in the week view only."}),
    answers=(json_answer(202, "The message is kept; this is what was decided.", MessageKept),),
    problems=(*JSON_BODY, kinds.TICKET_UNKNOWN, kinds.KEY_REUSED, ticket_kinds.TICKET_FULL, *STORED),
)
NO_ANSWER_NEEDED = act(
    "no_answer_needed",
    "POST",
    "turns/{turn}/no-answer-needed",
    "End a turn that needs no answer",
    "As for a thank-you. It ends the turn's clock, and is counted apart from answers. Nobody is mailed.",
    ReasonBody,
    {"author": "anna", "reason": "A thank-you."},
    problems=(kinds.TURN_UNKNOWN, ticket_kinds.TURN_GONE, ticket_kinds.TICKET_MERGED, kinds.KEY_REUSED),
    keyed=("one entry", "thanks-7431"),
    within=(_TURN,),
)
TAKE = act(
    "take",
    "POST",
    "turns/{turn}/take",
    "Take a turn from the gate",
    "The turn is answered although it is not covered: its clock starts now, and its sender is told. The "
    "reason is kept. Repeated, it changes nothing.",
    ReasonBody,
    {"author": "anna", "reason": "They renew this week."},
    status=202,
    problems=(kinds.TURN_UNKNOWN, ticket_kinds.TURN_COVERED, ticket_kinds.TICKET_MERGED),
    within=(_TURN,),
)
SPLIT = act(
    "split",
    "POST",
    "turns/{turn}/split",
    "Split a turn off",
    "An unanswered turn goes on in a ticket of its own, named in `split`, with its own receipt and clock; "
    "that ticket is there soon. Repeated, it changes nothing.",
    SplitBody,
    {"author": "anna"},
    status=202,
    problems=(kinds.TURN_UNKNOWN, ticket_kinds.SPLIT_REFUSED, ticket_kinds.TICKET_MERGED),
    within=(_TURN,),
)
MERGE = act(
    "merge",
    "POST",
    "merge",
    "Merge the ticket into another",
    "Its matter goes on in the other: the clocks here are cancelled, the unanswered turns move soon, each "
    "with its own receipt, and later messages land there. Repeated, it changes nothing. Where a message "
    "has been answered and its conference is still to be held, merge the other way.",
    MergeBody,
    {"into": "m5d2s7kq3xwzafne", "author": "anna"},
    status=202,
    problems=(
        ticket_kinds.MERGED_INTO_ITSELF,
        ticket_kinds.MERGE_REFUSED,
        ticket_kinds.CONFERENCE_LEFT_BEHIND,
        ticket_kinds.TICKET_MERGED,
        ticket_kinds.TICKET_FULL,
    ),
)
WITHDRAW = act(
    "withdraw",
    "POST",
    "entries/{entry}/withdraw",
    "Withdraw a mistake",
    "A logged contact or an ended turn was a mistake: the clocks run as if without it, with the same due "
    "instants. Both stay in the ticket's events.",
    ReasonBody,
    {"author": "anna", "reason": "Logged on the wrong ticket."},
    problems=(ticket_kinds.ENTRY_UNKNOWN, ticket_kinds.TICKET_MERGED),
    within=(_ENTRY,),
)

OPERATIONS = (CALLER, MESSAGES, NO_ANSWER_NEEDED, TAKE, SPLIT, MERGE, WITHDRAW)
