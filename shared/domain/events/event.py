"""The base of everything that can happen to a ticket, and the fold that makes a ticket's state of it."""

from abc import abstractmethod
from collections.abc import Iterable
from functools import reduce

from shared.domain.facts.ticket import TicketState
from shared.domain.values.authority import By
from shared.domain.values.frozen import Frozen, Instant


class Event(Frozen):
    """``recorded``: when the desk wrote it. ``at``: the instant that the contract counts.

    ``by``: whoever had a function key said who did it, or the person had signed in, or its own mail said so;
    "" for what a link, the request itself or the desk has done, and for what was recorded before this was.
    """

    recorded: Instant
    at: Instant
    by: By = By.UNTOLD

    def on(self, state: TicketState) -> TicketState:
        """The ticket once this has happened to it too."""
        return self._effect(state).but(events=state.events + 1, recorded=self.recorded)

    @abstractmethod
    def _effect(self, state: TicketState) -> TicketState:
        """What it changes; an event that changes nothing says so, with the state as it was."""


def fold(ticket: str, events: Iterable[Event]) -> TicketState:
    """The state that these events, in order, make of an empty ticket."""
    return after(TicketState(id=ticket), events)


def after(state: TicketState, events: Iterable[Event]) -> TicketState:
    """The state once these have happened too, in order."""
    return reduce(lambda so_far, event: event.on(so_far), events, state)
