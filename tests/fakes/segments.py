"""The segments in memory."""

from collections.abc import Sequence

from shared.ports.segments import VersionedList
from shared.ports.store import StoreConflict, StoreUnavailable


class MemorySegments:
    """``shared.ports.Segments`` in a dictionary: ``kept`` has every piece. ``reads`` counts what was read."""

    def __init__(self) -> None:
        """Start empty, and within reach."""
        self.kept: dict[str, bytes] = {}
        self.list: VersionedList | None = None
        self.reachable = True
        self.reads = 0
        self._versions = 0

    async def put(self, name: str, content: bytes) -> None:
        """See ``shared.ports.Segments.put``."""
        self._reach()
        self.kept.setdefault(name, content)

    async def read(self, name: str, start: int, length: int) -> bytes | None:
        """See ``shared.ports.Segments.read``."""
        self._reach()
        self.reads += 1
        content = self.kept.get(name)
        return None if content is None else content[start : start + length]

    async def remove(self, name: str) -> None:
        """See ``shared.ports.Segments.remove``."""
        self._reach()
        self.kept.pop(name, None)

    async def names(self) -> Sequence[str]:
        """See ``shared.ports.Segments.names``."""
        self._reach()
        return sorted(self.kept)

    async def listed(self) -> VersionedList | None:
        """See ``shared.ports.Segments.listed``."""
        self._reach()
        self.reads += 1
        return self.list

    async def list_anew(self, content: bytes, version: str | None) -> str:
        """See ``shared.ports.Segments.list_anew``."""
        self._reach()
        if version != (self.list.version if self.list else None):
            raise StoreConflict
        self._versions += 1
        self.list = VersionedList(content, f"v{self._versions}")
        return self.list.version

    def _reach(self) -> None:
        if not self.reachable:
            raise StoreUnavailable
