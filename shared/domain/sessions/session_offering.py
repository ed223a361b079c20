"""The decisions before a session of remote help begins: offered, taken back, consented to, declined."""

from datetime import datetime, timedelta
from typing import Any

from shared.domain.events.session_events import (
    SessionConsented,
    SessionDeclined,
    SessionOffered,
    SessionWithdrawn,
)
from shared.domain.facts.links import Link, Purpose
from shared.domain.facts.session_states import RemoteSession, Stage
from shared.domain.facts.ticket import TicketState, refuse_merged
from shared.domain.letters.letters import Letter
from shared.domain.letters.sends import Recipient, Send
from shared.domain.letters.session_letters import SessionJoin, SessionOff, SessionOffer, SessionReply
from shared.domain.members.recipients import supporter, supporters_for
from shared.domain.tickets.changes import Changes, Said, recorded_at
from shared.domain.values.errors import KeyReused
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.identity import address_key, operation_id
from shared.domain.values.session_errors import (
    SessionInstantRefused,
    SessionOver,
    SessionRunning,
    SessionUnknown,
)
from shared.domain.values.vendor import Vendor

PLANNED_AT_MOST = timedelta(days=60)


class SessionGiven(Frozen):
    """What a supporter offers to whom. ``id`` and ``content`` tell a repetition; ``planned`` None: now."""

    id: str
    content: str
    author: str
    to: Recipient
    join_address: str
    planned: Instant | None = None


class OfferBack(Frozen):
    """A supporter takes an offer back, and why."""

    session: str
    author: str
    reason: str


def session_named(state: TicketState, name: str) -> RemoteSession:
    """The session of this id. Raises ``SessionUnknown``."""
    for each in state.sessions:
        if each.id == name:
            return each
    raise SessionUnknown(name)


def is_over(state: TicketState, session: RemoteSession, now: datetime) -> bool:
    """Nothing more can come of it, whether or not that has been noted yet."""
    return state.merged is not None or not session.going_on or now >= session.lapses


def session_link(state: TicketState, session: RemoteSession, at: datetime) -> Link:
    """The link to the session for its person; it lasts from when the session is planned."""
    begins = max(at, session.planned or at)
    return Link.lasting(
        Purpose.SESSION, state.id, session.person, begins, about=session.id, series=state.link_series
    )


def decide_offer(
    state: TicketState, given: SessionGiven, now: datetime, vendor: Vendor, secret: bytes
) -> Changes:
    """The person is mailed the offer with a link; the same offer again changes nothing.

    Raises:
        AuthorUnknown, TicketMergedAway.
        KeyReused: the same key came before with another offer.
        SessionInstantRefused: it is planned for the past, or more than 60 days ahead.
    """
    supporter(given.author, vendor)
    before = next((each for each in state.sessions if each.id == given.id), None)
    if before is not None and before.content != given.content:
        raise KeyReused(state.id)
    if before is not None:
        return Changes()
    refuse_merged(state)
    if given.planned and not now <= given.planned <= now + PLANNED_AT_MOST:
        raise SessionInstantRefused
    at = recorded_at(state, now)
    said = Said(id=given.id, name=given.to.name, email=given.to.address, text=given.join_address)
    changes = Changes(events=(_offered(given, at, secret),), said=(said,))
    session = session_named(changes.state_after(state), given.id)
    letter = SessionOffer(link=session_link(state, session, at), **_told(state, session))
    return changes + Changes(sends=(mail(state, session, letter, given.to, at, secret),))


def _told(state: TicketState, session: RemoteSession) -> dict[str, Any]:
    """What every letter to its person says of it."""
    return {
        "ticket": state.id,
        "session": session.id,
        "author": session.author,
        "planned": session.planned,
    }


def _offered(given: SessionGiven, at: datetime, secret: bytes) -> SessionOffered:
    return SessionOffered(
        recorded=at,
        at=at,
        session=given.id,
        author=given.author,
        person=address_key(secret, given.to.address),
        planned=given.planned,
        content=given.content,
    )


