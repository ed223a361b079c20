"""A ticket's header: the folded state, and what is still to be done about it."""

from datetime import datetime, timedelta
from typing import Self

from pydantic import Field

from shared.domain.agenda import open_key
from shared.domain.changes import Changes
from shared.domain.clocks import clocks, next_due
from shared.domain.frozen import Frozen, Instant
from shared.domain.ticket import TicketState

UNTIDY_AFTER = timedelta(minutes=6)


class TicketHeader(Frozen):
    """The row that every act on a ticket replaces, under its version.

    ``unsent``: operation id of each mail still in the outbox -> not before. ``listed``: the instant under
    which the ticket stands in the list of open tickets. ``stale``: keys of list rows no longer needed.
    """

    state: TicketState
    unsent: dict[str, Instant] = Field(default_factory=dict)
    listed: Instant
    stale: tuple[str, ...] = ()

    @property
    def aggregate(self) -> str:
        """The ticket's name in the agenda and in queue messages."""
        return aggregate_of(self.state.id)

    def next_look(self) -> datetime | None:
        """The earliest instant at which something is to be done; None where nothing is."""
        levels = [instant for clock in clocks(self.state) for _, instant in clock.untold(self.state.told)]
        untidy = [self.state.recorded + UNTIDY_AFTER] if self.stale and self.state.recorded else []
        return min([*levels, *self.unsent.values(), *untidy], default=None)

    def open_row(self) -> str | None:
        """The key of the row that lists the ticket; None once it is closed and no clock runs."""
        if self.state.closed and next_due(self.state) is None:
            return None
        return open_key(self.aggregate, self.listed)

    def after(self, changes: Changes) -> Self:
        """The header once these changes are committed."""
        state = changes.state_after(self.state)
        unsent = self.unsent | {send.id: send.not_before for send in changes.sends}
        for send in changes.sends:
            if send.ended:
                del unsent[send.id]
        moved = self.model_copy(
            update={"state": state, "unsent": unsent, "listed": next_due(state) or self.listed}
        )
        before, after = self.open_row(), moved.open_row()
        kept = tuple(key for key in self.stale if key != after)
        left = (before,) if before and before != after and self.state.events else ()
        return moved.model_copy(update={"stale": (*kept, *left)})

    def tidied(self, removed: tuple[str, ...]) -> Self:
        """The header once these list rows are gone."""
        return self.model_copy(update={"stale": tuple(key for key in self.stale if key not in removed)})


def aggregate_of(ticket: str) -> str:
    """A ticket's name in the agenda and in queue messages."""
    return f"ticket-{ticket}"


def member_aggregate(key: str) -> str:
    """A member's name in the agenda and in queue messages; ``key`` is its partition."""
    return f"member-{key}"


def empty_header(ticket: str, listed: datetime) -> TicketHeader:
    """The header of a ticket to which nothing has happened yet."""
    return TicketHeader(state=TicketState(id=ticket), listed=listed)
