"""What finds tickets by their words, as a protocol. A service that searches can take its place."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from shared.domain.search.query import SearchQuery
    from shared.domain.search.searched_ticket import SearchedTicket

type ReadTickets = Callable[[], Awaitable[Mapping[str, SearchedTicket | None]]]
"""Each ticket as it stands now, by reference; None: nothing of it is to be found any more."""


class FoundTickets(NamedTuple):
    """Some of the tickets that were found, the best first; of ``all`` so many stand before the next ones."""

    tickets: Sequence[SearchedTicket]
    all: int
    before_next: int


class SearchIndex(Protocol):
    """Finds tickets by their words. A hint only: the tickets are the truth, and it is made of them anew.

    Raises (every method): ``shared.ports.StoreUnavailable`` when it did not answer or cannot now.
    """

    async def learn(
        self, read: ReadTickets, now: datetime, *, forgetting: AbstractSet[str] = frozenset()
    ) -> bool:
        """Find the tickets as ``read`` has them, from now on. It is called after everything else was read.

        ``forgetting``: of these nothing is left anywhere but what ``read`` has, once True is returned. False:
        something of them may be left that somebody else is just writing; learn them again some minutes later.

        Raises:
            StoreConflict: somebody else has made it learn meanwhile; nothing was learnt.
            StoreUnavailable: perhaps it was learnt; learning it again does no harm.
        """

    async def find(self, query: SearchQuery, *, skip: int = 0, most: int = 25) -> FoundTickets:
        """Tickets that have all of the words: as they are written, then whole, then by their beginnings.

        Within each of these those come first that have changed last. ``skip``: so many of them stand before.
        """

    def known(self, *, mending: bool) -> AsyncIterator[SearchedTicket]:
        """Every ticket as it is found now, as far as it can be read.

        ``mending``: what cannot is given up, so that it can be learnt anew.
        """
