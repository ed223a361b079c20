"""What Stripe says beside subscriptions: kept as it came, or read for what an invoice paid."""

from datetime import UTC, datetime
from typing import Any

import pytest

from shared.domain.members.billing import EVERY_PRODUCT, OtherEvent, PaidPeriod, Provider
from shared.web.billing.billing_bodies import read_stripe
from tests.examples.stripe_bodies import CREATED, MONTH, event, listed


def instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


@pytest.mark.parametrize(
    ("content", "customer"),
    [({"customer": "cus_1"}, "cus_1"), ({"customer": {"id": "cus_1"}}, "cus_1"), ({}, None), (5, None)],
)
def test_another_type_is_kept_with_its_customer_where_it_names_one(
    content: object, customer: str | None
) -> None:
    body = event(content, type="invoice.paid")
    assert read_stripe(body) == OtherEvent(
        provider=Provider.STRIPE,
        id="evt_1",
        at=instant(CREATED),
        type="invoice.paid",
        customer=customer,
        raw=body.decode(),
    )


def test_a_thin_event_is_kept() -> None:
    body = b'{"id": "evt_2", "type": "v1.billing.meter.no", "created": "2026-03-01T09:00:00.000Z"}'
    heard = read_stripe(body)
    assert isinstance(heard, OtherEvent)
    assert heard.at == instant(CREATED)


def line(product: str = "prod_1", **changed: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON is anything
    """A line of an invoice in the shape until 2025-03-31."""
    period = {"start": CREATED, "end": CREATED + MONTH}
    return {"type": "subscription", "amount": 5, "period": period, "price": {"product": product}} | changed


def paid(*lines: dict[str, Any], **changed: Any) -> dict[tuple[str, str], datetime]:  # noqa: ANN401 - JSON is anything
    """Until when the invoice says that each subscription's product is paid."""
    invoice = {"customer": "cus_1", "subscription": "sub_1", "lines": listed(lines)} | changed
    heard = read_stripe(event(invoice, type="invoice.paid"))
    periods = [each for each in heard if isinstance(each, PaidPeriod)] if isinstance(heard, tuple) else []
    return {(each.subscription, each.product): each.paid_until for each in periods}


END = instant(CREATED + MONTH)


@pytest.mark.parametrize(
    "given",
    [
        line(),
        line(price=None, plan={"product": "prod_1"}),
        line(price=None, pricing={"type": "price_details", "price_details": {"product": "prod_1"}}),
        line(price={"product": {"id": "prod_1"}}),
        line(type="invoiceitem", proration=True),
    ],
)
def test_a_paid_invoice_says_until_when_its_product_is_paid_in_every_shape(given: dict[str, Any]) -> None:
    assert paid(given) == {("sub_1", "prod_1"): END}


def test_the_subscription_is_read_where_the_version_has_it() -> None:
    details = {"subscription": "sub_2"}
    assert paid(line(), subscription=None, parent={"subscription_details": details}) == {
        ("sub_2", "prod_1"): END
    }
    of_line = line(parent={"subscription_item_details": details})
    assert paid(of_line, subscription=None) == {("sub_2", "prod_1"): END}


def test_of_several_lines_of_a_product_the_latest_end_counts() -> None:
    longer = line(period={"start": CREATED, "end": CREATED + 2 * MONTH})
    assert paid(longer, line()) == {("sub_1", "prod_1"): instant(CREATED + 2 * MONTH)}


def test_a_line_whose_product_cannot_be_read_is_for_every_product() -> None:
    assert paid(line(price=None)) == {("sub_1", EVERY_PRODUCT): END}


@pytest.mark.parametrize(
    "given", [line(amount=-5), line(quantity=0), line(type="invoiceitem"), line(period=None), line(period=5)]
)
def test_credits_and_single_pieces_of_work_pay_for_no_period(given: dict[str, Any]) -> None:
    assert paid(given) == {}


@pytest.mark.parametrize("changed", [{"subscription": None}, {"lines": 5}, {"customer": None}])
def test_an_invoice_that_is_of_no_subscription_or_cannot_be_read_is_kept(changed: dict[str, Any]) -> None:
    assert paid(line(), **changed) == {}
