"""The decisions of supporters: to answer, to log a contact, to end a turn, to name an owner, to close."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from shared.domain.events.answer_events import (
    AnswerCommitted,
    Contact,
    ContactLogged,
    PromiseGiven,
    TurnEnded,
)
from shared.domain.events.message_events import TicketClosed
from shared.domain.events.note_events import OwnerNamed
from shared.domain.facts.files import NamedFile
from shared.domain.facts.ticket import TicketState, refuse_merged
from shared.domain.letters.letters import Answer
from shared.domain.letters.sends import Recipient, Send
from shared.domain.members.recipients import supporter
from shared.domain.tickets.changes import Changes, Said, recorded_at
from shared.domain.tickets.linking import ticket_link
from shared.domain.values.errors import (
    ContactBeforeTurn,
    DayPassed,
    InstantInFuture,
    TurnGone,
    TurnUnanswered,
)
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.identity import operation_id
from shared.domain.values.vendor import Vendor


class AnswerGiven(Frozen):
    """What a supporter wrote, and the last turn seen. ``id`` and ``content`` tell a repetition.

    ``promised``: more is promised by the end of this day. ``close``: the ticket is closed with it. ``files``
    go with it.
    """

    id: str
    content: str
    author: str
    text: str
    answers_up_to: str
    promised: date | None = None
    close: bool = False
    files: tuple[NamedFile, ...] = ()


class ContactGiven(Frozen):
    """A call, conference or remote session that took place, ended at ``at``; None: just now."""

    id: str
    content: str
    contact: Contact
    author: str
    note: str = ""
    at: Instant | None = None
    answers_up_to: str | None = None


class Addressees(Frozen):
    """Who gets an answer: the requester, and who gets the copy. ``turn``: the last that this one wrote."""

    to: Recipient
    cc: tuple[Recipient, ...] = ()
    turn: str = ""


def decide_answer(
    state: TicketState,
    given: AnswerGiven,
    addressees: Sequence[Addressees],
    now: datetime,
    vendor: Vendor,
    secret: bytes,
) -> Changes:
    """The answer goes to each requester and ends the clocks of the turns it names, from this commit on.

    Raises:
        AuthorUnknown: no supporter has this id.
        TurnUnknown: the ticket has no such turn.
        TicketMergedAway: the ticket's matter goes on in another.
        DayPassed: the promised day is over.
        TurnUnanswered: it is to be closed with a turn unanswered.
    """
    author = supporter(given.author, vendor)
    refuse_merged(state)
    state.turn(given.answers_up_to)
    at = recorded_at(state, now)
    answered = AnswerCommitted(
        recorded=at,
        at=at,
        answer=given.id,
        author=author.id,
        answers_up_to=given.answers_up_to,
        content=given.content,
        mails=len(addressees),
    )
    letter = Answer(ticket=state.id, answer=given.id, author=author.name, words=given.text, files=given.files)
    sends = tuple(_mail(state, letter, each, at, secret) for each in addressees)
    events = (answered, *_ownership(state, author.id, at), *_promise(given, at, vendor))
    said = Said(id=given.id, name=author.id, text=given.text, files=given.files)
    changes = Changes(events=events, said=(said,), sends=sends)
    return changes + _closing(changes.state_after(state), given, now, vendor)


def _mail(state: TicketState, letter: Answer, addressees: Addressees, at: datetime, secret: bytes) -> Send:
    """The letter with the link for this addressee; with copies, it proves nobody's address."""
    link = ticket_link(state, addressees.to.address, at, secret, copied=bool(addressees.cc))
    return Send(
        id=operation_id(secret, state.id, letter.answer, addressees.to.address),
        letter=letter.model_copy(update={"link": link}),
        to=addressees.to,
        cc=addressees.cc,
        language=state.language,
        not_before=at,
        turn=addressees.turn,
    )


def decide_contact(state: TicketState, given: ContactGiven, now: datetime, vendor: Vendor) -> Changes:
    """A logged contact counts from the instant it took place, and answers the turns it names.

    Raises:
        AuthorUnknown: no supporter has this id.
        TurnUnknown: the ticket has no such turn.
        TicketMergedAway: the ticket's matter goes on in another.
        InstantInFuture: ``at`` is later than now.
        ContactBeforeTurn: the last turn it is said to answer came after it.
    """
    author = supporter(given.author, vendor)
    refuse_merged(state)
    recorded = recorded_at(state, now)
    _refuse_impossible(state, given, now)
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


def decide_no_answer_needed(
    state: TicketState, turn: str, ended: AnswerGiven, now: datetime, vendor: Vendor
) -> Changes:
    """The turn needs no answer, by the supporter's word and for the reason given as ``text``.

    Raises:
        AuthorUnknown, TurnUnknown, TicketMergedAway.
        TurnGone: the turn has been ended already, or went elsewhere.
    """
    author = supporter(ended.author, vendor)
    refuse_merged(state)
    state.turn(turn)
    if turn not in {each.id for each in state.unanswered()}:
        raise TurnGone
    at = recorded_at(state, now)
    event = TurnEnded(
        recorded=at,
        at=at,
        turn=turn,
        entry=ended.id,
        author=author.id,
        reason=ended.text,
        content=ended.content,
    )
    return Changes(events=(event,))


def decide_owner(state: TicketState, owner: str, now: datetime, vendor: Vendor) -> Changes:
    """A supporter is named owner; naming the present owner changes nothing.

    Raises:
        AuthorUnknown: no supporter has this id.
        TicketMergedAway: the ticket's matter goes on in another.
    """
    named = supporter(owner, vendor)
    refuse_merged(state)
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


def _refuse_impossible(state: TicketState, given: ContactGiven, now: datetime) -> None:
    if given.at is not None and given.at > now:
        raise InstantInFuture
    last = state.turn(given.answers_up_to) if given.answers_up_to is not None else None
    if last and given.at is not None and given.at < last.received:
        raise ContactBeforeTurn


def _ownership(state: TicketState, author: str, at: datetime) -> tuple[OwnerNamed, ...]:
    """Who answers first owns the ticket."""
    return () if state.owner else (OwnerNamed(recorded=at, at=at, owner=author),)


def _promise(given: AnswerGiven, at: datetime, vendor: Vendor) -> tuple[PromiseGiven, ...]:
    """The promise that the answer gives, due at the end of its day in the vendor's zone."""
    if given.promised is None:
        return ()
    if given.promised < at.astimezone(ZoneInfo(vendor.policy.zone)).date():
        raise DayPassed
    return (
        PromiseGiven(
            recorded=at,
            at=at,
            answer=given.id,
            author=given.author,
            day=given.promised,
            policy=vendor.policy,
        ),
    )


def _closing(state: TicketState, given: AnswerGiven, now: datetime, vendor: Vendor) -> Changes:
    return decide_close(state, given.author, "", now, vendor) if given.close else Changes()
