"""What a person asks for: the fields of the request form."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from shared.domain.values.frozen import Frozen
from shared.domain.values.mail_address import MailAddress
from shared.domain.values.vendor import Language


class Kind(StrEnum):
    """What sort of request it is, as the requester sees it."""

    QUESTION = "question"
    ERROR = "error"
    CONFERENCE = "conference"
    OTHER = "other"


FIRST_WORDS: Mapping[Kind, frozenset[str]] = {
    Kind.ERROR: frozenset({"error", "bug", "fel", "felrapport", "felanmälan"}),
    Kind.CONFERENCE: frozenset({"conference", "konferens", "telefonkonferens"}),
    Kind.QUESTION: frozenset({"question", "fråga"}),
}
"""What a mail's subject begins with, before a colon, where it says its kind; without any it is a question."""

_NOT_WRITABLE = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u202d\u202e\ud800-\udfff]")
_LINE_ENDS = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_DIRECTIONS = re.compile(r"[\u202a-\u202c\u2066-\u2069]")
_NOTHING = re.compile(r"[\u00ad\u200b\u2060\ufeff]")


def writable(text: str) -> str:
    """Text that can be stored and shown: no lone surrogates, no control characters but tab and newline.

    Nothing in it turns the direction of reading; what would make "pdf.exe" of "exe.fdp" is marked by U+FFFD.
    Nothing empty around it: a length is judged after that, so that white space alone is no text.
    """
    plain = _DIRECTIONS.sub("", _LINE_ENDS.sub("\n", text))
    return _NOT_WRITABLE.sub("\ufffd", plain).strip()


def on_one_line(text: str) -> str:
    """The same on one line, without characters of no width."""
    return _NOTHING.sub("", writable(text).replace("\n", " ")).strip()


type Line = Annotated[str, AfterValidator(on_one_line)]
type Text = Annotated[str, AfterValidator(writable)]


class Passage(Frozen):
    """Where a question came up: in which document, by its id, and at which place in it ("": anywhere)."""

    document: str
    place: str = ""


class Submission(Frozen):
    """One request as it was sent in, by form or program."""

    email: MailAddress = Field(max_length=254, description="Where the answer goes.")
    name: Annotated[Line, StringConstraints(strip_whitespace=True, max_length=200)] = Field(
        default="", description="The sender's name."
    )
    product: Annotated[Line, StringConstraints(strip_whitespace=True, max_length=200)] = Field(
        default="", description="What it is about, in the sender's words; a product nobody knows is no error."
    )
    kind: Kind = Field(default=Kind.QUESTION, description="What sort of request it is.")
    subject: Annotated[Line, StringConstraints(strip_whitespace=True, max_length=500)] = Field(
        default="", description="The matter in one line."
    )
    message: Annotated[Text, StringConstraints(strip_whitespace=True, min_length=1)] = Field(
        description="The sender's words."
    )
    language: Language | None = Field(
        default=None, description="What to answer in; else the member's language decides, else the browser's."
    )
