"""A file is downloaded by the link that a supporter read in the ticket."""

import azure.functions as func

from functions.http import http_response, note_fault, problem_answer
from shared import wiring
from shared.domain.values.vendor import Language
from shared.settings import SettingsInvalid
from shared.web.http.language import DEFAULT, accepted_language, requested_language, wants_html

blueprint = func.Blueprint()


@blueprint.route("member/file/{link}", methods=["GET"], auth_level=func.AuthLevel.ANONYMOUS)
async def member_file(req: func.HttpRequest) -> func.HttpResponse:
    """The file, as a download and nothing else; opening the link changes nothing."""
    from shared.usecases.files.open_file import open_file  # noqa: PLC0415 - asked for now and then: no start waits for it
    from shared.web.files.file_download import file_download  # noqa: PLC0415 - asked for now and then: no start waits for it

    try:
        return http_response(file_download(await open_file(wiring.desk(), req.route_params["link"])))
    except Exception as error:  # noqa: BLE001 - every error has a page of its own
        return _refusal(error, req)


def _refusal(error: Exception, req: func.HttpRequest) -> func.HttpResponse:
    """A kind page for people, a problem document for programs."""
    from shared.web.pages.pages import problem_page  # noqa: PLC0415 - asked for now and then: no start waits for it

    language = _language(req)
    if not wants_html(req.headers.get("accept")) or isinstance(error, SettingsInvalid):
        return problem_answer(error, language)
    note_fault(error)
    return http_response(problem_page(error, wiring.desk().vendor, language))


def _language(req: func.HttpRequest) -> Language:
    named = requested_language(req.params.get("language"))
    return named or accepted_language(req.headers.get("accept-language")) or DEFAULT
