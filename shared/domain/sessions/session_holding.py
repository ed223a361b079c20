"""The decisions once somebody has consented to remote help: it began, it ended, or nothing came of it."""

from datetime import datetime

from shared.domain.answers.answering import ContactGiven, decide_contact
from shared.domain.events.session_events import SessionEnded, SessionLapsed, SessionStarted
from shared.domain.facts.session_states import RemoteSession, Stage
from shared.domain.facts.ticket import TicketState, refuse_merged
from shared.domain.letters.session_letters import SessionStale
from shared.domain.members.recipients import supporter
from shared.domain.sessions.session_offering import is_over, session_named, tell_supporters
from shared.domain.tickets.changes import Changes, recorded_at
from shared.domain.values.errors import InstantInFuture
from shared.domain.values.session_errors import SessionNotConsented, SessionNotStarted, SessionOver
from shared.domain.values.vendor import Vendor


def decide_start(
    state: TicketState, name: str, author: str, at: datetime | None, now: datetime, vendor: Vendor
) -> Changes:
    """The session began then (None: now); logged before, it changes nothing.

    Raises:
        AuthorUnknown, SessionUnknown, TicketMergedAway, InstantInFuture.
        SessionNotConsented: the person has not consented, or had not then.
        SessionOver: declined, taken back, ended, or too late.
    """
    named, session = supporter(author, vendor), session_named(state, name)
    if session.stage is Stage.STARTED:
        return Changes()
    refuse_merged(state)
    if is_over(state, session, now):
        raise SessionOver
    recorded = recorded_at(state, now)
    began = at or recorded
    if at is not None and at > now:
        raise InstantInFuture
    if session.consented is None or began < session.consented:
        raise SessionNotConsented
    event = SessionStarted(recorded=recorded, at=began, session=session.id, author=named.id)
    return Changes(events=(event,))


def decide_end(state: TicketState, name: str, given: ContactGiven, now: datetime, vendor: Vendor) -> Changes:
    """The session ended, and counts as human contact for the turns named; the same again changes nothing.

    Raises:
        AuthorUnknown, SessionUnknown, TicketMergedAway, TurnUnknown, InstantInFuture, ContactBeforeTurn.
        SessionNotStarted: its start was not logged, or was later.
        SessionOver: it ended before with other words, or lapsed.
    """
    session = session_named(state, name)
    supporter(given.author, vendor)
    if session.stage is Stage.ENDED and session.end_content == given.content:
        return Changes()
    refuse_merged(state)
    if is_over(state, session, now):
        raise SessionOver
    recorded = recorded_at(state, now)
    ended = given.at or recorded
    if session.started is None or ended < session.started:
        raise SessionNotStarted
    event = SessionEnded(
        recorded=recorded,
        at=ended,
        session=session.id,
        author=given.author,
        entry=given.id,
        content=given.content,
    )
    return Changes(events=(event,)) + decide_contact(state, given, now, vendor)


def decide_lapses(state: TicketState, now: datetime, vendor: Vendor, secret: bytes) -> Changes:
    """Every session that nobody went on with in time is over, and whoever offered it is told.

    No contact is logged: nobody has said that one took place.
    """
    at = recorded_at(state, now)
    changes = Changes()
    for each in (each for each in going_on(state) if now >= each.lapses):
        letter = SessionStale(ticket=state.id, session=each.id, started=each.started)
        changes += Changes(
            events=(SessionLapsed(recorded=at, at=at, session=each.id),),
            sends=tell_supporters(state, each, letter, at, vendor, secret),
        )
    return changes


def going_on(state: TicketState) -> tuple[RemoteSession, ...]:
    """The sessions that something may still come of."""
    return () if state.merged else tuple(each for each in state.sessions if each.going_on)
