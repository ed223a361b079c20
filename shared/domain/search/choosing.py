"""Which pages of segments are read for the tickets that are shown, so that few reads have them all."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from shared.domain.search.segment import TICKETS_OF_A_PAGE, SegmentFacts

MOST_IN_A_READ = 512 * 1024
"""Bytes that one read takes at most, wanted or not."""


class TicketPlace(NamedTuple):
    """A ticket by the number of its segment, the newest being 0, and by its own there."""

    segment: int
    number: int

    @property
    def page(self) -> int:
        """The page on which it stands."""
        return self.number // TICKETS_OF_A_PAGE

    @property
    def on_page(self) -> int:
        """Which of that page's tickets it is."""
        return self.number % TICKETS_OF_A_PAGE


class PageRange(NamedTuple):
    """Pages of a segment that are read together."""

    segment: int
    first: int
    last: int

    def has(self, place: TicketPlace) -> bool:
        """Whether the ticket stands on one of these."""
        return self.segment == place.segment and self.first <= place.page <= self.last

    def grown(self, place: TicketPlace) -> "PageRange":
        """These, all up to the ticket's too."""
        return self._replace(first=min(self.first, place.page), last=max(self.last, place.page))


class ChosenPages(NamedTuple):
    """The tickets that are shown, in their order, and what is read for them."""

    shown: Sequence[TicketPlace]
    ranges: Sequence[PageRange]


def choose_pages(
    places: Iterable[TicketPlace],
    segments: Sequence[SegmentFacts],
    at_hand: AbstractSet[int],
    reads: int,
) -> ChosenPages:
    """As many of these tickets, in their order, as so many reads have.

    ``at_hand``: the segments that have been read whole, which take no more.
    """
    shown: list[TicketPlace] = []
    ranges: list[PageRange] = []
    for place in places:
        index = next((at for at, each in enumerate(ranges) if _takes(each, place, segments)), None)
        if index is not None:
            ranges[index] = ranges[index].grown(place)
        elif place.segment in at_hand or reads > 0:
            ranges.append(PageRange(place.segment, place.page, place.page))
            reads -= place.segment not in at_hand
        else:
            break
        shown.append(place)
    return ChosenPages(shown, ranges)


def _takes(pages: PageRange, place: TicketPlace, segments: Sequence[SegmentFacts]) -> bool:
    if pages.segment != place.segment:
        return False
    together = pages.grown(place)
    return segments[place.segment].pages_between(together.first, together.last).length <= MOST_IN_A_READ
