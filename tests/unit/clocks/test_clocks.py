"""The clocks: folds of a ticket's events."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.clocks.clocks import ClockState, SLAClock, clocks
from shared.domain.events.answer_events import AnswerCommitted, AnswerRefused, Contact, ContactLogged
from shared.domain.events.event import fold
from shared.domain.events.events import TicketEvent
from shared.domain.events.mail_events import Escalated
from shared.domain.events.message_events import EntitlementDecided, MessageReceived, TicketClosed
from shared.domain.facts.ticket import How
from shared.domain.values.gate_reason import GateReason
from shared.domain.values.intake import Kind
from shared.domain.values.vendor import ClockKind, Language, Level, Policy

TEN = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def turn(
    name: str, at: datetime, kind: Kind = Kind.ERROR, policy: Policy | None = None, *, covered: bool = True
) -> tuple[TicketEvent, ...]:
    """A message and the decision about it."""
    return (
        MessageReceived(
            recorded=at,
            at=at,
            turn=name,
            kind=kind,
            language=Language.SWEDISH,
            channel="form",
            requester="r",
            content="c",
        ),
        EntitlementDecided(
            recorded=at,
            at=at,
            turn=name,
            covered=covered,
            reason=GateReason.SUBSCRIBED if covered else GateReason.LAPSED,
            clock_from=at if covered else None,
            policy=(policy or Policy()) if covered else None,
        ),
    )


def answer(up_to: str, at: datetime, name: str = "a1") -> AnswerCommitted:
    """A supporter's answer to the turns up to this one."""
    return AnswerCommitted(recorded=at, at=at, answer=name, author="anna", answers_up_to=up_to, content="c")


def call(at: datetime, recorded: datetime, up_to: str | None = None) -> ContactLogged:
    """A call that took place at one instant and was logged at another."""
    return ContactLogged(
        recorded=recorded,
        at=at,
        contact=Contact.CALL,
        entry="e1",
        author="anna",
        answers_up_to=up_to,
        content="c",
    )


def of(*events: TicketEvent) -> tuple[SLAClock, ...]:
    """The clocks that these events make."""
    return clocks(fold("t", events))


def states(now: datetime, *events: TicketEvent) -> list[tuple[str, ClockState]]:
    """Each clock and where it stands."""
    return [(clock.id, clock.state(now)) for clock in of(*events)]


def test_two_messages_answered_together_are_one_clock_from_the_first() -> None:
    events = (*turn("m1", TEN), *turn("m2", TEN + 5 * HOUR), answer("m2", TEN + 6 * HOUR))
    (clock,) = of(*events)
    assert (clock.start, clock.ended, clock.how) == (TEN, TEN + 6 * HOUR, How.ANSWER)
    assert clock.state(TEN + 100 * HOUR) is ClockState.MET


def test_a_message_that_the_answer_had_not_seen_runs_a_clock_of_its_own_from_its_receipt() -> None:
    events = (*turn("m1", TEN), *turn("m2", TEN + 5 * MINUTE), answer("m1", TEN + 6 * MINUTE))
    first, second = of(*events)
    assert (first.ended, second.ended) == (TEN + 6 * MINUTE, None)
    assert second.start == TEN + 5 * MINUTE


def test_an_answer_at_the_due_instant_is_in_time_and_one_just_after_is_not() -> None:
    due, just_after = TEN + 24 * HOUR, TEN + 24 * HOUR + timedelta(microseconds=1)
    assert states(due, *turn("m1", TEN), answer("m1", due)) == [("reply-m1", ClockState.MET)]
    late = states(just_after, *turn("m1", TEN), answer("m1", just_after))
    assert late == [("reply-m1", ClockState.BREACHED_MET)]


def test_a_clock_is_breached_only_after_due() -> None:
    assert states(TEN + 24 * HOUR, *turn("m1", TEN)) == [("reply-m1", ClockState.RUNNING)]
    after = states(TEN + 24 * HOUR + timedelta(microseconds=1), *turn("m1", TEN))
    assert after == [("reply-m1", ClockState.BREACHED_OPEN)]


def test_a_refused_answer_never_counted_and_the_same_clock_runs_on() -> None:
    at = TEN + HOUR
    refused = AnswerRefused(recorded=at + MINUTE, at=at + MINUTE, answer="a1", reason="no such mailbox")
    (clock,) = of(*turn("m1", TEN), answer("m1", at), refused)
    assert (clock.id, clock.due, clock.ended) == ("reply-m1", TEN + 24 * HOUR, None)


def test_closing_stops_no_clock() -> None:
    closed = TicketClosed(recorded=TEN + HOUR, at=TEN + HOUR, author="anna", reason="a duplicate")
    assert states(TEN + 2 * HOUR, *turn("m1", TEN), closed) == [("reply-m1", ClockState.RUNNING)]


def test_a_message_that_is_not_covered_runs_no_clock() -> None:
    assert of(*turn("m1", TEN, covered=False)) == ()


def test_a_gated_message_on_a_covered_ticket_leaves_the_earlier_clock_as_it_was() -> None:
    (clock,) = of(*turn("m1", TEN), *turn("m2", TEN + HOUR, covered=False))
    assert (clock.id, clock.due) == ("reply-m1", TEN + 24 * HOUR)


