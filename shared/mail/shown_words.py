"""The member's own words as a notice to a supporter shows them: on lines of their own, cut at a length."""

from dataclasses import dataclass

from shared.domain.tickets.changes import Said
from shared.domain.values.vendor import Language
from shared.mail.vocabulary import reply_words

MOST_LETTERS = 4000
MOST_LINES = 80


@dataclass(frozen=True, slots=True)
class Shown:
    """The turns that the mail shows, in order. ``answerable``: an answer to the mail is one to the last."""

    said: tuple[Said, ...]
    answerable: bool


@dataclass(frozen=True, slots=True)
class Quote:
    """What stands in the mail: who wrote it, about what, the lines, and whether there are more."""

    wrote: str
    subject: str
    lines: tuple[str, ...]
    cut: bool


def quote(said: Said, language: Language) -> Quote:
    """These words, cut at a length."""
    who = f"{said.name} <{said.email}>" if said.name else said.email
    lines = said.text[:MOST_LETTERS].splitlines()
    return Quote(
        wrote=reply_words(language).wrote.format(who=_on_one_line(who)),
        subject=_on_one_line(said.subject),
        lines=tuple(line.rstrip() for line in lines[:MOST_LINES]),
        cut=len(said.text) > MOST_LETTERS or len(lines) > MOST_LINES,
    )


def _on_one_line(words: str) -> str:
    return " ".join(words.split())
