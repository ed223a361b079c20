"""What Stripe says of whole subscriptions and of paid invoices, over HTTP."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.examples.stripe_bodies import event, item, subscription
from tests.fakes.desk import START, FakeDesk
from tests.triggers.calling import call
from tests.triggers.members.test_billing import STRIPE, stripe


def stripes(subscription_of: Mapping[str, Any], created: datetime, **changed: Any) -> bytes:  # noqa: ANN401 - JSON is anything
    """A Stripe event that was created then."""
    return event(subscription_of, created=int(created.timestamp()), **changed)


async def told_by_stripe(*bodies: bytes) -> None:
    """Stripe sends these, signed now."""
    for body in bodies:
        assert (await call("POST", STRIPE, body, stripe(body))).status == 200


async def covers(product: str = "ledger") -> bool:
    """Whether Acme is covered for the product now, by what Stripe says."""
    shown = (await call("GET", "/api/members/acme")).json["subscriptions"]
    return any(
        each["coverage"]["covered"]
        for each in shown
        if each["provider"] == "stripe" and each["product"] == product
    )


def year_from(begun: datetime) -> dict[str, int]:
    """A paid year, as an item has it."""
    return {
        "current_period_start": int(begun.timestamp()),
        "current_period_end": int((begun + timedelta(days=365)).timestamp()),
    }


@pytest.mark.parametrize(("days", "covered"), [(0, True), (13, True), (14, False)])
async def test_an_invoice_that_fails_in_mid_year_is_covered_for_the_grace_days(
    fake: FakeDesk, days: int, *, covered: bool
) -> None:
    begun = START - timedelta(days=180)
    sold = item("prod_ledger", **year_from(begun))
    active = stripes(subscription(sold), begun)
    due = stripes(subscription(sold, status="past_due"), START, id="evt_2")
    await told_by_stripe(active, due)
    fake.clock.instant += timedelta(days=days)
    assert await covers() is covered


@pytest.mark.parametrize("shape", ["until 2025-03-31", "since then"])
async def test_a_year_whose_invoice_was_paid_is_covered_when_a_later_one_fails(
    fake: FakeDesk, shape: str
) -> None:
    begun = START - timedelta(days=180)
    sold = item("prod_ledger", **year_from(begun))
    period = {"start": int(begun.timestamp()), "end": int((begun + timedelta(days=365)).timestamp())}
    line: dict[str, Any] = {"id": "il_1", "amount": 120_000, "period": period}
    invoice: dict[str, Any] = {"id": "in_1", "object": "invoice", "customer": "cus_1"}
    if shape == "since then":
        details = {"subscription": "sub_1"}
        invoice["parent"] = {"type": "subscription_details", "subscription_details": details}
        line |= {"pricing": {"price_details": {"price": "price_1", "product": "prod_ledger"}}}
        line |= {"parent": {"type": "subscription_item_details", "subscription_item_details": details}}
    else:
        invoice["subscription"] = "sub_1"
        line |= {"type": "subscription", "subscription": "sub_1", "price": {"product": "prod_ledger"}}
    invoice["lines"] = {"object": "list", "data": [line]}
    await told_by_stripe(
        stripes(invoice, begun, id="evt_3", type="invoice.paid"),
        stripes(subscription(sold), begun),
        stripes(subscription(sold, status="past_due"), START, id="evt_2"),
    )
    fake.clock.instant = begun + timedelta(days=365 + 13)
    assert await covers()
    fake.clock.instant += timedelta(days=1)
    assert not await covers()


@pytest.mark.usefixtures("fake")
async def test_an_item_of_quantity_0_covers_nothing() -> None:
    sold = subscription(item("prod_planner", quantity=0), item("prod_ledger", quantity=2))
    await told_by_stripe(stripes(sold, START))
    assert (await covers("planner"), await covers("ledger")) == (False, True)


@pytest.mark.usefixtures("fake")
async def test_a_subscription_that_is_deleted_without_items_is_over_for_all_it_had() -> None:
    sold = subscription(item("prod_planner"), item("prod_ledger"))
    deleted = subscription(items={"object": "list", "data": []}, status="canceled")
    over = stripes(deleted, START, id="evt_2", type="customer.subscription.deleted")
    await told_by_stripe(over, stripes(sold, START - timedelta(days=1)))
    assert (await covers("planner"), await covers("ledger")) == (False, False)


@pytest.mark.usefixtures("fake")
async def test_a_product_that_a_later_event_does_not_name_is_lost_whichever_is_heard_first() -> None:
    both = stripes(subscription(item("prod_planner"), item("prod_ledger")), START - timedelta(days=1))
    one = stripes(subscription(item("prod_ledger")), START, id="evt_2")
    await told_by_stripe(one, both)
    assert (await covers("planner"), await covers("ledger")) == (False, True)


@pytest.mark.parametrize(("allowed", "covered"), [("false", False), ("true", True)])
@pytest.mark.usefixtures("fake")
async def test_an_event_of_the_providers_test_mode_covers_nothing_on_a_live_desk(
    settings: pytest.MonkeyPatch, allowed: str, *, covered: bool
) -> None:
    settings.setenv("DESK_BILLING_STRIPE_TEST_MODE", allowed)
    await told_by_stripe(stripes(subscription(item("prod_ledger")), START, livemode=False))
    assert await covers() is covered
