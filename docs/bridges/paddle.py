"""Paddle Billing: its subscription notifications, as the desk's events."""

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from typing import Any


def genuine(body: bytes, headers: Mapping[str, str], secret: str) -> bool:
    """Whether Paddle sent it; ``secret`` is the notification destination's."""
    parts = dict(each.split("=", 1) for each in headers.get("Paddle-Signature", "").split(";") if "=" in each)
    digest = hmac.new(secret.encode(), parts.get("ts", "").encode() + b":" + body, hashlib.sha256)
    return hmac.compare_digest(digest.hexdigest().encode(), parts.get("h1", "").encode())


def events(body: bytes) -> Iterator[tuple[str, dict[str, Any]]]:
    """An event for each product, with its id."""
    said = json.loads(body)
    if not said["event_type"].startswith("subscription."):
        return
    subscription = said["data"]
    period = subscription["current_billing_period"] or {}
    status, paid_until = subscription["status"], period.get("ends_at")
    if status == "past_due":
        paid_until = period.get("starts_at")  # the period that runs is the one that is not paid
    change = subscription["scheduled_change"]
    if change and change["action"] == "cancel" and status in {"active", "trialing"}:
        status, paid_until = "cancelled", change["effective_at"]
    for product in dict.fromkeys(item["price"]["product_id"] for item in subscription["items"]):
        data = {
            "customer": subscription["customer_id"],
            "product": product,
            "subscription": subscription["id"],
            "status": status,
            "paid_until": None if status in {"canceled", "paused"} else paid_until,
        }
        yield (
            said["event_id"],
            {"type": "subscription.updated", "timestamp": said["occurred_at"], "data": data},
        )
