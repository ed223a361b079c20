"""The clocks: which promise runs from when, until when, and how it ended. Pure folds of a ticket's state."""

from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from shared.domain.frozen import Frozen, Instant
from shared.domain.intake import Kind
from shared.domain.ticket import Ending, How, TicketState, Told, Turn
from shared.domain.vendor import ClockKind, Level, Policy

_LEAST = timedelta(microseconds=1)


class ClockState(StrEnum):
    """Where a clock stands."""

    RUNNING = "running"
    MET = "met"
    BREACHED_OPEN = "breached_open"
    BREACHED_MET = "breached_met"


class SLAClock(Frozen):
    """One promise: started by a turn, due at an instant, ended or not. Due is inclusive."""

    id: str
    kind: ClockKind
    turn: str
    start: Instant
    due: Instant
    policy: Policy
    ended: Instant | None = None
    how: How | None = None

    def state(self, now: datetime) -> ClockState:
        """Where it stands now. A breach is a fact that nothing after due takes away."""
        late = (self.ended or now) > self.due
        if self.ended is None:
            return ClockState.BREACHED_OPEN if late else ClockState.RUNNING
        return ClockState.BREACHED_MET if late else ClockState.MET

    def same_day_by(self) -> datetime:
        """Local midnight that ends the day of the start, in the policy's zone: the soft goal."""
        zone = ZoneInfo(self.policy.zone)
        day = self.start.astimezone(zone).date() + timedelta(days=1)
        return datetime.combine(day, time.min, zone)

    def levels(self) -> tuple[tuple[Level, datetime], ...]:
        """Each level with the first instant at which it holds; one before the start does not exist."""
        instants = {
            Level.HALF_WAY: self.start + (self.due - self.start) / 2,
            Level.FOUR_HOURS: self.due - timedelta(hours=4),
            Level.ONE_HOUR: self.due - timedelta(hours=1),
            Level.BREACH: self.due + _LEAST,
        }
        return tuple((level, instants[level]) for level in self.policy.levels if instants[level] > self.start)

    def untold(self, told: tuple[Told, ...]) -> tuple[tuple[Level, datetime], ...]:
        """The levels that people have yet to be told of: once ended, only the breach, if it was one."""
        known = {each.level for each in told if (each.clock, each.due) == (self.id, self.due)}
        return tuple(
            (level, instant)
            for level, instant in self.levels()
            if level not in known and (self.ended is None or self._breached(level))
        )

    def _breached(self, level: Level) -> bool:
        return level is Level.BREACH and self.ended is not None and self.ended > self.due


def clocks(state: TicketState) -> tuple[SLAClock, ...]:
    """Every clock of the ticket, reply clocks first, each in order of its start."""
    return (*_reply_clocks(state), *_conference_clocks(state))


def next_due(state: TicketState) -> datetime | None:
    """The earliest due instant of a clock that has not ended; None where no clock runs."""
    return min((clock.due for clock in clocks(state) if clock.ended is None), default=None)


def _reply_clocks(state: TicketState) -> list[SLAClock]:
    """The oldest unanswered turn starts a clock; turns that its ending had seen belong to it."""
    found: list[SLAClock] = []
    seen = -1
    for place, turn in enumerate(state.turns):
        if place <= seen or turn.clock_from is None:
            continue
        ending = _first_answer(state, place)
        found.append(_clock(ClockKind.REPLY, turn, ending, ending.how if ending else None))
        seen = state.position(ending.up_to) if ending and ending.up_to else len(state.turns)
    return found


def _first_answer(state: TicketState, place: int) -> Ending | None:
    """The earliest human act that had seen the turn at this place."""
    seen_it = [each for each in state.endings if each.up_to and state.position(each.up_to) >= place]
    return min(seen_it, key=lambda ending: ending.at, default=None)


def _conference_clocks(state: TicketState) -> list[SLAClock]:
    """Each turn that asks for a conference starts one; a conference held since then ends it."""
    return [
        _clock(ClockKind.CONFERENCE, turn, held, How.HELD if held else None)
        for turn in state.turns
        if turn.kind is Kind.CONFERENCE and turn.clock_from
        for held in [_first_conference(state, turn)]
    ]


def _first_conference(state: TicketState, turn: Turn) -> Ending | None:
    held = [each for each in state.endings if each.conference and each.at >= turn.received]
    return min(held, key=lambda ending: ending.at, default=None)


def _clock(kind: ClockKind, turn: Turn, ending: Ending | None, how: How | None) -> SLAClock:
    """The clock that a covered turn starts; ``clock_from`` and ``policy`` are set together."""
    policy = turn.policy or Policy()
    start = turn.clock_from or turn.received
    duration = policy.reply if kind is ClockKind.REPLY else policy.conference
    return SLAClock(
        id=f"{kind}-{turn.id}",
        kind=kind,
        turn=turn.id,
        start=start,
        due=start + duration,
        policy=policy,
        ended=ending.at if ending else None,
        how=how,
    )
