"""Versions of a product: one to four numbers with full stops between them, compared number by number.

A number that is left out is nought: 7.2 and 7.2.0 are one version, and 7.10 comes after 7.9. The newest
release is the one of the greatest version, whenever it was published: a correction of an older line, 6.9.4
after 7.2, does not take the place of 7.2. Words beside the numbers (``v7.2``, ``7.2-beta``) make no version:
what is not for everybody is no release.
"""

import re
from typing import Annotated

from pydantic import AfterValidator

MOST_NUMBERS = 4
_DIGITS = 6
_LONGEST = MOST_NUMBERS * (_DIGITS + 1)
_VERSION = re.compile(r"(?:0|[1-9][0-9]{0,5})(?:\.(?:0|[1-9][0-9]{0,5})){0,3}")
_NO_VERSION = "Write the version as one to four numbers with full stops between them, for example 7.2.1."


def is_version(text: str) -> bool:
    """Whether this is one: up to six digits a number, none with a nought before it."""
    return len(text) < _LONGEST and _VERSION.fullmatch(text) is not None


def _checked(text: str) -> str:
    if not is_version(text.strip()):
        raise ValueError(_NO_VERSION)
    return text.strip()


type Version = Annotated[str, AfterValidator(_checked)]
"""A version as the vendor writes it."""


def order_of(version: str) -> tuple[int, ...]:
    """What versions are compared by: four numbers. Raises ``ValueError``: it is no version."""
    numbers = tuple(map(int, _checked(version).split(".")))
    return numbers + (0,) * (MOST_NUMBERS - len(numbers))


def newest_first(version: str) -> str:
    """Digits that sort the other way round: of several, those of the newest version sort first."""
    return "".join(f"{10**_DIGITS - 1 - number:0{_DIGITS}}" for number in order_of(version))
