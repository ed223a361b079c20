"""The clocks: which promise runs from when, until when, and how it ended. Pure folds of a ticket's state."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from shared.domain.clocks.conference_clock import course
from shared.domain.facts.ticket import Ending, How, Promise, TicketState, Told, Turn
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.intake import Kind
from shared.domain.values.vendor import ClockKind, Level, Policy

_LEAST = timedelta(microseconds=1)
MERGED = "merged"
DECLINED = "declined"


class ClockState(StrEnum):
    """Where a clock stands."""

    RUNNING = "running"
    MET = "met"
    BREACHED_OPEN = "breached_open"
    BREACHED_MET = "breached_met"
    CANCELLED = "cancelled"
    NOT_APPLICABLE = "not_applicable"
    """Of a turn for which no clock of its own runs; see ``explanations``."""


class SLAClock(Frozen):
    """One promise: started by a turn or an answer, due at an instant, ended or not. Due is inclusive.

    ``ended_by`` is the entry that ended it. A clock that was ``cancelled`` ended without being met.
    ``turns``: those that belong to it, the one that started it first.

    ``ends`` and ``ends_how``: how time alone will end it, where nothing happens before. ``missed_after``:
    what is promised instead is to be kept by then; once that is missed, the clock never ended.
    """

    id: str
    kind: ClockKind
    started_by: str
    start: Instant
    due: Instant
    policy: Policy
    ended: Instant | None = None
    how: How | None = None
    ended_by: str = ""
    cancelled: str = ""
    turns: tuple[str, ...] = ()
    ends: Instant | None = None
    ends_how: How | None = None
    missed_after: Instant | None = None

    def at(self, now: datetime) -> "SLAClock":
        """The clock once the time has passed up to now, with nothing happening."""
        if self.missed_after and now > self.missed_after:
            missed: dict[str, object] = {"ended": None, "how": None, "ends": None, "ends_how": None}
            return self.model_copy(update=missed)
        if self.ended is None and self.ends and self.ends <= now:
            ended = {"ended": self.ends, "how": self.ends_how, "ends": None, "ends_how": None}
            return self.model_copy(update=ended)
        return self

    def state(self, now: datetime) -> ClockState:
        """Where it stands now. A breach is a fact that nothing after due takes away, nor a cancellation."""
        ended = self.at(now).ended
        late = (ended or now) > self.due
        if ended is None:
            return ClockState.BREACHED_OPEN if late else ClockState.RUNNING
        if late:
            return ClockState.BREACHED_MET
        return ClockState.CANCELLED if self.cancelled else ClockState.MET

    def same_day_by(self) -> datetime:
        """Local midnight that ends the day of the start, in the policy's zone: the soft goal."""
        return end_of_day(self.start.astimezone(ZoneInfo(self.policy.zone)).date(), self.policy.zone)

    def levels(self) -> tuple[tuple[Level, datetime], ...]:
        """Each level with the first instant at which it holds; one before the start does not exist."""
        instants = {
            Level.HALF_WAY: self.start + (self.due - self.start) / 2,
            Level.FOUR_HOURS: self.due - timedelta(hours=4),
            Level.ONE_HOUR: self.due - timedelta(hours=1),
            Level.BREACH: (self.missed_after or self.due) + _LEAST,
        }
        return tuple((level, instants[level]) for level in self.policy.levels if instants[level] > self.start)

    def untold(self, told: tuple[Told, ...]) -> tuple[tuple[Level, datetime], ...]:
        """The levels that people have yet to be told of: once it has ended, only a breach.

        Of what time alone will end, the warnings that come before.
        """
        known = {each.level for each in told if (each.clock, each.due) == (self.id, self.due)}
        return tuple(
            (level, instant)
            for level, instant in self.levels()
            if level not in known and (self._warns(instant) or self._breached(level))
        )

    def _warns(self, instant: datetime) -> bool:
        return self.ended is None and (self.ends is None or instant < self.ends)

    def _breached(self, level: Level) -> bool:
        """It ended too late; or it will be breached where what is promised instead is missed."""
        late = self.ended is not None and self.ended > self.due
        return level is Level.BREACH and (late or self.missed_after is not None)


def end_of_day(day: date, zone: str) -> datetime:
    """The local midnight that ends this day, in UTC."""
    return datetime.combine(day + timedelta(days=1), time.min, ZoneInfo(zone)).astimezone(UTC)


def clocks(state: TicketState) -> tuple[SLAClock, ...]:
    """Every clock of the ticket: reply clocks, conference clocks, promises, each in order of its start.

    They stand as they did at the last event; what time alone has done since, ``SLAClock.at`` says.
    """
    found = (*_reply_clocks(state), *_conference_clocks(state), *_promise_clocks(state))
    return tuple(_as_recorded(_cut_short(clock, state), state) for clock in found)


def clock_named(state: TicketState, name: str) -> SLAClock | None:
    """The clock of this id."""
    return next((clock for clock in clocks(state) if clock.id == name), None)


