"""Remote help, for supporters: offered, taken back, its start and end logged."""

from __future__ import annotations

from functions.doors.asked import Asked
from functions.doors.doors import Doors
from functions.doors.parts import ON_TICKET, keyed
from functions.starting import imported_when_used
from shared.domain.refusals.errors import ContactBeforeTurn, InstantInFuture, TicketMergedAway, TurnUnknown
from shared.domain.refusals.session_errors import (
    SessionInstantRefused,
    SessionNotConsented,
    SessionNotStarted,
    SessionOver,
    SessionRunning,
    SessionUnknown,
)
from shared.web.api.operation import in_path

with imported_when_used():
    from shared.domain.sessions import session_holding, session_offering
    from shared.domain.values import fields
    from shared.usecases.sessions import hold_session
    from shared.usecases.views import meeting_views

blueprint = Doors("Remote help")

SESSION = in_path("session", "The session's id, as in the ticket's `sessions`.", "p4t6yh2wq7kdm3zx")


@blueprint.act(
    "POST api/tickets/{ticket}/sessions",
    "The ticket and the session after it, in brief.",
    {"author": "anna", "join_address": "https://remote.example.com/join/482-113"},
    202,
    parameters=(keyed("one offer", "session-7431"),),
    refuses=(*ON_TICKET, TurnUnknown, SessionInstantRefused, TicketMergedAway),
)
async def sessions(asked: Asked, body: session_offering.SessionBody) -> meeting_views.SessionActView:
    """Offer remote help.

    The person is mailed a link to a page that says who will see and control what, and asks for consent.
    Only after consent the page and a mail show where to join. An offer that nobody goes on with lapses
    24 hours after it was made, or after the instant it was planned for.
    """
    after, session = await hold_session.offer_session(asked.desk, asked.ticket, body, asked.key)
    return meeting_views.session_act_view(after, session, asked.now)


@blueprint.act(
    "POST api/tickets/{ticket}/sessions/{session}/withdraw",
    "The ticket and the session after it, in brief.",
    {"author": "anna", "reason": "Solved by mail."},
    202,
    parameters=(SESSION,),
    refuses=(*ON_TICKET, SessionUnknown, SessionOver, SessionRunning, TicketMergedAway),
)
async def session_back(asked: Asked, body: fields.ReasonBody) -> meeting_views.SessionActView:
    """Take the offer back.

    Before the session has begun. The person is told. Repeated, it changes nothing.
    """
    session = _session_of(asked)
    after = await hold_session.take_offer_back(asked.desk, asked.ticket, body, about=session)
    return meeting_views.session_act_view(after, session, asked.now)


@blueprint.act(
    "POST api/tickets/{ticket}/sessions/{session}/start",
    "The ticket and the session after it, in brief.",
    {"author": "anna"},
    parameters=(SESSION,),
    refuses=(*ON_TICKET, SessionUnknown, SessionOver, SessionNotConsented, InstantInFuture, TicketMergedAway),
)
async def session_start(asked: Asked, body: session_holding.SessionStartBody) -> meeting_views.SessionActView:
    """Log the start.

    Refused before the person has consented. Repeated, it changes nothing.
    """
    session = _session_of(asked)
    after = await hold_session.start_session(asked.desk, asked.ticket, body, about=session)
    return meeting_views.session_act_view(after, session, asked.now)


@blueprint.act(
    "POST api/tickets/{ticket}/sessions/{session}/end",
    "The ticket and the session after it, in brief.",
    {"author": "anna", "note": "The add-in was switched off.", "answers_up_to": "m1"},
    parameters=(SESSION,),
    refuses=(
        *ON_TICKET,
        SessionUnknown,
        SessionOver,
        SessionNotStarted,
        TurnUnknown,
        InstantInFuture,
        ContactBeforeTurn,
        TicketMergedAway,
    ),
)
async def session_end(asked: Asked, body: session_holding.SessionEndBody) -> meeting_views.SessionActView:
    """Log the end.

    The session counts as human contact from the instant at which it ended, and answers the turns up to
    the one named. The same again changes nothing. A session whose end nobody logs within 12 hours of
    its start lapses and counts for nothing: log it as a contact, then.
    """
    session = _session_of(asked)
    after = await hold_session.end_session(asked.desk, asked.ticket, body, about=session)
    return meeting_views.session_act_view(after, session, asked.now)


def _session_of(asked: Asked) -> str:
    """The session in the address. Raises ``SessionUnknown`` where it cannot be one."""
    return asked.reference("session", SessionUnknown)
