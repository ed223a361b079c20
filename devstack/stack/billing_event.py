"""A billing provider's event, signed as Standard Webhooks has it."""

import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from shared.web.billing.signatures import sign_standard


@dataclass(frozen=True, slots=True)
class SubscriptionEvent:
    """What the provider says of one subscription. ``paid_until`` None: no end known, or ended at once."""

    customer: str
    product: str
    status: str
    paid_until: datetime | None = None
    subscription: str = ""

    def body(self, at: datetime) -> str:
        """The event as JSON, as of this instant."""
        data = {
            "customer": self.customer,
            "product": self.product,
            "subscription": self.subscription or f"sub_{self.customer}_{self.product}",
            "status": self.status,
            "paid_until": self.paid_until.astimezone(UTC).isoformat() if self.paid_until else None,
        }
        return json.dumps({"type": "subscription.updated", "timestamp": at.isoformat(), "data": data})


def signed_headers(body: str, secret: str, at: datetime) -> dict[str, str]:
    """The headers with which a provider that has this secret sends the body at this instant.

    Ids grow with time, as providers' do: of two events of one second the one with the greater id holds.
    """
    message = f"msg_{round(at.timestamp() * 1_000_000):016x}{secrets.token_hex(4)}"
    return {"content-type": "application/json", **sign_standard(body.encode(), message, secret, at)}
