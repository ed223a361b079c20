"""The decisions before a session of remote help begins: offered, taken back, consented to, declined."""

from datetime import datetime, timedelta
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from shared.domain.events import session_events
from shared.domain.facts.links import Link, Purpose
from shared.domain.facts.session_states import RemoteSession, Stage
from shared.domain.facts.ticket import TicketState, refuse_merged
from shared.domain.letters.composing import compose, compose_to_all
from shared.domain.letters.letters import Letter
from shared.domain.letters.sends import Recipient, Send
from shared.domain.letters.session_letters import SessionJoin, SessionOff, SessionOffer, SessionReply
from shared.domain.members.recipients import supporter, supporters_for
from shared.domain.refusals import session_errors
from shared.domain.tickets.changes import Changes, Said, recorded_at
from shared.domain.tickets.entries import Entry
from shared.domain.values.fields import ReasonBody, SupporterId, TurnId
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.house import House
from shared.domain.values.identity import address_key

PLANNED_AT_MOST = timedelta(days=60)


type JoinAddress = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True,
        max_length=2000,
        pattern=r"^https://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?(?:[/?#][!#-;=?-\[\]^_a-~]*)?$",
    ),
]
"""An https address without a user's name in it, escaped as it goes into a mail."""


class SessionBody(Frozen):
    """An offer of remote help."""

    author: SupporterId = Field(description="Who offers: the id of a supporter in the settings.")
    join_address: JoinAddress = Field(
        description="Where the person joins, in the remote-control tool: an https address. It is shown to "
        "nobody before the person has consented."
    )
    planned: Instant | None = Field(
        default=None,
        description="When it is to begin, within 60 days; left out: as soon as there is consent.",
    )
    turn: TurnId | None = Field(
        default=None, description="Whoever wrote this turn gets the offer; left out: who wrote the last."
    )


class PersonFacts(Frozen):
    """What an offer needs beside the ticket: its person. ``entry.about`` names one that is there."""

    entry: Entry
    to: Recipient


class JoinFacts(Frozen):
    """What the person of an offer answers it with: the link that was mailed, and what is stored beside it."""

    link: Link
    join: Said


def session_named(state: TicketState, name: str) -> RemoteSession:
    """The session of this id. Raises ``SessionUnknown``."""
    for each in state.sessions:
        if each.id == name:
            return each
    raise session_errors.SessionUnknown(name)


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
    state: TicketState, given: SessionBody, facts: PersonFacts, now: datetime, house: House
) -> Changes:
    """The person is mailed the offer with a link; the same offer again changes nothing.

    Raises:
        AuthorUnknown, TicketMergedAway, KeyReused.
        SessionInstantRefused: it is planned for the past, or more than 60 days ahead.
    """
    supporter(given.author, house.vendor)
    entry, to = facts.entry, facts.to
    if entry.done(state):
        return Changes()
    refuse_merged(state)
    if given.planned and not now <= given.planned <= now + PLANNED_AT_MOST:
        raise session_errors.SessionInstantRefused
    at = recorded_at(state, now)
    event = session_events.SessionOffered(
        recorded=at,
        at=at,
        session=entry.id,
        author=given.author,
        person=address_key(house.secret, to.address),
        planned=given.planned,
        content=entry.content,
    )
    said = Said(id=entry.id, name=to.name, email=to.address, text=given.join_address)
    changes = Changes(events=(event,), said=(said,))
    session = session_named(changes.state_after(state), entry.id)
    letter = SessionOffer(link=session_link(state, session, at), **_told(state, session))
    return changes + Changes(sends=(_mail(state, session, letter, to, at, house),))


def _told(state: TicketState, session: RemoteSession) -> dict[str, Any]:
    """What every letter to its person says of it."""
    return {
        "ticket": state.id,
        "product": state.product,
        "session": session.id,
        "author": session.author,
        "planned": session.planned,
    }


