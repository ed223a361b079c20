"""Every promise of a port is tested on the fake and on the real adapter against Azurite."""

from collections.abc import AsyncGenerator

import pytest

from devstack.azurite import Azurite
from shared.adapters.queue import StorageQueue
from shared.adapters.tables import TableStore
from shared.ports import Queue, Store
from tests.fakes.queue import MemoryQueue
from tests.fakes.store import MemoryStore


@pytest.fixture
async def table_store(azurite: Azurite) -> AsyncGenerator[TableStore]:
    """The real adapter."""
    store = TableStore.from_connection_string(azurite.connection_string)
    yield store
    await store.close()


@pytest.fixture
async def plain_table_store(azurite: Azurite) -> AsyncGenerator[TableStore]:
    """The real adapter with the SDK's own transactions."""
    store = TableStore.from_connection_string(azurite.connection_string, quick=False)
    yield store
    await store.close()


@pytest.fixture(params=["memory", "azurite", "azurite, plain"])
def store(request: pytest.FixtureRequest) -> Store:
    """The fake, then the real adapter, with and without the quick way."""
    if request.param == "memory":
        return MemoryStore()
    name = "table_store" if request.param == "azurite" else "plain_table_store"
    real: TableStore = request.getfixturevalue(name)
    return real


@pytest.fixture
async def storage_queue(azurite: Azurite) -> AsyncGenerator[StorageQueue]:
    """The real adapter."""
    queue = StorageQueue.from_connection_string(azurite.connection_string)
    yield queue
    await queue.close()


@pytest.fixture(params=["memory", "azurite"])
def queue(request: pytest.FixtureRequest) -> Queue:
    """The fake, then the real adapter."""
    if request.param == "memory":
        return MemoryQueue()
    real: StorageQueue = request.getfixturevalue("storage_queue")
    return real
