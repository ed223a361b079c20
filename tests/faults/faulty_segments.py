"""The segments as a process has them that one of its calls goes wrong with."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.adapters.segment_index import SegmentIndex
from shared.ports.search import SearchIndex
from shared.ports.segments import Segments, VersionedList
from shared.ports.store import StoreUnavailable

if TYPE_CHECKING:
    from tests.faults.faulty import Process


def search_of(process: "Process", search: SearchIndex) -> SearchIndex:
    """The search as this process has it: each of its calls goes through the process."""
    if isinstance(search, SegmentIndex):
        return SegmentIndex(_ProcessSegments(process, search.segments))
    return search


@dataclass(frozen=True, slots=True)
class _ProcessSegments:
    process: "Process"
    segments: Segments

    async def put(self, name: str, content: bytes) -> None:
        await self._call("put segment", lambda: self.segments.put(name, content))

    async def read(self, name: str, start: int, length: int) -> bytes | None:
        return await self._call("get segment", lambda: self.segments.read(name, start, length))

    async def remove(self, name: str) -> None:
        await self._call("remove segment", lambda: self.segments.remove(name))

    async def names(self) -> Sequence[str]:
        return await self._call("get names of segments", self.segments.names)

    async def listed(self) -> VersionedList | None:
        return await self._call("get list of segments", self.segments.listed)

    async def list_anew(self, content: bytes, version: str | None) -> str:
        return await self._call("list segments", lambda: self.segments.list_anew(content, version))

    async def _call[T](self, name: str, effect: Callable[[], Awaitable[T]]) -> T:
        return await self.process.call(name, effect, StoreUnavailable("no answer"))
