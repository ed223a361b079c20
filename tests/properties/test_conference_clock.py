"""A conference clock is a fold of its events, whenever it is folded; hypothesis looks for exceptions."""

from collections.abc import Callable
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.clocks.clocks import ClockState, SLAClock, clock_named
from shared.domain.events.event import fold
from shared.domain.events.events import TicketEvent
from shared.domain.events.note_events import OwnerNamed
from shared.domain.values.vendor import Level
from tests.examples.conference_examples import (
    ASKED,
    LEAST,
    cancelled,
    declined,
    held,
    hour,
    moved,
    no_show,
    offered,
    others_asked,
    picked,
)
from tests.naive.naive_conference import deeds_of, meetings_of, outcome

HOURS = st.integers(min_value=1, max_value=60)
BREACHED = {ClockState.BREACHED_OPEN, ClockState.BREACHED_MET}


type Make = Callable[[int, list[int], int], TicketEvent]
ACTS: tuple[Make, ...] = (
    lambda at, starts, _: offered(at, *starts),
    lambda at, starts, _: offered(at, *starts),
    lambda at, starts, _: picked(at, starts[0]),
    lambda at, *_: others_asked(at),
    lambda at, *_: declined(at),
    lambda at, starts, _: moved(at, starts[0]),
    lambda at, *_: cancelled(at),
    lambda at, _, before: held(at, before),
    lambda at, _, before: no_show(at, before),
)
"""Offers are drawn twice as often."""


@st.composite
def logs(draw: st.DrawFn) -> list[TicketEvent]:
    """Anything that may happen to a conference, in order; slots and acts often at the very same hours."""
    made: list[TicketEvent] = []
    for at in sorted(draw(st.lists(HOURS, min_size=1, max_size=8))):
        starts = draw(st.lists(st.integers(at + 1, 70), min_size=1, max_size=4, unique=True))
        before = draw(st.integers(0, at))
        made.append(draw(st.sampled_from(ACTS))(at, starts, before))
    return made


def clock_of(log: list[TicketEvent]) -> SLAClock:
    found = clock_named(fold("k7q2m4xw3bt5nz6a", (*ASKED, *log)), "conference-m1")
    assert found
    return found


@settings(deadline=None, max_examples=300)
@given(log=logs(), looks=st.lists(HOURS, max_size=5))
def test_that_somebody_looked_at_the_ticket_in_between_changes_nothing(
    log: list[TicketEvent], looks: list[int]
) -> None:
    named = [OwnerNamed(recorded=hour(at), at=hour(at), owner="bo") for at in looks]
    seen = sorted([*log, *named], key=lambda event: event.recorded)
    for at in range(60, 75):
        plain, looked = clock_of(log).at(hour(at)), clock_of(seen).at(hour(at))
        assert (plain.ended, plain.how, plain.cancelled) == (looked.ended, looked.how, looked.cancelled)
        assert plain.state(hour(at)) is looked.state(hour(at))


@settings(deadline=None, max_examples=600)
@given(log=logs())
def test_it_ends_as_a_replay_of_the_raw_events_says(log: list[TicketEvent]) -> None:
    raw = [event.model_dump(mode="json") for event in log]
    clock, meetings = clock_of(log), meetings_of(raw, "m1", hour(0), set())
    for at in range(60, 75):
        told = clock.at(hour(at))
        how = told.cancelled or told.how
        expected = outcome(deeds_of(raw, "m1"), meetings, clock.due, hour(at))
        assert (told.ended, how) == (expected or (None, None))


@settings(deadline=None, max_examples=300)
@given(log=logs())
def test_a_breach_is_told_exactly_where_the_state_is_breached(log: list[TicketEvent]) -> None:
    clock = clock_of(log)
    for half in range(2 * 60, 2 * 75):
        for now in (hour(half / 2) - LEAST, hour(half / 2), hour(half / 2) + LEAST):
            if now < log[-1].recorded:
                continue
            told = {level for level, instant in clock.at(now).untold(()) if instant <= now}
            assert (Level.BREACH in told) == (clock.state(now) in BREACHED)


@settings(deadline=None, max_examples=300)
@given(log=logs())
def test_a_breach_stays_a_breach_whatever_is_done_but_for_what_took_place_before(
    log: list[TicketEvent],
) -> None:
    for place, event in enumerate(log[1:], start=1):
        before, after = clock_of(log[:place]), clock_of(log[: place + 1])
        if before.state(event.recorded) in BREACHED and event.at == event.recorded:
            assert after.state(event.recorded) in BREACHED
            assert after.state(event.recorded + timedelta(days=400)) in BREACHED


@settings(deadline=None, max_examples=300)
@given(log=logs())
def test_due_and_start_never_move(log: list[TicketEvent]) -> None:
    first, last = clock_of([]), clock_of(log)
    assert (first.start, first.due, first.id) == (last.start, last.due, last.id)