def decide_taking_back(
    state: TicketState, given: ReasonBody, facts: PersonFacts, now: datetime, house: House
) -> Changes:
    """The offer is taken back and its person told; taken back before, it changes nothing.

    Raises:
        AuthorUnknown, SessionUnknown, TicketMergedAway.
        SessionRunning: it has begun.
        SessionOver: it was declined, or nobody answered it in time.
    """
    named, session = supporter(given.author, house.vendor), session_named(state, facts.entry.about)
    if session.stage is Stage.WITHDRAWN:
        return Changes()
    refuse_merged(state)
    _must_not_have_begun(state, session, now)
    at = recorded_at(state, now)
    event = session_events.SessionWithdrawn(
        recorded=at, at=at, session=session.id, author=named.id, reason=given.reason
    )
    letter = SessionOff(
        ticket=state.id, product=state.product, author=session.author, planned=session.planned
    )
    return Changes(events=(event,), sends=(_mail(state, session, letter, facts.to, at, house),))


def decide_consent(state: TicketState, given: None, facts: JoinFacts, now: datetime, house: House) -> Changes:
    """The person consents: it is mailed where to join, the supporter that it may; again changes nothing.

    Raises:
        LinkRevoked, SessionUnknown.
        SessionOver: declined, taken back, too late, or the ticket's matter goes on elsewhere.
    """
    del given
    facts.link.must_hold(state.link_series)
    session, join = session_named(state, facts.link.about), facts.join
    if session.stage in {Stage.CONSENTED, Stage.STARTED} and not is_over(state, session, now):
        return Changes()
    _must_not_have_begun(state, session, now)
    at = recorded_at(state, now)
    link = session_link(state, session, at)
    letter = SessionJoin(join_address=join.text, link=link, **_told(state, session))
    to = Recipient(address=join.email, name=join.name)
    sends = (
        _mail(state, session, letter, to, at, house),
        *_reply(state, session, at, house, consented=True),
    )
    return Changes(
        events=(session_events.SessionConsented(recorded=at, at=at, session=session.id),), sends=sends
    )


def decide_declining(state: TicketState, given: None, facts: Link, now: datetime, house: House) -> Changes:
    """The person declines, or takes its consent back; the supporter is told. Again changes nothing.

    Raises:
        LinkRevoked, SessionUnknown, SessionOver.
        SessionRunning: it has begun; closing the program ends it.
    """
    del given
    facts.must_hold(state.link_series)
    session = session_named(state, facts.about)
    if session.stage is Stage.DECLINED:
        return Changes()
    _must_not_have_begun(state, session, now)
    at = recorded_at(state, now)
    event = session_events.SessionDeclined(recorded=at, at=at, session=session.id)
    return Changes(events=(event,), sends=_reply(state, session, at, house, consented=False))


def _must_not_have_begun(state: TicketState, session: RemoteSession, now: datetime) -> None:
    """Return where the offer stands. Raises ``SessionOver``, ``SessionRunning``."""
    if is_over(state, session, now):
        raise session_errors.SessionOver
    if session.stage is Stage.STARTED:
        raise session_errors.SessionRunning


def _mail(
    state: TicketState, session: RemoteSession, letter: Letter, to: Recipient, at: datetime, house: House
) -> Send:
    """A mail about the session to its person."""
    keys = (state.id, session.id, letter.model_dump_json())
    return compose(house, letter, (to, state.language), at, *keys)


def tell_supporters(
    state: TicketState, session: RemoteSession, letter: Letter, at: datetime, house: House
) -> tuple[Send, ...]:
    """A mail about the session to whoever offered it, or to those who are there."""
    keys = (state.id, session.id, letter.model_dump_json())
    return compose_to_all(house, letter, supporters_for(session.author, house.vendor), at, *keys)


def _reply(
    state: TicketState, session: RemoteSession, at: datetime, house: House, *, consented: bool
) -> tuple[Send, ...]:
    letter = SessionReply(ticket=state.id, session=session.id, consented=consented, planned=session.planned)
    return tell_supporters(state, session, letter, at, house)
