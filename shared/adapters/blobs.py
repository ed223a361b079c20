"""Files in Azure Blob Storage: one private container, a blob a file.

The SDK's own retries are off, as for tables: they sleep a whole ``Retry-After`` inside a function. Every call
here can be made again without harm, so each is asked again twice, soon, within one call's time.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TYPE_CHECKING, Self

from azure.core.credentials_async import AsyncTokenCredential
from azure.core.exceptions import HttpResponseError, ResourceExistsError, ResourceNotFoundError

from shared.adapters.storage_answers import answered, asked, client_options
from shared.ports.files import StoredFile
from shared.ports.store import StoreUnavailable
from shared.ports.telemetry import telemetry
from shared.ports.whole_storage import LabelledFile

if TYPE_CHECKING:
    from azure.storage.blob import BlobProperties
    from azure.storage.blob.aio import BlobClient, ContainerClient

CONTAINER = "files"
TICKET = "ticket"
"""The metadata in which a blob keeps the reference of the ticket that it came to."""

_NO_CONTAINER = "ContainerNotFound"
_THERE = {"BlobAlreadyExists", "ContainerAlreadyExists"}


class BlobFiles:
    """``shared.ports.Files`` in Azure Blob Storage or Azurite. The container is made when first put to."""

    def __init__(self, connect: Callable[[], "ContainerClient"]) -> None:
        """``connect`` makes the client, when it is first needed; ``close`` closes it."""
        self._connect = connect
        self._made: ContainerClient | None = None

    @classmethod
    def from_connection_string(cls, connection_string: str) -> Self:
        """The files of an account that is reached by its key: on one machine, over http too."""

        def connect() -> "ContainerClient":
            from azure.storage.blob.aio import ContainerClient  # noqa: PLC0415 - asked for now and then: no start waits for it

            return ContainerClient.from_connection_string(connection_string, CONTAINER, **client_options())

        return cls(connect)

    @classmethod
    def with_credential(cls, endpoint: str, credential: AsyncTokenCredential) -> Self:
        """The files at this service address (https), opened by a managed identity."""

        def connect() -> "ContainerClient":
            from azure.storage.blob.aio import ContainerClient  # noqa: PLC0415 - asked for now and then: no start waits for it

            return ContainerClient(endpoint, CONTAINER, credential=credential, **client_options())

        return cls(connect)

    async def close(self) -> None:
        """Close the connections."""
        if self._made is not None:
            await self._made.close()

    async def put(self, key: str, content: bytes, content_type: str, *, ticket: str) -> None:
        """See ``shared.ports.Files.put``."""
        await asked(lambda: self._watched("PUT", self._upload(key, content, content_type, ticket)))

    async def erase(self, key: str) -> None:
        """See ``shared.ports.Files.erase``."""
        if await self.has(key):
            await asked(lambda: self._watched("PUT", self._blob(key).upload_blob(b"", overwrite=True)))

    async def get(self, key: str) -> StoredFile | None:
        """See ``shared.ports.Files.get``."""
        return await asked(lambda: self._watched("GET", _found(_download(self._blob(key)))))

    async def has(self, key: str) -> bool:
        """See ``shared.ports.Files.has``."""
        return (
            await asked(lambda: self._watched("HEAD", _found(self._blob(key).get_blob_properties())))
            is not None
        )

    async def probe(self) -> None:
        """See ``shared.ports.Files.probe``. That there is no container yet is a good answer."""
        await answered(self._watched("HEAD", _found(self._container().get_container_properties())))

    async def _watched[T](self, method: str, call: Awaitable[T]) -> T:
        """What the call returns. The SDK makes it, so that only here it is known when it begins and ends."""
        with telemetry().call(method, self._container().url):
            return await call

    async def names(self) -> AsyncIterator[LabelledFile]:
        """See ``shared.ports.whole_storage.WholeFiles.names``."""
        pages = self._container().list_blobs(include=["metadata"]).by_page()
        while page := await answered(_page(pages)):
            for name in page:
                yield name

    async def _upload(self, key: str, content: bytes, content_type: str, ticket: str) -> None:
        """Put the blob unless it is there; make the container where it is missing."""
        try:
            await _unless_there(_upload(self._blob(key), content, content_type, ticket))
        except HttpResponseError as error:
            if getattr(error, "error_code", None) != _NO_CONTAINER:
                raise
            await _unless_there(self._container().create_container())
            await _unless_there(_upload(self._blob(key), content, content_type, ticket))

    def _container(self) -> "ContainerClient":
        if self._made is None:
            self._made = self._connect()
        return self._made

    def _blob(self, key: str) -> "BlobClient":
        return self._container().get_blob_client(key)


async def _upload(blob: "BlobClient", content: bytes, content_type: str, ticket: str) -> None:
    """One request: a file is smaller than what the SDK would send in blocks."""
    from azure.storage.blob import ContentSettings  # noqa: PLC0415 - asked for now and then: no start waits for it

    settings = ContentSettings(content_type=content_type)
    await blob.upload_blob(content, overwrite=False, content_settings=settings, metadata={TICKET: ticket})


async def _download(blob: "BlobClient") -> StoredFile:
    stream = await blob.download_blob()
    return StoredFile(await stream.readall(), stream.properties.content_settings.content_type or "")


async def _page(pages: AsyncIterator[AsyncIterator["BlobProperties"]]) -> list[LabelledFile]:
    """The next page of names; none where there is no other, or no container yet."""
    page = await _found(anext(pages, None))
    return (
        [LabelledFile(each.name, (each.metadata or {}).get(TICKET, "")) async for each in page]
        if page
        else []
    )


async def _found[T](call: Awaitable[T]) -> T | None:
    """What the call returns; None where what it is about is not there."""
    try:
        return await call
    except ResourceNotFoundError:
        return None


async def _unless_there(call: Awaitable[object]) -> None:
    """Make the call; that somebody else (or an earlier attempt) was first is as good.

    Raises ``StoreUnavailable``: another conflict, as with a container that is being deleted: nothing is kept.
    """
    try:
        await call
    except ResourceExistsError as error:
        if getattr(error, "error_code", None) not in _THERE:
            message = "storage answered that it cannot keep the file now"
            raise StoreUnavailable(message) from None
