"""What the fields of supporters' requests may hold. The names of these types stand in the API's document."""

import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from shared.domain.values.frozen import Frozen
from shared.domain.values.intake import Line, Text

MOST_LETTERS = 100_000
MINUTES_IN_A_DAY = 24 * 60
LATEST_DAY = date(2999, 12, 31)
_ENTRY = re.compile(r"[Ee]-?([1-9][0-9]{0,5})")

type AnswerText = Annotated[
    Text, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_LETTERS)
]
type SupporterId = Annotated[str, StringConstraints(min_length=1, max_length=63)]
type TurnId = Annotated[str, StringConstraints(min_length=1, max_length=40)]
type EntryId = Annotated[str, StringConstraints(min_length=1, max_length=63)]
type FileId = Annotated[str, StringConstraints(pattern=r"^[a-z2-7]{16}$")]
type Reason = Annotated[Text, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
type EntryName = Annotated[
    str, StringConstraints(pattern=r"^[Ee]-[1-9][0-9]{0,5}$"), AfterValidator(str.upper)
]
type Short = Annotated[Line, StringConstraints(strip_whitespace=True, max_length=500)]


class ReasonBody(Frozen):
    """Who does it, and why: both are kept in the ticket."""

    author: SupporterId = Field(description="Who does it: the id of a supporter in the settings.")
    reason: Reason = Field(description="Why; it stays in the ticket.")


def entry_name(number: int) -> str:
    """What people call the entry of the register of errors that has this number."""
    return f"E-{number}"


def entry_called(text: str) -> str:
    """The name of the entry that is written so (``e-12``, ``E12``); "" where this is no such name."""
    found = _ENTRY.fullmatch(text.strip())
    return entry_name(int(found[1])) if found else ""
