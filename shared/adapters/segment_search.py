"""A search through segments: the list, then of each segment what may meet the words, then what is shown."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from shared.domain.search.choosing import PageRange, TicketPlace, choose_pages
from shared.domain.search.matching import Graded, graded, met
from shared.domain.search.query import Grade, SearchQuery
from shared.domain.search.searched_ticket import SearchedTicket
from shared.domain.search.segment import Extent, SegmentFacts, tickets_in
from shared.ports.search import FoundTickets
from shared.ports.segments import Segments
from shared.ports.store import StoreUnavailable

MOST_READS = 22
"""Of one search, that of the list among them: a page ends where it would take more."""
READ_WHOLE = 256 * 1024
"""A segment of so many bytes or fewer is read in one piece."""


class SegmentGone(StoreUnavailable):
    """A segment that was listed is not there any more: others take its place."""


@dataclass
class SegmentSearch:
    """One search through these segments. ``taken``: how much has been read, the list among it."""

    segments: Segments
    facts: Sequence[SegmentFacts]
    taken: int = 1
    _whole: dict[str, bytes] = field(default_factory=dict)

    async def page(self, query: SearchQuery, skip: int, most: int) -> FoundTickets:
        """As many tickets as are wanted, or as so many reads have.

        Raises:
            SegmentGone: search anew.
            StoreUnavailable.
        """
        found = await asyncio.gather(*(self._graded(each, query) for each in self.facts))
        at_hand = {at for at, each in enumerate(self.facts) if each.name in self._whole}
        wanted = islice(_in_order(found), skip, skip + most)
        chosen = choose_pages(wanted, self.facts, at_hand, max(MOST_READS - self.taken, 1))
        pages = await asyncio.gather(*(self._pages(each, chosen.shown) for each in chosen.ranges))
        tickets = {place: ticket for some in pages for place, ticket in some.items()}
        every = sum(len(numbers) for each in found for numbers in each.values())
        return FoundTickets([tickets[each] for each in chosen.shown], every, skip + len(chosen.shown))

    async def _graded(self, facts: SegmentFacts, query: SearchQuery) -> Graded:
        if facts.length <= READ_WHOLE:
            self._whole[facts.name] = await self._read(facts, Extent(0, facts.length))
        places = [facts.blocks_of(word) for word in query.words]
        raw = await asyncio.gather(*(self._bytes(facts, extent) for extent, _ in places))
        words = zip(query.words, raw, places, strict=True)
        return graded([met(word, some, lengths) for word, some, (_, lengths) in words], facts.dead)

    async def _pages(
        self, pages: PageRange, shown: Sequence[TicketPlace]
    ) -> dict[TicketPlace, SearchedTicket]:
        """The tickets that are shown of these pages; the others between them are not unpacked."""
        facts = self.facts[pages.segment]
        raw = await self._bytes(facts, facts.pages_between(pages.first, pages.last))
        start = facts.pages_between(pages.first, pages.last).start
        found: dict[int, list[SearchedTicket]] = {}
        for number in {place.page for place in shown if pages.has(place)}:
            extent = facts.pages_between(number, number)
            page = extent._replace(start=extent.start - start).of(raw)
            (found[number],) = tickets_in(page, [extent.length])
        return {place: found[place.page][place.on_page] for place in shown if pages.has(place)}

    async def _bytes(self, facts: SegmentFacts, extent: Extent) -> bytes:
        if facts.name in self._whole:
            return extent.of(self._whole[facts.name])
        return await self._read(facts, extent) if extent.length else b""

    async def _read(self, facts: SegmentFacts, extent: Extent) -> bytes:
        self.taken += 1
        return await piece(self.segments, facts, extent)


async def piece(segments: Segments, facts: SegmentFacts, extent: Extent) -> bytes:
    """These bytes of a segment. One request. Raises ``SegmentGone``."""
    raw = await segments.read(facts.name, extent.start, extent.length)
    if raw is None:
        message = f"{facts.name} is not there"
        raise SegmentGone(message)
    return raw


def _in_order(found: Sequence[Graded]) -> Iterator[TicketPlace]:
    """The best met first, then the newest."""
    for grade in Grade:
        for segment, numbers in enumerate(found):
            yield from (TicketPlace(segment, number) for number in numbers[grade])
