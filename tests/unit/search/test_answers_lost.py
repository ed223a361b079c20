"""A list of segments that was replaced, though nobody was told so, loses nothing that counts."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta

import pytest

from shared.adapters.segment_index import SegmentIndex
from shared.domain.search.query import read_query
from shared.domain.search.searched_ticket import SearchedState, SearchedTicket
from shared.ports.store import StoreConflict
from tests.fakes.desk import START
from tests.fakes.segments import MemorySegments


def tickets(letter: str, number: int) -> list[SearchedTicket]:
    """So many tickets about sausages."""
    names = (letter * 14 + chr(97 + each // 26) + chr(97 + each % 26) for each in range(number))
    return [
        SearchedTicket(ticket=each, at=START, state=SearchedState.OPEN, said=("sausage",)) for each in names
    ]


async def learn(index: SegmentIndex, some: Sequence[SearchedTicket], minutes: int) -> None:
    """These are found from now on."""

    async def read() -> Mapping[str, SearchedTicket | None]:
        return {each.ticket: each for each in some}

    await index.learn(read, START + timedelta(minutes=minutes))


class AnswerLost(MemorySegments):
    """The list is replaced; the answer is lost, and asked again, its version is not what it was."""

    meanwhile: Callable[[], Awaitable[None]] | None = None

    async def list_anew(self, content: bytes, version: str | None) -> str:
        """See ``shared.ports.Segments.list_anew``."""
        told = await super().list_anew(content, version)
        if meanwhile := self.meanwhile:
            self.meanwhile = None
            await meanwhile()
            raise StoreConflict
        return told


async def test_what_another_scan_has_listed_on_top_meanwhile_stays() -> None:
    segments = AnswerLost()
    index = SegmentIndex(segments)
    segments.meanwhile = lambda: learn(index, tickets("b", 1), 1)
    with pytest.raises(StoreConflict):
        await learn(index, tickets("a", 20), 0)
    assert (await index.find(read_query("sausage"))).all == 21
    await learn(index, tickets("a", 20), 2)
    assert (await index.find(read_query("sausage"))).all == 21


async def test_where_nobody_has_listed_meanwhile_it_counts_as_told() -> None:
    segments = AnswerLost()
    index = SegmentIndex(segments)

    async def nobody() -> None:
        """Nothing happens."""

    segments.meanwhile = nobody
    await learn(index, tickets("a", 20), 0)
    assert (await index.find(read_query("sausage"))).all == 20
