"""Every promise of a port is tested on the fake and on the real adapter against Azurite."""

from collections.abc import AsyncGenerator, AsyncIterator
from uuid import uuid4

import pytest

from devstack.azurite import Azurite
from shared.adapters.blob_container import BlobContainer
from shared.adapters.blobs import BlobFiles
from shared.adapters.queue import StorageQueue
from shared.adapters.segment_blobs import BlobSegments
from shared.adapters.tables import TableStore
from shared.ports.queue import Queue
from shared.ports.segments import Segments
from shared.ports.whole_storage import WholeFiles, WholeStore
from tests.contract.posts import MemoryPost, Post, azure_post
from tests.fakes.files import MemoryFiles
from tests.fakes.queue import MemoryQueue
from tests.fakes.segments import MemorySegments
from tests.fakes.store import MemoryStore


@pytest.fixture
async def table_store(azurite: Azurite) -> AsyncGenerator[TableStore]:
    """The real adapter."""
    store = TableStore.from_connection_string(azurite.connection_string)
    yield store
    await store.close()


@pytest.fixture
async def plain_table_store(azurite: Azurite) -> AsyncGenerator[TableStore]:
    """The real adapter with the SDK's own calls."""
    store = TableStore.from_connection_string(azurite.connection_string, quick=False)
    yield store
    await store.close()


@pytest.fixture(params=["memory", "azurite", "azurite, plain"])
def store(request: pytest.FixtureRequest) -> WholeStore:
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


@pytest.fixture
async def plain_storage_queue(azurite: Azurite) -> AsyncGenerator[StorageQueue]:
    """The real adapter with the SDK's own calls."""
    queue = StorageQueue.from_connection_string(azurite.connection_string, quick=False)
    yield queue
    await queue.close()


@pytest.fixture(params=["memory", "azurite", "azurite, plain"])
def queue(request: pytest.FixtureRequest) -> Queue:
    """The fake, then the real adapter, with and without the quick way."""
    if request.param == "memory":
        return MemoryQueue()
    name = "storage_queue" if request.param == "azurite" else "plain_storage_queue"
    real: StorageQueue = request.getfixturevalue(name)
    return real


@pytest.fixture(params=["memory", "azure", "azure, plain"])
async def post(request: pytest.FixtureRequest) -> AsyncIterator[Post]:
    """The mailer in memory, then the real one with the local endpoint, with and without the quick way."""
    if request.param == "memory":
        yield MemoryPost()
        return
    async with azure_post(quick=request.param == "azure") as azure:
        yield azure


@pytest.fixture
async def blob_files(azurite: Azurite) -> AsyncGenerator[BlobFiles]:
    """The real adapter."""
    files = BlobFiles.from_connection_string(azurite.connection_string)
    yield files
    await files.close()


@pytest.fixture
async def blob_segments(azurite: Azurite) -> AsyncGenerator[BlobSegments]:
    """The real adapter, in a container of its own: there is one list in each."""
    container = BlobContainer.from_connection_string(azurite.connection_string, f"search-{uuid4().hex}")
    segments = BlobSegments(container)
    yield segments
    await segments.close()


@pytest.fixture(params=["memory", "azurite"])
def segments(request: pytest.FixtureRequest) -> Segments:
    """The fake, then the real adapter."""
    if request.param == "memory":
        return MemorySegments()
    real: BlobSegments = request.getfixturevalue("blob_segments")
    return real


@pytest.fixture(params=["memory", "azurite"])
def files(request: pytest.FixtureRequest) -> WholeFiles:
    """The fake, then the real adapter."""
    if request.param == "memory":
        return MemoryFiles()
    real: BlobFiles = request.getfixturevalue("blob_files")
    return real
