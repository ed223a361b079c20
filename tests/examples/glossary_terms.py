"""The glossary's table of what people read, read by a machine: what each thing is called, and what not."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from shared.domain.values.vendor import Language

GLOSSARY = Path(__file__).parents[2] / "docs" / "glossary.md"
HEAD = "| thing | read by | Swedish | not | English | not |"
EVERYBODY = "everybody"

# Facts, steering, comments, addresses, code and tags: nothing of it is a word that the file's writer chose.
_NO_WORDS = re.compile(
    r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}|\{\w*\}|https?://[^\s\"<]+|/api/[\w/]*|<style.*?</style>|</?[a-z!][^>]*>",
    re.DOTALL,
)


class Reader(StrEnum):
    """Who reads words. Whoever else reads some, like the author of a program, reads what everybody does."""

    CUSTOMERS = "customers"
    SUPPORTERS = "supporters"


@dataclass(frozen=True)
class Term:
    """One row: ``to_use`` and ``refused`` in each language; ``read_by`` names readers, or everybody."""

    thing: str
    read_by: frozenset[str]
    to_use: Mapping[Language, tuple[str, ...]]
    refused: Mapping[Language, tuple[str, ...]]


@dataclass(frozen=True)
class Refused:
    """A word that is not to be used, where it stands among others, and what to say instead."""

    word: str
    at: int
    say: str


@cache
def terms() -> tuple[Term, ...]:
    """The rows of the table."""
    _, _, below = GLOSSARY.read_text(encoding="utf-8").partition(f"{HEAD}\n")
    rows = [line for line in below.split("\n\n")[0].splitlines()[1:] if line.startswith("| ")]
    return tuple(_term([cell.strip() for cell in row.strip("|").split("|")]) for row in rows)


def _term(cells: list[str]) -> Term:
    thing, read_by, swedish, not_swedish, english, not_english = cells
    return Term(
        thing=thing,
        read_by=frozenset(_listed(read_by)),
        to_use={Language.SWEDISH: _listed(swedish), Language.ENGLISH: _listed(english)},
        refused={Language.SWEDISH: _listed(not_swedish), Language.ENGLISH: _listed(not_english)},
    )


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, (each.strip() for each in cell.split(","))))


def refused_in(words: str, language: Language, readers: frozenset[Reader]) -> Iterator[Refused]:
    """Every word in these that none of the readers is to read, with its place."""
    bare = _NO_WORDS.sub(_blank, words)
    for term in terms():
        if term.read_by & {EVERYBODY, *readers}:
            unused = re.sub(_any_of(term.to_use[language]), _blank, bare, flags=re.IGNORECASE)
            found = re.finditer(_any_of(term.refused[language]), unused, re.IGNORECASE)
            say = " or ".join(term.to_use[language])
            yield from (Refused(each[0], each.start(), say) for each in found)


def _blank(found: re.Match[str]) -> str:
    """As long, so that everything else stays at its place."""
    return re.sub(r"\S", " ", found[0])


@cache
def _any_of(words: tuple[str, ...]) -> str:
    """A pattern of whole words, longer ones first; a star stands for any ending."""
    patterns = [re.escape(each).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for each in words]
    return rf"(?<!\w)(?:{'|'.join(sorted(patterns, key=len, reverse=True))})(?!\w)"
