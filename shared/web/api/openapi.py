"""The OpenAPI 3.1 document, made from what is declared of the functions and from the models themselves."""

import json
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple

from shared.domain.values.vendor import Language
from shared.web.api.api_schemas import Schema, Schemas, api_schemas
from shared.web.api.operation import HTML, JSON, Auth, DeclaredAnswer, Operation, Parameter, Where
from shared.web.http.problem_kinds import ProblemKind
from shared.web.http.response import Response
from shared.web.pages.problems import TYPE_BASE
from shared.web.tickets.answers import Problem

VERSION = "0.1.0"
"""The project's; what is deployed has no package to ask."""

PROBLEM_JSON = "application/problem+json"


class About(NamedTuple):
    """What holds for every operation: a sentence, and rules of one paragraph each."""

    lead: str
    rules: tuple[str, ...]


ABOUT = About(
    lead="Keeps a software vendor's support promise: every request becomes a ticket with its clocks.",
    rules=(
        "Bodies are JSON in UTF-8, at most 1 MiB.",
        "Instants are ISO 8601 with an offset, and come back in UTC.",
        (
            "What needs the function key takes it in the header `x-functions-key`, or as `code` in the "
            "address; without it, or with a wrong one, the answer is 401 with an empty body."
        ),
        "A POST with an `Idempotency-Key` can be sent again without harm: it is the same act.",
        (
            "Whatever is refused is answered as `application/problem+json` (RFC 9457), in Swedish or "
            "English as `Accept-Language` says. `type` points to the explanation in `/api/docs`."
        ),
        "A path that has no such method is 404.",
    ),
)


@cache
def openapi_text(operations: tuple[Operation, ...]) -> str:
    """The document as JSON, indented, with a line break at its end; the same text every time."""
    return json.dumps(openapi_document(operations), indent=2, ensure_ascii=False) + "\n"


def openapi_response(operations: tuple[Operation, ...]) -> Response:
    """The document as it is answered."""
    headers = {"Content-Type": "application/json", "Cache-Control": "max-age=300"}
    return Response(200, headers, openapi_text(operations).encode())


def openapi_document(operations: tuple[Operation, ...]) -> dict[str, Any]:
    """The whole document about these operations, in their order."""
    schemas = api_schemas(operations)
    paths: dict[str, dict[str, Any]] = {}
    for each in operations:
        paths.setdefault(each.path, {})[each.method.lower()] = _operation(each, schemas)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Support desk", "version": VERSION, "description": _description()},
        "servers": [{"url": "/", "description": "The host that this document comes from."}],
        "tags": [{"name": family} for family in dict.fromkeys(each.family for each in operations)],
        "paths": paths,
        "components": {
            "schemas": dict(schemas.named),
            "examples": {kind.slug: _example(kind) for kind in documented_kinds(operations)},
            "securitySchemes": _SECURITY_SCHEMES,
        },
    }


def _description() -> str:
    return "\n".join((ABOUT.lead, "", *(f"- {rule}" for rule in ABOUT.rules)))


def documented_kinds(operations: tuple[Operation, ...]) -> Sequence[ProblemKind]:
    """Every kind of problem that one of these may answer, by status and slug."""
    kinds = {kind.slug: kind for each in operations for kind in each.problems}
    return sorted(kinds.values(), key=lambda kind: (kind.status, kind.slug))


_SECURITY: dict[Auth, list[dict[str, list[str]]]] = {
    Auth.FUNCTION_KEY: [{"key": []}, {"code": []}],
    Auth.SIGN_IN: [{"person": []}],
}
_SECURITY_SCHEMES = {
    "key": {
        "type": "apiKey",
        "in": "header",
        "name": "x-functions-key",
        "description": "The function key, as a header.",
    },
    "code": {
        "type": "apiKey",
        "in": "query",
        "name": "code",
        "description": "The function key, in the address. Where the header is there too, the header counts.",
    },
    "person": {
        "type": "apiKey",
        "in": "cookie",
        "name": "AppServiceAuthSession",
        "description": "A person's sign-in with Microsoft Entra ID, which the platform keeps in this cookie.",
    },
}


