"""What of a ticket is searched and shown of it: who, what about, and every word that was said."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from itertools import chain

from shared.domain.facts.ticket import TicketState, Turn
from shared.domain.messages.holding import held_at_door
from shared.domain.search.words import as_searched, distinct_words
from shared.domain.tickets.changes import Said
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.vendor import Vendor


class SearchedState(StrEnum):
    """Where a ticket stands that was found."""

    OPEN = "open"
    CLOSED = "closed"
    MERGED = "merged"
    HELD = "held"
    DROPPED = "dropped"


class SearchedTicket(Frozen):
    """One ticket. ``at``: when something was last said. ``who`` asked first, by name or address.

    ``people``: the names and addresses of all who wrote. ``said``: subjects and texts, in order.
    """

    ticket: str
    at: Instant
    state: SearchedState
    subject: str = ""
    who: str = ""
    company: str = ""
    product: str = ""
    people: tuple[str, ...] = ()
    said: tuple[str, ...] = ()

    def words(self) -> set[str]:
        """Every word by which it is found, as it is written in small letters."""
        return distinct_words(
            (self.ticket, self.subject, self.company, self.product, *self.people, *self.said)
        )

    @property
    def characters(self) -> int:
        """How long all of its texts are."""
        return sum(map(len, self.said)) + sum(map(len, self.people))


def searched_ticket(state: TicketState, said: Mapping[str, Said], vendor: Vendor) -> SearchedTicket:
    """The ticket as it is searched. A message that goes on in another ticket is found there."""
    here = [turn for turn in state.turns if not _elsewhere(state, turn)]
    names = [*(turn.id for turn in here), *(name for name in said if name not in _turns(state))]
    words = [said[name] for name in dict.fromkeys(names) if name in said]
    asked = [said[turn.id] for turn in here if turn.id in said]
    subject = next((each.subject for each in asked if each.subject), "")
    return SearchedTicket(
        ticket=state.id,
        at=_last_said(state),
        state=_standing(state),
        subject=as_searched(subject),
        who=as_searched(next((each.name or each.email for each in asked), "")),
        company=as_searched(state.member_name if here else ""),
        product=as_searched(vendor.product_called(state.product) if here else ""),
        people=_each_once(chain.from_iterable((each.name, each.email) for each in words)),
        said=tuple(_texts(words, subject)),
    )


def is_searched(state: TicketState) -> bool:
    """Whether there is anything to find: not of one that is erased, or to which nothing has happened yet."""
    return bool(state.turns) and state.erased is None


def _elsewhere(state: TicketState, turn: Turn) -> bool:
    """Whether the message goes on in another ticket: split off, or waiting when this one was merged."""
    return bool(turn.split_into) or (state.merged is not None and turn in state.unanswered())


def _turns(state: TicketState) -> set[str]:
    return {turn.id for turn in state.turns}


def _texts(words: Iterable[Said], subject: str) -> Iterator[str]:
    for each in words:
        if each.subject and each.subject != subject:
            yield as_searched(each.subject)
        if each.text:
            yield as_searched(each.text)


def _each_once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(as_searched(text) for text in texts if text))


def _last_said(state: TicketState) -> datetime:
    entries = (*(each.at for each in state.endings), *(each.at for each in state.notes))
    return max((*(turn.received for turn in state.turns), *entries))


def _standing(state: TicketState) -> SearchedState:
    if state.merged:
        return SearchedState.MERGED
    if state.dropped:
        return SearchedState.DROPPED
    if held_at_door(state):
        return SearchedState.HELD
    return SearchedState.CLOSED if state.closed else SearchedState.OPEN
