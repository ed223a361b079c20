"""Which tickets of a segment have every word of a query, and how well they meet it."""

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import and_

from shared.domain.search.query import Grade, grade_of
from shared.domain.search.segment import postings_in

type Graded = Mapping[Grade, Sequence[int]]
"""Numbers of tickets in their order, each once, by how well the worst met word is met."""


def met(word: str, raw: bytes, lengths: Iterable[int]) -> dict[Grade, set[int]]:
    """The tickets in which this word is met so well, or better, by words of these blocks."""
    found: dict[Grade, set[int]] = {grade: set() for grade in Grade}
    for each in postings_in(raw, lengths, lambda written: grade_of(word, written) is not None):
        found[grade_of(word, each.written) or Grade.WRITTEN].update(each.numbers)
    found[Grade.WHOLE] |= found[Grade.WRITTEN]
    found[Grade.BEGINS] |= found[Grade.WHOLE]
    return found


def graded(words: Sequence[Mapping[Grade, set[int]]], dead: Iterable[int]) -> Graded:
    """The tickets that have all of these words, but for the dead ones."""
    seen = set(dead)
    result: dict[Grade, Sequence[int]] = {}
    for grade in Grade:
        having = reduce(and_, (word[grade] for word in words)) - seen
        seen |= having
        result[grade] = sorted(having)
    return result
