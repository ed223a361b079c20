"""The request form inside the vendor's products: in a frame of their pages, or behind a Help link of theirs.

A product says whose its user is by a token for help, which is posted, or stands after the "#" of the address:
no log has it. Only the sites that the settings name may show these pages in a frame.
"""

from __future__ import annotations

import secrets
from functools import wraps
from typing import TYPE_CHECKING

import azure.functions as func

from functions.doors.asked import Asked, language_of
from functions.doors.doors import Answering, Doors
from functions.doors.guessing import HELP_REFUSED, refused_to_program
from functions.doors.parts import ACCEPT_LANGUAGE, ANY_BODY, LANGUAGE, SET_UP
from functions.intake import taking
from functions.starting import imported_when_used
from shared import wiring
from shared.domain.refusals.flood_errors import TooManyGuesses, TooManyRequests
from shared.domain.refusals.release_errors import (
    HelpTokenOver,
    HelpTokenRefused,
    MemberTokenNeeded,
    MemberTokenRefused,
)
from shared.ports.store import StoreError
from shared.settings import SettingsInvalid
from shared.web.api import operation
from shared.web.http.bodies import Body
from shared.web.http.language import DEFAULT
from shared.web.http.response import Response
from shared.web.http.submissions import FieldsInvalid, parse_fields
from shared.web.http.tokens import new_token

with imported_when_used():
    from shared.domain.values import intake as submissions
    from shared.usecases.links import help_token
    from shared.web.embedded import embedded_form
    from shared.web.pages import page_policy, request_form

if TYPE_CHECKING:
    from shared.web.pages.request_form import RequestPlace

blueprint = Doors("Inside a product")

_MEDIA = (operation.URLENCODED, operation.PARTS, operation.JSON)
_USER = {"email": "eva@example.org", "name": "Eva", "product": "Planner"}


def _framed(function: Answering) -> Answering:
    """Whatever page is answered, the vendor's sites may show it in a frame."""

    @wraps(function)
    async def answer(req: func.HttpRequest) -> Response:
        response = await function(req)
        return page_policy.framed_by(response, wiring.desk().vendor.embed_origins)

    return answer


async def _form_untaken(error: Exception, req: func.HttpRequest) -> Response:
    """The form again, in its frame."""
    try:
        allowed = wiring.desk().vendor.embed_origins
    except SettingsInvalid:
        allowed = ()
    return page_policy.framed_by(await taking.untaken(error, req, _placed), allowed)


@blueprint.view(
    "POST api/help",
    "The token, what the member is called, and until when it holds.",
    201,
    refusing=refused_to_program,
    parameters=(
        operation.Parameter(
            "Desk-Member-Token",
            operation.Where.HEADER,
            "The member's token.",
            example="member.k3f7q2mz5abcdwxy.a.b",
            required=True,
        ),
    ),
    refuses=(MemberTokenNeeded, MemberTokenRefused, TooManyGuesses),
    auth=operation.Auth.ANONYMOUS,
)
async def make_help(asked: Asked) -> help_token.HelpToken:
    """Make a token for help, with a member's token.

    For the product's server or the installed program, which keeps the member's token to itself. A browser may
    have this one: it says of a request that a user of the member sent it, for 12 hours, and opens nothing.
    """
    return await help_token.make_help_token(asked.desk, asked.request.headers.get("desk-member-token"))


@blueprint.own(
    "GET api/intake/embedded",
    (operation.page(200, "The form."),),
    parameters=(LANGUAGE,),
    may_fail=SET_UP,
    auth=operation.Auth.ANONYMOUS,
)
@_framed
async def embedded(req: func.HttpRequest) -> Response:
    """The request form, for a frame in a page of the vendor's.

    As the form at `/api/intake`, without ways to other pages. What stands after the `#` of the address
    (`member`, `organisation`, `email`, `name`, `product`, `language`) its script posts to
    `/api/intake/embedded/open`; no server is sent that part.
    """
    desk, language = wiring.desk(), language_of(req, DEFAULT)
    place = embedded_form.embedded_place(taking.task(desk))
    return request_form.form_page(desk.vendor, language, new_token(secrets.token_bytes), place=place)


