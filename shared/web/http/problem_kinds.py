"""How each class of errors is told: its sort says the status, its name the slug, ``problems/`` has its words.

To add a refusal, write its class (of one of ``error_sorts``) and a table of its name in ``problems/``.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from shared.domain.refusals import error_sorts
from shared.domain.values.vendor import Language
from shared.mail.wording import words

STATUSES: Mapping[type[Exception], int] = {
    error_sorts.Unreadable: 400,
    error_sorts.Unproved: 401,
    error_sorts.Withheld: 403,
    error_sorts.Unknown: 404,
    error_sorts.Conflicting: 409,
    error_sorts.Gone: 410,
    error_sorts.Outdated: 412,
    error_sorts.TooLarge: 413,
    error_sorts.OfAnotherType: 415,
    error_sorts.Invalid: 422,
    error_sorts.Unconditional: 428,
    error_sorts.TooMany: 429,
    error_sorts.Unexpected: 500,
    error_sorts.Unavailable: 503,
}

_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One sort of problem (RFC 9457). ``retry_after`` is in seconds, where trying again may help."""

    status: int
    slug: str
    title: Mapping[Language, str]
    detail: Mapping[Language, str]
    retry_after: int


_KINDS: dict[type[Exception], ProblemKind] = {}


def kind_of(error: type[Exception]) -> ProblemKind:
    """How this class is told: as itself, else as the nearest class above it that has words."""
    if error not in _KINDS:
        _KINDS[error] = _kind(error)
    return _KINDS[error]


def seconds_to_wait(error: Exception) -> int:
    """When trying again may help, as this very error says, else its kind; 0: it is not that which helps."""
    return int(getattr(error, "seconds", 0)) or kind_of(type(error)).retry_after


def kinds_of(errors: Iterable[type[Exception]]) -> list[ProblemKind]:
    """How each of these is told, by status and slug."""
    return sorted(map(kind_of, errors), key=lambda kind: (kind.status, kind.slug))


def _kind(error: type[Exception]) -> ProblemKind:
    slug = next((name for each in error.__mro__ if (name := name_of(each)) in _files()), None)
    status = next((STATUSES[each] for each in error.__mro__ if each in STATUSES), None)
    if slug is None or status is None:
        return kind_of(error_sorts.Unexpected)
    told = {language: problem_words(slug, language) for language in Language}
    return ProblemKind(
        status,
        slug,
        {language: said["title"] for language, said in told.items()},
        {language: said["detail"].format(**vars(error)) for language, said in told.items()},
        getattr(error, "again_after", 0),
    )


def name_of(error: type[Exception]) -> str:
    """The class's name in words with hyphens, or the one that it says it is told as."""
    return str(vars(error).get("told_as") or _WORD.sub("-", error.__name__).lower())


def problem_words(slug: str, language: Language) -> Mapping[str, str]:
    """Every word about this problem: ``title``, ``detail``, and what is said where more is known."""
    return words(_files()[slug], slug)[language]


@cache
def _files() -> Mapping[str, Path]:
    """The file of each problem that there are words for."""
    folder = Path(__file__).with_name("problems")
    return {
        saying.partition(".")[0]: file
        for file in sorted(folder.glob("*.toml"))
        for saying in words(file)[Language.ENGLISH]
    }


def told_classes() -> Mapping[str, type[Exception]]:
    """The class of each slug that has words, of all that are imported."""
    roots: tuple[type[Exception], ...] = (
        error_sorts.Refused,
        error_sorts.Unavailable,
        error_sorts.Unexpected,
    )
    classes = {name_of(each): each for root in roots for each in _below(root)}
    return {slug: classes[slug] for slug in _files()}


def _below(error: type[Exception]) -> Iterator[type[Exception]]:
    """The class and every one made from it."""
    yield error
    for each in error.__subclasses__():
        yield from _below(each)
