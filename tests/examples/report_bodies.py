"""Delivery reports as Event Grid writes them, in both schemas."""

import json
from datetime import datetime
from typing import Any

OPERATION = "fb9e3380-428f-4e59-95a1-fc82e99a5219"
ATTEMPTED = "2026-03-02T11:26:32.9912345+00:00"
RESOURCE = "/subscriptions/x/resourceGroups/y/providers/microsoft.communication/communicationservices/z"
TYPE = "Microsoft.Communication.EmailDeliveryReportReceived"


def data(**changed: object) -> dict[str, Any]:
    """What the provider says of one recipient."""
    said = {
        "sender": "support@example.com",
        "recipient": "eva@acme.example.org",
        "internetMessageId": "<178718194781.13391@example.com>",
        "messageId": OPERATION,
        "status": "Bounced",
        "deliveryStatusDetails": {
            "statusMessage": "550 5.1.1 <eva@acme.example.org> unknown",
            "recipientMailServerHostName": "mx.acme.example.org",
        },
        "deliveryAttemptTimestamp": ATTEMPTED,
    }
    return said | changed


def event_grid(said: dict[str, Any] | None = None, **changed: object) -> dict[str, Any]:
    """In Event Grid's own schema."""
    event = {
        "id": "0e0df3cb-ff8f-4f0a-9830-cfe76145d517",
        "topic": RESOURCE,
        "subject": f"sender/support@example.com/message/{OPERATION}",
        "data": data() if said is None else said,
        "eventType": TYPE,
        "dataVersion": "1.0",
        "metadataVersion": "1",
        "eventTime": "2026-03-02T11:28:55.2532364Z",
    }
    return event | changed


def cloud_event(said: dict[str, Any] | None = None, **changed: object) -> dict[str, Any]:
    """As CloudEvents 1.0."""
    event = {
        "id": "0e0df3cb-ff8f-4f0a-9830-cfe76145d517",
        "source": RESOURCE,
        "subject": f"sender/support@example.com/message/{OPERATION}",
        "data": data() if said is None else said,
        "type": TYPE,
        "specversion": "1.0",
        "time": "2026-03-02T11:28:55.2532364Z",
    }
    return event | changed


def body(event: object) -> bytes:
    """The event as the queue carries it, once the host has undone its base64."""
    return json.dumps(event).encode()


def report_body(operation: str, recipient: str, status: str, at: datetime) -> bytes:
    """A report about this mail."""
    said = data(
        messageId=operation, recipient=recipient, status=status, deliveryAttemptTimestamp=at.isoformat()
    )
    return body(event_grid(said))
