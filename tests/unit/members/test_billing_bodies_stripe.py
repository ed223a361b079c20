"""From a verified Stripe body to billing events, in the shapes before and after 2025-03-31."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.members.billing import LATEST, BillingEvent, OtherEvent, Provider, WholeSubscription
from shared.web.billing.billing_bodies import BillingBodyMalformed, read_stripe
from tests.examples.stripe_bodies import CREATED, MONTH, PERIOD, event, item, listed, old_item, subscription


def instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def read_one(body: bytes) -> BillingEvent:
    events = read_stripe(body)
    assert isinstance(events, tuple)
    (heard,) = events
    assert isinstance(heard, BillingEvent)
    return heard


ACTIVE = BillingEvent(
    provider=Provider.STRIPE,
    id="evt_1",
    at=instant(CREATED),
    type="customer.subscription.updated",
    customer="cus_1",
    product="prod_1",
    subscription="sub_1",
    status="active",
    paid_until=instant(CREATED + MONTH),
    whole=WholeSubscription(status="active", products=("prod_1",)),
)


@pytest.mark.parametrize(
    "content",
    [
        subscription(),
        subscription(old_item(), **PERIOD),
        subscription(items=None, plan={"product": "prod_1"}, **PERIOD),
        subscription(item(price={"product": {"id": "prod_1", "name": "Planner"}}), customer={"id": "cus_1"}),
        subscription(item(), current_period_end=1),
    ],
    ids=["since 2025-03-31", "before", "a single plan", "expanded", "the item's period goes first"],
)
def test_every_shape_of_a_subscription_becomes_the_same_event(content: dict[str, Any]) -> None:
    assert read_one(event(content)) == ACTIVE


@pytest.mark.parametrize("kind", ["created", "updated", "deleted", "paused", "resumed", "trial_will_end"])
def test_every_kind_of_subscription_event_sets_the_status_it_carries(kind: str) -> None:
    assert read_one(event(subscription(), kind)).status == "active"


@pytest.mark.parametrize(
    "content", [subscription(status="past_due"), subscription(old_item(), status="past_due", **PERIOD)]
)
def test_past_due_was_paid_until_the_period_that_has_begun(content: dict[str, Any]) -> None:
    assert read_one(event(content)).paid_until == instant(CREATED)


@pytest.mark.parametrize(
    ("ended", "paid_until"),
    [
        ({"ended_at": CREATED - 1, "canceled_at": CREATED - MONTH}, instant(CREATED - 1)),
        ({"ended_at": None, "canceled_at": CREATED - 2}, instant(CREATED - 2)),
        ({}, None),
    ],
    ids=["ended", "asked for", "neither"],
)
def test_cancelled_was_paid_until_it_ended_whatever_period_was_running(
    ended: dict[str, Any], paid_until: datetime | None
) -> None:
    assert read_one(event(subscription(status="canceled", **ended), "deleted")).paid_until == paid_until


@pytest.mark.parametrize("status", ["incomplete", "incomplete_expired", "paused", "unpaid", "hibernating"])
def test_of_other_statuses_the_running_period_is_not_taken_for_paid(status: str) -> None:
    heard = read_one(event(subscription(status=status)))
    assert (heard.status, heard.paid_until) == (status, None)


@pytest.mark.parametrize(
    ("announced", "ends"),
    [
        ({"cancel_at_period_end": True}, instant(CREATED + MONTH)),
        ({"cancel_at_period_end": True, "cancel_at": CREATED + MONTH}, instant(CREATED + MONTH)),
        ({"cancel_at_period_end": True, "cancel_at": CREATED + 9}, instant(CREATED + 9)),
        ({"cancel_at": CREATED + 5}, instant(CREATED + 5)),
        ({"cancel_at_period_end": None}, None),
    ],
)
def test_an_announced_end_is_taken_over(announced: dict[str, Any], ends: datetime | None) -> None:
    assert read_one(event(subscription(**announced))).ends == ends


def test_several_items_are_several_products_each_with_its_own_period() -> None:
    later = item("prod_2", current_period_end=CREATED + 2 * MONTH)
    whole = WholeSubscription(status="active", products=("prod_1", "prod_2"))
    second = {"product": "prod_2", "paid_until": instant(CREATED + 2 * MONTH)}
    assert read_stripe(event(subscription(later, item()))) == (
        ACTIVE.model_copy(update={"whole": whole}),
        ACTIVE.model_copy(update={"whole": whole, **second}),
    )


def test_two_items_of_one_product_are_one_event_with_the_later_end() -> None:
    assert read_one(event(subscription(item(current_period_end=CREATED + 1), item()))) == ACTIVE


@pytest.mark.parametrize("before", [listed([item("prod_0"), item()]), listed([old_item("prod_0")])])
def test_a_product_that_an_update_took_out_is_cancelled_at_once(before: dict[str, Any]) -> None:
    taken_out = ACTIVE.model_copy(update={"product": "prod_0", "status": "cancelled", "paid_until": None})
    assert read_stripe(event(subscription(), previous={"items": before})) == (ACTIVE, taken_out)


@pytest.mark.parametrize(
    "previous",
    [
        {},
        {"status": "past_due"},
        {"items": listed([item()])},
        {"items": 5},
        [],
        5,
        {"plan": {"product": "prod_1"}},
    ],
)
def test_an_update_that_took_no_product_out_cancels_nothing(previous: object) -> None:
    assert read_one(event(subscription(), previous=previous)) == ACTIVE


def test_personal_data_and_amounts_are_not_taken_over() -> None:
    heard = read_stripe(event(subscription(customer={"id": "cus_1", "email": "anna@example.com"})))
    assert not any(word in repr(heard) for word in ("anna", "120000", "sek"))


def test_seconds_beyond_the_calendar_are_the_latest_instant() -> None:
    assert read_one(event(subscription(item(current_period_end=10**30)))).paid_until == LATEST


@pytest.mark.parametrize("items", [listed([]), listed([{"id": "si_1"}]), None])
def test_a_subscription_without_any_product_is_kept_as_it_came(items: object) -> None:
    previous = {"items": listed([item()])}
    heard = read_stripe(event(subscription(items=items), previous=previous))
    assert isinstance(heard, OtherEvent)
    assert heard.customer == "cus_1"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (event(subscription(id=None)), "data.object.id"),
        (event(subscription(customer=None)), "data.object.customer"),
        (event(subscription(customer={})), "data.object.customer"),
        (event(subscription(status=5)), "data.object.status"),
        (event(subscription(items=[])), "data.object.items"),
        (event(subscription(item(price="price_1"))), "data.object.items.data.0.price"),
        (event(subscription(item(current_period_end="soon"))), "data.object.items.data.0.current_period_end"),
        (event(subscription(ended_at=True)), "data.object.ended_at"),
        (event(subscription(cancel_at=-1)), "data.object.cancel_at"),
        (event(subscription(), created=1.5), "created"),
        (event(subscription(), created=None), "created"),
        (event(subscription(), id=""), "id"),
        (event(subscription(), type=None), "type"),
        (event([]), "data.object"),
        (event(subscription(), data=None), "data"),
        (b"[]", "body"),
        (b"", "body"),
        (b"\xff", "body"),
        (b"[" * 100_000, "body"),
    ],
)
def test_a_field_that_is_wrong_is_refused_by_name(body: bytes, field: str) -> None:
    with pytest.raises(BillingBodyMalformed, match=f"^{field}: "):
        read_stripe(body)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


def perhaps_changed(whole: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """The object with some fields left out and others replaced by anything."""
    return st.fixed_dictionaries(
        {}, optional={name: st.just(value) | anything for name, value in whole.items()}
    )


contents = st.builds(
    lambda whole, items: whole | {"items": items},
    perhaps_changed(subscription(status="past_due", cancel_at_period_end=True)),
    st.lists(perhaps_changed(item()), max_size=3).map(listed) | anything,
)


@given(
    contents | anything,
    anything
    | st.builds(lambda items: {"items": items}, st.lists(perhaps_changed(item()), max_size=2).map(listed)),
)
def test_no_json_raises_anything_else(content: object, previous: object) -> None:
    try:
        heard = read_stripe(event(content, previous=previous))
    except BillingBodyMalformed as refused:
        assert str(refused)  # noqa: PT017 - an event is as good as a refusal here
    else:
        for one in heard if isinstance(heard, tuple) else [heard]:
            assert type(one).model_validate_json(one.model_dump_json()) == one


@given(perhaps_changed(json.loads(event(subscription()))) | anything)
def test_no_envelope_raises_anything_else(whole: object) -> None:
    try:
        heard = read_stripe(json.dumps(whole).encode())
    except BillingBodyMalformed as refused:
        assert str(refused)  # noqa: PT017 - an event is as good as a refusal here
    else:
        assert heard
