"""A clock explained line by line, to the second."""

from datetime import date, timedelta

import pytest

from shared.domain.clocks.clocks import ClockState
from shared.domain.events.answer_events import AnswerAccepted, Contact, PromiseGiven
from shared.domain.events.events import TicketEvent
from shared.domain.events.mail_events import Escalated
from shared.domain.events.message_events import TicketClosed, TicketMerged, TurnSplit
from shared.domain.events.note_events import OwnerNamed
from shared.domain.explaining.explaining import explain
from shared.domain.explaining.explanations import Explanation, Rule
from shared.domain.refusals.errors import ClockUnknown
from shared.domain.values.gate_reason import GateReason
from shared.domain.values.intake import Kind
from shared.domain.values.vendor import Level, Policy
from tests.examples.event_examples import (
    HOUR,
    MINUTE,
    TEN,
    answer,
    contact,
    covered,
    gated,
    no_answer_needed,
    received,
    refused,
    turn,
)

LATER = TEN + 100 * HOUR


def told(clock: str, *events: TicketEvent) -> Explanation:
    """The explanation, long after."""
    return explain("ticket-a", events, clock, LATER, "UTC")


def rules(clock: str, *events: TicketEvent) -> list[tuple[int | None, Rule]]:
    """The event's number and the rule of each line."""
    return [(line.number, line.rule) for line in told(clock, *events).lines]


def test_a_clock_that_was_met_is_told_from_receipt_to_margin() -> None:
    explained = told("reply-m1", *turn("m1", TEN), answer("a1", "m1", TEN + 2 * HOUR))
    assert [(line.number, line.event, line.rule, line.arithmetic) for line in explained.lines] == [
        (1, "message_received", Rule.TURN_RECEIVED, ""),
        (2, "entitlement_decided", Rule.GATE_COVERED, ""),
        (
            2,
            "entitlement_decided",
            Rule.REPLY_STARTS,
            "2026-03-02T10:00:00Z + 24 h = 2026-03-03T10:00:00Z",
        ),
        (3, "answer_committed", Rule.ANSWER_COUNTS, "2026-03-03T10:00:00Z - 2026-03-02T12:00:00Z = 22 h"),
        (None, "", Rule.SAME_DAY, "2026-03-02 24:00 Europe/Stockholm = 2026-03-02T23:00:00Z"),
        (None, "", Rule.IN_TIME, "2026-03-03T10:00:00Z - 2026-03-02T12:00:00Z = 22 h"),
    ]
    assert explained.lines[2].local == "2026-03-02T11:00:00+01:00"
    assert (explained.state, explained.turns) == (ClockState.MET, ("m1",))


def test_the_night_when_summer_time_ends_is_24_real_hours_and_its_instants_have_their_own_offsets() -> None:
    start = TEN.replace(month=10, day=24)
    explained = told("reply-m1", *turn("m1", start), answer("a1", "m1", start + 24 * HOUR))
    assert explained.lines[2].arithmetic == "2026-10-24T10:00:00Z + 24 h = 2026-10-25T10:00:00Z"
    assert [line.local for line in explained.lines[2:4]] == [
        "2026-10-24T12:00:00+02:00",
        "2026-10-25T11:00:00+01:00",
    ]
    assert explained.lines[-1].rule is Rule.IN_TIME


def test_what_does_not_stop_a_clock_is_said_to_stop_nothing() -> None:
    events = (
        *turn("m1", TEN),
        *turn("m2", TEN + MINUTE),
        OwnerNamed(recorded=TEN + HOUR, at=TEN + HOUR, owner="anna"),
        TicketClosed(recorded=TEN + HOUR, at=TEN + HOUR, author="anna", reason="a duplicate"),
        contact("e1", None, TEN + HOUR, TEN + HOUR),
        answer("a1", "m1", TEN + 2 * HOUR),
    )
    assert rules("reply-m1", *events) == [
        (1, Rule.TURN_RECEIVED),
        (2, Rule.GATE_COVERED),
        (2, Rule.REPLY_STARTS),
        (4, Rule.REPLY_JOINED),
        (5, Rule.OWNER_STOPS_NOTHING),
        (6, Rule.CLOSE_STOPS_NOTHING),
        (7, Rule.CONTACT_NAMES_NONE),
        (8, Rule.ANSWER_COUNTS),
        (8, Rule.REPLY_LEFT),
        (None, Rule.SAME_DAY),
        (None, Rule.IN_TIME),
    ]
    assert (8, Rule.REPLY_STARTS) in rules("reply-m2", *events)


