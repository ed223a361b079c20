"""How every page behind a link is asked for and answered: a page for each outcome, problems for programs.

A purpose's trigger is written with these: ``for_member`` around the function, ``token_of`` and ``path_of``
for the address, ``read_form`` for what was sent, ``reader_language`` for its page, ``see_again`` afterwards.
"""

from functools import wraps
from urllib.parse import urlencode, urlsplit

import azure.functions as func

from functions.http import Handler, http_response, note_fault, problem_answer
from shared import wiring
from shared.domain.values.vendor import Language
from shared.settings import SettingsInvalid
from shared.usecases.links.follow_link import language_behind
from shared.web.http.bodies import Body, read_body
from shared.web.http.language import DEFAULT, accepted_language, requested_language, wants_html
from shared.web.http.submissions import parse_fields
from shared.web.links.member_forms import MemberForm


def for_member(handler: Handler) -> Handler:
    """The handler, with every error answered as a page to a browser and as a problem to a program."""

    @wraps(handler)
    async def answer(req: func.HttpRequest) -> func.HttpResponse:
        try:
            return await handler(req)
        except Exception as error:  # noqa: BLE001 - every error has a page, as it has a row in the table
            return await _refused(error, req)

    return answer


async def _refused(error: Exception, req: func.HttpRequest) -> func.HttpResponse:
    accepted = accepted_language(req.headers.get("accept-language"))
    named = requested_language(req.params.get("language"))
    if not wants_html(req.headers.get("accept")):
        return problem_answer(error, named or accepted or Language.ENGLISH)
    try:
        vendor = wiring.desk().vendor
    except SettingsInvalid:
        return problem_answer(error, named or accepted or DEFAULT)
    from shared.web.links.member_pages import member_problem_page  # noqa: PLC0415 - asked for now and then: no start waits for it

    note_fault(error)
    language = named or await _language_behind(req) or accepted or DEFAULT
    return http_response(member_problem_page(error, vendor, language, path_of(req)))


async def _language_behind(req: func.HttpRequest) -> Language | None:
    """The ticket's language, where the link still tells and storage answers."""
    try:
        return await language_behind(wiring.desk(), token_of(req))
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


def see_again(req: func.HttpRequest, language: Language, done: str) -> func.HttpResponse:
    """On to the page as it is after the act (303), which says what was ``done``."""
    address = f"{path_of(req)}?{urlencode({'language': language.value, 'done': done})}"
    headers = {"Location": address, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
    return func.HttpResponse(status_code=303, headers=headers)
