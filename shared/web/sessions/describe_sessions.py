"""Remote help: what supporters do, and the page by which a person consents."""

from typing import Any

from pydantic import BaseModel

from shared.usecases.views.session_views import SessionActView
from shared.web.describing.describe_operation import Auth, Content, Operation, Parameter, Place, json_answer
from shared.web.describing.describe_shared_parts import ACCEPT_LANGUAGE, STORED, idempotency_key
from shared.web.kinds import problem_kinds as kinds
from shared.web.kinds import session_problem_kinds as session_kinds
from shared.web.kinds import ticket_problem_kinds as ticket_kinds
from shared.web.kinds.problem_kinds import ProblemKind
from shared.web.links.describe_member_pages import acted, shown
from shared.web.links.member_forms import SessionForm
from shared.web.sessions.session_bodies import SessionBody, SessionEndBody, SessionStartBody
from shared.web.tickets.describe_ticket_acts import ACT, TICKET_IN_PATH
from shared.web.tickets.turn_bodies import ReasonBody

FAMILY = "Remote help"

_SESSION = Parameter(
    "session",
    Place.PATH,
    "The session's id, as in the ticket's `sessions`.",
    example="p4t6yh2wq7kdm3zx",
    required=True,
)


def _act(  # noqa: PLR0913 - what tells one act from another
    name: str,
    path: str,
    summary: str,
    description: str,
    body: type[BaseModel],
    example: dict[str, Any],
    *,
    status: int = 200,
    problems: tuple[ProblemKind, ...] = (),
    within: tuple[Parameter, ...] = (_SESSION,),
) -> Operation:
    return Operation(
        id=name,
        method="POST",
        path=f"/api/tickets/{{ticket}}/sessions{path}",
        family=FAMILY,
        summary=summary,
        description=description,
        auth=Auth.FUNCTION_KEY,
        parameters=(TICKET_IN_PATH, *within, ACCEPT_LANGUAGE),
        body=Content(body, example),
        answers=(json_answer(status, "The ticket and the session after it, in brief.", SessionActView),),
        problems=(*ACT, *problems, ticket_kinds.TICKET_MERGED, *STORED),
    )


_KNOWN = (session_kinds.SESSION_UNKNOWN, session_kinds.SESSION_OVER)

OFFER = _act(
    "sessions",
    "",
    "Offer remote help",
    "The person is mailed a link to a page that says who will see and control what, and asks for consent. "
    "Only after consent the page and a mail show where to join. An offer that nobody goes on with lapses 24 "
    "hours after it was made, or after the instant it was planned for.",
    SessionBody,
    {"author": "anna", "join_address": "https://remote.example.com/join/482-113"},
    status=202,
    problems=(kinds.TURN_UNKNOWN, session_kinds.SESSION_INSTANT_REFUSED, kinds.KEY_REUSED),
    within=(idempotency_key("one offer", "session-7431"),),
)
BACK = _act(
    "session_back",
    "/{session}/withdraw",
    "Take the offer back",
    "Before the session has begun. The person is told. Repeated, it changes nothing.",
    ReasonBody,
    {"author": "anna", "reason": "Solved by mail."},
    status=202,
    problems=(*_KNOWN, session_kinds.SESSION_RUNNING),
)
START = _act(
    "session_start",
    "/{session}/start",
    "Log the start",
    "Refused before the person has consented. Repeated, it changes nothing.",
    SessionStartBody,
    {"author": "anna"},
    problems=(*_KNOWN, session_kinds.SESSION_NOT_CONSENTED, kinds.INSTANT_IN_FUTURE),
)
END = _act(
    "session_end",
    "/{session}/end",
    "Log the end",
    "The session counts as human contact from the instant at which it ended, and answers the turns up to the "
    "one named. The same again changes nothing. A session whose end nobody logs within 12 hours of its start "
    "lapses and counts for nothing: log it as a contact, then.",
    SessionEndBody,
    {"author": "anna", "note": "The add-in was switched off.", "answers_up_to": "m1"},
    problems=(
        *_KNOWN,
        session_kinds.SESSION_NOT_STARTED,
        kinds.TURN_UNKNOWN,
        kinds.INSTANT_IN_FUTURE,
        ticket_kinds.CONTACT_BEFORE_TURN,
    ),
)
PAGE = shown(
    "session_page",
    "session",
    "An offer of remote help",
    "Who offers it and what consent means; after consent, where to join. Opening it changes nothing.",
)
PAGE_ACT = acted(
    "session_page_act",
    "session",
    "Consent to remote help, or decline",
    "Before the session has begun consent can be taken back here; afterwards by closing the program. The "
    "supporter is told of either. Repeated, it changes nothing.",
    SessionForm,
    {"act": "consent"},
    problems=(session_kinds.SESSION_OVER, session_kinds.SESSION_RUNNING, kinds.TICKET_UNKNOWN),
)

OPERATIONS = (OFFER, BACK, START, END, PAGE, PAGE_ACT)
