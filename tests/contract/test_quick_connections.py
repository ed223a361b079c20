"""Quick calls share connections and private names with the SDKs: neither may cost a later call."""

import asyncio
import gzip
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from importlib.metadata import version
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from azure.communication.email.aio import EmailClient
from azure.core.credentials import AzureKeyCredential
from azure.data.tables.aio import _authentication_async
from azure.storage.queue.aio import QueueClient

from shared.adapters import tables
from shared.adapters.tables import TableStore
from shared.ports.store import Row, StoreUnavailable, Table
from tests.contract.provider import OTHER_KEY
from tests.contract.recording import answer, recording
from tests.contract.unreachable import KEY, nobody_listens

T = Table.TICKETS


def _entity(key: str) -> str:
    return f'{{"odata.etag": "e", "PartitionKey": "p", "RowKey": "{key}", "t0": "{key}"}}'


@asynccontextmanager
async def store_at(connection_string: str, *, quick: bool = True) -> AsyncGenerator[TableStore]:
    store = TableStore.from_connection_string(connection_string, quick=quick)
    try:
        yield store
    finally:
        await store.close()


class KeptOpen:
    """Answers with the row that it is asked for, over connections that stay open; one row slowly.

    Of the slow row's answer the head and half of the body come at once, the rest when ``go_on`` is set.
    """

    def __init__(self) -> None:
        self.go_on, self.begun = asyncio.Event(), asyncio.Event()
        self.address = ""

    @property
    def connection_string(self) -> str:
        return f"AccountName=account;AccountKey={KEY};TableEndpoint={self.address};"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while line := await reader.readline():
                await reader.readuntil(b"\r\n\r\n")
                slow = b"slow" in line
                content = _entity("slow" if slow else "quick").encode()
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(content))
                writer.write(content[:20])
                await writer.drain()
                if slow:
                    self.begun.set()
                    await self.go_on.wait()
                writer.write(content[20:])
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def kept_open() -> AsyncGenerator[KeptOpen]:
    service = KeptOpen()
    server = await asyncio.start_server(service.serve, "127.0.0.1", 0)
    service.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/account"
    try:
        yield service
    finally:
        service.go_on.set()
        server.close_clients()
        server.close()
        await server.wait_closed()


async def test_a_call_that_is_cancelled_leaves_its_answer_to_no_other() -> None:
    async with kept_open() as service, store_at(service.connection_string) as store:
        slow = asyncio.create_task(store.get(T, "p", "slow"))
        await service.begun.wait()
        slow.cancel()
        await asyncio.gather(slow, return_exceptions=True)
        service.go_on.set()
        assert [await store.get(T, "p", "quick") for _ in range(3)] == [Row("quick", "quick", "e")] * 3
    assert slow.cancelled()


async def test_an_answer_that_is_compressed_all_the_same_is_none() -> None:
    packed = gzip.compress(_entity("k").encode())
    head = f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(packed)}\r\n\r\n"
    packed_answer = head.encode() + packed
    async with recording(packed_answer) as service, store_at(service.connection_string) as store:
        with pytest.raises(StoreUnavailable):
            await store.get(T, "p", "k")


@pytest.mark.parametrize("said", ['{"error": "try later"}', "[]", "null", '"no"', '{"value": [{}]}', ""])
async def test_a_success_that_holds_no_rows_was_not_said_by_the_service(said: str) -> None:
    async with recording(answer("200 OK", said)) as service, store_at(service.connection_string) as store:
        with pytest.raises(StoreUnavailable):
            await store.get(T, "p", "k")
        with pytest.raises(StoreUnavailable):
            await store.rows(T, "p", first="a", before="b")


@pytest.mark.parametrize("quick", [True, False])
async def test_that_there_is_no_such_page_does_not_say_that_there_is_no_such_row(quick: bool) -> None:  # noqa: FBT001 - parametrised
    """Something before the service answered: a row that is there would be taken for a new one."""
    page = answer("404 Not Found", "<html>nothing here</html>", {"Content-Type": "text/html"})
    async with recording(page) as service, store_at(service.connection_string, quick=quick) as store:
        with pytest.raises(StoreUnavailable):
            await store.get(T, "p", "k")


def test_the_sdks_still_have_the_names_that_quick_calls_take() -> None:
    """No public name gives what puts a key or a token on a request."""
    queue = QueueClient.from_connection_string(nobody_listens(), "looks")
    mail = EmailClient("https://mail.example.com", AzureKeyCredential(OTHER_KEY))
    taken = (
        ("azure-data-tables", _authentication_async, "_configure_credential"),
        ("azure-storage-queue", queue, "_credential_policy"),
        ("azure-communication-email", mail, "_config"),
        ("azure-communication-email", mail._config, "authentication_policy"),  # noqa: SLF001 - what is held
        ("azure-communication-email", mail._config, "endpoint"),  # noqa: SLF001 - what is held
    )
    gone = [f"{sdk} {version(sdk)}: {name}" for sdk, where, name in taken if not hasattr(where, name)]
    assert not gone, (
        f"gone from the SDKs: {gone}. Pass quick=False to that adapter in shared/wiring.py (slower, but"
        " right) until its line_to, or QuickMailCalls, takes the signing from where it is now"
    )


async def test_without_a_private_name_the_tables_are_left_to_the_sdk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(_authentication_async, "_configure_credential")
    anew = spec_from_file_location("tables_anew", Path(tables.__file__))
    assert anew
    assert anew.loader
    module = module_from_spec(anew)
    anew.loader.exec_module(module)
    async with recording(answer("200 OK", _entity("k"), {"Content-Type": "application/json"})) as service:
        store: TableStore = module.TableStore.from_connection_string(service.connection_string, quick=False)
        assert await store.get(T, "p", "k") == Row("k", "k", "e")
        await store.close()
