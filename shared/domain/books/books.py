"""The books: what of the promises of one month was kept, counted from the tickets themselves.

A message counts in the month of its receipt, a clock in the month of its start, and each in the ticket where
it is now: a turn that went on in another ticket, by merge or split, counts there. A breach counts where it
happened, so that no merge takes it away. Figures add up; reply clocks are kept one by one, so that the
median of all is a median and no average of medians.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from pydantic import Field

from shared.domain.books.answer_books import NO_ANSWER, CountedClock, counted_clock, seconds_of, spread
from shared.domain.books.further_books import counted, figures_of_conference, figures_of_work
from shared.domain.books.months import month_of
from shared.domain.clocks.clocks import ClockState, SLAClock, clocks
from shared.domain.facts.ticket import How, TicketState, Turn
from shared.domain.values.frozen import Frozen
from shared.domain.values.gate_reason import Mark
from shared.domain.values.intake import Kind
from shared.domain.values.vendor import ClockKind

_BREACHED = frozenset({ClockState.BREACHED_OPEN, ClockState.BREACHED_MET})


class VendorSide(Frozen):
    """What the vendor promised in a month and how it went, as far as is known when the report is read."""

    messages: int = counted("Messages received in the month, as `covered` and `gated`.")
    covered: int = counted("Messages that are covered by now.")
    gated: int = counted("Messages that are not covered; no clock runs for them.")
    held: int = counted(
        "Those of the gated that wait at the door: nobody has confirmed, taken or thrown them away."
    )
    dropped: int = counted("Those of the gated that a supporter threw away at the door as spam.")
    no_answer_needed: int = counted(
        "Messages that a supporter ended as needing no answer; not among the answered."
    )
    declined: int = counted("Messages for which the member declined the quote that answered them.")
    late_entitlement: int = counted(
        "Messages covered only afterwards, as of receipt, by a late billing event."
    )
    entitlement_unverified: int = counted(
        "Messages covered although the billing state was not known, and that billing has not confirmed since."
    )
    reply_clocks: int = counted(
        "Reply clocks that started in the month: those answered in time, answered late, ended "
        "without need of an answer, and open. Messages answered together have one."
    )
    answered_in_time: int = counted(
        "Reply clocks that a person's answer or contact ended by the due instant (24 h)."
    )
    answered_late: int = counted("Reply clocks that a person ended after the due instant.")
    answered_same_day: int = counted(
        "Reply clocks that a person ended before midnight of the day of their start."
    )
    reply_clocks_not_needed: int = counted(
        "Reply clocks that were ended as needing no answer, or by a declined quote that was "
        "reported undeliverable; not among the answered."
    )
    reply_clocks_open: int = counted("Reply clocks that nothing has ended yet.")
    median_hours: float | None = Field(
        default=None, description="Median of the hours from start to answer; null where nothing was answered."
    )
    worst_hours: float | None = Field(
        default=None,
        description="The longest such time; null where nothing was answered. Open ones: see there.",
    )
    breaches: int = counted(
        "Clocks of the month that ran past their due instant, however they ended; also those "
        "that a merge has joined with others since."
    )
    reply_breaches: int = counted("Reply clocks among the breaches.")
    conference_breaches: int = counted("Conference clocks among the breaches.")
    promise_breaches: int = counted("Promises among the breaches.")
    conferences_asked_for: int = counted(
        "Conference clocks that started in the month: covered requests for one."
    )
    conferences_in_time: int = counted("Conferences of these that were held by the due instant (36 h).")
    conferences_by_offer: int = counted(
        "Conferences of these met by offering slots in time, of which the member wished for none "
        "and picked a later one."
    )
    conferences_no_choice: int = counted(
        "Conferences of these for which slots in time were offered and none was picked."
    )
    conferences_no_show: int = counted("Conferences of these to which the member did not come.")
    conferences_declined: int = counted("Conferences of these that the member declined after asking.")
    conferences_open: int = counted("Conferences of these that are still to be held.")
    promises_given: int = counted("Days by which a supporter promised more, by an answer of this month.")
    promises_kept: int = counted(
        "Promises of these that a person's answer or contact kept by the end of the day."
    )
    promises_open: int = counted("Promises of these that are still to be kept.")
    errors_reported: int = counted("Messages of the kind `error`, covered or not, but for those dropped.")
    errors_open: int = counted("Error reports that are unanswered, or whose ticket is not closed.")
    errors_fixed: int = counted(
        "Error reports that a person answered and whose ticket is closed. Whether a release "
        "brought the fix is told by the figures of the register."
    )
    billable_minutes: int = counted(
        "Minutes of hourly work done on days of the month, under quotes that were accepted."
    )


@dataclass(slots=True)
class Tally:
    """Figures while they are being counted: each by its name, and the reply clocks one by one."""

    counts: Counter[str] = field(default_factory=Counter)
    clocks: list[CountedClock] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Count these too."""
        self.counts.update(other.counts)
        self.clocks.extend(other.clocks)

    def figures(self) -> VendorSide:
        """What it comes to."""
        return VendorSide.model_validate({**self.counts, **spread(seconds_of(self.clocks))})


