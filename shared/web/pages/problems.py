"""An error as a problem document: RFC 9457, ``application/problem+json``."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from shared.domain.answers.answer_errors import CameMeanwhile
from shared.domain.members.member_errors import AddressOfDesk, CustomerClaimed, VersionChanged
from shared.domain.refusals.documentation_errors import MaterialUnknown
from shared.domain.refusals.errors import KeyReused, ProductUnknown
from shared.domain.refusals.release_errors import FixUnknown, FixUnready
from shared.domain.values.vendor import Language
from shared.web.billing.billing_bodies import BillingBodyMalformed
from shared.web.http.bodies import BodyMalformed
from shared.web.http.field_texts import Code
from shared.web.http.problem_kinds import ProblemKind, kind_of, problem_words, seconds_to_wait
from shared.web.http.response import Response
from shared.web.http.submissions import FieldError, FieldsInvalid

TYPE_BASE = "/api/docs#problem-"
"""Where a problem's ``type`` points, from the root of the host: the page that explains it."""


class FormAlreadySent(KeyReused):
    """A reused key as a page tells it: a person knows nothing of keys."""


def kind_for_people(error: Exception) -> ProblemKind:
    """How this error is told on a page."""
    return kind_of(type(_for_people(error)))


def detail_for_people(error: Exception, language: Language) -> str:
    """What a person can do about it."""
    return detail_of(_for_people(error), language)


def _for_people(error: Exception) -> Exception:
    return FormAlreadySent() if isinstance(error, KeyReused) else error


def detail_of(error: Exception, language: Language) -> str:
    """What to do about this error; nothing of what was sent."""
    kind = kind_of(type(error))
    words = problem_words(kind.slug, language)
    if isinstance(error, BodyMalformed):
        return words[f"faults.{error.fault}"]
    more = f" {words['more'].format(**_told(error, language))}" if "more" in words else ""
    return kind.detail[language] + more


def _told(error: Exception, language: Language) -> Mapping[str, object]:
    """What the error knows; of what it has in each language, that of this one."""
    return {
        name: told[language] if isinstance(told, Mapping) and language in told else told
        for name, told in vars(error).items()
    }


def problem_for(error: Exception, language: Language) -> Response:
    """This error as a problem document in this language."""
    kind = kind_of(type(error))
    members: dict[str, Any] = {
        "type": f"{TYPE_BASE}{kind.slug}",
        "title": kind.title[language],
        "status": kind.status,
        "detail": detail_of(error, language),
    }
    if errors := _field_errors(error, language):
        members["errors"] = errors
    if isinstance(error, CameMeanwhile):
        members["came"] = [each.model_dump(mode="json") for each in error.came]
    headers = {
        "Content-Type": "application/problem+json",
        "Cache-Control": "no-store",
        "Content-Language": language.value,
    }
    wait = seconds_to_wait(error)
    headers |= {"Retry-After": str(wait)} if wait else {}
    return Response(kind.status, headers, json.dumps(members, ensure_ascii=False).encode())


def errors_at_fields(error: Exception, language: Language) -> Sequence[FieldError]:
    """Each field that needs mending, where fields are the problem, with what to do in this language."""
    if isinstance(error, FieldsInvalid | BillingBodyMalformed):
        return error.errors
    if isinstance(error, ProductUnknown | AddressOfDesk | MaterialUnknown | FixUnknown | FixUnready):
        said = detail_of(error, language)
        return [FieldError(field, Code.NOT_A_CHOICE, said={language: said}) for field in error.fields]
    if isinstance(error, VersionChanged):
        return [FieldError(field, Code.CHANGED) for field in error.fields]
    if isinstance(error, CustomerClaimed):
        more = problem_words(kind_of(CustomerClaimed).slug, language)["more"]
        return [
            FieldError(path, Code.NOT_A_CHOICE, said={language: more.format(member=name)})
            for path, name in error.claimers.items()
        ]
    return ()


def _field_errors(error: Exception, language: Language) -> Sequence[Mapping[str, str]]:
    return [
        {"field": each.field, "code": each.code, "detail": each.detail(language)}
        for each in errors_at_fields(error, language)
    ]
