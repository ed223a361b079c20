"""Remote help is offered by a supporter, and taken back."""

from dataclasses import dataclass
from datetime import datetime

from shared.domain.agenda.header import TicketHeader
from shared.domain.facts.ticket import TicketState
from shared.domain.letters.sends import Recipient
from shared.domain.sessions.session_offering import OfferBack, SessionGiven, decide_offer, decide_taking_back
from shared.domain.tickets.changes import Changes
from shared.domain.values.errors import TicketUnknown, TurnUnknown
from shared.domain.values.identity import content_digest, digest, submission_key
from shared.domain.values.session_errors import SessionUnknown
from shared.ports.desk import Desk
from shared.usecases.records.acting import act_on_ticket
from shared.usecases.records.ticket_rows import load_said, load_ticket


@dataclass(frozen=True, slots=True)
class Offering:
    """What a supporter offers. ``turn``: to whoever wrote it, else the last; ``planned`` None: now."""

    author: str
    join_address: str
    planned: datetime | None = None
    turn: str | None = None
    key: str | None = None


async def offer_session(desk: Desk, ticket: str, offering: Offering) -> tuple[TicketHeader, str]:
    """The ticket and the session's id; one offer however often it is sent.

    Raises:
        TicketUnknown, AuthorUnknown, TurnUnknown, TicketMergedAway, KeyReused, SessionInstantRefused: nothing
            was written.
    """
    to = await _person(desk, ticket, offering.turn)
    told = (offering.author, offering.join_address, str(offering.planned or ""), offering.turn or "")
    content = content_digest(desk.secret, "session", *told)
    key = submission_key(offering.key, content, desk.clock.now())
    given = SessionGiven(
        id=digest(desk.secret, "session", ticket, key),
        content=content,
        author=offering.author,
        to=to,
        join_address=offering.join_address,
        planned=offering.planned,
    )

    def decide(state: TicketState, now: datetime) -> Changes:
        return decide_offer(state, given, now, desk.vendor, desk.secret)

    return (await act_on_ticket(desk, ticket, decide)).header, given.id


async def take_offer_back(desk: Desk, ticket: str, back: OfferBack) -> TicketHeader:
    """The offer no longer holds, and its person is told.

    Raises:
        TicketUnknown, AuthorUnknown, SessionUnknown, TicketMergedAway, SessionRunning, SessionOver: nothing
            was written.
    """
    said = await load_said(desk.store, ticket, back.session)
    if said is None:
        if await load_ticket(desk.store, ticket) is None:
            raise TicketUnknown(ticket)
        raise SessionUnknown(back.session)
    to = Recipient(address=said.email, name=said.name)

    def decide(state: TicketState, now: datetime) -> Changes:
        return decide_taking_back(state, back, to, now, desk.vendor, desk.secret)

    return (await act_on_ticket(desk, ticket, decide)).header


async def _person(desk: Desk, ticket: str, turn: str | None) -> Recipient:
    """Whoever wrote this turn. Raises ``TicketUnknown``, and ``TurnUnknown`` also where nobody is known."""
    loaded = await load_ticket(desk.store, ticket)
    if loaded is None:
        raise TicketUnknown(ticket)
    state = loaded.header.state
    wanted = state.turn(turn).id if turn else state.turns[-1].id
    said = await load_said(desk.store, ticket, wanted)
    if said is None or not said.email:
        raise TurnUnknown(wanted)
    return Recipient(address=said.email, name=said.name)
