"""Delivery reports on request: put into the local queue as Event Grid would, for a mail that was caught.

``PUT /reports`` lets everything that is sent to an address from now on be reported so; ``POST`` reports one
caught mail at once. Both work only in a catcher that was given a storage account.
"""

import base64
import json
from contextlib import suppress
from datetime import datetime
from enum import StrEnum
from typing import Any, Self
from uuid import uuid4

from azure.core.exceptions import ResourceExistsError
from azure.core.pipeline.transport import AioHttpTransport
from azure.storage.queue.aio import QueueClient
from pydantic import BaseModel, ConfigDict, Field

from devstack.mail_catcher.message import CaughtMail

QUEUE = "delivery-reports"
_TYPE = "Microsoft.Communication.EmailDeliveryReportReceived"
_RESOURCE = "/subscriptions/local/providers/Microsoft.Communication/communicationServices/mail-catcher"


class Status(StrEnum):
    """What the real service reports, by its own words."""

    DELIVERED = "Delivered"
    EXPANDED = "Expanded"
    QUARANTINED = "Quarantined"
    FILTERED_SPAM = "FilteredSpam"
    BOUNCED = "Bounced"
    SUPPRESSED = "Suppressed"
    FAILED = "Failed"


class Schema(StrEnum):
    """How the event is written."""

    EVENT_GRID = "event_grid"
    CLOUD_EVENTS = "cloud_events"


class Wish(BaseModel):
    """What is to be reported of mail to this address; ``status`` none: nothing any more."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    to: str = Field(min_length=3)
    status: Status | None
    form: Schema = Field(default=Schema.EVENT_GRID, alias="schema")


class ReportQueue:
    """The queue in a storage account, as Event Grid fills it: one event a message, in base64."""

    def __init__(self, client: QueueClient) -> None:
        """Use this client; ``close`` closes it."""
        self._client = client

    @classmethod
    def at(cls, connection: str) -> Self:
        """The queue of the account of this connection string. Nothing is asked yet."""
        transport = AioHttpTransport(use_env_settings=False)
        return cls(QueueClient.from_connection_string(connection, QUEUE, transport=transport, retry_total=0))

    async def close(self) -> None:
        """Let the connections go."""
        await self._client.close()

    async def put(self, event: dict[str, Any]) -> None:
        """Put the event into the queue, which is made where it is missing. Raises ``AzureError``."""
        with suppress(ResourceExistsError):
            await self._client.create_queue()
        await self._client.send_message(base64.b64encode(json.dumps(event).encode()).decode())


class Reports:
    """What is reported of whom, and the queue that it goes to (None: this catcher has none)."""

    def __init__(self, queue: ReportQueue | None) -> None:
        """Report nothing yet."""
        self.queue = queue
        self._wishes: dict[str, Wish] = {}

    def wish(self, wish: Wish) -> None:
        """From now on this is reported of mail to this address."""
        self._wishes[wish.to.lower()] = wish
        if wish.status is None:
            del self._wishes[wish.to.lower()]

    def wished(self) -> dict[str, Status]:
        """Address -> what is reported of mail to it."""
        return {to: wish.status for to, wish in self._wishes.items() if wish.status}

    async def of_caught(self, mail: CaughtMail, now: datetime) -> None:
        """Report the mail to each of its recipients of whom that is wished."""
        for address in sorted(mail.recipients() & self._wishes.keys()):
            await self.report(mail, self._wishes[address].model_copy(update={"to": address}), now)

    async def report(self, mail: CaughtMail, wish: Wish, now: datetime) -> None:
        """Report this of the mail at once. Raises ``AzureError``."""
        if self.queue and wish.status:
            await self.queue.put(event_of(mail, wish.to, wish.status, wish.form, now))


def event_of(
    mail: CaughtMail, recipient: str, status: Status, schema: Schema, now: datetime
) -> dict[str, Any]:
    """The event about this mail and recipient, in the form that Event Grid would give it."""
    subject = f"sender/{mail.sender}/message/{mail.operation_id}"
    shared = {"id": str(uuid4()), "subject": subject, "data": _data(mail, recipient, status, now)}
    if schema is Schema.CLOUD_EVENTS:
        return shared | {"source": _RESOURCE, "type": _TYPE, "specversion": "1.0", "time": now.isoformat()}
    versions = {"dataVersion": "1.0", "metadataVersion": "1"}
    return shared | versions | {"topic": _RESOURCE, "eventType": _TYPE, "eventTime": now.isoformat()}


def _data(mail: CaughtMail, recipient: str, status: Status, now: datetime) -> dict[str, Any]:
    return {
        "sender": mail.sender,
        "recipient": recipient,
        "internetMessageId": f"<{mail.operation_id}@mail-catcher.example.com>",
        "messageId": mail.operation_id,
        "status": status,
        "deliveryStatusDetails": {"statusMessage": f"Asked to report {status} for {recipient}."},
        "deliveryAttemptTimestamp": now.isoformat(),
    }
