"""Stripe events as Stripe sends them, in the shapes before and after 2025-03-31. All data is made up."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

CREATED = 1_772_355_600
MONTH = 2_678_400
PERIOD = {"current_period_start": CREATED, "current_period_end": CREATED + MONTH}


def item(product: str = "prod_1", **changed: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON is anything
    """An item in the shape since 2025-03-31, where it has its own period."""
    sold = {"id": "price_1", "object": "price", "product": product, "unit_amount": 120_000, "currency": "sek"}
    return {"id": "si_1", "object": "subscription_item", "price": sold, "quantity": 1, **PERIOD} | changed


def old_item(product: str = "prod_1") -> dict[str, Any]:
    """An item in the shape before 2025-03-31: the subscription has the period, and there is a plan."""
    plan = {"id": "price_1", "object": "plan", "amount": 120_000, "product": product}
    return {"id": "si_1", "object": "subscription_item", "plan": plan}


def listed(items: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {"object": "list", "data": list(items), "has_more": False}


def subscription(*items: Mapping[str, Any], **changed: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON is anything
    return {
        "id": "sub_1",
        "object": "subscription",
        "customer": "cus_1",
        "status": "active",
        "cancel_at": None,
        "cancel_at_period_end": False,
        "canceled_at": None,
        "ended_at": None,
        "items": listed(items or [item()]),
        "metadata": {"email": "anna@example.com"},
    } | changed


def event(content: object, kind: str = "updated", **changed: Any) -> bytes:  # noqa: ANN401 - JSON is anything
    """The event's body; ``changed`` replaces fields of the event, ``previous`` what the update changed."""
    previous = changed.pop("previous", None)
    data = {"object": content} | ({"previous_attributes": previous} if previous is not None else {})
    whole = {
        "id": "evt_1",
        "object": "event",
        "api_version": "2025-03-31.basil",
        "created": CREATED,
        "type": f"customer.subscription.{kind}",
        "data": data,
    }
    return json.dumps(whole | changed).encode()
