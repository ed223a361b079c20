"""A segment: some tickets with their words, packed so that a search reads little of it; it never changes.

The references of its tickets stand first, then the tickets themselves, some in each page, then the words in
their order, each with the numbers of the tickets that have it. Where everything stands is told by its
``SegmentFacts``, which are kept elsewhere, so that a search knows what to read before it reads.
"""

import json
import struct
import zlib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, batched
from operator import sub
from typing import NamedTuple

from pydantic import TypeAdapter

from shared.domain.search.searched_ticket import SearchedTicket
from shared.domain.search.words import LETTERS_OF_BEGINNING, folded
from shared.domain.values.frozen import BUILT_WHEN_USED, Frozen

TICKETS_OF_A_PAGE = 8
NUMBERS_OF_A_BLOCK = 12_000
"""Ticket numbers, each of two bytes before they are packed, and some more for each word."""
_NUMBERS_FOR_A_WORD = 8
_LENGTH_OF_REFERENCE = 16
_LAST = "\U0010ffff"
_PAGE: TypeAdapter[list[SearchedTicket]] = TypeAdapter(list[SearchedTicket], config=BUILT_WHEN_USED)


class WordBlock(Frozen):
    """Some words that follow each other: as what the first of them is compared, and the bytes they take."""

    first: str
    length: int


class SegmentFacts(Frozen):
    """Where everything stands in a segment. ``dead``: the tickets in it that stand anew in a later one.

    ``references``, ``pages``: the bytes that these take. ``characters``: of all texts together.
    """

    name: str
    tickets: int
    characters: int
    references: int
    pages: tuple[int, ...]
    blocks: tuple[WordBlock, ...]
    dead: tuple[int, ...] = ()

    @property
    def live(self) -> int:
        """How many of its tickets count."""
        return self.tickets - len(self.dead)

    @property
    def length(self) -> int:
        """Its bytes."""
        return self.references + sum(self.pages) + sum(block.length for block in self.blocks)

    def pages_between(self, first: int, last: int) -> "Extent":
        """Where these pages and all between them stand."""
        start = self.references + sum(self.pages[:first])
        return Extent(start, sum(self.pages[first : last + 1]))

    def blocks_of(self, word: str) -> tuple["Extent", tuple[int, ...]]:
        """Where the words stand that may meet this one, and the bytes of each block there."""
        firsts = [block.first for block in self.blocks]
        key = folded(word)
        begin = max(bisect_right(firsts, key) - 1, 0)
        while begin and firsts[begin] == key:  # the words before may be compared as the same one
            begin -= 1
        end = bisect_right(firsts, key + _LAST if len(key) >= LETTERS_OF_BEGINNING else key)
        lengths = tuple(block.length for block in self.blocks[begin:end])
        before = sum(block.length for block in self.blocks[:begin])
        start = self.references + sum(self.pages) + before
        return Extent(start, sum(lengths)), lengths


class Extent(NamedTuple):
    """Some bytes of a segment that follow each other."""

    start: int
    length: int

    def of(self, whole: bytes) -> bytes:
        """These bytes."""
        return whole[self.start : self.start + self.length]


class Posting(NamedTuple):
    """A word, and the numbers of the tickets that have it."""

    written: str
    numbers: tuple[int, ...]


class PackedSegment(NamedTuple):
    """A segment's bytes, and where everything stands in them."""

    content: bytes
    facts: SegmentFacts


def pack_segment(name: str, tickets: Iterable[SearchedTicket]) -> PackedSegment:
    """These tickets as a segment, in their order: fewer than 65 536."""
    tickets = tuple(tickets)
    references = zlib.compress("".join(each.ticket for each in tickets).encode())
    pages = [_packed_page(some) for some in batched(tickets, TICKETS_OF_A_PAGE, strict=False)]
    blocks = [(some[0], _packed_block(some)) for some in _blocks(_postings(tickets))]
    facts = SegmentFacts(
        name=name,
        tickets=len(tickets),
        characters=sum(each.characters for each in tickets),
        references=len(references),
        pages=tuple(map(len, pages)),
        blocks=tuple(WordBlock(first=folded(first.written), length=len(raw)) for first, raw in blocks),
    )
    return PackedSegment(b"".join((references, *pages, *(raw for _, raw in blocks))), facts)


