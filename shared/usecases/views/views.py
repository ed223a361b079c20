"""What the desk shows of a ticket in brief: its clocks, and what an act on it came to."""

from datetime import datetime

from shared.domain.agenda.header import TicketHeader
from shared.domain.clocks.clocks import ClockState, SLAClock, clocks
from shared.domain.facts.ticket import How, TicketState
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.vendor import ClockKind


class ClockView(Frozen):
    """One clock. ``seconds_left`` is negative once it is past due; None once it has ended."""

    id: str
    kind: ClockKind
    started_by: str
    start: Instant
    due: Instant
    state: ClockState
    ended: Instant | None
    how: How | None
    cancelled: str
    seconds_left: int | None
    same_day: bool | None


class SplitView(Frozen):
    """A turn that goes on in a ticket of its own."""

    turn: str
    into: str


class ActView(Frozen):
    """What an act on a ticket came to. ``merged_into`` is where its matter goes on, else ""."""

    ticket: str
    merged_into: str
    owner: str
    closed: Instant | None
    unanswered: tuple[str, ...]
    split: tuple[SplitView, ...]
    clocks: tuple[ClockView, ...]


def act_view(header: TicketHeader, now: datetime) -> ActView:
    """The ticket after an act, in brief."""
    state = header.state
    return ActView(
        ticket=state.id,
        merged_into=state.merged.into if state.merged else "",
        owner=state.owner,
        closed=state.closed,
        unanswered=tuple(turn.id for turn in state.unanswered()),
        split=tuple(SplitView(turn=turn.id, into=turn.split_into) for turn in state.turns if turn.split_into),
        clocks=clock_views(state, now),
    )


def clock_views(state: TicketState, now: datetime) -> tuple[ClockView, ...]:
    """Every clock of the ticket as it stands now."""
    return tuple(_clock_view(clock.at(now), now) for clock in clocks(state))


def _clock_view(clock: SLAClock, now: datetime) -> ClockView:
    left = None if clock.ended else int((clock.due - now).total_seconds())
    return ClockView.of(
        clock,
        state=clock.state(now),
        seconds_left=left,
        same_day=clock.ended < clock.same_day_by() if clock.ended else None,
    )
