"""The door that everybody may use. The answer is the same for members and strangers; the mail tells."""

import secrets

import azure.functions as func

from functions.http import answered, http_response, json_answer, language_of, note_fault, problem_answer
from shared import wiring
from shared.domain.values.errors import KeyReused
from shared.domain.values.vendor import Language
from shared.settings import SettingsInvalid
from shared.usecases.files.keep_files import refused_files
from shared.usecases.messages.open_ticket import Request, open_ticket
from shared.web.http.bodies import Body, read_body
from shared.web.http.language import accepted_language, requested_language, wants_html
from shared.web.http.submissions import parse_submission
from shared.web.http.tokens import form_token, new_token
from shared.web.pages.pages import form_page, problem_page, thanks_address, thanks_page
from shared.web.tickets.answers import Accepted, files_not_taken

blueprint = func.Blueprint()

NO_FIELDS = Body({})


@blueprint.route("intake", methods=["GET"], auth_level=func.AuthLevel.ANONYMOUS)
@answered
async def intake_form(req: func.HttpRequest) -> func.HttpResponse:
    """The request form."""
    return http_response(form_page(wiring.desk().vendor, _language(req), new_token(secrets.token_bytes)))


@blueprint.route("intake/thanks", methods=["GET"], auth_level=func.AuthLevel.ANONYMOUS)
@answered
async def intake_thanks(req: func.HttpRequest) -> func.HttpResponse:
    """Where the form leads once the request is kept."""
    return http_response(thanks_page(wiring.desk().vendor, _language(req), req.params.get("ticket", "")))


@blueprint.route("intake", methods=["POST"], auth_level=func.AuthLevel.ANONYMOUS)
@answered
async def intake(req: func.HttpRequest) -> func.HttpResponse:
    """One request becomes one ticket, however often it is sent."""
    if wants_html(req.headers.get("accept")):
        return await _from_person(req)
    return json_answer(await _keep(req, _read(req), language_of(req)), status=202)


async def _from_person(req: func.HttpRequest) -> func.HttpResponse:
    """A page for every outcome; what was typed comes back with what is wrong."""
    body = NO_FIELDS
    try:
        body = _read(req)
        accepted = await _keep(req, body, _language(req, body))
    except Exception as error:  # noqa: BLE001 - every error has a page of its own
        return _page_for(error, req, body)
    language = _language(req, body)
    if accepted.refused_files:  # their names are no part of an address, so the page comes at once
        return http_response(
            thanks_page(wiring.desk().vendor, language, accepted.ticket, accepted.refused_files)
        )
    address = f"{thanks_address(accepted.ticket)}&language={language.value}"
    return func.HttpResponse(status_code=303, headers={"Location": address})


def _page_for(error: Exception, req: func.HttpRequest, body: Body) -> func.HttpResponse:
    """The form again where there is something to send again; the same token, unless it has been used."""
    note_fault(error)
    language = _language(req, body)
    try:
        vendor = wiring.desk().vendor
    except SettingsInvalid:
        return problem_answer(error, language)
    if not body.fields:
        return http_response(problem_page(error, vendor, language))
    used = None if isinstance(error, KeyReused) else form_token(body.fields)
    token = used or new_token(secrets.token_bytes)
    return http_response(form_page(vendor, language, token, typed=body.fields, refused=error))


def _read(req: func.HttpRequest) -> Body:
    return read_body(req.headers.get("content-type"), req.get_body())


async def _keep(req: func.HttpRequest, body: Body, language: Language) -> Accepted:
    """The ticket of this request, and what was not taken. The form's token is its key, failing another."""
    request = Request(
        submission=parse_submission(body),
        channel="form",
        key=req.headers.get("idempotency-key") or form_token(body.fields),
        files=body.files,
        accept_language=accepted_language(req.headers.get("accept-language")),
    )
    header = await open_ticket(wiring.desk(), request)
    not_taken = files_not_taken(refused_files(body.files), language)
    return Accepted(ticket=header.state.id, refused_files=not_taken)


def _language(req: func.HttpRequest, body: Body = NO_FIELDS) -> Language:
    """The reader's language: named in the address or the form, else the browser's, else Swedish."""
    named = requested_language(req.params.get("language")) or requested_language(body.fields.get("language"))
    return named or accepted_language(req.headers.get("accept-language")) or Language.SWEDISH
