"""The page that explains the API: every operation with an example, every model, every kind of problem.

The same for everybody and at all times, so it is made once; it needs no setting, no script and nothing from
elsewhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from itertools import groupby
from typing import TYPE_CHECKING

from shared.domain.values.vendor import Language
from shared.mail.templating import templates_in
from shared.web.api.api_schemas import Schemas, api_schemas, name_of
from shared.web.api.curl_examples import curl_examples
from shared.web.api.openapi import ABOUT, PROBLEM_JSON, VERSION
from shared.web.api.operation import Operation
from shared.web.api.schema_words import Field, fields_of
from shared.web.http.bodies import BodyMalformed, Fault
from shared.web.http.field_texts import ANY, Code, field_text
from shared.web.http.problem_kinds import ProblemKind, kind_of, kinds_of, problem_words, told_classes
from shared.web.http.response import Response
from shared.web.http.submissions import FieldsInvalid
from shared.web.pages.page_policy import TEMPLATES, page_style
from shared.web.pages.pages import PAGE_TEXTS, page_answer
from shared.web.pages.problems import TYPE_BASE

if TYPE_CHECKING:
    from markupsafe import Markup

SHEET = "api/docs.css"
_LIMIT = "…"
_ADDRESS = "address-of-this-desk"
"""Stands in the page that is made once, until somebody asks for it."""


@dataclass(frozen=True, slots=True)
class OperationShown:
    """An operation as the page shows it: what it is, and what is worked out of its models."""

    told: Operation
    fields: tuple[Field, ...]
    examples: tuple[str, ...]
    answers: tuple[tuple[int, str, str], ...]
    problems: tuple[ProblemKind, ...]


@dataclass(frozen=True, slots=True)
class ModelShown:
    """A model: its fields, or the models of which it is one. ``sent``: it is part of a request's body."""

    name: str
    description: str
    fields: tuple[Field, ...]
    variants: tuple[str, ...]
    sent: bool


@dataclass(frozen=True, slots=True)
class ProblemShown:
    """A kind of problem, with what it says more exactly, in each language."""

    kind: ProblemKind
    phrase: str
    more: Mapping[Language, tuple[tuple[str, str], ...]]
    answered_by: tuple[Operation, ...]


def docs_page(operations: tuple[Operation, ...], address: str) -> Response:
    """The page about these operations, in their order, on the host at this address (``https://...``)."""
    from markupsafe import escape  # noqa: PLC0415 - comes with Jinja, which is imported when first needed

    page = _page(operations).replace(_ADDRESS, str(escape(address)))
    return page_answer(page, Language.ENGLISH, sheets=(SHEET,), cached="max-age=300")


@cache
def _page(operations: tuple[Operation, ...]) -> str:
    from markupsafe import Markup  # noqa: PLC0415 - comes with Jinja, which is imported when first needed

    schemas = api_schemas(operations)
    families = groupby(operations, key=lambda each: each.family)
    return (
        templates_in(TEMPLATES)
        .get_template("api/docs.html")
        .render(
            language=Language.ENGLISH.value,
            vendor_name="Support desk",
            texts=PAGE_TEXTS[Language.ENGLISH],
            style=Markup(page_style(SHEET)),  # noqa: S704 - files of ours
            version=VERSION,
            address=_ADDRESS,
            lead=ABOUT.lead,
            rules=ABOUT.rules,
            families=[(name, [_operation(each, schemas) for each in group]) for name, group in families],
            models=_models(operations, schemas),
            problems=[_problem(kind, operations) for kind in kinds_of(told_classes().values())],
            problem_media=PROBLEM_JSON,
            type_base=TYPE_BASE,
            marked=_marked,
        )
    )


def _operation(operation: Operation, schemas: Schemas) -> OperationShown:
    return OperationShown(
        told=operation,
        fields=fields_of(schemas.read(operation.body), schemas) if operation.body else (),
        examples=curl_examples(operation),
        answers=tuple(
            (answer.status, answer.description, answer.model.__name__ if answer.model else "")
            for answer in operation.answers
        ),
        problems=tuple(kinds_of(operation.refuses)),
    )


def _models(operations: tuple[Operation, ...], schemas: Schemas) -> list[ModelShown]:
    """The models that are spoken of; the bodies themselves are shown with their operations."""
    bodies = {name_of(schemas.read(each.body)) for each in operations if each.body}
    sent = _reached(bodies, schemas)
    return [
        ModelShown(
            name=name,
            description=schema.get("description", ""),
            fields=fields_of(schema, schemas),
            variants=tuple(name_of(each) for each in schema.get("oneOf", ())),
            sent=name in sent,
        )
        for name, schema in schemas.named.items()
        if name not in bodies and ("properties" in schema or "oneOf" in schema)
    ]


def _reached(names: set[str], schemas: Schemas) -> set[str]:
    """These models and every one that they are made of."""
    fields = (field for name in names for field in fields_of(schemas.named[name], schemas))
    more = {model for field in fields for model in field.words.models} - names
    return _reached(names | more, schemas) if more else names


def _problem(kind: ProblemKind, operations: tuple[Operation, ...]) -> ProblemShown:
    return ProblemShown(
        kind=kind,
        phrase=HTTPStatus(kind.status).phrase,
        more={language: _more(kind, language) for language in Language},
        answered_by=tuple(each for each in operations if kind in each.problems),
    )


def _more(kind: ProblemKind, language: Language) -> tuple[tuple[str, str], ...]:
    """What this kind says more exactly: of a body that cannot be read, or of each field."""
    if kind == kind_of(BodyMalformed):
        words = problem_words(kind.slug, language)
        return tuple(("", words[f"faults.{fault}"]) for fault in Fault)
    if kind == kind_of(FieldsInvalid):
        return tuple((code.value, field_text(ANY, code, language, limit=_LIMIT)) for code in Code)
    return ()


def _marked(words: str) -> "Markup":
    """The words as HTML: what stands between backticks is code, addresses are links."""
    from jinja2.utils import urlize  # noqa: PLC0415 - as above
    from markupsafe import Markup  # noqa: PLC0415 - as above

    parts = words.split("`")
    shown = [
        Markup("<code>{}</code>").format(part) if place % 2 else Markup(urlize(part, rel="noopener"))  # noqa: S704 - urlize escapes
        for place, part in enumerate(parts)
    ]
    return Markup().join(shown)
