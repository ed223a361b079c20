"""Search in segments of our own: learnt some at a time, and merged so that a search reads few of them.

The list of segments is read before anything that is learnt, and replaced under the version that was read:
whoever learns what is older than another has learnt is refused. What nobody lists is removed: at once what
was listed until now, and else after so long that nobody writes it any more.
"""

import asyncio
import logging
import zlib
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from secrets import token_hex

from shared.adapters.segment_search import SegmentGone, SegmentSearch, piece
from shared.domain.agenda.agenda import instant_of, key_instant
from shared.domain.search.merging import parted
from shared.domain.search.query import SearchQuery
from shared.domain.search.searched_ticket import SearchedTicket
from shared.domain.search.segment import (
    Extent,
    PackedSegment,
    SegmentFacts,
    live_tickets,
    pack_segment,
    references_in,
)
from shared.domain.search.segment_list import (
    Learning,
    SegmentList,
    decide_learning,
    is_known,
    packed_list,
    unpacked_list,
)
from shared.ports.search import FoundTickets, ReadTickets
from shared.ports.segments import Segments
from shared.ports.store import StoreConflict, StoreUnavailable

WRITTEN_WITHIN = timedelta(minutes=15)
"""Whatever began to be written so long ago is listed by now, or never will be."""
TIMES_SEARCHED = 3
_FEW = 200
"""Tickets that are packed so soon that nobody waits for it."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Listed:
    """The segments as they were listed, and that list's version; None where there has never been one."""

    segments: tuple[SegmentFacts, ...]
    version: str | None


