"""What a member subscribes to, read together from all that was said: whole subscriptions, names, hand."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import permutations

import pytest

from shared.domain.members.billing import EVERY_PRODUCT, BillingEvent, Provider, WholeSubscription
from shared.domain.members.coverage import best_coverage
from shared.domain.members.subscribed import subscribed
from shared.domain.members.subscriptions import SubscriptionHistory
from shared.domain.values.gate_reason import GateReason
from shared.domain.values.vendor import Product
from tests.examples.billing_stories import DAY, GRACE, MONTH, START, told
from tests.fakes.desk import VENDOR

SOLD = VENDOR.model_copy(
    update={
        "products": (
            Product(id="planner", name="Planner", billing_ids=("prod_planner", "prod_planner_2")),
            Product(id="ledger", name="Ledger", billing_ids=("prod_ledger",)),
        )
    }
)


def stated(
    products: str, after: timedelta = timedelta(), *, number: int = 1, status: str = "active"
) -> list[BillingEvent]:
    """One statement about the whole subscription, an event for each of its products."""
    parts = tuple(f"prod_{name}" for name in products.split())
    whole = WholeSubscription(status=status, products=parts)
    common = {"provider": Provider.STRIPE, "whole": whole}
    return [
        told(status, after, number=number, product=part, paid=MONTH).model_copy(update=common)
        for part in parts or (EVERY_PRODUCT,)
    ]


def heard(events: Iterable[BillingEvent], *by_hand: BillingEvent) -> tuple[SubscriptionHistory, ...]:
    """What the member subscribes to once it has heard these, in this order."""
    found: list[SubscriptionHistory] = []
    for event in events:
        known = next((each for each in found if each.is_about(event)), None)
        if known:
            found[found.index(known)] = known.with_event(event)
        else:
            found.append(SubscriptionHistory.started_by(event))
    hand = [SubscriptionHistory.started_by(event) for event in by_hand]
    return subscribed(found, hand, SOLD)


def covered(histories: Iterable[SubscriptionHistory], after: timedelta, product: str = "planner") -> bool:
    ours = [each for each in histories if SOLD.product_referred(each.product) == product]
    return best_coverage(ours, START + after, GRACE).covered


def in_every_order(*statements: list[BillingEvent]) -> Iterable[tuple[SubscriptionHistory, ...]]:
    """The same events in every order end in the same value."""
    events = [event for statement in statements for event in statement]
    once = heard(events)
    for order in permutations(events):
        assert heard((*order, order[0])) == once
    return [once]


def test_a_product_that_a_later_statement_does_not_name_is_lost_whichever_is_heard_first() -> None:
    for found in in_every_order(stated("planner ledger"), stated("ledger", 5 * DAY, number=2)):
        assert covered(found, 4 * DAY)
        assert not covered(found, 5 * DAY)
        assert covered(found, 5 * DAY, "ledger")


def test_a_product_that_comes_later_was_none_of_its_before() -> None:
    for found in in_every_order(stated("ledger"), stated("planner ledger", 5 * DAY, number=2)):
        before = best_coverage(
            (each for each in found if each.product == "prod_planner"), START + DAY, GRACE
        ).reason
        assert before is GateReason.NO_SUBSCRIPTION
        assert covered(found, 5 * DAY)


def test_a_subscription_that_ends_without_naming_a_product_ends_for_all_it_had() -> None:
    ended = stated("", 5 * DAY, number=2, status="cancelled")
    ended[0] = ended[0].model_copy(update={"paid_until": None})
    for found in in_every_order(stated("planner ledger"), ended):
        assert [each.product for each in found] == ["prod_ledger", "prod_planner"]
        for product in ("planner", "ledger"):
            assert covered(found, 4 * DAY, product)
            assert not covered(found, 5 * DAY, product)


def test_from_one_product_to_another_and_back_within_a_second_the_last_statement_holds() -> None:
    there = [stated("planner"), stated("ledger", number=2), stated("planner", number=3)]
    for found in in_every_order(*there):
        assert (covered(found, DAY), covered(found, DAY, "ledger")) == (True, False)


def test_from_one_price_of_a_product_to_another_it_stays_covered() -> None:
    for found in in_every_order(stated("planner"), stated("planner_2", number=2)):
        assert len(found) == 1
        assert covered(found, DAY)


def test_one_subscription_under_two_names_of_a_product_is_one_history() -> None:
    events = (told("active", paid=MONTH), told("cancelled", DAY, product="planner", number=2))
    for order in permutations(events):
        assert not covered(heard(order), 2 * DAY)


def test_two_prices_of_one_product_in_one_statement_are_covered_as_long_as_either() -> None:
    longer = stated("planner planner_2")
    longer[0] = longer[0].model_copy(update={"paid_until": START + 2 * MONTH})
    for found in in_every_order(longer):
        (history,) = found
        assert best_coverage([history], START + DAY, GRACE).until == START + 2 * MONTH


def by_hand(status: str, after: timedelta) -> BillingEvent:
    """The vendor's own word about Planner."""
    return told(status, after, product="planner", subscription="hand-planner", provider=Provider.HAND)


@pytest.mark.parametrize("known", [(told("active", paid=YEARS),) for YEARS in (12 * MONTH,)] + [()])
def test_after_a_word_that_nobody_knows_the_vendors_own_holds(known: tuple[BillingEvent, ...]) -> None:
    found = heard((*known, told("on_ice", DAY, number=2)), by_hand("cancelled", 2 * DAY))
    assert covered(found, 2 * DAY - timedelta(seconds=1))
    assert not covered(found, 2 * DAY)


def test_the_vendors_word_holds_until_the_provider_says_one_that_is_known() -> None:
    events = [told("active"), told("on_ice", DAY, number=2), told("active", 3 * DAY, number=3)]
    found = heard(events, by_hand("cancelled", 2 * DAY))
    assert not covered(found, 3 * DAY - timedelta(seconds=1))
    assert covered(found, 3 * DAY)


def test_where_the_provider_says_what_is_known_an_old_word_of_the_vendors_ends_nothing() -> None:
    """The member was kept by hand, and is billed by the provider now."""
    found = heard([told("active")], by_hand("cancelled", 2 * DAY))
    assert covered(found, 3 * DAY)
    found = heard([told("on_ice", 3 * DAY)], by_hand("cancelled", 2 * DAY))
    assert covered(found, 4 * DAY)
