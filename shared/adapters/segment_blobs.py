"""Segments in Azure Blob Storage: a private container of their own, a blob each, and one for the list."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from azure.core import MatchConditions

from shared.adapters.blob_container import InContainer, found, unless_there
from shared.adapters.storage_answers import answered, asked
from shared.ports.segments import VersionedList

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from azure.storage.blob import BlobProperties
    from azure.storage.blob.aio import BlobClient

CONTAINER = "search"
LIST = "list"


class BlobSegments(InContainer):
    """``shared.ports.Segments`` in Azure Blob Storage or Azurite."""

    NAME = CONTAINER

    async def put(self, name: str, content: bytes) -> None:
        """See ``shared.ports.Segments.put``."""

        async def put() -> None:
            await unless_there(self._container.blob(name).upload_blob(content, overwrite=False))

        await asked(lambda: self._container.watched("PUT", self._container.made_for(put)))

    async def read(self, name: str, start: int, length: int) -> bytes | None:
        """See ``shared.ports.Segments.read``."""
        blob = self._container.blob(name)
        return await asked(lambda: self._container.watched("GET", found(_download(blob, start, length))))

    async def remove(self, name: str) -> None:
        """See ``shared.ports.Segments.remove``."""
        blob = self._container.blob(name)
        await asked(lambda: self._container.watched("DELETE", found(blob.delete_blob())))

    async def names(self) -> Sequence[str]:
        """See ``shared.ports.Segments.names``."""
        pages = self._container.client.list_blobs().by_page()
        names: list[str] = []
        while page := await answered(self._container.watched("GET", _page(pages))):
            names += page
        return [name for name in names if name != LIST]

    async def listed(self) -> VersionedList | None:
        """See ``shared.ports.Segments.listed``."""
        blob = self._container.blob(LIST)
        return await asked(lambda: self._container.watched("GET", found(_download_list(blob))))

    async def list_anew(self, content: bytes, version: str | None) -> str:
        """See ``shared.ports.Segments.list_anew``."""
        blob = self._container.blob(LIST)

        async def put() -> str:
            if version is None:
                return str((await blob.upload_blob(content, overwrite=False))["etag"])
            unchanged = MatchConditions.IfNotModified
            told = await blob.upload_blob(content, overwrite=True, etag=version, match_condition=unchanged)
            return str(told["etag"])

        return await asked(lambda: self._container.watched("PUT", self._container.made_for(put)))


async def _download(blob: "BlobClient", start: int, length: int) -> bytes:
    stream = await blob.download_blob(offset=start, length=length)
    return await stream.readall()


async def _download_list(blob: "BlobClient") -> VersionedList:
    stream = await blob.download_blob()
    return VersionedList(await stream.readall(), str(stream.properties.etag))


async def _page(pages: "AsyncIterator[AsyncIterator[BlobProperties]]") -> list[str]:
    """The next page of names; none where there is no other, or no container yet."""
    page = await found(anext(pages, None))
    return [each.name async for each in page] if page else []
