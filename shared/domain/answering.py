"""The decisions of supporters: to answer, to log a contact, to name an owner, to close."""

from datetime import datetime

from shared.domain.changes import Changes, Said, recorded_at
from shared.domain.errors import InstantInFuture, TurnUnanswered
from shared.domain.events import AnswerCommitted, Contact, ContactLogged, OwnerNamed, TicketClosed
from shared.domain.frozen import Frozen, Instant
from shared.domain.identity import operation_id
from shared.domain.letters import Answer
from shared.domain.recipients import supporter
from shared.domain.sends import Recipient, Send
from shared.domain.ticket import TicketState
from shared.domain.vendor import Vendor


class AnswerGiven(Frozen):
    """What a supporter wrote, and the last turn seen. ``id`` and ``content`` tell a repetition."""

    id: str
    content: str
    author: str
    text: str
    answers_up_to: str


class ContactGiven(Frozen):
    """A call, conference or remote session that took place, ended at ``at``; None: just now."""

    id: str
    content: str
    contact: Contact
    author: str
    note: str = ""
    at: Instant | None = None
    answers_up_to: str | None = None


def decide_answer(
    state: TicketState,
    given: AnswerGiven,
    to: Recipient,
    cc: tuple[Recipient, ...],
    now: datetime,
    vendor: Vendor,
    secret: bytes,
) -> Changes:
    """The answer goes to the requester and ends the clocks of the turns it names, from this commit on.

    Raises:
        AuthorUnknown: no supporter has this id.
        TurnUnknown: the ticket has no such turn.
    """
    author = supporter(given.author, vendor)
    state.position(given.answers_up_to)
    at = recorded_at(state, now)
    answered = AnswerCommitted(
        recorded=at,
        at=at,
        answer=given.id,
        author=author.id,
        answers_up_to=given.answers_up_to,
        content=given.content,
    )
    send = Send(
        id=operation_id(secret, state.id, given.id),
        letter=Answer(ticket=state.id, answer=given.id, author=author.name, words=given.text),
        to=to,
        cc=cc,
        language=state.language,
        not_before=at,
    )
    said = Said(id=given.id, name=author.id, text=given.text)
    return Changes(events=(answered, *_ownership(state, author.id, at)), said=(said,), sends=(send,))


def decide_contact(state: TicketState, given: ContactGiven, now: datetime, vendor: Vendor) -> Changes:
    """A logged contact counts from the instant it took place, and answers the turns it names.

    Raises:
        AuthorUnknown: no supporter has this id.
        TurnUnknown: the ticket has no such turn.
        InstantInFuture: ``at`` is later than now.
    """
    author = supporter(given.author, vendor)
    if given.answers_up_to is not None:
        state.position(given.answers_up_to)
    recorded = recorded_at(state, now)
    if given.at is not None and given.at > now:
        raise InstantInFuture
    logged = ContactLogged(
        recorded=recorded,
        at=given.at or recorded,
        contact=given.contact,
        entry=given.id,
        author=author.id,
        answers_up_to=given.answers_up_to,
        content=given.content,
    )
    said = Said(id=given.id, name=author.id, text=given.note)
    return Changes(events=(logged, *_ownership(state, author.id, recorded)), said=(said,))


def decide_owner(state: TicketState, owner: str, now: datetime, vendor: Vendor) -> Changes:
    """A supporter is named owner; naming the present owner changes nothing. Raises ``AuthorUnknown``."""
    named = supporter(owner, vendor)
    if state.owner == named.id:
        return Changes()
    at = recorded_at(state, now)
    return Changes(events=(OwnerNamed(recorded=at, at=at, owner=named.id),))


def decide_close(state: TicketState, author: str, reason: str, now: datetime, vendor: Vendor) -> Changes:
    """The ticket is closed; closing a closed one changes nothing. Clocks are not stopped by it.

    Raises:
        AuthorUnknown: no supporter has this id.
        TurnUnanswered: a turn is unanswered and no reason was given.
    """
    named = supporter(author, vendor)
    if state.closed:
        return Changes()
    if state.unanswered() and not reason:
        raise TurnUnanswered
    at = recorded_at(state, now)
    return Changes(events=(TicketClosed(recorded=at, at=at, author=named.id, reason=reason),))


def _ownership(state: TicketState, author: str, at: datetime) -> tuple[OwnerNamed, ...]:
    """Who answers first owns the ticket."""
    return () if state.owner else (OwnerNamed(recorded=at, at=at, owner=author),)