def tally_of(state: TicketState, month: str, zone: ZoneInfo, now: datetime) -> Tally:
    """What one ticket adds to the figures of a month (``2026-03``, in this zone), as it stands now."""
    gone = _gone(state)
    turns = [turn for turn in state.turns if turn.id not in gone and month_of(turn.received, zone) == month]
    started = [clock.at(now) for clock in clocks(state) if month_of(clock.start, zone) == month]
    here = [clock for clock in started if clock.started_by not in gone]
    counts = Counter(name for turn in turns for name in _of_turn(turn, state))
    counts.update(name for clock in started for name in _of_breach(clock, state, now))
    counts.update(name for clock in here for name in _of_clock(clock, state))
    counts.update(figures_of_work(state, turns, month))
    replies = [counted_clock(clock, state) for clock in here if clock.kind is ClockKind.REPLY]
    counts.update(name for each in replies for name in each.figures)
    return Tally(counts, replies)


def tally_of_all(tallies: Iterable[Tally]) -> Tally:
    """All of them together."""
    total = Tally()
    for each in tallies:
        total.add(each)
    return total


def _gone(state: TicketState) -> frozenset[str]:
    """The turns that go on in another ticket and are counted there."""
    merged = state.unanswered() if state.merged else ()
    return frozenset({turn.id for turn in merged} | {turn.id for turn in state.turns if turn.split_into})


def _of_turn(turn: Turn, state: TicketState) -> Iterator[str]:
    """The figures in which this message is one."""
    how = _ended_how(turn, state)
    yield "messages"
    yield "covered" if turn.covered else "gated"
    if at_door := _at_door(turn, how, state):
        yield at_door
    if how is How.NO_ANSWER_NEEDED:
        yield "no_answer_needed"
    if Mark.LATE in turn.marks:
        yield "late_entitlement"
    if Mark.UNVERIFIED in turn.marks:
        yield "entitlement_unverified"
    if turn.kind is Kind.ERROR and at_door != "dropped":
        yield "errors_reported"
        if how not in NO_ANSWER:
            yield "errors_fixed" if how and state.closed else "errors_open"


def _at_door(turn: Turn, how: How | None, state: TicketState) -> str:
    """What became of a stranger's message at the door; "" of any other, and once it was let through."""
    if turn.covered or how:
        return ""
    if state.closed:
        return "dropped" if state.dropped else ""
    return "held" if state.held else ""


def _ended_how(turn: Turn, state: TicketState) -> How | None:
    """What ended the turn first; None while nothing has."""
    endings = (each for each in state.endings if turn.id in each.turns)
    first = min(endings, key=lambda each: each.at, default=None)
    return first.how if first else None


def _of_breach(clock: SLAClock, state: TicketState, now: datetime) -> Iterator[str]:
    """A breach, unless it happened in the ticket from which a merge brought the clock here."""
    brought = [turn.merged_at for turn in state.turns if turn.id == clock.started_by and turn.merged_at]
    if clock.state(now) in _BREACHED and all(clock.due >= merged_at for merged_at in brought):
        yield "breaches"
        yield f"{clock.kind}_breaches"


def _of_clock(clock: SLAClock, state: TicketState) -> Iterator[str]:
    """The figures in which a conference clock or a promise is one."""
    match clock.kind:
        case ClockKind.REPLY:
            """Counted one by one: ``counted_clock``."""
        case ClockKind.CONFERENCE:
            yield from figures_of_conference(clock, state)
        case ClockKind.PROMISE:
            yield from _of_promise(clock)


def _of_promise(clock: SLAClock) -> Iterator[str]:
    """Kept in time, or open. Neither: kept late, or cut short by a merge."""
    yield "promises_given"
    if clock.ended is None:
        yield "promises_open"
    elif not clock.cancelled and clock.ended <= clock.due:
        yield "promises_kept"
