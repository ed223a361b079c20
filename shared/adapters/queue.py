"""The queue in Azure Queue Storage: a short JSON text a message, as a queue trigger reads it."""

import asyncio
import json
from base64 import b64encode
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, Self

from azure.core.credentials_async import AsyncTokenCredential
from azure.core.exceptions import AzureError, HttpResponseError, ResourceExistsError, ResourceNotFoundError
from azure.core.pipeline.transport import AioHttpTransport
from azure.storage.queue import TextBase64EncodePolicy
from azure.storage.queue.aio import QueueClient, QueueServiceClient

from shared.adapters.calls import Line
from shared.ports.queue import QueueUnavailable
from shared.ports.telemetry import telemetry

type Sending = Callable[[str, int], Awaitable[object]]
"""Sends a message that is not to be seen before so many seconds."""

NAME = "looks"
REPORTS = "delivery-reports"
SENT = 201
NOT_FOUND = 404

CALL_LIMIT = 10.0
"""Seconds after which a call ends, answered or not: the queue only makes things quick."""


class StorageQueue:
    """``shared.ports.Queue`` in Azure Queue Storage or Azurite. The queue is made when first told."""

    def __init__(self, client: QueueClient, line: Line | None) -> None:
        """Use this client; ``close`` closes it.

        ``line`` is what messages go over; None leaves them to the SDK.
        """
        self._client = client
        self._send = _quick_sending(client, line) if line else _plain_sending(client)

    @classmethod
    def from_connection_string(cls, connection_string: str, *, quick: bool = True) -> Self:
        """The queue of an account that is reached by its key: on one machine, over http too."""
        options = _client_options()
        client = QueueClient.from_connection_string(connection_string, NAME, **options)
        return cls(client, line_to(client, options["transport"]) if quick else None)

    @classmethod
    def with_credential(cls, endpoint: str, credential: AsyncTokenCredential, *, quick: bool = True) -> Self:
        """The queue at this service address (https), opened by a managed identity."""
        options = _client_options()
        client = QueueClient(endpoint, NAME, credential=credential, **options)
        return cls(client, line_to(client, options["transport"]) if quick else None)

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()

    async def tell(self, aggregate: str, after: timedelta = timedelta(0)) -> None:
        """See ``shared.ports.Queue.tell``. Sent once."""
        text, seconds = json.dumps(_asked(aggregate)), int(after.total_seconds())
        try:
            await _answered(self._send(text, seconds))
        except ResourceNotFoundError:
            await self._tell_new(text, seconds)

    async def probe(self) -> None:
        """See ``shared.ports.Queue.probe``. A queue that nobody has been told yet is there."""
        try:
            await _answered(self._client.get_queue_properties())
        except ResourceNotFoundError:
            return

    async def _tell_new(self, text: str, seconds: int) -> None:
        """Make the queue, and send."""
        try:
            await _answered(self._create())
            await _answered(self._send(text, seconds))
        except ResourceNotFoundError:
            raise QueueUnavailable(_refusal(NOT_FOUND)) from None

    async def _create(self) -> None:
        try:
            await self._client.create_queue()
        except ResourceExistsError:
            return


class GivenUpMessages:
    """What the platform gave up after every attempt lies in a queue beside each of ours, for people."""

    def __init__(self, service: QueueServiceClient) -> None:
        """Use this client."""
        self._service = service

    @classmethod
    def from_connection_string(cls, connection_string: str) -> Self:
        """Of an account that is reached by its key."""
        return cls(QueueServiceClient.from_connection_string(connection_string, **_client_options()))

    @classmethod
    def with_credential(cls, endpoint: str, credential: AsyncTokenCredential) -> Self:
        """At this service address (https), opened by a managed identity."""
        return cls(QueueServiceClient(endpoint, credential=credential, **_client_options()))

    async def close(self) -> None:
        """Close the connections."""
        await self._service.close()

    async def count(self) -> int:
        """How many there are, about. Two requests. Raises ``QueueUnavailable``: ask again."""
        return sum([await self._in(f"{queue}-poison") for queue in (NAME, REPORTS)])

    async def _in(self, name: str) -> int:
        """None where there is no such queue yet: nothing was given up."""
        client = self._service.get_queue_client(name)
        try:
            with telemetry().call("GET", client.url):
                found = await _answered(client.get_queue_properties())
        except ResourceNotFoundError:
            return 0
        return found.approximate_message_count or 0


def _asked(aggregate: str) -> dict[str, str]:
    """What the message says: the aggregate, and which act asks, where anybody watches."""
    carried = telemetry().carrier()
    return {"look": aggregate, **({"traceparent": carried} if carried else {})}


def line_to(client: QueueClient, transport: AioHttpTransport) -> Line:
    """Quick calls to this queue over its transport, signed as its client signs."""
    return Line(transport, client._credential_policy)  # noqa: SLF001 - no public way; the contract tests watch it


def _plain_sending(client: QueueClient) -> Sending:
    """Send a message by the client; not to be seen before so many seconds."""

    async def send(text: str, seconds: int) -> None:
        await client.send_message(text, visibility_timeout=seconds or None)

    return send


def _quick_sending(client: QueueClient, line: Line) -> Sending:
    """Send a message as the client would; raises the SDK's errors."""
    address, _, signature = client.url.partition("?")
    address = f"{address}/messages"
    xml = "application/xml"
    headers = {"Content-Type": xml, "x-ms-version": client.api_version, "Accept": xml}

    async def send(text: str, seconds: int) -> None:
        asked = "&".join(filter(None, (signature, f"visibilitytimeout={seconds}" if seconds else "")))
        url = f"{address}?{asked}" if asked else address
        answer = await line.call("POST", url, headers, _message(text))
        if answer.status_code == NOT_FOUND:
            raise ResourceNotFoundError
        if answer.status_code != SENT:
            raise QueueUnavailable(_refusal(answer.status_code))

    return send


def _message(text: str) -> str:
    """As the service wants it: base64 within XML, as a queue trigger reads it by default."""
    content = b64encode(text.encode()).decode("ascii")
    return (
        "<?xml version='1.0' encoding='utf-8'?>\n"
        f"<QueueMessage><MessageText>{content}</MessageText></QueueMessage>"
    )


def _refusal(status: int | None) -> str:
    return f"the queue answered {status}"


def _client_options() -> dict[str, Any]:
    return {
        "transport": AioHttpTransport(use_env_settings=False, connection_timeout=5, read_timeout=CALL_LIMIT),
        "message_encode_policy": TextBase64EncodePolicy(),
        "retry_total": 0,
    }


async def _answered[T](call: Awaitable[T]) -> T:
    """What the call returns.

    Raises:
        ResourceNotFoundError: there is no such queue yet.
        QueueUnavailable: any other answer but a success, or none.
    """
    try:
        async with asyncio.timeout(CALL_LIMIT):
            return await call
    except ResourceNotFoundError:
        raise
    except HttpResponseError as error:
        raise QueueUnavailable(_refusal(error.status_code)) from None
    except (AzureError, TimeoutError) as error:
        message = f"the queue cannot be reached ({type(error).__name__})"
        raise QueueUnavailable(message) from None
