"""The real adapters on an Azurite, and what they send to it."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from azure.core.pipeline.transport import AioHttpTransport
from azure.data.tables.aio import TableServiceClient
from azure.storage.queue import TextBase64EncodePolicy
from azure.storage.queue.aio import QueueClient

from bench.unmeasured import Unmeasured
from devstack.azurite import Azurite
from shared.adapters.queue import NAME, StorageQueue
from shared.adapters.tables import TableStore

_REFUSED_CHANGE = b"HTTP/1.1 4"
"""In the answer to a transaction."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One HTTP request as the adapters sent it, signed, and the status of its answer."""

    method: str
    url: str
    headers: dict[str, str]
    body: bytes | None
    status: int

    def to(self, was: Azurite, now: Azurite) -> "Sent":
        """The same for another Azurite: neither host nor port is part of the signature."""
        ports = {was.table_port: now.table_port, was.queue_port: now.queue_port}
        before = urlsplit(self.url).netloc
        after = f"127.0.0.1:{ports[urlsplit(self.url).port or 0]}"
        body = self.body.replace(before.encode(), after.encode()) if self.body else None
        headers = {name: text for name, text in self.headers.items() if name.lower() != "content-length"}
        return replace(self, url=self.url.replace(before, after), headers=headers, body=body)


class RecordingTransport(AioHttpTransport):  # type: ignore[misc] # the SDK does not type it
    """The transport of the adapters, which keeps what it sends."""

    def __init__(self, sent: list[Sent]) -> None:
        """Append to ``sent``."""
        super().__init__(use_env_settings=False)
        self._sent = sent

    async def send(self, request: Any, **config: Any) -> Any:  # noqa: ANN401 - as the SDK has it
        """Send, and keep the request with the status of its answer."""
        body, headers = request.data, dict(request.headers)
        response = await super().send(request, **config)
        kept = body.encode() if isinstance(body, str) else body
        self._sent.append(Sent(request.method, request.url, headers, kept, response.status_code))
        return response


@asynccontextmanager
async def adapters(
    azurite: Azurite, *, quick: bool = True
) -> AsyncGenerator[tuple[TableStore, StorageQueue]]:
    """Store and queue, as the product makes them."""
    store = TableStore.from_connection_string(azurite.connection_string, quick=quick)
    queue = StorageQueue.from_connection_string(azurite.connection_string)
    try:
        yield store, queue
    finally:
        await store.close()
        await queue.close()


@asynccontextmanager
async def recorded_adapters(
    azurite: Azurite, sent: list[Sent]
) -> AsyncGenerator[tuple[TableStore, StorageQueue]]:
    """The same, with everything that they send kept in ``sent``."""
    at = azurite.connection_string
    tables = TableServiceClient.from_connection_string(at, transport=RecordingTransport(sent), retry_total=0)
    messages = QueueClient.from_connection_string(
        at, NAME, transport=RecordingTransport(sent), message_encode_policy=TextBase64EncodePolicy()
    )
    async with tables, messages:
        yield TableStore(tables), StorageQueue(messages)


async def send_bare(session: aiohttp.ClientSession, requests: Sequence[Sent]) -> None:
    """Send them one after the other and read each answer: the least that HTTP takes.

    Raises:
        Unmeasured: one was answered otherwise, so this is not the work that was recorded.
    """
    for each in requests:
        async with session.request(
            each.method, each.url, headers=each.headers, data=each.body, skip_auto_headers=["Content-Type"]
        ) as answer:
            said = await answer.read()
        if answer.status != each.status or _REFUSED_CHANGE in said:
            message = (
                f"{each.method} {urlsplit(each.url).path} was answered {answer.status}, not {each.status}"
            )
            raise Unmeasured(message)