def decide_taking_back(
    state: TicketState, back: OfferBack, to: Recipient, now: datetime, vendor: Vendor, secret: bytes
) -> Changes:
    """The offer is taken back and its person told; taken back before, it changes nothing.

    Raises:
        AuthorUnknown, SessionUnknown, TicketMergedAway.
        SessionRunning: it has begun.
        SessionOver: it was declined, or nobody answered it in time.
    """
    named, session = supporter(back.author, vendor), session_named(state, back.session)
    if session.stage is Stage.WITHDRAWN:
        return Changes()
    refuse_merged(state)
    must_not_have_begun(state, session, now)
    at = recorded_at(state, now)
    event = SessionWithdrawn(recorded=at, at=at, session=session.id, author=named.id, reason=back.reason)
    letter = SessionOff(ticket=state.id, author=session.author, planned=session.planned)
    return Changes(events=(event,), sends=(mail(state, session, letter, to, at, secret),))


def decide_consent(
    state: TicketState, name: str, join: Said, now: datetime, vendor: Vendor, secret: bytes
) -> Changes:
    """The person consents: it is mailed where to join, the supporter that it may; again changes nothing.

    ``join`` is what is stored beside the offer.

    Raises:
        SessionUnknown.
        SessionOver: declined, taken back, too late, or the ticket's matter goes on elsewhere.
    """
    session = session_named(state, name)
    if session.stage in {Stage.CONSENTED, Stage.STARTED} and not is_over(state, session, now):
        return Changes()
    must_not_have_begun(state, session, now)
    at = recorded_at(state, now)
    link = session_link(state, session, at)
    letter = SessionJoin(join_address=join.text, link=link, **_told(state, session))
    to = Recipient(address=join.email, name=join.name)
    sends = (
        mail(state, session, letter, to, at, secret),
        *_reply(state, session, at, vendor, secret, consented=True),
    )
    return Changes(events=(SessionConsented(recorded=at, at=at, session=session.id),), sends=sends)


def decide_declining(state: TicketState, name: str, now: datetime, vendor: Vendor, secret: bytes) -> Changes:
    """The person declines, or takes its consent back; the supporter is told. Again changes nothing.

    Raises:
        SessionUnknown, SessionOver.
        SessionRunning: it has begun; closing the program ends it.
    """
    session = session_named(state, name)
    if session.stage is Stage.DECLINED:
        return Changes()
    must_not_have_begun(state, session, now)
    at = recorded_at(state, now)
    event = SessionDeclined(recorded=at, at=at, session=session.id)
    return Changes(events=(event,), sends=_reply(state, session, at, vendor, secret, consented=False))


def must_not_have_begun(state: TicketState, session: RemoteSession, now: datetime) -> None:
    """Return where the offer stands. Raises ``SessionOver``, ``SessionRunning``."""
    if is_over(state, session, now):
        raise SessionOver
    if session.stage is Stage.STARTED:
        raise SessionRunning


def mail(
    state: TicketState, session: RemoteSession, letter: Letter, to: Recipient, at: datetime, secret: bytes
) -> Send:
    """A mail about the session to its person."""
    return Send(
        id=operation_id(secret, state.id, session.id, letter.model_dump_json(), to.address),
        letter=letter,
        to=to,
        language=state.language,
        not_before=at,
    )


def tell_supporters(
    state: TicketState, session: RemoteSession, letter: Letter, at: datetime, vendor: Vendor, secret: bytes
) -> tuple[Send, ...]:
    """A mail about the session to whoever offered it, or to those who are there."""
    return tuple(
        mail(state, session, letter, to, at, secret).model_copy(update={"language": language})
        for to, language in supporters_for(session.author, vendor)
    )


def _reply(
    state: TicketState,
    session: RemoteSession,
    at: datetime,
    vendor: Vendor,
    secret: bytes,
    *,
    consented: bool,
) -> tuple[Send, ...]:
    letter = SessionReply(ticket=state.id, session=session.id, consented=consented, planned=session.planned)
    return tell_supporters(state, session, letter, at, vendor, secret)
