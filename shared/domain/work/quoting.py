"""The decisions of supporters about quotes: to give one, which is an answer, and to take one back."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Annotated

from pydantic import Field, model_validator

from shared.domain.answers.answering import AnswerBody, AnswerFacts, decide_answer
from shared.domain.clocks.clocks import end_of_day
from shared.domain.events.work_events import QuoteGiven, QuoteWithdrawn
from shared.domain.facts.links import LIFETIMES, Link, Purpose
from shared.domain.facts.ticket import TicketState
from shared.domain.facts.work import QuoteStatus, Terms
from shared.domain.letters.composing import compose, compose_to_all
from shared.domain.letters.sends import Recipient, Send
from shared.domain.letters.work_letters import QuoteCopy, QuoteLetter, QuoteWithdrawnLetter
from shared.domain.members.recipients import supporter
from shared.domain.refusals import errors
from shared.domain.tickets.changes import Changes, recorded_at
from shared.domain.tickets.entries import Entry
from shared.domain.values.fields import LATEST_DAY, AnswerText, ReasonBody, SupporterId, TurnId
from shared.domain.values.frozen import Frozen
from shared.domain.values.house import House
from shared.domain.values.identity import address_key, digest
from shared.domain.values.mail_domain import compared_address
from shared.domain.values.money import Currency, HourlyAmount, Price, price_named
from shared.domain.values.vendor import Vendor

LASTS = timedelta(days=30)
"""How long a quote can be accepted where nobody says otherwise."""
MOST_QUOTED_MINUTES = 60 * 2000
MEMBERS_OWN = frozenset({QuoteStatus.ACCEPTED, QuoteStatus.DECLINED})
"""Where somebody at the member has decided, which no supporter changes."""

type QuotedMinutes = Annotated[int, Field(ge=1, le=MOST_QUOTED_MINUTES)]


class QuoteBody(Frozen):
    """An answer that quotes an hourly price, and the last turn that its author had seen."""

    text: AnswerText = Field(description="What the requester reads before the terms: what would be done.")
    author: SupporterId = Field(description="Who answers: the id of a supporter in the settings.")
    answers_up_to: TurnId = Field(
        description="The last turn that the author had seen: `last_turn` as it was read."
    )
    estimate_minutes: QuotedMinutes = Field(description="How long it will probably take.")
    limit_minutes: QuotedMinutes | None = Field(
        default=None, description="The most that may be billed; left out: the estimate."
    )
    hourly_price: HourlyAmount | None = Field(
        default=None, description="What an hour costs; left out, with `currency`: the settings' price."
    )
    currency: Currency | None = Field(default=None, description="ISO 4217, as in SEK.")
    last_day: date | None = Field(
        default=None,
        le=LATEST_DAY,
        description="The last day on which it can be accepted, in the vendor's zone; left out: in 30 days.",
    )
    with_copy: bool = Field(
        default=False,
        description="Copy the responsible person too (without the link); of an error report always.",
    )

    @model_validator(mode="after")
    def _whole_price(self) -> "QuoteBody":
        if (self.hourly_price is None) != (self.currency is None):
            message = "Give both hourly_price and currency, or neither."
            raise ValueError(message)
        return self

    def terms(self, vendor: Vendor, now: datetime) -> Terms:
        """The terms, whole. Raises ``PriceUnknown``: neither this nor the settings name a price."""
        price = price_named(vendor.hourly_price)
        if self.hourly_price is not None and self.currency is not None:
            price = Price(amount=self.hourly_price, currency=self.currency)
        if price is None:
            raise errors.PriceUnknown
        return Terms(
            price=price,
            estimate_minutes=self.estimate_minutes,
            limit_minutes=self.limit_minutes or self.estimate_minutes,
            last_day=self.last_day or now.astimezone(vendor.zone).date() + LASTS,
            includes_vat=vendor.prices_include_vat,
        )


class BackFacts(Frozen):
    """What taking a quote back needs beside the ticket: which (``entry.about``), and whoever it went to."""

    entry: Entry
    people: tuple[Recipient, ...] = ()


def quote_id(secret: bytes, ticket: str, answer: str) -> str:
    """The id of the quote that this answer gives: a digest, so that a link can name it."""
    return digest(secret, "quote", ticket, answer)


def decide_quote(
    state: TicketState, given: QuoteBody, facts: AnswerFacts, now: datetime, house: House
) -> Changes:
    """The answer with its quote goes to each requester, with a link of their own; copies go without one.

    Raises:
        KeyReused, AuthorUnknown, TurnUnknown, TicketMergedAway, PriceUnknown.
        QuoteDayPassed: it could not be accepted even today.
        QuoteLimitLow: the limit is below the estimate.
    """
    entry = _new(state, facts.entry)
    if entry is None:
        return Changes()
    at, terms = recorded_at(state, now), given.terms(house.vendor, now)
    answer = AnswerBody(text=given.text, author=given.author, answers_up_to=given.answers_up_to)
    known = facts.but(entry=entry)
    answered = decide_answer(state, answer, known, now, house)
    quoted = QuoteGiven(
        recorded=at,
        at=at,
        quote=quote_id(house.secret, state.id, entry.id),
        answer=entry.id,
        author=given.author,
        answers_up_to=given.answers_up_to,
        terms=terms,
        expires=end_of_day(terms.last_day, house.vendor.policy.zone),
    )
    _refuse_impossible(quoted, at)
    sends = tuple(_mails(state, given, known, quoted, house))
    return answered.but(events=(*answered.events, quoted), sends=sends)


def _new(state: TicketState, entry: Entry) -> Entry | None:
    """As of any entry; a quote that was withdrawn may be given anew, where the caller named no key."""
    new, here = entry.anew(state), entry.at(state)
    before = [quote for quote in state.work.quotes if quote.answer.startswith(here.id)]
    if new is None and not entry.keyed and before and before[-1].withdrawn:
        return here.but(id=f"{here.id}q{len(before)}")
    return new


def _refuse_impossible(quoted: QuoteGiven, at: datetime) -> None:
    if at >= quoted.expires:
        raise errors.QuoteDayPassed
    if quoted.terms.limit_minutes < quoted.terms.estimate_minutes:
        raise errors.QuoteLimitLow


def _mails(
    state: TicketState, given: QuoteBody, facts: AnswerFacts, quoted: QuoteGiven, house: House
) -> Iterator[Send]:
    """To each requester with a link; each copy is a mail of its own, because who has the link can accept."""
    answer, author = quoted.answer, supporter(given.author, house.vendor).name
    told = {
        "ticket": state.id,
        "product": state.product,
        "author": author,
        "words": given.text,
        "terms": quoted.terms,
    }
    for each in facts.addressees:
        link = _link(state, quoted, each.to, house.secret)
        letter = QuoteLetter.model_validate(told | {"answer": answer, "link": link})
        reader = (each.to, state.language)
        yield compose(house, letter, reader, quoted.at, state.id, answer, letter.letter, turn=each.turn)
    copy = QuoteCopy.model_validate(told)
    to = {compared_address(each.to.address) for each in facts.addressees}
    copied = {compared_address(one.address): one for each in facts.addressees for one in each.cc}
    readers = [(copied[each], state.language) for each in copied if each not in to]
    keys = (state.id, answer, copy.letter)
    yield from compose_to_all(house, copy, readers, quoted.at, *keys, turn=given.answers_up_to)


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
    state: TicketState, given: ReasonBody, facts: BackFacts, now: datetime, house: House
) -> Changes:
    """The quote cannot be accepted any more, and whoever it went to is told; repeated, it changes nothing.

    Raises:
        AuthorUnknown.
        QuoteUnknown: there is no such quote, or it reached nobody.
        QuoteSettled: it has been accepted or declined.
    """
    author, found = supporter(given.author, house.vendor), state.work.quote(facts.entry.about)
    at = recorded_at(state, now)
    status = found.status(state.void, at)
    if status in MEMBERS_OWN:
        raise errors.QuoteSettled
    if status is QuoteStatus.NOT_DELIVERED:
        raise errors.QuoteUnknown(found.id)
    if status is QuoteStatus.WITHDRAWN:
        return Changes()
    taken = QuoteWithdrawn(recorded=at, at=at, quote=found.id, author=author.id, reason=given.reason)
    letter = QuoteWithdrawnLetter(ticket=state.id, product=state.product, terms=found.terms)
    readers = [(each, state.language) for each in facts.people]
    keys = (state.id, found.id, letter.letter)
    return Changes(
        events=(taken,), sends=compose_to_all(house, letter, readers, at, *keys, turn=found.turns[-1])
    )