def test_an_answer_that_was_refused_never_counted_and_the_breach_is_a_fact() -> None:
    events = (
        *turn("m1", TEN),
        answer("a1", "m1", TEN + HOUR),
        refused("a1", TEN + 2 * HOUR),
        answer("a2", "m1", TEN + 25 * HOUR),
        AnswerAccepted(recorded=TEN + 25 * HOUR, at=TEN + 25 * HOUR, answer="a2"),
    )
    assert rules("reply-m1", *events)[3:] == [
        (3, Rule.ANSWER_COUNTS),
        (4, Rule.ANSWER_REFUSED),
        (5, Rule.ANSWER_COUNTS),
        (6, Rule.ANSWER_ACCEPTED),
        (None, Rule.SAME_DAY),
        (None, Rule.BREACH),
    ]
    explained = told("reply-m1", *events)
    assert explained.state is ClockState.BREACHED_MET
    assert explained.lines[-1].arithmetic == "2026-03-03T11:00:00Z - 2026-03-03T10:00:00Z = 1 h"


def test_a_running_clock_says_how_much_is_left_and_which_levels_were_told() -> None:
    levels = (Level.HALF_WAY, Level.FOUR_HOURS)
    due, at = TEN + 24 * HOUR, TEN + 21 * HOUR
    escalated = Escalated(recorded=at, at=at, clock="reply-m1", levels=levels, due=due)
    explained = explain("t", (*turn("m1", TEN), escalated), "reply-m1", at, "UTC")
    assert [(line.facts, line.arithmetic) for line in explained.lines if line.rule is Rule.LEVEL_TOLD] == [
        ({"level": "half_way"}, "2026-03-02T10:00:00Z + 12 h = 2026-03-02T22:00:00Z"),
        ({"level": "four_hours_before"}, "2026-03-03T10:00:00Z - 4 h = 2026-03-03T06:00:00Z"),
    ]
    assert (explained.lines[-1].rule, explained.lines[-1].arithmetic) == (
        Rule.STILL_RUNNING,
        "2026-03-03T10:00:00Z - 2026-03-03T07:00:00Z = 3 h",
    )


@pytest.mark.parametrize(
    ("reason", "after", "rule"),
    [
        (GateReason.SUBSCRIBED, HOUR, Rule.GATE_REACTIVATED),
        (GateReason.TAKEN, HOUR, Rule.GATE_TAKEN),
        (GateReason.UNVERIFIED, timedelta(), Rule.GATE_UNVERIFIED),
    ],
)
def test_the_gates_second_word_says_why_the_clock_runs(
    reason: GateReason, after: timedelta, rule: Rule
) -> None:
    events = (received("m1", TEN), gated("m1", TEN), covered("m1", TEN + after, reason))
    assert rules("reply-m1", *events)[1:4] == [
        (2, Rule.GATE_NOT_COVERED),
        (3, rule),
        (3, Rule.REPLY_STARTS),
    ]


def test_a_message_that_waits_at_the_gate_is_explained_although_no_clock_runs() -> None:
    explained = told("reply-m1", received("m1", TEN), gated("m1", TEN))
    assert (explained.state, explained.reason) == (ClockState.NOT_APPLICABLE, "not_covered")
    assert [line.rule for line in explained.lines] == [Rule.TURN_RECEIVED, Rule.GATE_NOT_COVERED]


def test_a_message_that_joined_another_clock_names_it() -> None:
    explained = told("reply-m2", *turn("m1", TEN), *turn("m2", TEN + HOUR))
    assert (explained.state, explained.reason, explained.see) == (
        ClockState.NOT_APPLICABLE,
        "joined",
        "reply-m1",
    )
    assert explained.lines[-1].rule is Rule.REPLY_JOINS_EARLIER


