"""How every page behind a link is declared, asked for and answered: pages for people, problems for programs.

``shown`` declares a purpose's page and ``acted`` what its form sends. What they declare is written with
``token_of`` and ``path_of`` for the address, ``read_form`` for what was sent, ``reader_language`` for the
page, ``see_again`` afterwards.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

import azure.functions as func

from functions.doors.answering import as_problem, note_fault
from functions.doors.asked import language_of
from functions.doors.doors import Answering, Doors
from functions.doors.guessing import counted_guess
from functions.doors.parts import ANY_BODY, LANGUAGE, Refusals
from functions.starting import imported_when_used
from shared import wiring
from shared.domain.refusals.errors import LinkExpired, LinkInvalid, LinkRevoked
from shared.domain.refusals.flood_errors import TooManyGuesses
from shared.domain.values.vendor import Language
from shared.ports.store import StoreError
from shared.settings import SettingsInvalid
from shared.web.api import operation
from shared.web.http.bodies import Body, read_body
from shared.web.http.language import DEFAULT, accepted_language, requested_language
from shared.web.http.response import Response
from shared.web.http.submissions import parse_fields
from shared.web.http.wished import wants_html

with imported_when_used():
    from shared.usecases.links import open_link, prove_by_link
    from shared.web.links import member_pages
    from shared.web.pages import pages as plain_pages

if TYPE_CHECKING:
    from shared.web.links.member_forms import MemberForm

LINK: Refusals = (LinkInvalid, LinkExpired, LinkRevoked, TooManyGuesses)
"""What may be wrong with a link of any purpose."""

LINK_IN_PATH = operation.in_path(
    "link",
    "The signed link, as it stands in the mail.",
    "ticket.k3f7q2mz5abcdwxy.m5d2s7kq3xwzafne..0.1780000000.k3f7q2mz5abcdwxyk3f7q2mz",
)
_DONE = operation.Parameter(
    "done", operation.Where.QUERY, "What the page is to say has been done.", example="kept"
)
_log = logging.getLogger(__name__)
_TOKEN = {"token": "The form's own key: it makes a form that is sent twice one act."}


def shown[F: Answering](doors: Doors, route: str) -> Callable[[F], F]:
    """A purpose's page: a GET that changes nothing."""
    return doors.own(
        route,
        (operation.page(200, "The page, in the ticket's language unless another is named."),),
        refused_page,
        parameters=(LINK_IN_PATH, LANGUAGE, _DONE),
        refuses=LINK,
        auth=operation.Auth.ANONYMOUS,
        pages=True,
    )


def acted[F: Answering](
    doors: Doors,
    route: str,
    form: Callable[[], operation.Model],
    example: Mapping[str, Any],
    key: tuple[operation.Parameter, ...] = (),
    refuses: Refusals = (),
) -> Callable[[F], F]:
    """What the form on a purpose's page sends; the page follows (303), and the address is proved."""
    media, extra = (operation.JSON, operation.URLENCODED, operation.PARTS), _TOKEN if key else None
    declared = doors.own(
        route,
        (
            operation.DeclaredAnswer(
                303, "Done; on to the page as it is now.", headers={"Location": "The page's address."}
            ),
        ),
        refused_page,
        parameters=(LINK_IN_PATH, *key, LANGUAGE),
        refuses=(*LINK, *ANY_BODY, *refuses),
        auth=operation.Auth.ANONYMOUS,
        body=operation.Content(form, example, media, lenient=True, extra=extra),
        pages=True,
    )

    def declare(function: F) -> F:
        declared(_proving(function))
        return function

    return declare


def _proving(function: Answering) -> Answering:
    """What the form asks for is done, and so its reader has used the link that was mailed to it."""

    @wraps(function)
    async def answer(req: func.HttpRequest) -> Response:
        response = await function(req)
        if response.status == HTTPStatus.SEE_OTHER:
            await note_use(req)
        return response

    return answer


async def note_use(req: func.HttpRequest) -> None:
    """Something was done by the link: its reader's address is proved.

    Where that cannot be noted, it is done all the same, and told so: whoever reads of an error does it twice.
    The next use proves the address.
    """
    try:
        await prove_by_link.note_use(wiring.desk(), token_of(req))
    except StoreError as error:
        _log.error("the use of a link was not noted (%s)", type(error).__name__)


async def refused_page(error: Exception, req: func.HttpRequest) -> Response:
    """The error as a page to a browser and as a problem to a program. Guesses are told so many times only."""
    error = await counted_guess(error, req)
    if not wants_html(req.headers.get("accept")):
        return as_problem(error, language_of(req))
    try:
        vendor = wiring.desk().vendor
    except SettingsInvalid:
        return as_problem(error, language_of(req, DEFAULT))
    note_fault(error)
    named = requested_language(req.params.get("language"))
    accepted = accepted_language(req.headers.get("accept-language"))
    language = named or await _language_behind(req) or accepted or DEFAULT
    return member_pages.member_problem_page(error, vendor, language, path_of(req))


async def refused_plainly(error: Exception, req: func.HttpRequest) -> Response:
    """The same where a link hands something out and is no page of a ticket: the page offers no new link."""
    error, language = await counted_guess(error, req), language_of(req, DEFAULT)
    if not wants_html(req.headers.get("accept")) or isinstance(error, SettingsInvalid):
        return as_problem(error, language)
    note_fault(error)
    return plain_pages.problem_page(error, wiring.desk().vendor, language)


async def _language_behind(req: func.HttpRequest) -> Language | None:
    """The ticket's language, where the link still tells and storage answers."""
    try:
        return await open_link.language_behind(wiring.desk(), token_of(req))
    except Exception:  # noqa: BLE001 - the page is about another error
        return None


def token_of(req: func.HttpRequest) -> str:
    """The link in the address, as it stands there."""
    token: str = req.route_params["link"]
    return token


def path_of(req: func.HttpRequest) -> str:
    """The page's own address without the query: its forms go there."""
    path: str = urlsplit(req.url).path
    return path


def reader_language(req: func.HttpRequest, ticket: Language, form: MemberForm | None = None) -> Language:
    """The language named in the address, else in the form, else the ticket's."""
    named = requested_language(req.params.get("language"))
    return named or (form.language if form else None) or ticket


def read_form[Form: MemberForm](req: func.HttpRequest, form: type[Form]) -> tuple[Form, Body]:
    """What the page's form sent, and all its fields as they came.

    Raises:
        BodyTooLarge, BodyTypeUnknown, BodyMalformed: as ``read_body``.
        FieldsInvalid: as ``parse_fields``.
    """
    body = read_body(req.headers.get("content-type"), req.get_body())
    return parse_fields(body, form), body


def see_again(req: func.HttpRequest, language: Language, done: str) -> Response:
    """On to the page as it is after the act (303), which says what was ``done``."""
    address = f"{path_of(req)}?{urlencode({'language': language.value, 'done': done})}"
    headers = {"Location": address, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
    return Response(303, headers, b"")
