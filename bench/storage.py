"""The real adapters on an Azurite, and what they send to it."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from types import SimpleNamespace
from urllib.parse import urlsplit

import aiohttp
from azure.core.pipeline.transport import AioHttpTransport
from azure.data.tables.aio import TableServiceClient
from azure.storage.queue import TextBase64EncodePolicy
from azure.storage.queue.aio import QueueClient

from bench.unmeasured import Unmeasured
from devstack.azurite import Azurite
from shared.adapters import queue, tables
from shared.adapters.queue import StorageQueue
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
    """The transport of the adapters, whose session keeps in ``sent`` what it sends."""

    def __init__(self, sent: list[Sent]) -> None:
        """Append to ``sent``. Within a running loop."""
        watching = aiohttp.TraceConfig()
        watching.on_request_start.append(_begun)
        watching.on_request_chunk_sent.append(_continued)
        watching.on_request_end.append(partial(_ended, sent))
        session = aiohttp.ClientSession(
            trace_configs=[watching], cookie_jar=aiohttp.DummyCookieJar(), auto_decompress=False
        )
        super().__init__(session=session)


async def _begun(
    _: aiohttp.ClientSession, request: SimpleNamespace, at: aiohttp.TraceRequestStartParams
) -> None:
    request.begun, request.body = dict(at.headers), b""


async def _continued(
    _: aiohttp.ClientSession, request: SimpleNamespace, at: aiohttp.TraceRequestChunkSentParams
) -> None:
    request.body += at.chunk


async def _ended(
    sent: list[Sent], _: aiohttp.ClientSession, request: SimpleNamespace, at: aiohttp.TraceRequestEndParams
) -> None:
    sent.append(Sent(at.method, str(at.url), request.begun, request.body or None, at.response.status))


@asynccontextmanager
async def adapters(
    azurite: Azurite, *, quick: bool = True
) -> AsyncGenerator[tuple[TableStore, StorageQueue]]:
    """Store and queue, as the product makes them."""
    store = TableStore.from_connection_string(azurite.connection_string, quick=quick)
    messages = StorageQueue.from_connection_string(azurite.connection_string, quick=quick)
    try:
        yield store, messages
    finally:
        await store.close()
        await messages.close()


@asynccontextmanager
async def recorded_adapters(
    azurite: Azurite, sent: list[Sent]
) -> AsyncGenerator[tuple[TableStore, StorageQueue]]:
    """The same, with everything that they send kept in ``sent``."""
    at = azurite.connection_string
    to_tables, to_queue = RecordingTransport(sent), RecordingTransport(sent)
    service = TableServiceClient.from_connection_string(at, transport=to_tables, retry_total=0)
    messages = QueueClient.from_connection_string(
        at, queue.NAME, transport=to_queue, message_encode_policy=TextBase64EncodePolicy()
    )
    async with service, messages:
        store = TableStore(service, tables.line_to(service, to_tables))
        yield store, StorageQueue(messages, queue.line_to(messages, to_queue))


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
