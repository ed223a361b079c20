"""Subscriptions that the vendor sets by hand."""

from datetime import datetime, timedelta

from shared.domain.billing import Provider, Status
from shared.domain.coverage import coverage
from shared.domain.hand_set import HandSetSubscription, set_by_hand
from shared.domain.letters import GateReason
from shared.domain.subscriptions import SubscriptionHistory
from tests.billing_stories import DAY, GRACE, MONTH, START

ACTIVE = HandSetSubscription(product="planner", paid_until=START + MONTH)
CANCELLED = HandSetSubscription(product="planner", status=Status.CANCELLED)


def reason(history: SubscriptionHistory, at: datetime) -> GateReason:
    return coverage(history, at, GRACE).reason


def test_a_subscription_set_by_hand_covers_from_then_to_its_end() -> None:
    history = set_by_hand(None, "member-1", ACTIVE, START)
    assert (history.provider, history.customer, history.product) == (Provider.HAND, "member-1", "planner")
    assert reason(history, START) is GateReason.SUBSCRIBED
    assert reason(history, START - DAY) is GateReason.NO_SUBSCRIPTION


def test_saying_the_same_again_changes_nothing() -> None:
    history = set_by_hand(None, "member-1", ACTIVE, START)
    assert set_by_hand(history, "member-1", ACTIVE, START + DAY) == history


def test_the_last_setting_holds_even_within_one_instant() -> None:
    history = None
    for wanted in (ACTIVE, CANCELLED, ACTIVE, CANCELLED, ACTIVE):
        history = set_by_hand(history, "member-1", wanted, START)
        assert reason(history, START) is (GateReason.SUBSCRIBED if wanted is ACTIVE else GateReason.LAPSED)


def test_the_last_setting_holds_even_if_the_clock_went_back() -> None:
    history = set_by_hand(None, "member-1", ACTIVE, START)
    history = set_by_hand(history, "member-1", CANCELLED, START - timedelta(seconds=2))
    assert reason(history, START) is GateReason.LAPSED


def test_a_cancelled_subscription_can_be_set_active_again() -> None:
    history = set_by_hand(None, "member-1", CANCELLED, START)
    history = set_by_hand(history, "member-1", ACTIVE, START + DAY)
    assert reason(history, START + DAY) is GateReason.SUBSCRIBED
    assert reason(history, START) is GateReason.LAPSED
