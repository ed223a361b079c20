"""Requests come in: by the form, at the door for everybody, and at the one for the vendor's own programs.

At the door for everybody the answer is the same for members and strangers; the mail tells.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import azure.functions as func

from functions.doors.answering import as_json
from functions.doors.asked import language_of
from functions.doors.doors import Doors
from functions.doors.guessing import HELP_REFUSED, refused_to_program
from functions.doors.parts import ACCEPT_LANGUAGE, ANY_BODY, LANGUAGE, SET_UP, keyed
from functions.intake import taking
from functions.starting import imported_when_used
from shared import wiring
from shared.domain.refusals.flood_errors import TooManyRequests
from shared.domain.refusals.release_errors import HelpTokenOver, HelpTokenRefused
from shared.settings import SettingsInvalid
from shared.web.api import operation
from shared.web.http.bodies import Body
from shared.web.http.language import DEFAULT
from shared.web.http.origins import preflight, readable_by
from shared.web.http.response import Response
from shared.web.http.tokens import new_token
from shared.web.http.wished import wants_html

with imported_when_used():
    from shared.domain.values import intake as submissions
    from shared.usecases.files import keep_files
    from shared.usecases.messages import open_ticket
    from shared.usecases.records import member_rows
    from shared.web.pages import page_policy, request_form
    from shared.web.tickets import answers

if TYPE_CHECKING:
    from shared.web.pages.request_form import RequestPlace

blueprint = Doors("Requests")


async def _refused_to_page_or_program(error: Exception, req: func.HttpRequest) -> Response:
    """The form again; to a program a problem, which a page of the vendor's sites may read."""
    if wants_html(req.headers.get("accept")):
        return await taking.untaken(error, req, _by_itself)
    return _readable(req, await refused_to_program(error, req))


async def _by_itself(_: func.HttpRequest, __: Body) -> RequestPlace:
    return request_form.BY_ITSELF


TICKET = operation.Parameter(
    "ticket", operation.Where.QUERY, "The ticket's reference; anything else is not shown."
)

_HELP: dict[str, str] = {
    "member": "A token for help (`POST /api/help`), where it is sent from inside a product: the member's "
    "subscription then counts, whoever writes.",
}
_TOKEN = _HELP | {
    "token": "The form's own key: it stands for `Idempotency-Key` where no such header is sent.",
    "proof": "What the form's script worked out. It serves once, within 50 minutes.",
}
_EXAMPLE = {
    "email": "eva@example.org",
    "name": "Eva",
    "product": "Planner",
    "kind": "error",
    "subject": "The calendar stays empty",
    "message": "It has been empty since this morning.",
    "language": "en",
}
_MEDIA = (operation.JSON, operation.URLENCODED, operation.PARTS)


@blueprint.own(
    "GET api/intake",
    (operation.page(200, "The form."),),
    parameters=(LANGUAGE,),
    may_fail=SET_UP,
    auth=operation.Auth.ANONYMOUS,
)
async def intake_form(req: func.HttpRequest) -> Response:
    """The request form.

    A page for people. It sends what is typed to the same address, and needs no script: with one, its browser
    works out a proof meanwhile, for which a stranger need not confirm the address.
    """
    desk, language = wiring.desk(), language_of(req, DEFAULT)
    place = request_form.RequestPlace(task=taking.task(desk))
    return request_form.form_page(desk.vendor, language, new_token(secrets.token_bytes), place=place)


@blueprint.own(
    "GET api/intake/proof.js",
    (operation.DeclaredAnswer(200, "The script.", media="text/javascript"),),
    may_fail=(Exception,),
    auth=operation.Auth.ANONYMOUS,
)
async def intake_proof(req: func.HttpRequest) -> Response:
    """The form's script.

    It works out the proof that the form carries, with the browser's own cryptography.
    """
    return page_policy.script_answer()


