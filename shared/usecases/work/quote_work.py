"""What supporters do about hourly work: give a quote, take one back, log minutes, correct them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from shared.domain.agenda.header import TicketHeader
from shared.domain.answers.answering import AnswerGiven
from shared.domain.facts.ticket import TicketState
from shared.domain.facts.work import Terms
from shared.domain.letters.sends import Recipient
from shared.domain.tickets.changes import Changes
from shared.domain.values.errors import KeyReused, PriceUnknown, TicketUnknown
from shared.domain.values.identity import content_digest, digest, submission_key
from shared.domain.values.money import Price, price_named
from shared.domain.values.vendor import Vendor
from shared.domain.work.logging_minutes import MinutesGiven, decide_minutes, decide_minutes_withdrawal
from shared.domain.work.quoting import TakingBack, decide_quote, decide_quote_withdrawal
from shared.ports.desk import Desk
from shared.usecases.answers.answer_ticket import Writing, addressees_for, entry_of, new_entry
from shared.usecases.answers.remind_of_seat import remind_of_seat
from shared.usecases.records.acting import act_on_ticket
from shared.usecases.records.ticket_rows import load_said, load_ticket, load_whole_ticket
from shared.usecases.views.work_views import WorkActView, work_view

LASTS = timedelta(days=30)
"""How long a quote can be accepted where nobody says otherwise."""


@dataclass(frozen=True, slots=True)
class Quoting:
    """What is quoted with an answer. Without a price: the settings'; without a limit: the estimate."""

    estimate_minutes: int
    limit_minutes: int | None = None
    price: Price | None = None
    last_day: date | None = None

    def terms(self, vendor: Vendor, now: datetime) -> Terms:
        """The terms, whole. Raises ``PriceUnknown``."""
        price = self.price or price_named(vendor.hourly_price)
        if price is None:
            raise PriceUnknown
        return Terms(
            price=price,
            estimate_minutes=self.estimate_minutes,
            limit_minutes=self.limit_minutes or self.estimate_minutes,
            last_day=self.last_day or now.astimezone(vendor.zone).date() + LASTS,
        )


@dataclass(frozen=True, slots=True)
class Logging:
    """Minutes that a supporter worked, with what was done; ``key`` is the caller's."""

    author: str
    minutes: int
    text: str
    day: date | None = None
    quote: str = ""
    key: str | None = None


async def give_quote(
    desk: Desk, ticket: str, writing: Writing, quoting: Quoting, answers_up_to: str
) -> TicketHeader:
    """The answer goes out with a quote: its requester gets a link, responsible persons a copy without one.

    Raises:
        TicketUnknown, AuthorUnknown, TurnUnknown, KeyReused, TicketMergedAway: nothing was written.
        PriceUnknown, QuoteDayPassed, QuoteLimitLow: nothing was written.
        StoreUnavailable: send it again with the same key.
    """
    entry, content = entry_of(desk, ticket, f"quote:{quoting}", writing)
    given = AnswerGiven(
        id=entry, content=content, author=writing.author, text=writing.text, answers_up_to=answers_up_to
    )
    addressees, member = await addressees_for(desk, ticket, answers_up_to, with_copy=writing.with_copy)

    def decide(state: TicketState, now: datetime) -> Changes:
        new = _new_quote(state, entry, content, writing)
        if new is None:
            return Changes()
        answer = given.model_copy(update={"id": new})
        terms = quoting.terms(desk.vendor, now)
        return decide_quote(state, answer, terms, addressees, now, desk.vendor, desk.secret)

    header = (await act_on_ticket(desk, ticket, decide)).header
    if member:
        await remind_of_seat(desk, member, header.state.product)
    return header


def _new_quote(state: TicketState, entry: str, content: str, writing: Writing) -> str | None:
    """As ``new_entry``; a quote that was withdrawn may be given anew, where the caller named no key."""
    new = new_entry(state, entry, content, writing)
    before = [quote for quote in state.work.quotes if quote.answer.startswith(entry)]
    if new is None and writing.key is None and before and before[-1].withdrawn:
        return f"{entry}q{len(before)}"
    return new


