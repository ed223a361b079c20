"""The decisions once somebody has consented to remote help: it began, it ended, or nothing came of it."""

from datetime import datetime
from typing import Annotated

from pydantic import Field, StringConstraints

from shared.domain.answers.answering import ContactBody, decide_contact
from shared.domain.events.answer_events import Contact
from shared.domain.events.session_events import SessionEnded, SessionLapsed, SessionStarted
from shared.domain.facts.session_states import RemoteSession, Stage
from shared.domain.facts.ticket import TicketState, refuse_merged
from shared.domain.letters.session_letters import SessionStale
from shared.domain.members.recipients import supporter
from shared.domain.refusals.errors import InstantInFuture
from shared.domain.refusals.session_errors import SessionNotConsented, SessionNotStarted, SessionOver
from shared.domain.sessions.session_offering import is_over, session_named, tell_supporters
from shared.domain.tickets.changes import Changes, as_many_as_fit, recorded_at
from shared.domain.tickets.entries import Entry
from shared.domain.values.fields import MOST_LETTERS, SupporterId, TurnId
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.house import House
from shared.domain.values.identity import digest
from shared.domain.values.intake import Text


class SessionStartBody(Frozen):
    """The start of a session."""

    author: SupporterId = Field(description="Who helps: the id of a supporter in the settings.")
    at: Instant | None = Field(
        default=None, description="When it began; left out: now. Never in the future, nor before the consent."
    )


class SessionEndBody(Frozen):
    """The end of a session, which counts as human contact."""

    author: SupporterId = Field(description="Who helped: the id of a supporter in the settings.")
    note: Annotated[Text, StringConstraints(max_length=MOST_LETTERS)] = Field(
        default="", description="What was done; for supporters only."
    )
    at: Instant | None = Field(
        default=None, description="When it ended; left out: now. Never in the future, nor before its start."
    )
    answers_up_to: TurnId | None = Field(
        default=None, description="The last turn that it answered; left out: it answered none."
    )


def decide_start(
    state: TicketState, given: SessionStartBody, entry: Entry, now: datetime, house: House
) -> Changes:
    """The session that the entry is about began; logged before, it changes nothing.

    Raises:
        AuthorUnknown, SessionUnknown, TicketMergedAway, InstantInFuture.
        SessionNotConsented: the person has not consented, or had not then.
        SessionOver: declined, taken back, ended, or too late.
    """
    named, session = supporter(given.author, house.vendor), session_named(state, entry.about)
    if session.stage is Stage.STARTED:
        return Changes()
    refuse_merged(state)
    if is_over(state, session, now):
        raise SessionOver
    recorded = recorded_at(state, now)
    began = given.at or recorded
    if given.at is not None and given.at > now:
        raise InstantInFuture
    if session.consented is None or began < session.consented:
        raise SessionNotConsented
    event = SessionStarted(recorded=recorded, at=began, session=session.id, author=named.id)
    return Changes(events=(event,))


def decide_end(
    state: TicketState, given: SessionEndBody, entry: Entry, now: datetime, house: House
) -> Changes:
    """The session ended, and counts as human contact for the turns named; the same again changes nothing.

    Raises:
        AuthorUnknown, SessionUnknown, TicketMergedAway, TurnUnknown, InstantInFuture, ContactBeforeTurn.
        SessionNotStarted: its start was not logged, or was later.
        SessionOver: it ended before with other words, or lapsed.
    """
    session = session_named(state, entry.about)
    supporter(given.author, house.vendor)
    if session.stage is Stage.ENDED and session.end_content == entry.content:
        return Changes()
    refuse_merged(state)
    if is_over(state, session, now):
        raise SessionOver
    recorded = recorded_at(state, now)
    ended = given.at or recorded
    if session.started is None or ended < session.started:
        raise SessionNotStarted
    once = entry.but(id=digest(house.secret, "entry", state.id, "session", session.id))
    event = SessionEnded(
        recorded=recorded,
        at=ended,
        session=session.id,
        author=given.author,
        entry=once.id,
        content=once.content,
    )
    contact = ContactBody(contact=Contact.REMOTE_SESSION, **given.model_dump())
    return Changes(events=(event,)) + decide_contact(state, contact, once, now, house)


def decide_lapses(state: TicketState, now: datetime, house: House) -> Changes:
    """Every session that nobody went on with in time is over, and whoever offered it is told.

    No contact is logged: nobody has said that one took place. As many as one transaction carries: where more
    have lapsed, the decision is to be made again.
    """
    at = recorded_at(state, now)
    lapsed = [each for each in going_on(state) if now >= each.lapses]
    letters = [SessionStale(ticket=state.id, session=each.id, started=each.started) for each in lapsed]
    return as_many_as_fit(
        Changes(
            events=(SessionLapsed(recorded=at, at=at, session=each.id),),
            sends=tell_supporters(state, each, letter, at, house),
        )
        for each, letter in zip(lapsed, letters, strict=True)
    )


def going_on(state: TicketState) -> tuple[RemoteSession, ...]:
    """The sessions that something may still come of."""
    return () if state.merged or state.erased else tuple(each for each in state.sessions if each.going_on)
