"""What happens around hourly work: quoted, accepted or declined by a person at the member, logged, corrected.

What people wrote (the quote's text, the name typed, the reason for declining, what was done) is stored beside
the events; ``content`` is its digest, which shows later what was agreed to.
"""

from datetime import date
from typing import Literal

from shared.domain.events.event import Event
from shared.domain.facts.ticket import Ending, How, TicketState
from shared.domain.facts.work import Quote, Terms, WorkEntry
from shared.domain.values.frozen import Instant


class QuoteGiven(Event):
    """With an answer a supporter quoted a price. ``expires``: where the last day ends for the vendor."""

    event: Literal["quote_given"] = "quote_given"
    quote: str
    answer: str
    author: str
    answers_up_to: str
    terms: Terms
    expires: Instant

    def _effect(self, state: TicketState) -> TicketState:
        quote = Quote.of(self, id=self.quote, turns=self._answered_first(state), given=self.at)
        return state.but(work=state.work.but(quotes=(*state.work.quotes, quote)))

    def _answered_first(self, state: TicketState) -> tuple[str, ...]:
        """The turns that nothing but the quote answers; where it answers none anew, the last it names."""
        before = {name for each in state.endings if each.id != self.answer for name in each.turns}
        gone = {turn.id for turn in state.turns if turn.split_into}
        anew = tuple(name for name in state.up_to(self.answers_up_to) if name not in before | gone)
        return anew or (self.answers_up_to,)


class QuoteWithdrawn(Event):
    """A supporter took the quote back before anybody had accepted it."""

    event: Literal["quote_withdrawn"] = "quote_withdrawn"
    quote: str
    author: str
    reason: str

    def _effect(self, state: TicketState) -> TicketState:
        return state.but(work=state.work.with_quote(self.quote, withdrawn=self.at))


class QuoteAccepted(Event):
    """By a signed link this person accepted the quote in writing. Work under it may be billed from now on."""

    event: Literal["quote_accepted"] = "quote_accepted"
    quote: str
    entry: str
    person: str
    content: str

    def _effect(self, state: TicketState) -> TicketState:
        return state.but(work=state.work.with_quote(self.quote, accepted=self.at, entry=self.entry))


class QuoteDeclined(Event):
    """By a signed link this person declined the quote; what it answered is ended ``declined``."""

    event: Literal["quote_declined"] = "quote_declined"
    quote: str
    entry: str
    person: str
    content: str

    def _effect(self, state: TicketState) -> TicketState:
        """What the quote answered is ended once more, as declined: by the person, not by a supporter."""
        ending = Ending(
            id=self.entry,
            how=How.DECLINED,
            at=self.at,
            author="",
            turns=state.work.quote(self.quote).turns,
            content=self.content,
        )
        declined = state.work.with_quote(self.quote, declined=self.at, entry=self.entry)
        return state.with_ending(ending).but(work=declined)


class MinutesLogged(Event):
    """Somebody worked so many minutes on this day (in the vendor's zone), under an accepted quote."""

    event: Literal["minutes_logged"] = "minutes_logged"
    entry: str
    quote: str
    author: str
    day: date
    minutes: int
    content: str

    def _effect(self, state: TicketState) -> TicketState:
        entry = WorkEntry.of(self)
        return state.but(work=state.work.but(entries=(*state.work.entries, entry)))


class MinutesWithdrawn(Event):
    """A correction: the entry was a mistake, and is billed to nobody."""

    event: Literal["minutes_withdrawn"] = "minutes_withdrawn"
    entry: str
    author: str
    reason: str

    def _effect(self, state: TicketState) -> TicketState:
        return state.but(work=state.work.without(self.entry))


class LimitNeared(Event):
    """Supporters are told that most of what was accepted is used up: once a quote."""

    event: Literal["limit_neared"] = "limit_neared"
    quote: str

    def _effect(self, state: TicketState) -> TicketState:
        return state.but(work=state.work.with_quote(self.quote, warned=True))


WorkEvent = (
    QuoteGiven
    | QuoteWithdrawn
    | QuoteAccepted
    | QuoteDeclined
    | MinutesLogged
    | MinutesWithdrawn
    | LimitNeared
)
