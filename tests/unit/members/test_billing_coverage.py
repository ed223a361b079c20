"""The gate's table, row by row, for what a subscription's history says as of an instant."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from shared.domain.members.billing import LATEST, BillingEvent
from shared.domain.members.coverage import NEVER, Coverage, best_coverage, coverage
from shared.domain.members.subscriptions import SubscriptionHistory
from shared.domain.values.gate_reason import GateReason
from tests.examples.billing_stories import DAY, GRACE, MONTH, START, told

MOMENT = timedelta(microseconds=1)


def history(*events: BillingEvent) -> SubscriptionHistory:
    first, *others = events
    known = SubscriptionHistory.started_by(first)
    for event in others:
        known = known.with_event(event)
    return known


def decided(known: SubscriptionHistory, after: timedelta) -> Coverage:
    return coverage(known, START + after, GRACE)


def covered(reason: GateReason, until: timedelta | None = None) -> Coverage:
    return Coverage(covered=True, reason=reason, until=None if until is None else START + until)


SUBSCRIBED, GRACED, UNVERIFIED = GateReason.SUBSCRIBED, GateReason.GRACE, GateReason.UNVERIFIED
LAPSED = Coverage(covered=False, reason=GateReason.LAPSED)


@pytest.mark.parametrize("status", ["active", "trialing"])
def test_active_and_trialing_are_covered_to_the_end_of_the_paid_period(status: str) -> None:
    known = history(told(status, paid=MONTH))
    assert decided(known, timedelta()) == covered(SUBSCRIBED, MONTH)
    assert decided(known, MONTH - MOMENT) == covered(SUBSCRIBED, MONTH)


def test_before_the_first_event_there_is_no_subscription() -> None:
    assert decided(history(told("active", paid=MONTH)), -MOMENT) == NEVER


def test_said_active_but_the_paid_period_over_without_newer_event_fails_open() -> None:
    assert decided(history(told("active", paid=MONTH)), MONTH) == covered(UNVERIFIED)


def test_active_without_an_end_is_covered_without_end() -> None:
    assert decided(history(told("active")), 100 * MONTH) == covered(SUBSCRIBED)


def test_past_due_is_covered_for_the_grace_days_from_the_instant_it_became_past_due() -> None:
    """An invoice of net 30, a day overdue: the period that it is for began a month ago."""
    known = history(told("active", paid=13 * MONTH), told("past_due", MONTH + DAY, paid=timedelta()))
    end = MONTH + DAY + GRACE
    assert decided(known, MONTH + DAY) == covered(GRACED, end)
    assert decided(known, end - MOMENT) == covered(GRACED, end)
    assert decided(known, end) == LAPSED


def test_past_due_is_covered_to_the_end_of_the_paid_period_plus_the_grace_days_where_that_is_later() -> None:
    known = history(told("active", paid=MONTH), told("past_due", DAY, paid=MONTH))
    assert decided(known, MONTH + DAY) == covered(GRACED, MONTH + GRACE)
    assert decided(known, MONTH + GRACE - MOMENT) == covered(GRACED, MONTH + GRACE)
    assert decided(known, MONTH + GRACE) == LAPSED


def test_past_due_into_a_second_unpaid_period_gets_no_second_grace() -> None:
    known = history(
        told("active", paid=MONTH),
        told("past_due", MONTH, paid=MONTH),
        told("past_due", 2 * MONTH, paid=2 * MONTH),
    )
    assert decided(known, 2 * MONTH + DAY) == LAPSED


def test_past_due_again_after_a_payment_gets_its_grace_anew() -> None:
    known = history(
        told("past_due", MONTH, paid=MONTH),
        told("active", MONTH + DAY, paid=2 * MONTH),
        told("past_due", 2 * MONTH, paid=2 * MONTH),
    )
    assert decided(known, 2 * MONTH + DAY) == covered(GRACED, 2 * MONTH + GRACE)


def test_past_due_without_a_paid_period_is_reckoned_from_the_last_active_state() -> None:
    known = history(told("active", paid=MONTH), told("past_due", DAY))
    assert decided(known, MONTH + DAY) == covered(GRACED, MONTH + GRACE)


def test_past_due_with_nothing_known_is_reckoned_from_the_event() -> None:
    assert decided(history(told("past_due", DAY)), 2 * DAY) == covered(GRACED, DAY + GRACE)


def test_cancelled_at_period_end_is_covered_to_the_end_of_the_paid_period() -> None:
    known = history(told("active", paid=MONTH), told("canceled", DAY, paid=MONTH))
    assert decided(known, MONTH - MOMENT) == covered(SUBSCRIBED, MONTH)
    assert decided(known, MONTH) == LAPSED


def test_active_with_an_announced_end_is_not_covered_after_it_even_if_nothing_more_is_heard() -> None:
    known = history(told("active", paid=MONTH, ends=MONTH))
    assert decided(known, MONTH - MOMENT) == covered(SUBSCRIBED, MONTH)
    assert decided(known, MONTH) == LAPSED


def test_an_announced_end_that_is_taken_back_counts_no_more() -> None:
    known = history(told("active", paid=MONTH, ends=MONTH), told("active", DAY, paid=MONTH))
    assert decided(known, MONTH) == covered(UNVERIFIED)


def test_an_announced_end_cuts_the_grace() -> None:
    known = history(told("past_due", MONTH, paid=MONTH, ends=MONTH + DAY))
    assert decided(known, MONTH) == covered(GRACED, MONTH + DAY)
    assert decided(known, MONTH + DAY) == LAPSED


@pytest.mark.parametrize("paid", [None, DAY, timedelta()])
def test_cancelled_at_once_is_not_covered_from_then(paid: timedelta | None) -> None:
    known = history(told("active", paid=MONTH), told("cancelled", DAY, paid=paid))
    assert decided(known, DAY - MOMENT) == covered(SUBSCRIBED, MONTH)
    assert decided(known, DAY) == LAPSED


@pytest.mark.parametrize("status", ["paused", "unpaid"])
def test_paused_and_unpaid_are_not_covered_whatever_was_paid(status: str) -> None:
    assert decided(history(told(status, paid=MONTH)), DAY) == LAPSED


@pytest.mark.parametrize("status", ["incomplete", "incomplete_expired"])
def test_a_subscription_never_paid_is_none(status: str) -> None:
    assert decided(history(told(status, paid=MONTH)), DAY) == NEVER


def test_resumed_is_covered_again_and_the_pause_stays_uncovered() -> None:
    known = history(told("active", paid=MONTH), told("paused", DAY), told("active", 3 * DAY, paid=MONTH))
    assert decided(known, 2 * DAY) == LAPSED
    assert decided(known, 3 * DAY) == covered(SUBSCRIBED, MONTH)


def test_only_a_status_we_do_not_know_fails_open_from_its_instant() -> None:
    known = history(told("hibernating", DAY))
    assert decided(known, DAY) == covered(UNVERIFIED)
    assert decided(known, timedelta()) == NEVER


@pytest.mark.parametrize("status", ["active", "paused", "cancelled"])
def test_a_status_we_do_not_know_keeps_the_old_state(status: str) -> None:
    before = history(told(status, paid=MONTH))
    known = before.with_event(told("hibernating", DAY, paid=12 * MONTH, number=2))
    assert decided(known, 2 * DAY) == decided(before, 2 * DAY)


def test_a_late_event_covers_as_of_an_earlier_receipt() -> None:
    lapsed = history(told("cancelled", paid=timedelta()))
    reactivated = lapsed.with_event(told("active", DAY, paid=MONTH, number=2))
    assert decided(lapsed, 2 * DAY) == LAPSED
    assert decided(reactivated, 2 * DAY) == covered(SUBSCRIBED, MONTH)


@pytest.mark.parametrize("paid_until", [LATEST, datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)])
def test_paid_for_ever_and_past_due_does_not_overflow(paid_until: datetime) -> None:
    event = told("past_due").model_copy(update={"paid_until": paid_until})
    assert decided(history(event), DAY) == Coverage(covered=True, reason=GRACED, until=LATEST)


def test_no_subscription_at_all_is_not_covered() -> None:
    assert best_coverage([], START, GRACE) == NEVER


def test_covered_if_any_of_several_subscriptions_covers() -> None:
    old = history(told("cancelled"))
    new = history(told("active", paid=MONTH, subscription="sub_2"))
    assert best_coverage([old, new], START, GRACE) == covered(SUBSCRIBED, MONTH)


def test_of_several_subscriptions_the_surest_reason_and_the_latest_end_are_told_in_every_order() -> None:
    known = [
        history(told("incomplete", subscription="sub_1")),
        history(told("cancelled", subscription="sub_2")),
        history(told("hibernating", subscription="sub_3")),
        history(told("past_due", paid=MONTH, subscription="sub_4")),
        history(told("active", paid=DAY, subscription="sub_5")),
        history(told("active", paid=MONTH, subscription="sub_6")),
    ]
    expected = [
        NEVER, LAPSED, covered(UNVERIFIED), covered(GRACED, MONTH + GRACE), covered(SUBSCRIBED, DAY),
        covered(SUBSCRIBED, MONTH),
    ]  # fmt: skip
    for count in range(1, 7):
        for order in permutations(known[:count]):
            assert best_coverage(order, START, GRACE) == expected[count - 1]


def test_of_two_equal_reasons_the_one_without_end_is_told_in_either_order() -> None:
    endless = history(told("active"))
    ending = history(told("active", subscription="sub_2").model_copy(update={"paid_until": LATEST}))
    assert best_coverage([endless, ending], START, GRACE) == covered(SUBSCRIBED)
    assert best_coverage([ending, endless], START, GRACE) == covered(SUBSCRIBED)
