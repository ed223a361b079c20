"""What one HTTP function is: the words in which it is declared, once, beside what does it.

Models are named by functions that give them, since reading them is paid for by whoever asks for the API's
description, and not by every start.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import BaseModel

from shared.web.http.problem_kinds import ProblemKind, kind_of

JSON = "application/json"
HTML = "text/html"
PLAIN = "text/plain"
CSV = "text/csv"
BYTES = "application/octet-stream"
URLENCODED = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data"

type Model = type[BaseModel]


class Auth(StrEnum):
    """What opens an operation."""

    ANONYMOUS = "anonymous"
    FUNCTION_KEY = "function key"
    SIGNATURE = "signature"
    SIGN_IN = "sign-in"


class Where(StrEnum):
    """Where a parameter stands in a request."""

    PATH = "path"
    QUERY = "query"
    HEADER = "header"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter beside the body. ``one_of`` gives its only values; without, it is any text."""

    name: str
    place: Where
    description: str
    example: str = ""
    one_of: Callable[[], Iterable[str]] = tuple
    required: bool = False

    @property
    def choices(self) -> tuple[str, ...]:
        """Its only values, none where it may be any text."""
        return tuple(self.one_of())


@dataclass(frozen=True, slots=True)
class Content:
    """A request's body: the model that reads it, and a body that can be sent as it stands.

    ``given`` are fields of the model that the address has already named; ``extra`` describes fields that are
    read beside the model's; ``lenient``: fields with other names are passed over.
    """

    read_by: Callable[[], Model]
    example: Mapping[str, Any]
    media: tuple[str, ...] = (JSON,)
    given: frozenset[str] = frozenset()
    extra: Mapping[str, str] | None = None
    lenient: bool = False

    @property
    def model(self) -> Model:
        """The model that reads it."""
        return self.read_by()


@dataclass(frozen=True, slots=True)
class DeclaredAnswer:
    """One way in which an operation answers that is no problem. Without media: an empty body."""

    status: int
    description: str
    written_by: Callable[[], Model] | None = None
    media: str = ""
    headers: Mapping[str, str] | None = None

    @property
    def model(self) -> Model | None:
        """The model that is answered, where it is one."""
        return self.written_by() if self.written_by else None


@dataclass(frozen=True, slots=True, eq=False)
class Operation:
    """One method of one path. ``id`` is the function's name; ``path`` is whole, from the root of the host.

    ``refuses`` are the exceptions that it may answer as problems. ``pages``: whoever asks for HTML is told
    these as pages. ``curl`` replaces the example that is made from the rest. ``raw``: the type of a body that
    is taken as it is. ``about_nobody``: why a call with the function key reads and changes nothing that
    is kept about persons; "" where it stands in the audit list.
    """

    id: str
    method: str
    path: str
    family: str
    summary: str
    description: str
    auth: Auth
    answers: tuple[DeclaredAnswer, ...]
    refuses: tuple[type[Exception], ...]
    parameters: tuple[Parameter, ...] = ()
    body: Content | None = None
    pages: bool = False
    curl: str = ""
    raw: str = ""
    about_nobody: str = ""

    @property
    def audited(self) -> bool:
        """Whether each call stands in the audit list."""
        return self.auth is Auth.FUNCTION_KEY and not self.about_nobody

    @property
    def problems(self) -> tuple[ProblemKind, ...]:
        """The kinds of problem that it may answer."""
        return tuple(map(kind_of, self.refuses))


def in_path(name: str, description: str, example: str) -> Parameter:
    """What stands in this place of the address."""
    return Parameter(name, Where.PATH, description, example, required=True)


def json_answer(
    status: int, description: str, model: Callable[[], Model], headers: Mapping[str, str] | None = None
) -> DeclaredAnswer:
    """An answer that is this model as JSON."""
    return DeclaredAnswer(status, description, model, JSON, headers)


def page(status: int, description: str) -> DeclaredAnswer:
    """An answer that is a page for people."""
    return DeclaredAnswer(status, description, media=HTML)
