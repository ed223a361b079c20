"""What a queue function is told of a message."""

import base64 as encoding
import binascii
from collections.abc import Mapping
from datetime import datetime

from azure.storage.queue import QueueMessage

from devstack.functions_host.runtime import Datum, data, text


def message_text(message: QueueMessage, *, base64: bool) -> str | None:
    """The text of a message; None where it is not encoded as ``host.json`` says."""
    if not base64:
        return str(message.content)
    try:
        return encoding.b64decode(message.content, validate=True).decode()
    except (binascii.Error, ValueError):
        return None


def message_metadata(message: QueueMessage) -> Mapping[str, Datum]:
    """Id, receipt, tries and instants, in the form in which the real host passes them on."""
    return {
        "Id": text(message.id),
        "PopReceipt": text(str(message.pop_receipt)),
        "DequeueCount": data(message.dequeue_count),
        "InsertionTime": _instant(message.inserted_on),
        "ExpirationTime": _instant(message.expires_on),
        "NextVisibleTime": _instant(message.next_visible_on),
    }


def _instant(instant: datetime | None) -> Datum:
    return data(instant.strftime("%Y-%m-%dT%H:%M:%S+00:00") if instant else "")