def test_a_logged_call_answers_from_the_instant_it_took_place() -> None:
    (clock,) = of(*turn("m1", TEN), call(TEN + 2 * HOUR, TEN + 30 * HOUR, "m1"))
    assert (clock.ended, clock.how) == (TEN + 2 * HOUR, How.CONTACT)
    assert clock.state(TEN + 30 * HOUR) is ClockState.MET


def test_a_call_that_names_no_turn_answers_none() -> None:
    (clock,) = of(*turn("m1", TEN), call(TEN + HOUR, TEN + HOUR))
    assert clock.ended is None


def test_a_conference_clock_of_36_hours_is_independent_of_the_reply_clock() -> None:
    reply, conference = of(*turn("m1", TEN, Kind.CONFERENCE), answer("m1", TEN + HOUR))
    assert (reply.kind, reply.ended) == (ClockKind.REPLY, TEN + HOUR)
    assert (conference.kind, conference.due, conference.ended) == (
        ClockKind.CONFERENCE,
        TEN + 36 * HOUR,
        None,
    )


def test_a_held_conference_meets_the_conference_clock() -> None:
    held = ContactLogged(
        recorded=TEN + 5 * HOUR,
        at=TEN + 5 * HOUR,
        contact=Contact.CONFERENCE,
        entry="e1",
        author="anna",
        content="c",
    )
    reply, conference = of(*turn("m1", TEN, Kind.CONFERENCE), held)
    assert reply.ended is None
    assert (conference.ended, conference.how) == (TEN + 5 * HOUR, How.HELD)


def test_a_clock_started_the_night_before_summer_time_ends_is_due_after_24_real_hours() -> None:
    stockholm = ZoneInfo("Europe/Stockholm")
    (clock,) = of(*turn("m1", datetime(2026, 10, 24, 12, 0, tzinfo=stockholm)))
    assert clock.due.astimezone(stockholm) == datetime(2026, 10, 25, 11, 0, tzinfo=stockholm)


def test_the_soft_goal_is_local_midnight_of_the_day_of_receipt() -> None:
    (clock,) = of(*turn("m1", datetime(2026, 3, 2, 22, 30, tzinfo=UTC)))  # 23:30 in Stockholm
    assert clock.same_day_by() == datetime(2026, 3, 2, 23, 0, tzinfo=UTC)


def test_the_levels_are_half_way_four_hours_one_hour_and_breach() -> None:
    (clock,) = of(*turn("m1", TEN))
    assert dict(clock.levels()) == {
        Level.HALF_WAY: TEN + 12 * HOUR,
        Level.FOUR_HOURS: TEN + 20 * HOUR,
        Level.ONE_HOUR: TEN + 23 * HOUR,
        Level.BREACH: TEN + 24 * HOUR + timedelta(microseconds=1),
    }


def test_a_level_before_the_start_of_a_short_clock_does_not_exist() -> None:
    (clock,) = of(*turn("m1", TEN, policy=Policy(reply=2 * HOUR)))
    assert [level for level, _ in clock.levels()] == [Level.HALF_WAY, Level.ONE_HOUR, Level.BREACH]


def test_a_clock_that_ended_late_has_its_breach_still_to_be_told_and_no_warning() -> None:
    events = (*turn("m1", TEN), answer("m1", TEN + 25 * HOUR))
    (clock,) = of(*events)
    assert [level for level, _ in clock.untold(())] == [Level.BREACH]
    told = Escalated(
        recorded=TEN + 26 * HOUR, at=TEN + 26 * HOUR, clock=clock.id, levels=(Level.BREACH,), due=clock.due
    )
    state = fold("t", (*events, told))
    assert clocks(state)[0].untold(state.told) == ()


def test_a_clock_keeps_the_policy_that_it_was_started_with() -> None:
    old = Policy(version="2025", reply=48 * HOUR)
    (clock,) = of(*turn("m1", TEN, policy=old))
    assert (clock.policy, clock.due) == (old, TEN + 48 * HOUR)


@given(
    start=st.datetimes(datetime(2026, 1, 1), datetime(2030, 12, 31)),  # noqa: DTZ001 - hypothesis adds the zone
    zone=st.sampled_from(["Europe/Stockholm", "America/St_Johns", "Pacific/Auckland"]),
)
def test_a_reply_is_due_24_real_hours_after_receipt_whatever_the_zone(start: datetime, zone: str) -> None:
    received = start.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    (clock,) = of(*turn("m1", received, policy=Policy(zone=zone)))
    assert clock.due - clock.start == timedelta(hours=24)
    assert clock.start == received
    assert clock.start < clock.same_day_by() <= clock.start + timedelta(hours=25)


@pytest.mark.parametrize("seen", ["m1", "m2", "m3"])
def test_each_message_belongs_to_exactly_one_clock(seen: str) -> None:
    events = [event for place in range(3) for event in turn(f"m{place + 1}", TEN + place * MINUTE)]
    found = of(*events, answer(seen, TEN + HOUR))
    unseen = {"m1": 2, "m2": 1, "m3": 0}[seen]
    assert len([clock for clock in found if clock.ended is None]) == min(unseen, 1)
    assert len([clock for clock in found if clock.ended]) == 1
