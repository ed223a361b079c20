"""The contract on the conference clock, sentence by sentence, and what it leaves to us (see the ADR)."""

import pytest

from shared.domain.clocks.clocks import ClockState, SLAClock, clock_named
from shared.domain.events.answer_events import EntryWithdrawn
from shared.domain.events.event import fold
from shared.domain.events.events import TicketEvent
from shared.domain.facts.ticket import How
from shared.domain.values.vendor import Level
from tests.examples.conference_examples import (
    ASKED,
    DUE,
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
from tests.examples.event_examples import answer

RUNNING, MET, CANCELLED = ClockState.RUNNING, ClockState.MET, ClockState.CANCELLED
OPEN, LATE = ClockState.BREACHED_OPEN, ClockState.BREACHED_MET


def clock_of(*events: TicketEvent) -> SLAClock:
    """The conference clock that these events make."""
    found = clock_named(fold("k7q2m4xw3bt5nz6a", (*ASKED, *events)), "conference-m1")
    assert found
    return found


def stands(at: float, *events: TicketEvent) -> tuple[ClockState, How | None]:
    """Where the clock stands so many hours after it was asked for."""
    clock = clock_of(*events)
    return clock.state(hour(at)), clock.at(hour(at)).how


def test_it_starts_when_a_member_asks_and_is_due_36_hours_later() -> None:
    clock = clock_of()
    assert (clock.start, clock.due) == (hour(0), DUE)
    assert (clock.state(DUE), clock.state(DUE + LEAST)) == (RUNNING, OPEN)


def test_it_is_independent_of_the_reply_clock() -> None:
    state = fold("k7q2m4xw3bt5nz6a", (*ASKED, answer("a1", "m1", hour(1))))
    reply, conference = clock_named(state, "reply-m1"), clock_named(state, "conference-m1")
    assert reply
    assert conference
    assert (reply.state(hour(2)), conference.state(hour(2))) == (MET, RUNNING)


def test_the_vendor_meets_it_by_holding_the_conference_within_36_hours() -> None:
    assert stands(30, held(30, 29)) == (MET, How.HELD)
    assert stands(36, held(36, 36)) == (MET, How.HELD)
    assert stands(37, held(37, 36.5)) == (LATE, How.HELD)
    assert stands(40, offered(1, 5, 10), picked(2, 10), held(11, 10)) == (MET, How.HELD)


def test_held_in_time_and_logged_later_is_held_in_time() -> None:
    assert stands(37, offered(1, 5, 35)) == (MET, How.OFFERED_NO_CHOICE)
    assert stands(37, picked(2, 35.5)) == (OPEN, None)
    assert stands(37, offered(1, 5, 35.5), picked(2, 35.5), held(37, 35.5)) == (MET, How.HELD)


def test_an_offer_of_two_slots_in_time_meets_it_at_due_if_the_member_picked_a_later_one_of_its_own_wish() -> (
    None
):
    log = (offered(1, 10, 20, 50), picked(2, 50))
    assert stands(3, *log) == (RUNNING, None)
    assert stands(36, *log) == (MET, How.OFFER)
    clock = clock_of(*log).at(hour(40))
    assert (clock.ended, clock.cancelled) == (DUE, "")


def test_so_does_an_offer_after_which_the_member_asked_for_later_ones_and_got_them() -> None:
    log = (offered(1, 10, 20), others_asked(2), offered(3, 50, 60), picked(4, 60))
    assert [stands(at, *log) for at in (5, 36, 60)] == [(RUNNING, None), (MET, How.OFFER), (MET, How.OFFER)]


def test_a_slot_at_the_due_instant_is_in_time_and_one_just_after_is_not() -> None:
    assert stands(37, offered(1, 10, 36, 50), picked(2, 50)) == (MET, How.OFFER)
    after = 36 + 1 / 3600
    assert stands(37, offered(1, 10, after, 50), picked(2, 50)) == (OPEN, None)


@pytest.mark.parametrize("in_time", [(), (10,)])
def test_fewer_than_two_slots_in_time_are_no_offer_that_meets(in_time: tuple[float, ...]) -> None:
    log = (offered(1, *in_time, 50, 60), picked(2, 50))
    assert [stands(at, *log)[0] for at in (36, 37, 51)] == [RUNNING, OPEN, OPEN]
    assert stands(51, *log, held(51, 50)) == (LATE, How.HELD)


def test_the_same_slot_offered_twice_is_one() -> None:
    assert stands(37, offered(1, 10), offered(2, 10, 50), picked(3, 50))[0] is OPEN


def test_a_picked_slot_in_time_that_the_vendor_misses_is_breached_at_due() -> None:
    log = (offered(1, 10, 20), picked(2, 20))
    assert [stands(at, *log)[0] for at in (20, 21, 36)] == [RUNNING] * 3
    clock = clock_of(*log)
    assert (clock.state(DUE + LEAST), dict(clock.levels())[Level.BREACH]) == (OPEN, DUE + LEAST)


def test_a_picked_slot_after_due_that_the_vendor_misses_is_breached_at_the_slots_start() -> None:
    clock = clock_of(offered(1, 10, 20, 50), picked(2, 50))
    assert (clock.state(hour(50)), clock.state(hour(50) + LEAST)) == (MET, OPEN)
    assert dict(clock.levels())[Level.BREACH] == hour(50) + LEAST
    assert stands(60, offered(1, 10, 20, 50), picked(2, 50), held(60, 55)) == (LATE, How.HELD)


def test_a_later_slot_that_was_kept_leaves_it_met_by_the_offer() -> None:
    log = (offered(1, 10, 20, 50), picked(2, 50))
    assert stands(70, *log, held(51, 50)) == (MET, How.OFFER)
    assert stands(70, *log, held(60, 50.25)) == (MET, How.OFFER)
    assert stands(70, *log, no_show(51, 50)) == (MET, How.OFFER)
    assert stands(70, *log, declined(40)) == (MET, How.OFFER)


def test_only_slots_after_due_offered_is_a_breach_at_due() -> None:
    assert [stands(at, offered(1, 40, 50))[0] for at in (36, 36.1, 60)] == [RUNNING, OPEN, OPEN]
    assert stands(36.1, offered(1, 40, 50), picked(2, 40))[0] is OPEN


def test_the_member_declines_and_it_is_cancelled() -> None:
    for log in ((), (offered(1, 10, 20),), (offered(1, 10, 20), picked(2, 20))):
        clock = clock_of(*log, declined(3))
        assert (clock.state(hour(40)), clock.cancelled, clock.ended) == (CANCELLED, "declined", hour(3))
    assert stands(40, declined(37))[0] is LATE


def test_silence_until_the_last_slot_has_passed_is_offered_no_choice_and_no_breach() -> None:
    log = (offered(1, 10, 20),)
    assert [stands(at, *log) for at in (19.9, 20, 100)] == [
        (RUNNING, None),
        (MET, How.OFFERED_NO_CHOICE),
        (MET, How.OFFERED_NO_CHOICE),
    ]
    assert clock_of(*log).at(hour(100)).ended == hour(20)


def test_silence_with_slots_after_due_still_open_has_met_it_at_due_and_they_can_still_be_picked() -> None:
    log = (offered(1, 10, 20, 50),)
    assert [stands(at, *log)[0] for at in (21, 36, 60)] == [RUNNING, MET, MET]
    assert clock_of(*log).at(hour(60)).ended == DUE
    assert stands(45, *log, picked(40, 50)) == (MET, How.OFFER)
    assert stands(51, *log, picked(40, 50))[0] is OPEN


def test_no_offer_after_due_takes_the_breach_away_that_due_has_made() -> None:
    owed = (offered(1, 10, 20), others_asked(5))
    for later in ((offered(40, 50, 60),), (offered(40, 50, 60), picked(41, 50)), (others_asked(40),)):
        assert stands(45, *owed, *later)[0] is OPEN
    assert stands(45, picked(2, 30), offered(40, 50, 60))[0] is OPEN
    assert stands(45, offered(1, 50), offered(40, 50, 60), picked(41, 60))[0] is OPEN


def test_what_is_done_after_silence_has_ended_it_changes_nothing() -> None:
    for later in (others_asked(21), declined(21), cancelled(21), offered(21, 30, 34)):
        assert stands(60, offered(1, 10, 20), later) == (MET, How.OFFERED_NO_CHOICE)


def test_a_member_who_asked_for_other_slots_and_got_none_was_not_silent() -> None:
    log = (offered(1, 10, 20), others_asked(5))
    assert [stands(at, *log)[0] for at in (21, 36, 37)] == [RUNNING, RUNNING, OPEN]
    assert stands(37, *log, offered(6, 30, 34)) == (MET, How.OFFERED_NO_CHOICE)


def test_a_no_show_is_met_and_marked() -> None:
    clock = clock_of(offered(1, 10, 20), picked(2, 20), no_show(21, 20))
    assert (clock.state(hour(40)), clock.how, clock.ended) == (MET, How.NO_SHOW, hour(20))


def test_a_no_show_that_was_a_mistake_never_was() -> None:
    undone = EntryWithdrawn(recorded=hour(22), at=hour(22), entry="absent-21", author="anna", reason="wrong")
    assert stands(37, offered(1, 10, 20), picked(2, 20), no_show(21, 20), undone)[0] is OPEN


def test_moving_a_conference_never_resets_the_clock() -> None:
    log = (offered(1, 10, 20), picked(2, 20), moved(3, 50))
    clock = clock_of(*log)
    assert (clock.start, clock.due) == (hour(0), DUE)
    assert [stands(at, *log)[0] for at in (36, 37)] == [RUNNING, OPEN]
    assert stands(60, *log, held(51, 50)) == (LATE, How.HELD)
    assert stands(60, offered(1, 10, 20), picked(2, 20), moved(3, 30), held(31, 30)) == (MET, How.HELD)


def test_a_vendor_that_moves_a_later_slot_still_later_has_missed_the_one_that_was_picked() -> None:
    log = (offered(1, 10, 20, 50), picked(2, 50), moved(3, 60))
    assert [stands(at, *log)[0] for at in (36, 50, 51)] == [MET, MET, OPEN]
    assert stands(60, *log, held(61, 60)) == (LATE, How.HELD)
    assert stands(60, *log[:2], moved(3, 45), held(46, 45)) == (MET, How.OFFER)


def test_a_member_may_move_to_another_slot_of_those_offered() -> None:
    log = (offered(1, 10, 20, 50), picked(2, 10), picked(3, 50))
    assert stands(40, *log) == (MET, How.OFFER)
    assert stands(40, *log, picked(4, 20))[0] is OPEN


def test_what_the_vendor_takes_back_meets_nothing() -> None:
    log = (offered(1, 10, 20), cancelled(2))
    assert [stands(at, *log)[0] for at in (30, 37)] == [RUNNING, OPEN]
    assert stands(37, *log, offered(3, 50), picked(4, 50))[0] is OPEN
    assert stands(37, *log, offered(3, 30, 34)) == (MET, How.OFFERED_NO_CHOICE)


def test_a_later_slot_picked_because_the_vendor_missed_one_is_no_wish_of_the_members_own() -> None:
    log = (offered(1, 10, 20, 50), picked(2, 10), picked(12, 50))
    assert [stands(at, *log)[0] for at in (36, 37)] == [RUNNING, OPEN]


@pytest.mark.parametrize(
    "log",
    [
        (offered(1, 10, 20),),
        (offered(1, 10, 20, 50), picked(2, 50)),
        (offered(1, 10, 20, 50), picked(2, 50), declined(40)),
        (offered(1, 30, 35), picked(2, 35)),
    ],
)
def test_state_and_levels_agree_at_every_instant(log: tuple[TicketEvent, ...]) -> None:
    clock = clock_of(*log)
    for quarter in range(4 * 60):
        for beside in (-LEAST, 0 * LEAST, LEAST):
            now = hour(quarter / 4) + beside
            told = [level for level, instant in clock.at(now).untold(()) if instant <= now]
            breached = clock.state(now) in {OPEN, LATE}
            assert (Level.BREACH in told) == breached
            assert breached or bool(told) == (clock.state(now) is RUNNING and now >= hour(18))


def test_how_it_stands_does_not_depend_on_when_it_was_last_looked_at() -> None:
    log = (offered(1, 10, 20, 50), picked(2, 50))
    for looked in (3, 20, 36, 40, 50, 51):
        clock = clock_of(*log).at(hour(looked))
        for at in (looked, 52, 70):
            assert clock.at(hour(at)).state(hour(at)) is clock_of(*log).state(hour(at))
