"""Files in Azure Blob Storage: one private container, a blob a file."""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from shared.adapters.blob_container import InContainer, found, unless_there
from shared.adapters.storage_answers import answered, asked
from shared.ports.files import StoredFile
from shared.ports.whole_storage import LabelledFile

if TYPE_CHECKING:
    from azure.storage.blob import BlobProperties
    from azure.storage.blob.aio import BlobClient

CONTAINER = "files"
TICKET = "ticket"
"""The metadata in which a blob keeps the reference of the ticket that it came to."""


class BlobFiles(InContainer):
    """``shared.ports.Files`` in Azure Blob Storage or Azurite."""

    NAME = CONTAINER

    async def put(self, key: str, content: bytes, content_type: str, *, ticket: str) -> None:
        """See ``shared.ports.Files.put``."""

        async def put() -> None:
            await unless_there(_upload(self._container.blob(key), content, content_type, ticket))

        await asked(lambda: self._container.watched("PUT", self._container.made_for(put)))

    async def erase(self, key: str) -> None:
        """See ``shared.ports.Files.erase``."""
        if await self.has(key):
            blob = self._container.blob(key)
            await asked(lambda: self._container.watched("PUT", blob.upload_blob(b"", overwrite=True)))

    async def get(self, key: str) -> StoredFile | None:
        """See ``shared.ports.Files.get``."""
        blob = self._container.blob(key)
        return await asked(lambda: self._container.watched("GET", found(_download(blob))))

    async def has(self, key: str) -> bool:
        """See ``shared.ports.Files.has``."""
        blob = self._container.blob(key)
        properties = await asked(lambda: self._container.watched("HEAD", found(blob.get_blob_properties())))
        return properties is not None

    async def probe(self) -> None:
        """See ``shared.ports.Files.probe``. That there is no container yet is a good answer."""
        properties = self._container.client.get_container_properties()
        await answered(self._container.watched("HEAD", found(properties)))

    async def names(self) -> AsyncIterator[LabelledFile]:
        """See ``shared.ports.whole_storage.WholeFiles.names``."""
        pages = self._container.client.list_blobs(include=["metadata"]).by_page()
        while page := await answered(_page(pages)):
            for name in page:
                yield name


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
    page = await found(anext(pages, None))
    return (
        [LabelledFile(each.name, (each.metadata or {}).get(TICKET, "")) async for each in page]
        if page
        else []
    )