def test_a_promise_is_due_when_its_day_ends_where_the_vendor_is() -> None:
    at = TEN + HOUR
    given = PromiseGiven(
        recorded=at, at=at, answer="a1", author="anna", day=date(2026, 3, 5), policy=Policy()
    )
    events = (*turn("m1", TEN), answer("a1", "m1", at), given, answer("a2", "m1", at + HOUR))
    explained = told("promise-a1", *events)
    assert [(line.rule, line.arithmetic) for line in explained.lines][:1] == [
        (Rule.PROMISE_GIVEN, "2026-03-05 24:00 Europe/Stockholm = 2026-03-05T23:00:00Z")
    ]
    assert [line.rule for line in explained.lines][1:] == [Rule.PROMISE_KEPT, Rule.IN_TIME]


def test_a_promise_in_an_answer_that_was_refused_is_cancelled_and_still_explained() -> None:
    at = TEN + HOUR
    given = PromiseGiven(
        recorded=at, at=at, answer="a1", author="anna", day=date(2026, 3, 5), policy=Policy()
    )
    explained = told("promise-a1", *turn("m1", TEN), answer("a1", "m1", at), given, refused("a1", at + HOUR))
    assert (explained.state, explained.reason) == (ClockState.CANCELLED, "answer_refused")
    assert [line.rule for line in explained.lines] == [Rule.PROMISE_GIVEN, Rule.ANSWER_REFUSED]


def test_a_conference_clock_runs_on_after_an_answer_and_a_call_until_the_conference_is_held() -> None:
    events = (
        *turn("m1", TEN, Kind.CONFERENCE),
        answer("a1", "m1", TEN + HOUR),
        contact("e1", "m1", TEN + HOUR, TEN + 2 * HOUR),
        contact("e2", None, TEN + 30 * HOUR, TEN + 31 * HOUR, Contact.CONFERENCE),
    )
    assert rules("conference-m1", *events)[2:] == [
        (2, Rule.CONFERENCE_STARTS),
        (3, Rule.ANSWER_NO_CONFERENCE),
        (4, Rule.CONTACT_NO_CONFERENCE),
        (5, Rule.CONFERENCE_HELD),
        (None, Rule.IN_TIME),
    ]


def test_a_merge_cancels_and_names_where_the_matter_goes_on() -> None:
    merged = TicketMerged(recorded=TEN + HOUR, at=TEN + HOUR, into="ticket-b", author="anna")
    explained = told("reply-m1", *turn("m1", TEN), merged)
    assert (explained.state, explained.reason, explained.see) == (
        ClockState.CANCELLED,
        "merged",
        "ticket-b",
    )
    assert [line.rule for line in explained.lines][3:] == [Rule.MERGE_CANCELS, Rule.SAME_DAY]


def test_a_turn_that_was_split_off_names_the_ticket_that_has_its_clock() -> None:
    split = TurnSplit(recorded=TEN + HOUR, at=TEN + HOUR, turn="m2", into="ticket-b", author="anna")
    events = (*turn("m1", TEN), *turn("m2", TEN + MINUTE), split)
    explained = told("reply-m2", *events)
    assert (explained.state, explained.reason, explained.see) == (ClockState.CANCELLED, "split", "ticket-b")
    assert rules("reply-m1", *events)[-2] == (None, Rule.SAME_DAY)
    assert (5, Rule.REPLY_LEFT) in rules("reply-m1", *events)


def test_a_turn_that_needs_no_answer_says_so() -> None:
    events = (*turn("m1", TEN), no_answer_needed("m1", "e1", TEN + HOUR))
    assert (3, Rule.NO_ANSWER_NEEDED) in rules("reply-m1", *events)


@pytest.mark.parametrize("clock", ["reply-m9", "conference-m1", "promise-a1", "same_day-m1", "m1", ""])
def test_a_clock_that_never_was_is_unknown(clock: str) -> None:
    with pytest.raises(ClockUnknown):
        told(clock, *turn("m1", TEN), answer("a1", "m1", TEN + timedelta(hours=1)))
