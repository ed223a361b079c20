"""Chargebee: its webhook events about subscriptions, as the desk's events."""

import base64
import hmac
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any


def genuine(_: bytes, headers: Mapping[str, str], secret: str) -> bool:
    """Whether Chargebee sent it: it signs nothing; ``secret`` is the webhook's "user:password"."""
    expected = "Basic " + base64.b64encode(secret.encode()).decode()
    return hmac.compare_digest(expected.encode(), headers.get("Authorization", "").encode())


def _text(seconds: int | None) -> str | None:
    return datetime.fromtimestamp(seconds, UTC).isoformat() if seconds else None


def events(body: bytes) -> Iterator[tuple[str, dict[str, Any]]]:
    """An event for each plan and addon, with its id."""
    said = json.loads(body)
    if "subscription" not in said["content"]:
        return
    subscription, at = said["content"]["subscription"], said["occurred_at"]
    status, paid_until = subscription["status"], subscription.get("current_term_end")
    if status == "future":
        status, at, paid_until = "active", subscription["start_date"], None
    elif status == "transferred":
        status = "cancelled"
    elif status == "active" and subscription.get("due_invoices_count"):
        status, paid_until = "past_due", subscription["current_term_start"]
    elif status == "in_trial":
        paid_until = subscription.get("trial_end")
    for item in subscription["subscription_items"]:
        data = {
            "customer": subscription["customer_id"],
            "product": item["item_price_id"],
            "subscription": subscription["id"],
            "status": status,
            "paid_until": None if status in {"cancelled", "paused"} else _text(paid_until),
        }
        yield said["id"], {"type": "subscription.updated", "timestamp": _text(at), "data": data}