def next_due(state: TicketState) -> datetime | None:
    """The earliest due instant of a clock that has not ended; None where no clock runs."""
    return min((clock.due for clock in clocks(state) if clock.ended is None), default=None)


def _reply_clocks(state: TicketState) -> list[SLAClock]:
    """Turns that the same ending answered, or that wait together, are one clock, from the oldest of them.

    So a clock that has ended stays what it is, whatever is moved here or covered later.
    """
    groups: dict[str, list[Turn]] = {}
    endings = {
        turn.id: _first(each for each in state.endings if turn.id in each.turns) for turn in state.turns
    }
    for turn in _by_clock_start(state.turns):
        ending = endings[turn.id]
        groups.setdefault(ending.id if ending else "", []).append(turn)
    return [_reply_clock(turns, endings[turns[0].id]) for turns in groups.values()]


def _reply_clock(turns: list[Turn], ending: Ending | None) -> SLAClock:
    return _turn_clock(ClockKind.REPLY, turns, ending, ending.how if ending else None)


def _conference_clocks(state: TicketState) -> list[SLAClock]:
    """Each turn that asks for a conference starts one; what is done about it ends it, or time alone."""
    turns = [turn for turn in _by_clock_start(state.turns) if turn.kind is Kind.CONFERENCE]
    return [_conference_clock(turn, state) for turn in turns]


def _conference_clock(turn: Turn, state: TicketState) -> SLAClock:
    """A conference that was logged without naming a turn was every one's that had been asked for."""
    clock = _turn_clock(ClockKind.CONFERENCE, [turn], None, None)
    conference = state.conference(turn.id)
    unnamed = [each for each in state.endings if each.conference and not each.conference_of]
    endings = [each for each in state.endings if each.conference_of == turn.id]
    endings += [each for each in unnamed if each.at >= turn.received]
    runs = course(conference.acts if conference else (), endings, clock.start, clock.due)
    return clock.model_copy(update={name: getattr(runs, name) for name in _COURSE})


_COURSE = ("ended", "how", "ended_by", "cancelled", "ends", "ends_how", "missed_after")


def _promise_clocks(state: TicketState) -> list[SLAClock]:
    """Each promise is kept by the next message or contact from a human after it was given."""
    return [
        _promise_clock(promise, _first(each for each in state.endings if _keeps(each, promise)))
        for promise in state.promises
    ]


def _keeps(ending: Ending, promise: Promise) -> bool:
    return ending.human and ending.at > promise.given and ending.id != promise.answer


def _by_clock_start(turns: Iterable[Turn]) -> list[Turn]:
    """The covered turns that are still this ticket's; a turn moved here may be older than the first."""
    covered = [turn for turn in turns if turn.clock_from is not None and not turn.split_into]
    return sorted(covered, key=lambda turn: turn.clock_from or turn.received)


def _first(endings: Iterable[Ending]) -> Ending | None:
    return min(endings, key=lambda ending: ending.at, default=None)


def _turn_clock(kind: ClockKind, turns: list[Turn], ending: Ending | None, how: How | None) -> SLAClock:
    """The clock that the first of these turns starts; ``clock_from`` and ``policy`` are set together.

    A contact that took place while the turn still waited at the gate ends its clock where it starts.
    """
    turn = turns[0]
    policy = turn.policy or Policy()
    start = turn.clock_from or turn.received
    duration = policy.reply if kind is ClockKind.REPLY else policy.conference
    return SLAClock(
        id=f"{kind}-{turn.id}",
        kind=kind,
        started_by=turn.id,
        start=start,
        due=start + duration,
        policy=policy,
        ended=max(ending.at, start) if ending else None,
        how=how,
        ended_by=ending.id if ending else "",
        cancelled=DECLINED if how is How.DECLINED else "",
        turns=tuple(each.id for each in turns),
    )


def _promise_clock(promise: Promise, kept: Ending | None) -> SLAClock:
    return SLAClock(
        id=f"{ClockKind.PROMISE}-{promise.answer}",
        kind=ClockKind.PROMISE,
        started_by=promise.answer,
        start=promise.given,
        due=end_of_day(promise.day, promise.policy.zone),
        policy=promise.policy,
        ended=kept.at if kept else None,
        how=kept.how if kept else None,
        ended_by=kept.id if kept else "",
    )


def _cut_short(clock: SLAClock, state: TicketState) -> SLAClock:
    """A merged ticket's clocks end with the merge; ending after due leaves the breach."""
    if state.merged is None:
        return clock
    clock = clock.at(state.merged.at)
    if clock.ended is not None:
        return clock.model_copy(update={"missed_after": None})
    return clock.model_copy(
        update={"ended": state.merged.at, "cancelled": MERGED, "ends": None, "missed_after": None}
    )


def _as_recorded(clock: SLAClock, state: TicketState) -> SLAClock:
    """The clock as far as time had passed when the last event was recorded."""
    return clock.at(state.recorded) if state.recorded else clock
