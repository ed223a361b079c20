"""What the desk shows of a ticket's hourly work: quotes, minutes, and what they come to."""

from collections.abc import Mapping
from datetime import date, datetime

from pydantic import Field

from shared.domain.facts.ticket import TicketState
from shared.domain.facts.work import Quote, QuoteStatus, WorkEntry
from shared.domain.tickets.changes import Said
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.money import Money, Price, sums


class QuoteView(Frozen):
    """One quote. ``most``: what its whole limit costs. ``decided_by``: the name that it was accepted by."""

    id: str
    answer: str
    author: str
    status: QuoteStatus
    price: Price
    estimate_minutes: int
    limit_minutes: int
    most: Money
    last_day: date
    given: Instant
    accepted: Instant | None
    declined: Instant | None
    withdrawn: Instant | None
    decided_by: str
    logged_minutes: int
    left_minutes: int
    turns: tuple[str, ...]


class MinutesView(Frozen):
    """Minutes that somebody worked on one day, what was done, and what it costs."""

    entry: str
    quote: str
    author: str
    day: date
    minutes: int
    price: Price
    cost: Money
    text: str


class WorkView(Frozen):
    """A ticket's hourly work. Entries that were withdrawn are in the ticket's events only."""

    quotes: tuple[QuoteView, ...] = Field(description="Every quote of the ticket, the first first.")
    entries: tuple[MinutesView, ...] = Field(description="The minutes that are billed, by day.")
    minutes: int = Field(description="All of them together.")
    sums: tuple[Money, ...] = Field(description="What they cost, in each currency.")


class WorkActView(Frozen):
    """What an act on hourly work came to."""

    ticket: str
    work: WorkView


def work_view(state: TicketState, said: Mapping[str, Said], now: datetime) -> WorkView:
    """The hourly work as it stands now; what was ``said`` by entry, as far as it is known."""
    entries = sorted(state.work.entries, key=lambda each: each.day)
    return WorkView(
        quotes=tuple(_quote_view(each, state, said, now) for each in state.work.quotes),
        entries=tuple(minutes_view(each, state, said) for each in entries),
        minutes=sum(each.minutes for each in entries),
        sums=sums(state.work.cost(each) for each in entries),
    )


def minutes_view(entry: WorkEntry, state: TicketState, said: Mapping[str, Said]) -> MinutesView:
    """One entry with its price and cost."""
    return MinutesView.of(
        entry,
        price=state.work.quote(entry.quote).terms.price,
        cost=state.work.cost(entry),
        text=said[entry.entry].text if entry.entry in said else "",
    )


def _quote_view(quote: Quote, state: TicketState, said: Mapping[str, Said], now: datetime) -> QuoteView:
    return QuoteView.of(
        quote,
        status=quote.status(state.void, now),
        price=quote.terms.price,
        estimate_minutes=quote.terms.estimate_minutes,
        limit_minutes=quote.terms.limit_minutes,
        most=quote.terms.most(),
        last_day=quote.terms.last_day,
        decided_by=said[quote.entry].name if quote.entry in said else "",
        logged_minutes=state.work.logged(quote.id),
        left_minutes=state.work.left(quote),
    )
