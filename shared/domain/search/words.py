"""Words as they are written, and as they are compared: "Östra" is found by "östra", and by "ostra" too."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

LONGEST = 64
"""Letters of a word that count; what begins alike for so long is one word."""
LETTERS_OF_BEGINNING = 3
"""A beginning of so many letters or more finds the words that begin so."""
_WORD = re.compile(r"[^\W_]+")
_OWN_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "œ": "oe"})


class PlacedWord(NamedTuple):
    """A word as it is written in small letters, and where in the text it stands."""

    written: str
    start: int
    end: int


def as_searched(text: str) -> str:
    """The text with each letter in one piece, as all that is searched is kept."""
    return unicodedata.normalize("NFC", text)


def distinct_words(texts: Iterable[str]) -> set[str]:
    """Every word of these, as it is written in small letters: the words of ``words_in``, sooner."""
    return {word.lower()[:LONGEST] for word in set(_WORD.findall("\n".join(texts)))}


def words_in(text: str) -> Iterator[PlacedWord]:
    """Every word of a text that is ``as_searched``, in order."""
    for found in _WORD.finditer(text):
        yield PlacedWord(found[0].lower()[:LONGEST], found.start(), found.end())


@lru_cache(maxsize=100_000)
def folded(written: str) -> str:
    """The word without the marks over and under its letters."""
    letters = unicodedata.normalize("NFKD", written.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return bare.translate(_OWN_LETTERS)