async def withdraw_quote(desk: Desk, ticket: str, quote: str, author: str, reason: str) -> TicketHeader:
    """The quote cannot be accepted any more; whoever it went to is told.

    Raises:
        TicketUnknown, AuthorUnknown, QuoteUnknown, QuoteSettled: nothing was written.
    """
    loaded = await load_ticket(desk.store, ticket)
    if loaded is None:
        raise TicketUnknown(ticket)
    people = await _people(desk, ticket, loaded.header.state.work.quote(quote).turns)
    taking = TakingBack(quote=quote, author=author, reason=reason, people=people)

    def decide(state: TicketState, now: datetime) -> Changes:
        return decide_quote_withdrawal(state, taking, now, desk.vendor, desk.secret)

    return (await act_on_ticket(desk, ticket, decide)).header


async def log_minutes(desk: Desk, ticket: str, logging: Logging) -> TicketHeader:
    """The minutes are logged under an accepted quote; near its limit supporters are told, once.

    Raises:
        TicketUnknown, AuthorUnknown, QuoteUnknown, KeyReused: nothing was written.
        WorkNotAccepted, WorkDayRefused, WorkLimitReached: nothing was written.
    """
    told = (logging.author, str(logging.minutes), logging.text, str(logging.day or ""), logging.quote)
    content = content_digest(desk.secret, "minutes", *told)
    key = submission_key(logging.key, content, desk.clock.now())
    given = MinutesGiven(
        entry=digest(desk.secret, "minutes", ticket, key),
        content=content,
        author=logging.author,
        minutes=logging.minutes,
        text=logging.text,
        day=logging.day,
        quote=logging.quote,
    )

    def decide(state: TicketState, now: datetime) -> Changes:
        new = _new_minutes(state, given, keyed=logging.key is not None)
        if new is None:
            return Changes()
        entry = given.model_copy(update={"entry": new})
        return decide_minutes(state, entry, now, desk.vendor, desk.secret)

    return (await act_on_ticket(desk, ticket, decide)).header


def _new_minutes(state: TicketState, given: MinutesGiven, *, keyed: bool) -> str | None:
    """The id under which this is written; None where it has been. What was withdrawn may be written anew.

    Raises:
        KeyReused: the same request came before and said something else.
    """
    times = sum(each.startswith(given.entry) for each in state.work.withdrawn)
    if times and keyed:
        return None
    new = f"{given.entry}{times + 1}" if times else given.entry
    before = next((each for each in state.work.entries if each.entry == new), None)
    if before is not None and before.content != given.content:
        raise KeyReused(state.id)
    return None if before else new


async def withdraw_minutes(desk: Desk, ticket: str, entry: str, author: str, reason: str) -> TicketHeader:
    """A correction: it is billed to nobody. Raises ``TicketUnknown, AuthorUnknown, MinutesUnknown``."""

    def decide(state: TicketState, now: datetime) -> Changes:
        return decide_minutes_withdrawal(state, entry, author, reason, now, desk.vendor)

    return (await act_on_ticket(desk, ticket, decide)).header


async def read_work(desk: Desk, ticket: str) -> WorkActView:
    """The ticket's hourly work as it stands now. Raises ``TicketUnknown``."""
    whole = await load_whole_ticket(desk.store, ticket)
    if whole is None:
        raise TicketUnknown(ticket)
    work = work_view(whole.header.state, whole.said, desk.clock.now())
    return WorkActView(ticket=ticket, work=work)


async def _people(desk: Desk, ticket: str, turns: Iterable[str]) -> tuple[Recipient, ...]:
    """Whoever wrote these turns, each once."""
    said = [await load_said(desk.store, ticket, turn) for turn in turns]
    people = {each.email.casefold(): each for each in said if each and each.email}
    return tuple(Recipient(address=each.email, name=each.name) for each in people.values())
