"""A function's declaration, made of what its decorator says and of the function itself."""

from collections.abc import Callable
from functools import cache
from inspect import getdoc
from typing import Any, TypedDict, get_type_hints

from functions.doors.parts import ACCEPT_LANGUAGE, KEY, STORED, TICKET, Refusals
from shared.domain.refusals.errors import KeyReused
from shared.web.api.operation import Auth, Content, DeclaredAnswer, Operation, Parameter, json_answer

type Function = Callable[..., object]


class Saying(TypedDict, total=False):
    """What is declared of an HTTP function beside its route and answers.

    ``parameters`` stand between the ticket in the address and ``Accept-Language``. ``refuses`` are the
    function's own refusals (that of a key which is used again goes with its header), ``may_fail`` what goes
    wrong around it (``STORED``). ``auth``: the function key, unless another is named. ``family``: its own
    heading in the description. ``about_nobody``: why its calls do not stand in the audit list, as all others
    with the function key do. The others: as in ``Operation``.
    """

    parameters: tuple[Parameter, ...]
    refuses: Refusals
    may_fail: Refusals
    auth: Auth
    family: str
    body: Content
    pages: bool
    curl: str
    raw: str
    about_nobody: str


def operation_of(
    route: str, function: Function, answers: tuple[DeclaredAnswer, ...], told: Saying, family: str
) -> Operation:
    """The declaration. The function's docstring is its summary and its description."""
    method, path = route.split()
    summary, _, description = (getdoc(function) or "").partition("\n\n")
    parameters = told.get("parameters", ())
    reused = (KeyReused,) if any(each.name == KEY for each in parameters) else ()
    refuses = (*told.get("refuses", ()), *reused, *told.get("may_fail", STORED))
    return Operation(
        id=function.__name__,
        method=method,
        path=f"/{path.removeprefix('/')}",
        family=told.get("family", family),
        summary=summary.removesuffix("."),
        description=" ".join(description.split()),
        auth=told.get("auth", Auth.FUNCTION_KEY),
        answers=answers,
        refuses=refuses,
        parameters=_parameters(path, parameters, in_words=refuses != (Exception,)),
        body=told.get("body"),
        pages=told.get("pages", False),
        curl=told.get("curl", ""),
        raw=told.get("raw", ""),
        about_nobody=told.get("about_nobody", ""),
    )


def _parameters(path: str, named: tuple[Parameter, ...], *, in_words: bool) -> tuple[Parameter, ...]:
    """The ticket, these, and the language wherever there may be something to say ``in_words``."""
    ticket = (TICKET,) if "{ticket}" in path else ()
    language = (ACCEPT_LANGUAGE,) if in_words and ACCEPT_LANGUAGE not in named else ()
    return (*ticket, *named, *language)


def answers_of(
    function: Function, answers: str | tuple[DeclaredAnswer, ...], status: int
) -> tuple[DeclaredAnswer, ...]:
    """The answers; words alone are those of what the function returns, as JSON with this status."""
    if isinstance(answers, str):
        return (json_answer(status, answers, lambda: hints_of(function)["return"]),)
    return answers


@cache
def hints_of(function: Function) -> dict[str, Any]:
    """The types that the function names; what it names is imported with that."""
    return get_type_hints(function)
