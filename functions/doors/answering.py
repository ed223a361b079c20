"""How every HTTP function answers: JSON, a problem document, or nothing."""

import logging

import azure.functions as func
from pydantic import BaseModel

from shared.domain.values.vendor import Language
from shared.ports.telemetry import Happening, telemetry
from shared.settings import SettingsInvalid
from shared.web.api.operation import JSON
from shared.web.billing.billing_bodies import BillingBodyMalformed
from shared.web.billing.signatures import SignatureRefused
from shared.web.http.problem_kinds import kind_of
from shared.web.http.response import Response
from shared.web.pages.problems import problem_for

_log = logging.getLogger(__name__)
_UNEXPECTED = 500


def as_problem(error: Exception, language: Language) -> Response:
    """The problem document for this error; what is our own fault is logged, without personal data."""
    note_fault(error)
    return problem_for(error, language)


def note_fault(error: Exception) -> None:
    """Log what is our own fault: its class and where it arose, never its text, which may quote a person.

    A billing event that is refused is logged too, with the reason, which names headers and fields only:
    providers try again unseen, and a wrong secret would be found by nobody.
    """
    if isinstance(error, SettingsInvalid):
        _log.error("%s", error)
    elif isinstance(error, SignatureRefused | BillingBodyMalformed):
        telemetry().add(Happening.WEBHOOKS_REFUSED, reason=type(error).__name__)
        _log.warning("refused: %s", error)
    elif kind_of(type(error)).status == _UNEXPECTED:
        _log.error("unexpected %s at %s", type(error).__name__, _where(error))


def _where(error: Exception) -> str:
    """The innermost line of the traceback."""
    step = error.__traceback__
    while step is not None and step.tb_next is not None:
        step = step.tb_next
    return f"{step.tb_frame.f_code.co_qualname}:{step.tb_lineno}" if step else "unknown"


def as_json(answer: BaseModel, status: int = 200) -> Response:
    """The model as JSON; never kept by a cache."""
    headers = {"Content-Type": JSON, "Cache-Control": "no-store"}
    return Response(status, headers, answer.model_dump_json().encode())


def no_content(status: int) -> Response:
    """A bare status."""
    return Response(status, {"Cache-Control": "no-store"}, b"")


def http_response(response: Response) -> func.HttpResponse:
    """A neutral response in the runtime's own type, which names the charset (UTF-8) itself."""
    headers = {name: value for name, value in response.headers.items() if name.lower() != "content-type"}
    return func.HttpResponse(
        response.body,
        status_code=response.status,
        headers=headers,
        mimetype=response.headers.get("Content-Type", "").partition(";")[0] or None,
    )