def _operation(operation: Operation, schemas: Schemas) -> dict[str, Any]:
    parts: dict[str, Any] = {
        "operationId": operation.id,
        "tags": [operation.family],
        "summary": operation.summary,
        "description": operation.description,
        "security": _SECURITY.get(operation.auth, []),
    }
    if operation.parameters:
        parts["parameters"] = [_parameter(each) for each in operation.parameters]
    if operation.body:
        media = {"schema": schemas.read(operation.body), "example": operation.body.example}
        parts["requestBody"] = {"required": True, "content": dict.fromkeys(operation.body.media, media)}
    if operation.raw:
        parts["requestBody"] = {"required": True, "content": {operation.raw: {"schema": _UNMODELLED[True]}}}
    return parts | {"responses": _responses(operation, schemas)}


def _parameter(parameter: Parameter) -> dict[str, Any]:
    schema: Schema = {"type": "string"} | ({"enum": list(parameter.choices)} if parameter.choices else {})
    parts = {
        "name": parameter.name,
        "in": parameter.place.value,
        "description": parameter.description,
        "required": parameter.required or parameter.place is Where.PATH,
        "schema": schema,
    }
    return parts | ({"example": parameter.example} if parameter.example else {})


def _responses(operation: Operation, schemas: Schemas) -> dict[str, Any]:
    """Every answer by status; one status may be both an answer and a problem."""
    found: dict[str, dict[str, Any]] = {}
    for answer in operation.answers:
        found[str(answer.status)] = _merged(found.get(str(answer.status)), _answer(answer, schemas))
    if operation.auth is Auth.FUNCTION_KEY:
        found["401"] = {"description": "No key, or a wrong one; the body is empty."}
    by_status = sorted(operation.problems, key=lambda kind: kind.status)
    for status, kinds in groupby(by_status, key=lambda kind: kind.status):
        told = _problems(list(kinds), schemas, pages=operation.pages)
        found[str(status)] = _merged(found.get(str(status)), told)
    return dict(sorted(found.items()))


def _answer(answer: DeclaredAnswer, schemas: Schemas) -> dict[str, Any]:
    parts: dict[str, Any] = {"description": answer.description}
    if answer.headers:
        parts["headers"] = {name: _header(told) for name, told in answer.headers.items()}
    if answer.media:
        schema = schemas.written(answer.model) if answer.model else _UNMODELLED[answer.media != JSON]
        parts["content"] = {answer.media: {"schema": schema}}
    return parts


_UNMODELLED: tuple[Schema, Schema] = ({"type": "object"}, {"type": "string"})


def _problems(kinds: Sequence[ProblemKind], schemas: Schemas, *, pages: bool) -> dict[str, Any]:
    """The problems of one status, each with an example."""
    examples = {kind.slug: {"$ref": f"#/components/examples/{kind.slug}"} for kind in kinds}
    content = {PROBLEM_JSON: {"schema": schemas.written(Problem), "examples": examples}}
    parts: dict[str, Any] = {
        "description": " ".join(f"{kind.title[Language.ENGLISH]}." for kind in kinds),
        "content": content | ({HTML: {"schema": _UNMODELLED[True]}} if pages else {}),
    }
    if any(kind.retry_after for kind in kinds):
        parts["headers"] = {"Retry-After": _header("Seconds after which trying again may help.")}
    return parts


def _example(kind: ProblemKind) -> dict[str, Any]:
    title = kind.title[Language.ENGLISH]
    value = {
        "type": f"{TYPE_BASE}{kind.slug}",
        "title": title,
        "status": kind.status,
        "detail": kind.detail[Language.ENGLISH],
    }
    return {"summary": title, "value": value}


def _header(description: str) -> dict[str, Any]:
    return {"description": description, "schema": {"type": "string"}}


def _merged(answer: dict[str, Any] | None, told: dict[str, Any]) -> dict[str, Any]:
    """Two answers of the same status: both descriptions, all content."""
    if answer is None:
        return told
    return {
        **answer,
        **told,
        "description": f"{answer['description']} {told['description']}",
        "content": answer.get("content", {}) | told.get("content", {}),
    }
