"""Remote help is logged: its start, its end, which counts as human contact, or that nothing came of it."""

from datetime import datetime

from shared.domain.agenda.header import TicketHeader
from shared.domain.answers.answering import ContactGiven
from shared.domain.events.answer_events import Contact
from shared.domain.facts.ticket import TicketState
from shared.domain.sessions.session_holding import decide_end, decide_lapses, decide_start
from shared.domain.tickets.changes import Changes
from shared.domain.values.identity import content_digest, digest
from shared.ports.desk import Desk
from shared.usecases.answers.answer_ticket import Writing
from shared.usecases.records.acting import act_on_ticket
from shared.usecases.records.ticket_rows import LoadedTicket


async def start_session(
    desk: Desk, ticket: str, session: str, author: str, at: datetime | None
) -> TicketHeader:
    """The session began then (None: now); logged before, it changes nothing.

    Raises:
        TicketUnknown, AuthorUnknown, SessionUnknown, TicketMergedAway, InstantInFuture, SessionNotConsented,
        SessionOver: nothing was written.
    """

    def decide(state: TicketState, now: datetime) -> Changes:
        return decide_start(state, session, author, at, now, desk.vendor)

    return (await act_on_ticket(desk, ticket, decide)).header


async def end_session(
    desk: Desk, ticket: str, session: str, writing: Writing, at: datetime | None
) -> TicketHeader:
    """The session ended then (None: now), and answers the turns up to the one that ``writing`` names.

    Raises:
        TicketUnknown, AuthorUnknown, SessionUnknown, TicketMergedAway, TurnUnknown, InstantInFuture,
        ContactBeforeTurn, SessionNotStarted, SessionOver: nothing was written.
    """
    told = (writing.author, writing.text, writing.answers_up_to or "", str(at or ""))
    given = ContactGiven(
        id=digest(desk.secret, "entry", ticket, "session", session),
        content=content_digest(desk.secret, "session end", *told),
        contact=Contact.REMOTE_SESSION,
        author=writing.author,
        note=writing.text,
        at=at,
        answers_up_to=writing.answers_up_to,
    )

    def decide(state: TicketState, now: datetime) -> Changes:
        return decide_end(state, session, given, now, desk.vendor)

    return (await act_on_ticket(desk, ticket, decide)).header


async def lapse_sessions(desk: Desk, loaded: LoadedTicket) -> LoadedTicket:
    """What nobody went on with in time is over; the ticket as it is afterwards."""

    def decide(state: TicketState, now: datetime) -> Changes:
        return decide_lapses(state, now, desk.vendor, desk.secret)

    if decide(loaded.header.state, desk.clock.now()) == Changes():
        return loaded
    return await act_on_ticket(desk, loaded.header.state.id, decide)
