"""How every HTTP trigger answers: JSON, a problem document, or nothing."""

import logging
from collections.abc import Awaitable, Callable
from functools import wraps

import azure.functions as func
from pydantic import BaseModel

from shared.domain.values.errors import Refused
from shared.domain.values.identity import is_digest
from shared.domain.values.vendor import Language
from shared.settings import SettingsInvalid
from shared.web.billing.billing_bodies import BillingBodyMalformed
from shared.web.billing.signatures import SignatureRefused
from shared.web.http.language import accepted_language, requested_language
from shared.web.http.model_bodies import parse_model
from shared.web.http.response import Response
from shared.web.kinds import problem_kinds
from shared.web.pages.problems import PROBLEMS, kind_of, problem_for

PROBLEMS[SettingsInvalid] = problem_kinds.NOT_CONFIGURED

type Handler = Callable[[func.HttpRequest], Awaitable[func.HttpResponse]]

_log = logging.getLogger(__name__)
_UNEXPECTED = 500


def answered(handler: Handler) -> Handler:
    """The handler, with every error answered as its row in the table of problems says."""

    @wraps(handler)
    async def answer(req: func.HttpRequest) -> func.HttpResponse:
        try:
            return await handler(req)
        except Exception as error:  # noqa: BLE001 - the table has a row for every exception, the last for this
            return problem_answer(error, language_of(req))

    return answer


def problem_answer(error: Exception, language: Language) -> func.HttpResponse:
    """The problem document for this error; what is our own fault is logged, without personal data."""
    note_fault(error)
    return http_response(problem_for(error, language))


def note_fault(error: Exception) -> None:
    """Log what is our own fault: its class and where it arose, never its text, which may quote a person.

    A billing event that is refused is logged too, with the reason, which names headers and fields only:
    providers try again unseen, and a wrong secret would be found by nobody.
    """
    if isinstance(error, SettingsInvalid):
        _log.error("%s", error)
    elif isinstance(error, SignatureRefused | BillingBodyMalformed):
        _log.warning("refused: %s", error)
    elif kind_of(error).status == _UNEXPECTED:
        _log.error("unexpected %s at %s", type(error).__name__, _where(error))


def _where(error: Exception) -> str:
    """The innermost line of the traceback."""
    step = error.__traceback__
    while step is not None and step.tb_next is not None:
        step = step.tb_next
    return f"{step.tb_frame.f_code.co_qualname}:{step.tb_lineno}" if step else "unknown"


def language_of(req: func.HttpRequest) -> Language:
    """The language in which a caller is answered: named in the query, else what it accepts, else English."""
    return (
        requested_language(req.params.get("language"))
        or accepted_language(req.headers.get("accept-language"))
        or Language.ENGLISH
    )


def read_body[Model: BaseModel](req: func.HttpRequest, model: type[Model], **given: str) -> Model:
    """The request's JSON body as this model. Raises what ``parse_model`` raises."""
    return parse_model(model, req.headers.get("content-type"), req.get_body(), **given)


def reference(req: func.HttpRequest, name: str, unknown: type[Refused]) -> str:
    """The reference in the address. What cannot be one is unknown at once, and never becomes a key.

    Raises:
        Refused: ``unknown``, which says what there is none of.
    """
    given: str = req.route_params[name]
    if not is_digest(given):
        raise unknown
    return given


def json_answer(answer: BaseModel, status: int = 200) -> func.HttpResponse:
    """The model as JSON; never kept by a cache."""
    return func.HttpResponse(
        answer.model_dump_json().encode(),
        status_code=status,
        mimetype="application/json",
        headers={"Cache-Control": "no-store"},
    )


def no_content(status: int) -> func.HttpResponse:
    """A bare status."""
    return func.HttpResponse(status_code=status, headers={"Cache-Control": "no-store"})


def http_response(response: Response) -> func.HttpResponse:
    """A neutral response in the runtime's own type, which names the charset (UTF-8) itself."""
    headers = {name: value for name, value in response.headers.items() if name.lower() != "content-type"}
    return func.HttpResponse(
        response.body,
        status_code=response.status,
        headers=headers,
        mimetype=response.headers.get("Content-Type", "").partition(";")[0] or None,
    )
