"""What a person asks for: the fields of the request form."""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, EmailStr, Field, StringConstraints

from shared.domain.frozen import Frozen
from shared.domain.vendor import Language


class Kind(StrEnum):
    """What sort of request it is, as the requester sees it."""

    QUESTION = "question"
    ERROR = "error"
    CONFERENCE = "conference"
    OTHER = "other"


def _writable(text: str) -> str:
    """Text that can be stored and shown: no lone surrogates, no control characters but tab and newline."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        "\ufffd" if "\ud800" <= letter <= "\udfff" or (letter < " " and letter not in "\t\n") else letter
        for letter in plain
    )


type Line = Annotated[str, AfterValidator(lambda text: _writable(text).replace("\n", " "))]
type Text = Annotated[str, AfterValidator(_writable)]


class Submission(Frozen):
    """One request as it was sent in, by form or program. ``product`` is free text."""

    email: EmailStr = Field(max_length=254)
    name: Annotated[Line, StringConstraints(strip_whitespace=True, max_length=200)] = ""
    product: Annotated[Line, StringConstraints(strip_whitespace=True, max_length=200)] = ""
    kind: Kind = Kind.QUESTION
    subject: Annotated[Line, StringConstraints(strip_whitespace=True, max_length=500)] = ""
    message: Annotated[Text, StringConstraints(strip_whitespace=True, min_length=1)]
    language: Language | None = None
