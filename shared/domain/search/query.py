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


class QueryInvalid(ValueError):
    """It cannot be looked for."""

    def __init__(self, fault: QueryFault) -> None:
        """Keep why."""
        super().__init__(fault)
        self.fault = fault


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


def read_query(text: str) -> SearchQuery:
    """What somebody wants to find.

    Raises ``QueryInvalid``: no word has two letters, or there are too many of them, or of characters.
    """
    if len(text.strip()) > MOST_CHARACTERS:
        raise QueryInvalid(QueryFault.TOO_LONG)
    words = tuple(dict.fromkeys(each.written for each in words_in(as_searched(text))))
    if len(words) > MOST_WORDS:
        raise QueryInvalid(QueryFault.TOO_MANY_WORDS)
    if max(map(len, words), default=0) <= 1:
        raise QueryInvalid(QueryFault.TOO_SHORT)
    return SearchQuery(words=words)


def grade_of(wanted: str, written: str) -> Grade | None:
    """How the word that is wanted is met by the one that is written; None where it is not."""
    if wanted == written:
        return Grade.WRITTEN
    key, there = folded(wanted), folded(written)
    if key == there:
        return Grade.WHOLE
    return Grade.BEGINS if len(key) >= LETTERS_OF_BEGINNING and there.startswith(key) else None
