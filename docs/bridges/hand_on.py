"""Signs an event as Standard Webhooks has it, and hands it on to the desk: the same for every provider.

Needs httpx, and in the environment DESK (https://desk.example.com) and BILLING_SECRET (whsec_...).
"""

import base64
import hashlib
import hmac
import json
import os
import time
from typing import Any

import httpx


def signed(event_id: str, body: bytes, secret: str, seconds: int) -> dict[str, str]:
    """The headers that go with the body; ``seconds`` since 1970 is now."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    digest = hmac.digest(key, f"{event_id}.{seconds}.".encode() + body, hashlib.sha256)
    return {
        "Content-Type": "application/json",
        "webhook-id": event_id,
        "webhook-timestamp": str(seconds),
        "webhook-signature": f"v1,{base64.b64encode(digest).decode()}",
    }


def hand_on(event_id: str, event: dict[str, Any]) -> None:
    """Send it. An error goes to whoever called, so that the provider sends again; twice does no harm."""
    body = json.dumps(event).encode()
    headers = signed(event_id, body, os.environ["BILLING_SECRET"], int(time.time()))
    answer = httpx.post(f"{os.environ['DESK']}/api/billing/standard", content=body, headers=headers)
    if answer.is_error:
        raise RuntimeError(answer.text)  # it says which field, and what to send