@blueprint.own(
    "POST api/intake",
    (
        operation.json_answer(202, "The request is kept.", lambda: answers.Accepted),
        operation.DeclaredAnswer(
            303, "For browsers: on to the thank-you page.", headers={"Location": "The thank-you page."}
        ),
        operation.page(200, "For browsers, where a file was not taken: the thank-you page, which names it."),
    ),
    _refused_to_page_or_program,
    parameters=(keyed("one ticket", "request-7431"), ACCEPT_LANGUAGE, LANGUAGE),
    refuses=(*ANY_BODY, TooManyRequests, *HELP_REFUSED),
    auth=operation.Auth.ANONYMOUS,
    body=operation.Content(lambda: submissions.Submission, _EXAMPLE, _MEDIA, lenient=True, extra=_TOKEN),
    pages=True,
)
async def intake(req: func.HttpRequest) -> Response:
    """Send a request in.

    Makes exactly one ticket, however often it is sent. The answer is the same whether or not the
    address belongs to a member; a mail to that address says what happens next. JSON and both kinds of
    form are read, at most 1 MiB of text. A field that is null or blank counts as left out, and fields
    with other names are passed over. A form with parts may bring files under any name, at most 5 and 10
    MiB together, of the sorts that the form lists; one that is not taken is named in the answer with
    the reason, and the rest is kept. A stranger's request that comes without the form's proof waits until the
    address is confirmed by the link that is mailed to it; from one address and one network only so many are
    taken in an hour. A browser (HTML wanted more than JSON in `Accept`) gets pages
    instead: the thank-you page, or the form again with what was typed and what is wrong. A page of
    a site that `DESK_EMBED_ORIGINS` names may call it and read the answer.
    """
    if wants_html(req.headers.get("accept")):
        return await taking.from_person(req, request_form.BY_ITSELF)
    accepted = await taking.keep(req, taking.read(req), language_of(req))
    return _readable(req, as_json(accepted, status=202))


@blueprint.own(
    "OPTIONS api/intake",
    (
        operation.DeclaredAnswer(
            204,
            "Whether it may, in its headers.",
            headers={"Access-Control-Allow-Origin": "The site itself, where it is one of the vendor's."},
        ),
    ),
    parameters=(
        operation.Parameter(
            "Origin", operation.Where.HEADER, "Whose page asks.", example="https://app.example.com"
        ),
    ),
    may_fail=SET_UP,
    auth=operation.Auth.ANONYMOUS,
)
async def intake_preflight(req: func.HttpRequest) -> Response:
    """Ask whether a page may send JSON to the intake.

    A browser asks by itself, before a page of another site sends. Sites that `DESK_EMBED_ORIGINS` names may.
    """
    return preflight(req.headers.get("origin"), wiring.desk().vendor.embed_origins)


def _readable(req: func.HttpRequest, response: Response) -> Response:
    """A page of the vendor's sites may read the answer; without settings, no page may."""
    try:
        allowed = wiring.desk().vendor.embed_origins
    except SettingsInvalid:
        allowed = ()
    return readable_by(response, req.headers.get("origin"), allowed)


@blueprint.own(
    "GET api/intake/thanks",
    (operation.page(200, "The page."),),
    parameters=(TICKET, LANGUAGE),
    may_fail=SET_UP,
    auth=operation.Auth.ANONYMOUS,
)
async def intake_thanks(req: func.HttpRequest) -> Response:
    """The thank-you page.

    Where the form leads once the request is kept.
    """
    vendor, language = wiring.desk().vendor, language_of(req, DEFAULT)
    return request_form.thanks_page(vendor, language, req.params.get("ticket", ""))


@blueprint.own(
    "POST api/intake/trusted",
    (operation.json_answer(202, "The request is kept; this is what was decided.", lambda: answers.Decided),),
    parameters=(keyed("one ticket", "request-7431"),),
    refuses=(*ANY_BODY, HelpTokenRefused, HelpTokenOver),
    body=operation.Content(lambda: submissions.Submission, _EXAMPLE, _MEDIA, lenient=True, extra=_HELP),
    about_nobody="What somebody sends in is that person's own act, and stands in its ticket.",
)
async def intake_trusted(req: func.HttpRequest) -> Response:
    """Send a request in and see what is decided of it.

    For the vendor's own programs: the same body as `POST /api/intake`, files too, and the whole
    decision in the answer. Its keys are its own: the same key sent to `POST /api/intake` is another
    request.
    """
    body, desk = taking.read(req), wiring.desk()
    state = (await open_ticket.open_ticket(desk, taking.request_in(req, body, "trusted"))).state
    member = await member_rows.member_id(desk, state.member)
    not_taken = answers.files_not_taken(keep_files.refused_files(body.files), language_of(req))
    return as_json(answers.decided(state, member, desk.clock.now(), not_taken), status=202)
