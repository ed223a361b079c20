"""Lemon Squeezy: its webhook ``subscription_updated``, which comes with every change, as the desk's event."""

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from typing import Any


def genuine(body: bytes, headers: Mapping[str, str], secret: str) -> bool:
    """Whether Lemon Squeezy sent it; ``secret`` is the webhook's signing secret."""
    digest = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(digest.encode(), headers.get("X-Signature", "").encode())


def events(body: bytes) -> Iterator[tuple[str, dict[str, Any]]]:
    """The event, with an id made of the body, since Lemon Squeezy sends none."""
    said = json.loads(body)["data"]
    subscription = said["attributes"]
    if said["type"] != "subscriptions" or subscription["test_mode"]:
        return
    ends = {
        "on_trial": subscription["trial_ends_at"],
        "active": subscription["renews_at"],
        "cancelled": subscription["ends_at"],
    }
    data = {
        "customer": str(subscription["customer_id"]),
        "product": str(subscription["product_id"]),
        "subscription": said["id"],
        "status": subscription["status"],
        "paid_until": ends.get(subscription["status"]),
    }
    if (subscription["pause"] or {}).get("mode") == "free":
        data["status"] = "active"  # paused, and the customer may go on using what it has
    event = {"type": "subscription.updated", "timestamp": subscription["updated_at"], "data": data}
    yield hashlib.sha256(body).hexdigest(), event
