"""Answers that supporters give often, written beforehand in both languages, with places to be filled in."""

import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from shared.domain.values.frozen import Frozen

PLACES = ("name", "product", "supporter", "vendor")
"""What is filled in where it stands between braces."""

_IN_BRACES = re.compile(r"( ?)\{(\w+)\}")
_MEANT = re.compile(r"\{([^{}\n]{0,40})\}")
"""What its writer took for a place: whatever stands between braces on a line, spaces and all."""


def _known_places(text: str) -> str:
    unknown = [place for place in _MEANT.findall(text) if place not in PLACES]
    if unknown:
        known = ", ".join(f"{{{each}}}" for each in PLACES)
        message = f"nothing fills in {{{unknown[0]}}}: write one of {known}"
        raise ValueError(message)
    return text


type CannedTitle = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
type CannedText = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=10_000),
    AfterValidator(_known_places),
]


class CannedTitles(Frozen):
    """What the answer is called, in each language."""

    sv: CannedTitle
    en: CannedTitle


class CannedTexts(Frozen):
    """What it says, in each language."""

    sv: CannedText
    en: CannedText


class CannedAnswer(Frozen):
    """One of them. ``name`` is what the settings call it."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,62}$")
    title: CannedTitles
    text: CannedTexts


def filled_in(text: str, facts: Mapping[str, str]) -> str:
    """The text with what is known in its places; of what is not known the space before it goes too."""

    def fact(place: re.Match[str]) -> str:
        known = facts.get(place[2], "").strip()
        return f"{place[1]}{known}" if known else ""

    return _IN_BRACES.sub(fact, text)
