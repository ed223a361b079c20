"""All that happened to a ticket, and how it and its clocks stood after each event."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from shared.domain.clocks.clocks import SLAClock, clocks
from shared.domain.events.events import TicketEvent
from shared.domain.facts.ticket import TicketState


@dataclass(frozen=True, slots=True)
class TicketLog:
    """``states`` and ``clocks``, by id, begin before the first event: there is one more than events."""

    ticket: str
    events: Sequence[TicketEvent]
    states: Sequence[TicketState]
    clocks: Sequence[Mapping[str, SLAClock]]


def log_of(ticket: str, events: Sequence[TicketEvent]) -> TicketLog:
    """The ticket's log, from which any of its clocks is explained."""
    states = tuple(accumulate(events, lambda state, event: event.on(state), initial=TicketState(id=ticket)))
    return TicketLog(ticket, events, states, tuple(_clocks_of_each(states)))


_FACTS = ("turns", "endings", "conferences", "promises", "merged")
"""What clocks are reckoned from, beside the instant at which the last event was recorded."""


def _clocks_of_each(states: Iterable[TicketState]) -> Iterator[Mapping[str, SLAClock]]:
    """As ``clocks`` has them; reckoned anew only after an event that may have changed them."""
    reckoned: TicketState | None = None
    found: tuple[SLAClock, ...] = ()
    for state in states:
        if reckoned is None or any(getattr(state, each) is not getattr(reckoned, each) for each in _FACTS):
            reckoned, found = state, clocks(state.but(recorded=None))
        yield {each.id: each.at(state.recorded) if state.recorded else each for each in found}
