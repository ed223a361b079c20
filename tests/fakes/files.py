"""The files in memory."""

from collections.abc import AsyncIterator

from shared.ports.files import StoredFile
from shared.ports.store import StoreUnavailable
from shared.ports.whole_storage import LabelledFile


class MemoryFiles:
    """``shared.ports.Files`` in a dictionary: ``kept`` has every file, ``tickets`` whose it is, by key."""

    def __init__(self) -> None:
        """Start empty, and within reach."""
        self.kept: dict[str, StoredFile] = {}
        self.tickets: dict[str, str] = {}
        self.reachable = True

    async def put(self, key: str, content: bytes, content_type: str, *, ticket: str) -> None:
        """See ``shared.ports.Files.put``."""
        await self.probe()
        self.kept.setdefault(key, StoredFile(content, content_type))
        self.tickets.setdefault(key, ticket)

    async def erase(self, key: str) -> None:
        """See ``shared.ports.Files.erase``."""
        await self.probe()
        if key in self.kept:
            self.kept[key] = StoredFile(b"", "application/octet-stream")

    async def get(self, key: str) -> StoredFile | None:
        """See ``shared.ports.Files.get``."""
        await self.probe()
        return self.kept.get(key)

    async def has(self, key: str) -> bool:
        """See ``shared.ports.Files.has``."""
        return await self.get(key) is not None

    async def names(self) -> AsyncIterator[LabelledFile]:
        """See ``shared.ports.whole_storage.WholeFiles.names``."""
        await self.probe()
        for key, ticket in list(self.tickets.items()):
            yield LabelledFile(key, ticket)

    def tidy_away(self, key: str) -> None:
        """Somebody takes a file out of the storage, past the desk."""
        self.kept.pop(key, None)
        self.tickets.pop(key, None)

    async def probe(self) -> None:
        """See ``shared.ports.Files.probe``: an answer while reachable."""
        if not self.reachable:
            raise StoreUnavailable