def references_in(raw: bytes) -> tuple[str, ...]:
    """The references of all tickets, by their numbers, from the segment's first bytes."""
    text = zlib.decompress(raw).decode()
    return tuple(text[at : at + _LENGTH_OF_REFERENCE] for at in range(0, len(text), _LENGTH_OF_REFERENCE))


def tickets_in(raw: bytes, lengths: Iterable[int]) -> Iterator[list[SearchedTicket]]:
    """The tickets of pages that follow each other, page by page."""
    for piece in _pieces(raw, lengths):
        yield _PAGE.validate_json(zlib.decompress(piece))


def postings_in(raw: bytes, lengths: Iterable[int], wanted: Callable[[str], bool]) -> Iterator[Posting]:
    """The words that are wanted of blocks that follow each other, in order."""
    for piece in _pieces(raw, lengths):
        yield from _unpacked_block(zlib.decompress(piece), wanted)


def live_tickets(content: bytes, facts: SegmentFacts) -> list[SearchedTicket]:
    """Every ticket of a whole segment that counts, in order."""
    raw = content[facts.references : facts.references + sum(facts.pages)]
    every = (ticket for page in tickets_in(raw, facts.pages) for ticket in page)
    dead = set(facts.dead)
    return [ticket for number, ticket in enumerate(every) if number not in dead]


def _packed_page(tickets: Sequence[SearchedTicket]) -> bytes:
    return zlib.compress(_PAGE.dump_json(list(tickets)))


def _postings(tickets: Iterable[SearchedTicket]) -> list[Posting]:
    """Every word with its tickets, in the order in which words are compared."""
    having: Mapping[str, list[int]] = defaultdict(list)
    for number, ticket in enumerate(tickets):
        for word in ticket.words():
            having[word].append(number)
    return [
        Posting(word, tuple(having[word])) for word in sorted(having, key=lambda word: (folded(word), word))
    ]


def _blocks(postings: Iterable[Posting]) -> Iterator[list[Posting]]:
    some: list[Posting] = []
    numbers = 0
    for each in postings:
        if some and numbers + len(each.numbers) > NUMBERS_OF_A_BLOCK:
            yield some
            some, numbers = [], 0
        some.append(each)
        numbers += len(each.numbers) + _NUMBERS_FOR_A_WORD
    if some:
        yield some


def _packed_block(postings: Sequence[Posting]) -> bytes:
    """The words and how many numbers each has; then all numbers, each by how much it is after the last."""
    head = json.dumps([(each.written, len(each.numbers)) for each in postings], ensure_ascii=False).encode()
    steps = [step for each in postings for step in _steps(each.numbers)]
    return zlib.compress(struct.pack("<I", len(head)) + head + struct.pack(f"<{len(steps)}H", *steps))


def _unpacked_block(raw: bytes, wanted: Callable[[str], bool]) -> Iterator[Posting]:
    (length,) = struct.unpack_from("<I", raw)
    head: list[tuple[str, int]] = json.loads(raw[4 : 4 + length])
    at = 4 + length
    for written, count in head:
        if wanted(written):
            yield Posting(written, tuple(accumulate(struct.unpack_from(f"<{count}H", raw, at))))
        at += 2 * count


def _steps(numbers: Sequence[int]) -> tuple[int, ...]:
    return (numbers[0], *map(sub, numbers[1:], numbers))


def _pieces(raw: bytes, lengths: Iterable[int]) -> Iterator[bytes]:
    at = 0
    for length in lengths:
        yield raw[at : at + length]
        at += length
