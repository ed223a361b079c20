"""One private container of Azure Blob Storage, made when first put to, and how its answers are read.

The SDK's own retries are off, as for tables: they sleep a whole ``Retry-After`` inside a function. Every call
here can be made again without harm, so each is asked again twice, soon, within one call's time.
"""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, ClassVar, Self

from azure.core.credentials_async import AsyncTokenCredential
from azure.core.exceptions import HttpResponseError, ResourceExistsError, ResourceNotFoundError

from shared.adapters.storage_answers import client_options
from shared.ports.store import StoreUnavailable
from shared.ports.telemetry import telemetry

if TYPE_CHECKING:
    from azure.storage.blob.aio import BlobClient, ContainerClient

_NO_CONTAINER = "ContainerNotFound"
_THERE = {"BlobAlreadyExists", "ContainerAlreadyExists"}


class BlobContainer:
    """The container of this name, in Azure Blob Storage or Azurite."""

    def __init__(self, connect: Callable[[], "ContainerClient"]) -> None:
        """``connect`` makes the client, when it is first needed; ``close`` closes it."""
        self._connect = connect
        self._made: ContainerClient | None = None

    @classmethod
    def from_connection_string(cls, connection_string: str, name: str) -> Self:
        """That of an account that is reached by its key: on one machine, over http too."""

        def connect() -> "ContainerClient":
            from azure.storage.blob.aio import ContainerClient  # noqa: PLC0415 - asked for now and then: no start waits for it

            return ContainerClient.from_connection_string(connection_string, name, **client_options())

        return cls(connect)

    @classmethod
    def with_credential(cls, endpoint: str, credential: AsyncTokenCredential, name: str) -> Self:
        """That at this service address (https), opened by a managed identity."""

        def connect() -> "ContainerClient":
            from azure.storage.blob.aio import ContainerClient  # noqa: PLC0415 - asked for now and then: no start waits for it

            return ContainerClient(endpoint, name, credential=credential, **client_options())

        return cls(connect)

    async def close(self) -> None:
        """Close the connections."""
        if self._made is not None:
            await self._made.close()

    @property
    def client(self) -> "ContainerClient":
        """The SDK's client, which connects when it is first used."""
        if self._made is None:
            self._made = self._connect()
        return self._made

    def blob(self, name: str) -> "BlobClient":
        """The SDK's client of one blob."""
        return self.client.get_blob_client(name)

    async def watched[T](self, method: str, call: Awaitable[T]) -> T:
        """What the call returns. The SDK makes it, so that only here it is known when it begins and ends."""
        with telemetry().call(method, self.client.url):
            return await call

    async def made_for[T](self, put: Callable[[], Awaitable[T]]) -> T:
        """What the put returns; the container is made where it is missing."""
        try:
            return await put()
        except HttpResponseError as error:
            if getattr(error, "error_code", None) != _NO_CONTAINER:
                raise
            await unless_there(self.client.create_container())
            return await put()


class InContainer:
    """What is kept in one container of its own, which is made when first put to."""

    NAME: ClassVar[str]

    def __init__(self, container: BlobContainer) -> None:
        """``close`` closes it."""
        self._container = container

    @classmethod
    def from_connection_string(cls, connection_string: str) -> Self:
        """In an account that is reached by its key: on one machine, over http too."""
        return cls(BlobContainer.from_connection_string(connection_string, cls.NAME))

    @classmethod
    def with_credential(cls, endpoint: str, credential: AsyncTokenCredential) -> Self:
        """At this service address (https), opened by a managed identity."""
        return cls(BlobContainer.with_credential(endpoint, credential, cls.NAME))

    async def close(self) -> None:
        """Close the connections."""
        await self._container.close()


async def found[T](call: Awaitable[T]) -> T | None:
    """What the call returns; None where what it is about is not there."""
    try:
        return await call
    except ResourceNotFoundError:
        return None


async def unless_there(call: Awaitable[object]) -> None:
    """Make the call; that somebody else (or an earlier attempt) was first is as good.

    Raises ``StoreUnavailable``: another conflict, as with a container that is being deleted: nothing is kept.
    """
    try:
        await call
    except ResourceExistsError as error:
        if getattr(error, "error_code", None) not in _THERE:
            message = "storage answered that it cannot keep the file now"
            raise StoreUnavailable(message) from None
