"""What one HTTP operation is: the vocabulary of the table in ``operations``."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import BaseModel

from shared.web.kinds.problem_kinds import ProblemKind

JSON = "application/json"
HTML = "text/html"
PLAIN = "text/plain"
URLENCODED = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data"


class Auth(StrEnum):
    """What opens an operation."""

    ANONYMOUS = "anonymous"
    FUNCTION_KEY = "function key"
    SIGNATURE = "signature"


class Place(StrEnum):
    """Where a parameter stands in a request."""

    PATH = "path"
    QUERY = "query"
    HEADER = "header"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter beside the body. ``choices``: the only values; none: any text."""

    name: str
    place: Place
    description: str
    example: str = ""
    choices: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """A request's body: the model that reads it, and a body that can be sent as it stands.

    ``given`` are fields of the model that the address has already named; ``extra`` describes fields that are
    read beside the model's; ``lenient``: fields with other names are passed over.
    """

    model: type[BaseModel]
    example: Mapping[str, Any]
    media: tuple[str, ...] = (JSON,)
    given: frozenset[str] = frozenset()
    extra: Mapping[str, str] | None = None
    lenient: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """One way in which an operation answers that is no problem. Without media: an empty body."""

    status: int
    description: str
    model: type[BaseModel] | None = None
    media: str = ""
    headers: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one path. ``id`` is the function's name; ``path`` has the prefix ``/api``.

    ``pages``: whoever asks for HTML is told problems as pages. ``curl`` replaces the example that is made
    from the rest. ``raw``: the type of a body that is taken as it is.
    """

    id: str
    method: str
    path: str
    family: str
    summary: str
    description: str
    auth: Auth
    answers: tuple[Answer, ...]
    problems: tuple[ProblemKind, ...]
    parameters: tuple[Parameter, ...] = ()
    body: Content | None = None
    pages: bool = False
    curl: str = ""
    raw: str = ""


def json_answer(status: int, description: str, model: type[BaseModel]) -> Answer:
    """An answer that is this model as JSON."""
    return Answer(status, description, model, JSON)


def page(status: int, description: str) -> Answer:
    """An answer that is a page for people."""
    return Answer(status, description, media=HTML)
