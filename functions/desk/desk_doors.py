"""How every page of the desk is declared, asked for and answered: who is not signed in is sent to sign in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import wraps
from typing import TYPE_CHECKING, Any, Unpack
from urllib.parse import urlencode

import azure.functions as func
from pydantic import BaseModel

from functions.desk.desk_asked import DeskAsked, path_of, who_asks
from functions.doors.answering import as_json, as_problem, note_fault
from functions.doors.asked import language_of
from functions.doors.auditing import audited
from functions.doors.declaring import hints_of
from functions.doors.doors import Doors
from functions.doors.parts import LANGUAGE, STORED, Refusals
from functions.starting import imported_when_used
from shared import wiring
from shared.domain.refusals.desk_errors import (
    DeskShut,
    NoSupporter,
    NotSignedIn,
    OtherOrigin,
    OwnerOnly,
    RoleMissing,
)
from shared.domain.refusals.error_sorts import Refused
from shared.settings import SettingsInvalid
from shared.web.api.operation import Auth, Content, DeclaredAnswer, Parameter, json_answer, page
from shared.web.http.language import DEFAULT, requested_language
from shared.web.http.response import Response
from shared.web.http.wished import wants_html

with imported_when_used():
    from shared.web.desk import desk_page, people

if TYPE_CHECKING:
    from functions.doors.declaring import Saying

SHUT: Refusals = (DeskShut, NotSignedIn, RoleMissing, NoSupporter, OtherOrigin)
"""What may keep somebody out of any page of the desk."""

_TO_SIGN_IN = DeclaredAnswer(
    302, "Nobody is signed in: on to where that is done.", headers={"Location": "The sign-in page."}
)

type DeskAnswering = Callable[[DeskAsked], Awaitable[Response]]
type DeskTelling = Callable[[DeskAsked], Awaitable[BaseModel]]
type About = Callable[[func.HttpRequest], BaseModel | None]
"""Whom a request is about by its body, as far as that can be read. Raises nothing."""


def nobody(_: func.HttpRequest) -> None:
    """Its body names nobody."""


class DeskDoors(Doors):
    """HTTP functions that are opened by signing in, and answer pages."""

    def page[F: DeskAnswering](
        self,
        route: str,
        says: str,
        parameters: tuple[Parameter, ...] = (),
        refuses: Refusals = (),
        *,
        for_owner: bool = False,
        also: tuple[DeclaredAnswer, ...] = (),
    ) -> Callable[[F], F]:
        """A page that is read: a GET that changes nothing. ``for_owner``: by the vendor's owner alone.

        ``also``: the other forms in which it is answered, as a file.
        """
        answers = (page(200, says), *also, _TO_SIGN_IN)
        return self._let_in(route, answers, for_owner, parameters=parameters, refuses=refuses)

    def form[F: DeskAnswering](
        self,
        route: str,
        form: Content,
        parameters: tuple[Parameter, ...] = (),
        refuses: Refusals = (),
        about: About = nobody,
        *,
        for_owner: bool = False,
        shows: str = "",
    ) -> Callable[[F], F]:
        """What a page's form sends; the page as it then is follows (303).

        ``shows``: what is shown at once (200) where a form only asks what its act would come to.

        ``about``: whom the audit list has by what was sent, where the address says too little.
        ``for_owner``: the vendor's owner alone may send it.
        """
        done = DeclaredAnswer(303, "Done; on to the page as it is now.", headers={"Location": "The page."})
        answers = (done, page(200, shows)) if shows else (done,)
        return self._let_in(
            route, answers, for_owner, about, body=form, parameters=parameters, refuses=refuses
        )

    def answered[F: DeskAnswering](
        self,
        route: str,
        answer: DeclaredAnswer,
        parameters: tuple[Parameter, ...] = (),
        refuses: Refusals = (),
        about: About = nobody,
        body: Content | None = None,
        *,
        for_owner: bool = False,
    ) -> Callable[[F], F]:
        """What is answered where it is asked for: a file, or a page that no address may name.

        The other arguments are as of ``page`` and ``form``.
        """
        told: Saying = {"parameters": parameters, "refuses": refuses}
        if body is not None:
            told["body"] = body
        return self._let_in(route, (answer, _TO_SIGN_IN), for_owner, about, **told)

    def asked_by_script[F: DeskTelling](
        self, route: str, says: str, why_about_nobody: str, **told: Unpack[Saying]
    ) -> Callable[[F], F]:
        """What a page's script asks for again and again: JSON with no member's words, so in no audit list."""
        told["auth"], told["about_nobody"] = Auth.SIGN_IN, why_about_nobody
        told["parameters"] = (*told.get("parameters", ()), LANGUAGE)
        told["refuses"] = (*SHUT, *told.get("refuses", ()))

        def declare(function: F) -> F:
            answers = (json_answer(200, says, lambda: hints_of(function)["return"]),)

            @wraps(function)
            async def answer(req: func.HttpRequest) -> Response:
                return as_json(await function(DeskAsked(req, who_asks(req))))

            self.own(route, answers, **told)(answer)
            return function

        return declare

    def _let_in[F: DeskAnswering](
        self,
        route: str,
        answers: tuple[DeclaredAnswer, ...],
        for_owner: bool,  # noqa: FBT001 - every caller hands it on
        about: About = nobody,
        **told: Unpack[Saying],
    ) -> Callable[[F], F]:
        told["auth"], told["pages"], told["may_fail"] = Auth.SIGN_IN, True, STORED
        told["parameters"] = (*told.get("parameters", ()), LANGUAGE)
        told["refuses"] = (*SHUT, *((OwnerOnly,) if for_owner else ()), *told.get("refuses", ()))
        opened = self.own(route, answers, refused_page, **told)

        def declare(function: F) -> F:
            @wraps(function)
            async def answer(req: func.HttpRequest) -> Response:
                asked = DeskAsked(req, who_asks(req))
                if for_owner:
                    asked.person.refuse_unless_owner()
                return await audited(asked, function.__name__, function, about(req), asked.caller)

            opened(answer)
            return function

        return declare


def on_to(address: str) -> Response:
    """What was sent is done: the page at this address follows."""
    return Response(303, {"Location": address, "Cache-Control": "no-store"}, b"")


async def refused_page(error: Exception, req: func.HttpRequest) -> Response:
    """On to the sign-in page, or the error as a page; as a problem to whoever wants no page."""
    language = language_of(req, DEFAULT)
    if not wants_html(req.headers.get("accept")) or isinstance(error, SettingsInvalid):
        return as_problem(error, language)
    if isinstance(error, NotSignedIn) and req.method == "GET":
        address = desk_page.sign_in_address(_asked_for(req))
        return Response(302, {"Location": address, "Cache-Control": "no-store"}, b"")
    note_fault(error)
    person = _known(req)
    own = person.supporter.language if person and person.supporter else language
    language = requested_language(req.params.get("language")) or own
    reading = desk_page.Reading(wiring.desk().vendor, language, person, path_of(req))
    return desk_page.desk_problem_page(error, reading)


def _known(req: func.HttpRequest) -> people.DeskPerson | None:
    """Who reads of an error, where that is known."""
    try:
        return who_asks(req)
    except (Refused, DeskShut):
        return None


def _asked_for(req: func.HttpRequest) -> str:
    """The page that was asked for, as a path on this host: where to come back to."""
    query: Mapping[str, Any] = req.params
    return f"{path_of(req)}?{urlencode(query)}" if query else path_of(req)