@blueprint.own(
    "POST api/intake/embedded/open",
    (operation.page(200, "The form, for that user."),),
    _form_untaken,
    parameters=(LANGUAGE,),
    refuses=(*ANY_BODY, *HELP_REFUSED),
    auth=operation.Auth.ANONYMOUS,
    body=operation.Content(lambda: embedded_form.HelpAsked, _USER, _MEDIA, lenient=True),
    pages=True,
)
@_framed
async def embedded_open(req: func.HttpRequest) -> Response:
    """Open the form for a user of the product.

    A form of the product posts it, into a frame or a new window. The fields have what it says of its user,
    who may change them. With a token that does not hold, the form says so, and can be sent without one.
    """
    body = Body({})
    try:
        body = taking.read(req)
        asked, desk, language = _asked(body), wiring.desk(), taking.reader_of(req, body)
        place = embedded_form.embedded_place()
        if asked.member:
            helped = await help_token.member_helped(desk, asked.member)
            place = embedded_form.helping_place(asked, helped, desk.vendor, language)
    except Exception as error:  # noqa: BLE001 - every error has a page of its own
        return await taking.form_again(error, req, body, await _placed(req, body))
    token, place = new_token(secrets.token_bytes), place._replace(task=taking.task(desk))
    return request_form.form_page(desk.vendor, language, token, typed=body.fields, place=place)


@blueprint.own(
    "GET api/intake/embedded.js",
    (operation.DeclaredAnswer(200, "The script.", media="text/javascript"),),
    may_fail=(Exception,),
    auth=operation.Auth.ANONYMOUS,
)
async def embedded_script(req: func.HttpRequest) -> Response:
    """The form's script in a frame.

    It posts what a product said after the `#` of the address, and works out the proof.
    """
    return embedded_form.embedded_script()


@blueprint.own(
    "POST api/intake/embedded",
    (
        operation.DeclaredAnswer(
            303, "Kept: on to the thank-you page.", headers={"Location": "The thank-you page."}
        ),
        operation.page(200, "Kept, and a file was not taken: the thank-you page, which names it."),
    ),
    _form_untaken,
    parameters=(ACCEPT_LANGUAGE, LANGUAGE),
    refuses=(*ANY_BODY, TooManyRequests, *HELP_REFUSED),
    auth=operation.Auth.ANONYMOUS,
    body=operation.Content(
        lambda: submissions.Submission,
        _USER | {"message": "The calendar stays empty.", "language": "en"},
        _MEDIA,
        lenient=True,
        extra={"member": "A token for help, of the member whose user writes."},
    ),
    pages=True,
)
@_framed
async def embedded_sent(req: func.HttpRequest) -> Response:
    """Send a request in from the form in a frame.

    The same as `POST /api/intake`, and always answered by a page. With a token for help the member's
    subscription counts, whatever address is given; it proves nothing of the address.
    """
    return await taking.from_person(req, embedded_form.embedded_place(), _placed)


@blueprint.own(
    "GET api/intake/embedded/thanks",
    (operation.page(200, "The page."),),
    parameters=(
        operation.Parameter(
            "ticket", operation.Where.QUERY, "The ticket's reference; anything else is not shown."
        ),
        LANGUAGE,
    ),
    may_fail=SET_UP,
    auth=operation.Auth.ANONYMOUS,
)
@_framed
async def embedded_thanks(req: func.HttpRequest) -> Response:
    """The thank-you page in a frame.

    Where the form leads once the request is kept.
    """
    vendor, place = wiring.desk().vendor, embedded_form.embedded_place()
    ticket, language = req.params.get("ticket", ""), language_of(req, DEFAULT)
    return request_form.thanks_page(vendor, language, ticket, place=place)


def _asked(body: Body) -> embedded_form.HelpAsked:
    return parse_fields(body, embedded_form.HelpAsked)


async def _placed(req: func.HttpRequest, body: Body) -> RequestPlace:
    """For the user whose token came along, while it holds or cannot be looked at; else for everybody."""
    asked = embedded_form.HelpAsked()
    try:
        asked, desk = _asked(body), wiring.desk()
        if asked.member:
            helped = await help_token.member_helped(desk, asked.member)
            language = taking.reader_of(req, body)
            return embedded_form.helping_place(asked, helped, desk.vendor, language)
    except (FieldsInvalid, HelpTokenRefused, HelpTokenOver, SettingsInvalid):
        pass  # the page says what the matter is, and can be sent without a token
    except StoreError:
        return embedded_form.keeping_place(asked)
    return embedded_form.embedded_place()
