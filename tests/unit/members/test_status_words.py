"""The words of billing providers: understood, refused by name, or kept and told as unknown."""

from datetime import UTC, datetime, timedelta

import pytest
from pydantic import TypeAdapter, ValidationError

from shared.domain.members.billing import BillingEvent, Provider, Status, known_status
from shared.domain.members.coverage import coverage
from shared.domain.members.reconciling import ListedSubscription
from shared.domain.members.status_words import StatusWord
from shared.domain.members.subscriptions import SubscriptionHistory
from shared.domain.values.gate_reason import GateReason

START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
GRACE = timedelta(days=14)
WORDS: TypeAdapter[str] = TypeAdapter(StatusWord)
DOCUMENTED = {
    "Stripe": "incomplete incomplete_expired trialing active past_due canceled unpaid paused",
    "Paddle": "active canceled past_due paused trialing deleted",
    "Lemon Squeezy": "on_trial active paused past_due unpaid cancelled expired",
    "Chargebee": "future in_trial active non_renewing paused cancelled transferred",
    "Fortnox": "cancelled fullypaid unpaid unpaidoverdue unbooked",
}
"""The words that each provider documents for a subscription; at Fortnox, by which invoices are found."""
OTHERWISE = {"future", "transferred", "fullypaid", "unpaidoverdue", "unbooked"}


def listed(status: str, paid_until: datetime | None = None) -> ListedSubscription:
    return ListedSubscription(
        customer="cus_1", product="prod_planner", subscription="sub_1", status=status, paid_until=paid_until
    )


def history(status: str, paid_until: datetime | None) -> SubscriptionHistory:
    return SubscriptionHistory.started_by(
        BillingEvent(
            provider=Provider.STANDARD,
            id="msg_1",
            at=START,
            type="subscription.updated",
            customer="cus_1",
            product="prod_planner",
            subscription="sub_1",
            status=status,
            paid_until=paid_until,
        )
    )


@pytest.mark.parametrize("provider", DOCUMENTED)
def test_every_word_that_a_provider_documents_is_understood_or_refused_by_name(provider: str) -> None:
    words = DOCUMENTED[provider].split()
    refused = {word for word in words if word in OTHERWISE}
    assert {word for word in words if known_status(word)} == {*words} - refused
    for word in refused:
        with pytest.raises(ValidationError, match="Send "):
            WORDS.validate_python(word)


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("canceled", Status.CANCELLED),
        ("Cancelled", Status.CANCELLED),
        ("deleted", Status.CANCELLED),
        ("expired", Status.CANCELLED),
        ("non-renewing", Status.CANCELLED),
        ("on_trial", Status.TRIALING),
        ("In Trial", Status.TRIALING),
        ("trial", Status.TRIALING),
        ("trialling", Status.TRIALING),
    ],
)
def test_a_providers_own_word_means_one_of_ours_whatever_its_spelling(word: str, status: Status) -> None:
    assert known_status(WORDS.validate_python(word)) is status


def test_a_word_that_nobody_knows_is_taken_as_it_is_and_means_nothing() -> None:
    assert known_status(WORDS.validate_python("hibernating")) is None


def test_non_renewing_covers_to_the_end_of_its_last_period_and_not_longer() -> None:
    last = history("non_renewing", START + 30 * DAY)
    assert coverage(last, START + 29 * DAY, GRACE).covered
    assert coverage(last, START + 30 * DAY, GRACE).reason is GateReason.LAPSED


def test_non_renewing_without_its_end_is_refused_and_never_taken_as_ended_at_once() -> None:
    with pytest.raises(ValidationError, match="Send paid_until with non_renewing"):
        listed("non-renewing")
    assert listed("non_renewing", START).paid_until == START


def test_expired_is_over_when_it_is_said_whatever_was_paid_for() -> None:
    over = history("expired", START + 30 * DAY)
    assert coverage(over, START, GRACE).reason is GateReason.LAPSED
    assert coverage(history("cancelled", START + 30 * DAY), START, GRACE).covered


def test_a_list_from_a_provider_refuses_the_same_words() -> None:
    with pytest.raises(ValidationError, match="about an invoice"):
        listed("unpaidoverdue")
