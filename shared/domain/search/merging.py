"""Which segments are merged, so that there are few of them, and how their tickets part."""

from collections.abc import Iterable, Iterator, Sequence

from shared.domain.search.searched_ticket import SearchedTicket
from shared.domain.search.segment import SegmentFacts

MOST_TICKETS = 32_768
MOST_CHARACTERS = 48_000_000
"""A segment that has so many tickets, or characters, is full: it is merged with no other."""
GROWTH = 8
"""An older segment is merged with what has come since, once it is no more than so many times as large."""


def segments_to_merge(segments: Sequence[SegmentFacts], coming: int) -> int:
    """How many of these, the newest first, are merged with so many tickets that are coming."""
    together = coming
    for count, each in enumerate(segments):
        if is_full(each) or each.live > GROWTH * together:
            return count
        together += each.live
    return len(segments)


def is_full(segment: SegmentFacts) -> bool:
    """Whether it is left as it is, whatever comes; not once half of its tickets stand anew elsewhere."""
    large = segment.tickets >= MOST_TICKETS or segment.characters >= MOST_CHARACTERS
    return large and not is_worn(segment)


def is_worn(segment: SegmentFacts) -> bool:
    """Whether more than half of its tickets stand anew elsewhere: it is written without them."""
    return segment.live * 2 < segment.tickets


def parted(tickets: Iterable[SearchedTicket]) -> list[list[SearchedTicket]]:
    """These as the tickets of as many segments as they need, each full but the first; the last said first."""
    return [part[::-1] for part in _full_from_oldest(tickets)][::-1]


def _full_from_oldest(tickets: Iterable[SearchedTicket]) -> Iterator[list[SearchedTicket]]:
    part: list[SearchedTicket] = []
    characters = 0
    for each in sorted(tickets, key=lambda each: (each.at, each.ticket)):
        part.append(each)
        characters += each.characters
        if len(part) >= MOST_TICKETS or characters >= MOST_CHARACTERS:
            yield part
            part, characters = [], 0
    if part:
        yield part
