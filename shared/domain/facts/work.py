"""Hourly work of a ticket: what was quoted, what became of each quote, and the minutes that were logged."""

from datetime import date, datetime
from enum import StrEnum
from typing import Self

from shared.domain.refusals.errors import QuoteUnknown
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.money import Money, Price

_WARNED_AT_PERCENT = 80


class QuoteStatus(StrEnum):
    """Where a quote stands."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    NOT_DELIVERED = "not_delivered"


class Terms(Frozen):
    """What is quoted. ``last_day`` is the last on which it can be accepted.

    ``includes_vat``: the price is with VAT; so it stays, whatever the settings say later.
    """

    price: Price
    estimate_minutes: int
    limit_minutes: int
    last_day: date
    includes_vat: bool = False

    def most(self) -> Money:
        """What it costs where the whole limit is used."""
        return self.price.of_minutes(self.limit_minutes)


class Quote(Frozen):
    """One quote. ``answer`` is the answer that it was given with; ``turns`` are those that this answered.

    ``expires``: the end of its last day. ``entry`` is that of its acceptance or declining. ``warned``: people
    have been told that its limit is near.
    """

    id: str
    answer: str
    author: str
    turns: tuple[str, ...]
    terms: Terms
    given: Instant
    expires: Instant
    accepted: Instant | None = None
    declined: Instant | None = None
    withdrawn: Instant | None = None
    entry: str = ""
    warned: bool = False

    def status(self, void: tuple[str, ...], now: datetime) -> QuoteStatus:
        """Where it stands; ``void``: the answers that reached nobody. What a person decided on did reach."""
        known = (
            (QuoteStatus.ACCEPTED, self.accepted is not None),
            (QuoteStatus.DECLINED, self.declined is not None),
            (QuoteStatus.WITHDRAWN, self.withdrawn is not None),
            (QuoteStatus.NOT_DELIVERED, self.answer in void),
            (QuoteStatus.EXPIRED, now >= self.expires),
        )
        return next((status for status, holds in known if holds), QuoteStatus.OFFERED)


class WorkEntry(Frozen):
    """Minutes that somebody worked on one day, under one accepted quote. ``content`` tells a repetition."""

    entry: str
    quote: str
    author: str
    day: date
    minutes: int
    content: str


class Work(Frozen):
    """The hourly work of one ticket. ``withdrawn``: the entries that were mistakes."""

    quotes: tuple[Quote, ...] = ()
    entries: tuple[WorkEntry, ...] = ()
    withdrawn: tuple[str, ...] = ()

    def quote(self, name: str) -> Quote:
        """The quote of this id. Raises ``QuoteUnknown``."""
        for each in self.quotes:
            if each.id == name:
                return each
        raise QuoteUnknown(name)

    def with_quote(self, name: str, **changed: object) -> Self:
        """The same, but for this of the quote of this id."""
        return self.but(
            quotes=tuple(each.but(**changed) if each.id == name else each for each in self.quotes)
        )

    def without(self, entry: str) -> Self:
        """As if this entry had not been logged; that it was there is known on."""
        left = tuple(each for each in self.entries if each.entry != entry)
        return self.but(entries=left, withdrawn=(*self.withdrawn, entry))

    def newest_accepted(self) -> Quote | None:
        """The quote that was accepted last (of the same instant: given last); None where none was."""
        accepted = [(each.accepted, place) for place, each in enumerate(self.quotes) if each.accepted]
        return self.quotes[max(accepted)[1]] if accepted else None

    def logged(self, quote: str) -> int:
        """The minutes that stand under this quote."""
        return sum(each.minutes for each in self.entries if each.quote == quote)

    def left(self, quote: Quote) -> int:
        """The minutes that may still be logged under this quote."""
        return quote.terms.limit_minutes - self.logged(quote.id)

    def near(self, quote: Quote, more: int) -> bool:
        """Whether with so many more minutes the limit is near: 80 % of it, or past that."""
        return (self.logged(quote.id) + more) * 100 >= quote.terms.limit_minutes * _WARNED_AT_PERCENT

    def cost(self, entry: WorkEntry) -> Money:
        """What this entry costs at the price of its quote."""
        return self.quote(entry.quote).terms.price.of_minutes(entry.minutes)
