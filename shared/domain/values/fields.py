"""What the fields of supporters' requests may hold. The names of these types stand in the API's document."""

from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from shared.domain.values.frozen import Frozen
from shared.domain.values.intake import Line, Text

MOST_LETTERS = 100_000
LATEST_DAY = date(2999, 12, 31)

type AnswerText = Annotated[
    Text, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_LETTERS)
]
type SupporterId = Annotated[str, StringConstraints(min_length=1, max_length=63)]
type TurnId = Annotated[str, StringConstraints(min_length=1, max_length=40)]
type FileId = Annotated[str, StringConstraints(pattern=r"^[a-z2-7]{16}$")]
type Reason = Annotated[Text, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
type Short = Annotated[Line, StringConstraints(strip_whitespace=True, max_length=500)]


class ReasonBody(Frozen):
    """Who does it, and why: both are kept in the ticket."""

    author: SupporterId = Field(description="Who does it: the id of a supporter in the settings.")
    reason: Reason = Field(description="Why; it stays in the ticket.")
