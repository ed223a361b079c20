"""What a search reads, and how long it takes, of many tickets in segments as scans leave them."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate, count, repeat
from random import Random
from statistics import median

from shared.adapters.segment_index import SegmentIndex
from shared.domain.search import merging
from shared.domain.search.query import read_query
from shared.domain.search.searched_ticket import SearchedState, SearchedTicket
from shared.ports.segments import Segments, VersionedList

TICKETS = 100_000
SMALL = (1_500, 180, 14, 2)
"""Tickets that came after the last full segments: as many small ones as there ever are."""
TIMES = 9
VOCABULARY = 60_000
WORDS_OF_A_TICKET = 110
BEGUN = datetime(2021, 1, 1, tzinfo=UTC)
PAIRS = {
    "two of the most frequent words": (0, 1),
    "two frequent words": (150, 300),
    "a frequent and a rare word": (20, 8_000),
    "two rare words": (9_000, 20_000),
}
"""What is looked for: the places of its words, the most frequent being 0."""
BEGINNINGS = "the beginnings of two frequent words"


@dataclass(frozen=True, slots=True)
class SearchCost:
    """One search: tickets found and shown, reads, and the medians of its time and of this process's."""

    what: str
    found: int
    shown: int
    reads: int
    milliseconds: float
    cpu_milliseconds: float


@dataclass
class CountingSegments:
    """Segments that count what is read of them."""

    inner: Segments
    reads: int = 0

    async def put(self, name: str, content: bytes) -> None:
        """See ``shared.ports.Segments.put``."""
        await self.inner.put(name, content)

    async def read(self, name: str, start: int, length: int) -> bytes | None:
        """See ``shared.ports.Segments.read``."""
        self.reads += 1
        return await self.inner.read(name, start, length)

    async def remove(self, name: str) -> None:
        """See ``shared.ports.Segments.remove``."""
        await self.inner.remove(name)

    async def names(self) -> Sequence[str]:
        """See ``shared.ports.Segments.names``."""
        return await self.inner.names()

    async def listed(self) -> VersionedList | None:
        """See ``shared.ports.Segments.listed``."""
        self.reads += 1
        return await self.inner.listed()

    async def list_anew(self, content: bytes, version: str | None) -> str:
        """See ``shared.ports.Segments.list_anew``."""
        return await self.inner.list_anew(content, version)


async def measure_search(
    segments: Segments, tickets: int = TICKETS, small: Sequence[int] = SMALL, times: int = TIMES
) -> list[SearchCost]:
    """The first page of each search, of so many tickets."""
    counting = CountingSegments(segments)
    index, vocabulary = SegmentIndex(counting), _vocabulary()
    made = _tickets(vocabulary)
    full, rest = divmod(tickets - sum(small), merging.MOST_TICKETS)
    sizes = [*repeat(merging.MOST_TICKETS, full), *([rest] if rest else []), *small]
    for number, size in enumerate(sizes):
        some = {each.ticket: each for each in (next(made) for _ in range(size))}
        await _learn(index, some, BEGUN + timedelta(days=3650, minutes=number))
    texts = {what: f"{vocabulary[one]} {vocabulary[other]}" for what, (one, other) in PAIRS.items()}
    texts[BEGINNINGS] = f"{vocabulary[30][:3]} {vocabulary[70][:3]}"
    return [await _measured(counting, index, what, text, times) for what, text in texts.items()]


async def _learn(index: SegmentIndex, some: Mapping[str, SearchedTicket], now: datetime) -> None:
    async def read() -> Mapping[str, SearchedTicket | None]:
        return some

    await index.learn(read, now)


async def _measured(
    counting: CountingSegments, index: SegmentIndex, what: str, text: str, times: int
) -> SearchCost:
    query, taken, worked = read_query(text), [], []
    for _ in range(times):
        counting.reads = 0
        began, begun = time.perf_counter(), time.process_time()
        page = await index.find(query)
        taken.append(1000 * (time.perf_counter() - began))
        worked.append(1000 * (time.process_time() - begun))
    return SearchCost(what, page.all, len(page.tickets), counting.reads, median(taken), median(worked))


def _vocabulary() -> list[str]:
    """Different words of 3 to 12 letters."""
    rng = Random(1)  # noqa: S311 - an example, no secret
    letters = "bdfghjklmnprstvåäöaeiou"
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        words["".join(rng.choices(letters, k=rng.randint(3, 12)))] = None
    return list(words)


def _tickets(vocabulary: Sequence[str]) -> Iterator[SearchedTicket]:
    """Tickets without end, an hour apart, whose words are as frequent as those of people."""
    rng = Random(2)  # noqa: S311 - an example, no secret
    weights = list(accumulate(1 / (place + 3) for place in range(len(vocabulary))))
    for number in count():
        words = rng.choices(vocabulary, cum_weights=weights, k=WORDS_OF_A_TICKET)
        yield SearchedTicket(
            ticket="".join(rng.choices("abcdefghijklmnopqrstuvwxyz234567", k=16)),
            at=BEGUN + timedelta(minutes=26 * number),
            state=SearchedState.CLOSED,
            subject=" ".join(words[:5]),
            who=" ".join(words[5:7]),
            company=" ".join(words[7:9]),
            product="Planner",
            people=(f"{words[5]} {words[6]}", f"{words[5]}@{words[7]}.example.org"),
            said=(" ".join(words[9:60]), " ".join(words[60:100]), " ".join(words[100:])),
        )
