"""What is new on a ticket to a supporter who has had it open before."""

from dataclasses import dataclass
from typing import Self

from pydantic import Field

from shared.domain.facts.ticket import TicketState
from shared.domain.values.frozen import Frozen

MOST_REMEMBERED = 500
"""Tickets that are remembered of a supporter: those that were opened last. Of others it is not known."""


class Seen(Frozen):
    """How far a supporter has seen a ticket: how many events it had, and how many notes."""

    events: int
    notes: int

    @classmethod
    def whole(cls, state: TicketState) -> Self:
        """All of it, as it stands."""
        return cls(events=state.events, notes=len(state.notes))


class SeenTickets(Frozen):
    """How far one supporter has seen which tickets, the one that was opened last at the end."""

    tickets: dict[str, Seen] = Field(default_factory=dict)

    def with_ticket(self, ticket: str, seen: Seen) -> Self:
        """The same, once this ticket has been seen so far. No more than so many are remembered."""
        others = {name: each for name, each in self.tickets.items() if name != ticket}
        last = list(others.items())[-(MOST_REMEMBERED - 1) :]
        return self.but(tickets={**dict(last), ticket: seen})


@dataclass(frozen=True, slots=True)
class NewOnTicket:
    """What came since, and who reads it did not do: by id, the first first."""

    messages: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def ids(self) -> frozenset[str]:
        """All of it."""
        return frozenset((*self.messages, *self.answers, *self.notes))


def new_to(supporter: str, state: TicketState, seen: Seen) -> NewOnTicket:
    """What members wrote and colleagues did after this much had been seen.

    What an older version of the desk recorded without its place is new to nobody.
    """
    acts = [each for each in state.endings if each.author != supporter and each.place > seen.events]
    return NewOnTicket(
        messages=(
            *(each.id for each in state.turns if not each.split_into and each.place > seen.events),
            *(each.id for each in acts if not each.author),
        ),
        answers=tuple(each.id for each in acts if each.author),
        notes=tuple(each.id for each in state.notes[seen.notes :] if each.author != supporter),
    )


def last_place(supporter: str, state: TicketState) -> int:
    """By which of the ticket's events the last of what may be new to this supporter came."""
    acts = (each.place for each in state.endings if each.author != supporter)
    return max((*(each.place for each in state.turns), *acts), default=0)
