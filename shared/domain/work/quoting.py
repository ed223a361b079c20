"""The decisions of supporters about quotes: to give one, which is an answer, and to take one back."""

from collections.abc import Sequence
from datetime import datetime

from shared.domain.answers.answering import Addressees, AnswerGiven, decide_answer
from shared.domain.clocks.clocks import end_of_day
from shared.domain.events.work_events import QuoteGiven, QuoteWithdrawn
from shared.domain.facts.links import LIFETIMES, Link, Purpose
from shared.domain.facts.ticket import TicketState
from shared.domain.facts.work import QuoteStatus, Terms
from shared.domain.letters.letters import Letter
from shared.domain.letters.sends import Recipient, Send
from shared.domain.letters.work_letters import QuoteCopy, QuoteLetter, QuoteWithdrawnLetter
from shared.domain.members.recipients import supporter
from shared.domain.tickets.changes import Changes, recorded_at
from shared.domain.values.errors import QuoteDayPassed, QuoteLimitLow, QuoteSettled, QuoteUnknown
from shared.domain.values.frozen import Frozen
from shared.domain.values.identity import address_key, digest, operation_id
from shared.domain.values.vendor import Vendor

MEMBERS_OWN = frozenset({QuoteStatus.ACCEPTED, QuoteStatus.DECLINED})
"""Where somebody at the member has decided, which no supporter changes."""


class TakingBack(Frozen):
    """Which quote a supporter takes back and why; ``people``: whoever it went to."""

    quote: str
    author: str
    reason: str
    people: tuple[Recipient, ...] = ()


def quote_id(secret: bytes, ticket: str, answer: str) -> str:
    """The id of the quote that this answer gives: a digest, so that a link can name it."""
    return digest(secret, "quote", ticket, answer)


def decide_quote(
    state: TicketState,
    given: AnswerGiven,
    terms: Terms,
    addressees: Sequence[Addressees],
    now: datetime,
    vendor: Vendor,
    secret: bytes,
) -> Changes:
    """The answer with its quote goes to each requester, with a link of their own; copies go without one.

    Raises:
        AuthorUnknown, TurnUnknown, TicketMergedAway: as an answer does.
        QuoteDayPassed: it could not be accepted even today.
        QuoteLimitLow: the limit is below the estimate.
    """
    answered = decide_answer(state, given, addressees, now, vendor, secret)
    at = recorded_at(state, now)
    quoted = QuoteGiven(
        recorded=at,
        at=at,
        quote=quote_id(secret, state.id, given.id),
        answer=given.id,
        author=given.author,
        answers_up_to=given.answers_up_to,
        terms=terms,
        expires=end_of_day(terms.last_day, vendor.policy.zone),
    )
    _refuse_impossible(quoted, at)
    sends = _mails(state, given, quoted, addressees, vendor, secret)
    return answered.model_copy(update={"events": (*answered.events, quoted), "sends": sends})


def _refuse_impossible(quoted: QuoteGiven, at: datetime) -> None:
    if at >= quoted.expires:
        raise QuoteDayPassed
    if quoted.terms.limit_minutes < quoted.terms.estimate_minutes:
        raise QuoteLimitLow


def _mails(
    state: TicketState,
    given: AnswerGiven,
    quoted: QuoteGiven,
    addressees: Sequence[Addressees],
    vendor: Vendor,
    secret: bytes,
) -> tuple[Send, ...]:
    """To each requester with a link; each copy is a mail of its own, because who has the link can accept."""
    author = supporter(given.author, vendor).name
    told = {"ticket": state.id, "author": author, "words": given.text, "terms": quoted.terms}
    copy = QuoteCopy.model_validate(told)
    to = {each.to.address.casefold() for each in addressees}
    copied = {one.address.casefold(): one for each in addressees for one in each.cc}
    letters: list[tuple[Recipient, Letter, str]] = [
        (each.to, QuoteLetter.model_validate(told | {"answer": given.id, "link": link}), each.turn)
        for each in addressees
        for link in [_link(state, quoted, each.to, secret)]
    ]
    letters += [(copied[each], copy, given.answers_up_to) for each in copied if each not in to]
    return tuple(
        _mail(state, letter, each, quoted.at, secret, given.id, turn=turn) for each, letter, turn in letters
    )


def _link(state: TicketState, quoted: QuoteGiven, to: Recipient, secret: bytes) -> Link:
    """It outlasts the quote, so that whoever comes late reads that, and what was accepted can be read on."""
    return Link(
        purpose=Purpose.QUOTE,
        ticket=state.id,
        person=address_key(secret, to.address),
        about=quoted.quote,
        series=state.link_series,
        expires=(quoted.expires + LIFETIMES[Purpose.QUOTE]).replace(microsecond=0),
    )


def decide_quote_withdrawal(
    state: TicketState, taking: TakingBack, now: datetime, vendor: Vendor, secret: bytes
) -> Changes:
    """The quote cannot be accepted any more, and whoever it went to is told; repeated, it changes nothing.

    Raises:
        AuthorUnknown: no supporter has this id.
        QuoteUnknown: there is no such quote, or it reached nobody.
        QuoteSettled: it has been accepted or declined.
    """
    author = supporter(taking.author, vendor)
    found = state.work.quote(taking.quote)
    at = recorded_at(state, now)
    status = found.status(state.void, at)
    if status in MEMBERS_OWN:
        raise QuoteSettled
    if status is QuoteStatus.NOT_DELIVERED:
        raise QuoteUnknown(found.id)
    if status is QuoteStatus.WITHDRAWN:
        return Changes()
    taken = QuoteWithdrawn(recorded=at, at=at, quote=found.id, author=author.id, reason=taking.reason)
    letter = QuoteWithdrawnLetter(ticket=state.id, terms=found.terms)
    sends = tuple(
        _mail(state, letter, each, at, secret, found.id, turn=found.turns[-1]) for each in taking.people
    )
    return Changes(events=(taken,), sends=sends)


def _mail(
    state: TicketState, letter: Letter, to: Recipient, at: datetime, secret: bytes, of: str, *, turn: str
) -> Send:
    return Send(
        id=operation_id(secret, state.id, of, letter.letter, to.address),
        letter=letter,
        to=to,
        language=state.language,
        not_before=at,
        turn=turn,
    )
