"""Where an HTTP function is declared, once: Azure's registration and the API's description come from that.

A function's name is Azure's name for it, and its docstring is what the description says of it. Its parameter
``body`` is the model that reads the request's JSON, and what it returns is the model that is answered. These
are looked at when the function is first asked, or described; until then what they name need not be there.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Unpack

import azure.functions as func
from pydantic import BaseModel

from functions.doors.answering import as_json, as_problem, http_response
from functions.doors.asked import Asked, language_of
from functions.doors.auditing import audited
from functions.doors.declaring import Function, Saying, answers_of, hints_of, operation_of
from functions.doors.parts import JSON_BODY
from shared import wiring
from shared.ports.store import StoreUnavailable
from shared.ports.telemetry import telemetry
from shared.settings import SettingsInvalid
from shared.web.api.operation import Auth, Content, DeclaredAnswer, Operation
from shared.web.http.model_bodies import parse_model
from shared.web.http.response import Response

type Answering = Callable[[func.HttpRequest], Awaitable[Response]]
type Refusing = Callable[[Exception, func.HttpRequest], Awaitable[Response]]
type View = Callable[[Asked], Awaitable[BaseModel | Response]]
type Act = Callable[[Asked, Any], Awaitable[BaseModel | Response]]


ROOT = "{root:maxlength(0)?}"
"""The route of the host's root: Azure reads an empty one as none."""


class Doors(func.Blueprint):
    """HTTP functions of one family, in the order in which they are described."""

    def __init__(self, family: str) -> None:
        """``family`` is the heading over them in the description."""
        super().__init__()  # type: ignore[no-untyped-call] # the library has no annotation there
        self.family = family
        self.operations: list[Operation] = []

    def view[F: View](
        self,
        route: str,
        answers: str | tuple[DeclaredAnswer, ...],
        status: int = 200,
        refusing: Refusing | None = None,
        **told: Unpack[Saying],
    ) -> Callable[[F], F]:
        """A function that is asked without a body. Words alone: it answers its model, as JSON.

        ``refusing``: how it answers errors, if not as problems.
        """

        def declare(function: F) -> F:
            async def answer(req: func.HttpRequest) -> Response:
                return _response(await _done(Asked(req), function.__name__, function, told), status)

            self._open(route, function, answer, answers_of(function, answers, status), told, refusing)
            return function

        return declare

    def act[F: Act](
        self,
        route: str,
        answers: str | tuple[DeclaredAnswer, ...],
        example: Mapping[str, Any],
        status: int = 200,
        given: Mapping[str, str] | None = None,
        **told: Unpack[Saying],
    ) -> Callable[[F], F]:
        """A function that reads a JSON body; ``given`` are fields of it by the place that names them."""
        places = given or {}

        def declare(function: F) -> F:
            async def answer(req: func.HttpRequest) -> Response:
                asked = Asked(req, by_key=told.get("auth", Auth.FUNCTION_KEY) is Auth.FUNCTION_KEY)
                named = {field: asked.named(place) for field, place in places.items()}
                body = parse_model(
                    hints_of(function)["body"], req.headers.get("content-type"), req.get_body(), **named
                )
                wiring.desk()  # what is not set up is said before anything else of what was asked
                answered = await _done(
                    asked, function.__name__, lambda asked: function(asked, body), told, body
                )
                return _response(answered, status)

            told["body"] = Content(lambda: hints_of(function)["body"], example, given=frozenset(places))
            told["refuses"] = (*JSON_BODY, *told.get("refuses", ()))
            self._open(route, function, answer, answers_of(function, answers, status), told)
            return function

        return declare

    def own[F: Answering](
        self,
        route: str,
        answers: tuple[DeclaredAnswer, ...],
        refusing: Refusing | None = None,
        **told: Unpack[Saying],
    ) -> Callable[[F], F]:
        """A function of a shape of its own. ``refusing``: how it answers errors, if not as problems."""

        def declare(function: F) -> F:
            self._open(route, function, function, answers, told, refusing)
            return function

        return declare

    def _open(
        self,
        route: str,
        function: Function,
        answer: Answering,
        answers: tuple[DeclaredAnswer, ...],
        told: Saying,
        refusing: Refusing | None = None,
    ) -> None:
        """Keep the declaration, and register with Azure what it declares."""
        operation = operation_of(route, function, answers, told, self.family)
        level = func.AuthLevel.FUNCTION if operation.auth is Auth.FUNCTION_KEY else func.AuthLevel.ANONYMOUS
        run = _named(operation, answer, refusing or _problem)
        place = operation.path.removeprefix("/") or ROOT
        self.route(place, methods=[operation.method], auth_level=level)(run)
        self.operations.append(operation)


async def _done(
    asked: Asked, what: str, act: View, told: Saying, body: BaseModel | None = None
) -> BaseModel | Response:
    """What the act answers. What a key opens stands in the audit list, unless it says why not."""
    keyed = told.get("auth", Auth.FUNCTION_KEY) is Auth.FUNCTION_KEY
    if keyed and not told.get("about_nobody"):
        return await audited(asked, what, act, body)
    return await act(asked)


def _named(
    operation: Operation, answer: Answering, refusing: Refusing
) -> Callable[[func.HttpRequest], Awaitable[func.HttpResponse]]:
    """What the runtime runs: the answer, with every error answered too."""
    name = operation.id

    async def run(req: func.HttpRequest) -> func.HttpResponse:
        with telemetry().act(name):
            try:
                await _keep_up_terms(operation)
                response = await answer(req)
            except Exception as error:  # noqa: BLE001 - the table of problems has a row for every exception
                response = await refusing(error, req)
            telemetry().note(outcome=str(response.status))
        return http_response(response)

    run.__name__ = run.__qualname__ = name
    return run


async def _keep_up_terms(operation: Operation) -> None:
    """What reads settings reads the terms too. What asks storage for nothing goes on without it."""
    if SettingsInvalid not in operation.refuses:
        return
    try:
        await wiring.keep_up_terms()
    except StoreUnavailable:
        if StoreUnavailable in operation.refuses:
            raise


async def _problem(error: Exception, req: func.HttpRequest) -> Response:
    return as_problem(error, language_of(req))


def _response(answer: BaseModel | Response, status: int) -> Response:
    return answer if isinstance(answer, Response) else as_json(answer, status)
