"""What is looked for: some words, every one of which must be found."""

from enum import IntEnum, StrEnum

from shared.domain.search.words import LETTERS_OF_BEGINNING, as_searched, folded, words_in
from shared.domain.values.frozen import Frozen

MOST_CHARACTERS = 200
MOST_WORDS = 12


class QueryFault(StrEnum):
    """Why nothing can be looked for."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    TOO_MANY_WORDS = "too_many_words"


class Grade(IntEnum):
    """How well a word is met, the best first."""

    WRITTEN = 0
    WHOLE = 1
    BEGINS = 2


class SearchQuery(Frozen):
    """The words, as they are written in small letters, each once."""

    words: tuple[str, ...]

    def met_by(self, written: str) -> bool:
        """Whether one of the words is met by this one."""
        return any(grade_of(word, written) is not None for word in self.words)


def fault_of_query(text: str) -> QueryFault | None:
    """Why this cannot be looked for: no word has two letters, or there are too many words or characters."""
    if len(text.strip()) > MOST_CHARACTERS:
        return QueryFault.TOO_LONG
    words = _words(text)
    if len(words) > MOST_WORDS:
        return QueryFault.TOO_MANY_WORDS
    return QueryFault.TOO_SHORT if max(map(len, words), default=0) <= 1 else None


def read_query(text: str) -> SearchQuery:
    """What somebody wants to find, in a text without a fault. Raises ``ValueError``: it has one."""
    if fault := fault_of_query(text):
        raise ValueError(fault)
    return SearchQuery(words=_words(text))


def _words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.written for each in words_in(as_searched(text))))


def grade_of(wanted: str, written: str) -> Grade | None:
    """How the word that is wanted is met by the one that is written; None where it is not."""
    if wanted == written:
        return Grade.WRITTEN
    key, there = folded(wanted), folded(written)
    if key == there:
        return Grade.WHOLE
    return Grade.BEGINS if len(key) >= LETTERS_OF_BEGINNING and there.startswith(key) else None