class SegmentIndex:
    """``shared.ports.SearchIndex`` over ``shared.ports.Segments``."""

    def __init__(self, segments: Segments) -> None:
        """Where the segments are kept."""
        self.segments = segments

    async def learn(
        self, read: ReadTickets, now: datetime, *, forgetting: AbstractSet[str] = frozenset()
    ) -> bool:
        """See ``shared.ports.SearchIndex.learn``.

        Requests: the list, one a segment, those that are merged or written anew, and then, where anything
        has changed, one a new segment, the list, the names, and one each that is removed.
        """
        before = await self._listed()
        tickets = await read()
        references = await asyncio.gather(*(self._references(each) for each in before.segments))
        named = {each.name: found for each, found in zip(before.segments, references, strict=True)}
        coming = sum(ticket is not None for ticket in tickets.values())
        learning = decide_learning(before.segments, named, tickets.keys(), coming, forgetting)
        merged = await self._live(before.segments[: len(learning.merged)])
        if not forgetting and is_known(before.segments, learning, merged, tickets):
            return True
        fresh = [ticket for ticket in tickets.values() if ticket]
        fresh += [ticket for ticket in merged if ticket.ticket not in tickets]
        return await self._written(before, learning, fresh, now)

    async def find(self, query: SearchQuery, *, skip: int = 0, most: int = 25) -> FoundTickets:
        """See ``shared.ports.SearchIndex.find``. At most 22 requests, while there are few segments."""
        for _ in range(TIMES_SEARCHED):
            listed = await self._listed()
            with suppress(SegmentGone):
                return await SegmentSearch(self.segments, listed.segments).page(query, skip, most)
        raise SegmentGone(_MISSING)

    async def known(self, *, mending: bool) -> AsyncIterator[SearchedTicket]:
        """See ``shared.ports.SearchIndex.known``. One request a segment."""
        for facts in await self._readable(mending=mending):
            try:
                tickets = await self._live([facts])
            except (SegmentGone, zlib.error, ValueError):
                if mending:
                    await self._give_up(facts)
                continue
            for ticket in tickets:
                yield ticket

    async def _listed(self) -> _Listed:
        """The list as it stands now. Raises ``StoreUnavailable``: another version of the desk packed it."""
        found = await self.segments.listed()
        if found is None:
            return _Listed((), None)
        listed = unpacked_list(found.content)
        if listed is None:
            raise StoreUnavailable(_UNREADABLE)
        return _Listed(listed.segments, found.version)

    async def _readable(self, *, mending: bool) -> Sequence[SegmentFacts]:
        """The segments that count; none where the list cannot be read: ``mending`` begins it anew."""
        found = await self.segments.listed()
        listed = unpacked_list(found.content) if found else SegmentList()
        if found and listed is None and mending:
            await self.segments.list_anew(packed_list(SegmentList()), found.version)
        return listed.segments if listed else ()

    async def _give_up(self, lost: SegmentFacts) -> None:
        _log.error("a segment of the search index cannot be read: %s", lost.name)
        listed = await self._listed()
        left = SegmentList(segments=tuple(each for each in listed.segments if each.name != lost.name))
        with suppress(StoreConflict):  # whoever was first learns on; the next repair finds it again
            await self.segments.list_anew(packed_list(left), listed.version)

    async def _references(self, facts: SegmentFacts) -> Sequence[str]:
        return references_in(await piece(self.segments, facts, Extent(0, facts.references)))

    async def _live(self, segments: Iterable[SegmentFacts]) -> list[SearchedTicket]:
        """All tickets of these that count."""
        found: list[SearchedTicket] = []
        for facts in segments:
            content = await piece(self.segments, facts, Extent(0, facts.length))
            found += await _aside(facts.tickets, partial(live_tickets, content, facts))
        return found

    async def _written(
        self, before: _Listed, learning: Learning, fresh: Iterable[SearchedTicket], now: datetime
    ) -> bool:
        """The new segments are there, then they count, then the old ones go; whether none is left."""
        packed = await self._packed(fresh, now)
        listed, made = [each.facts for each in packed], list(packed)
        for facts in learning.rest:
            anew = [facts]
            if facts.name in learning.rewritten:
                parts = await self._packed(await self._live([facts]), now)
                anew, made = [each.facts for each in parts], [*made, *parts]
            listed += anew
        for each in made:
            await self.segments.put(each.facts.name, each.content)
        await self._list(before, SegmentList(segments=tuple(listed)), [each.facts.name for each in made])
        old, counting = {each.name for each in before.segments}, {each.name for each in listed}
        return await self._tidied(old, counting, now)

    async def _packed(self, tickets: Iterable[SearchedTicket], now: datetime) -> list[PackedSegment]:
        """As many segments as these take, the newest first."""
        made = []
        for part in parted(tickets):
            name = f"segment-{key_instant(now)}-{token_hex(8)}"
            made.append(await _aside(len(part), partial(pack_segment, name, part)))
        return made

    async def _list(self, before: _Listed, anew: SegmentList, made: Sequence[str]) -> None:
        """These count from now on. Raises ``StoreConflict``: others do; what was made otherwise goes."""
        try:
            await self.segments.list_anew(packed_list(anew), before.version)
        except StoreConflict:
            counting = (await self._listed()).segments
            if counting == anew.segments:
                return
            for name in set(made).difference(each.name for each in counting):
                await self.segments.remove(name)
            raise

    async def _tidied(self, before: AbstractSet[str], listed: AbstractSet[str], now: datetime) -> bool:
        """Pieces that do not count go; False while one is so young that somebody may be writing it."""
        others = [name for name in await self.segments.names() if name not in listed]
        old = [name for name in others if name in before or now - instant_of(name) > WRITTEN_WITHIN]
        for name in old:
            await self.segments.remove(name)
        return len(old) == len(others)


async def _aside[T](tickets: int, work: Callable[[], T]) -> T:
    """What the work makes; of many tickets beside everything else that this process does."""
    return await asyncio.to_thread(work) if tickets > _FEW else work()


_MISSING = "a segment of the search index is missing: `desk repair` makes it anew"
_UNREADABLE = "the list of the search index cannot be read: `desk repair` makes it anew"
