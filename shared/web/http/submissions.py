"""Turns the fields of a body into a submission, or says of each field what to do."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from enum import StrEnum
from typing import get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from shared.domain.refusals.error_sorts import Invalid
from shared.domain.values.intake import Submission
from shared.domain.values.vendor import Language
from shared.web.http.bodies import Body
from shared.web.http.field_texts import Code, field_text


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one field; where that matters, how many characters or which choices it may have.

    ``said`` is what a programmer is told, in each language, where the codes say too little.
    """

    field: str
    code: Code
    limit: int = 0
    said: Mapping[Language, str] = dataclass_field(default_factory=dict)
    choices: tuple[str, ...] = ()

    def detail(self, language: Language) -> str:
        """What to do, in this language; never what was sent."""
        return self.said.get(language) or field_text(
            self.field, self.code, language, limit=self.limit, choices=self.choices
        )


WHOLE = ""
"""The name of the field that is all of them together."""


class FieldsInvalid(Invalid):
    """One or more fields need mending; ``errors`` has each, in the order of the form."""

    def __init__(self, errors: Sequence[FieldError]) -> None:
        """Keep the errors; the text names fields only."""
        super().__init__(", ".join(error.field for error in errors))
        self.errors = tuple(errors)


def parse_submission(body: Body) -> Submission:
    """The submission in these fields. Raises what ``parse_fields`` raises."""
    return parse_fields(body, Submission)


def parse_fields[Model: BaseModel](body: Body, model: type[Model]) -> Model:
    """These fields as this model; fields that it does not have are passed over.

    A field that is null or blank counts as not sent: a form sends every field, typed in or not.

    Raises:
        FieldsInvalid: a field is missing, too long, not text, none of the choices, or came twice with
            different values; ``WHOLE``: each is right, and not together.
    """
    names = list(model.model_fields)
    given = {name: body.fields[name] for name in names if not _is_blank(body.fields.get(name))}
    errors = {name: FieldError(name, Code.REPEATED) for name in body.repeated if name in names}
    try:
        read = model.model_validate(given)
    except ValidationError as error:
        errors = dict(_field_errors(error, model)) | errors
    if errors:
        raise FieldsInvalid([errors[name] for name in (*names, WHOLE) if name in errors])
    return read


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _field_errors(error: ValidationError, model: type[BaseModel]) -> Iterator[tuple[str, FieldError]]:
    for found in error.errors(include_url=False, include_input=False):
        name = str(found["loc"][0]) if found["loc"] else WHOLE
        limit = found.get("ctx", {}).get("max_length", 0)
        yield name, FieldError(name, code_of(found), limit, choices=_choices(model, name))


def _choices(model: type[BaseModel], name: str) -> tuple[str, ...]:
    """The values that the field may have, where they are a choice."""
    annotation = model.model_fields[name].annotation if name else None
    kinds = get_args(annotation) or (annotation,)
    return tuple(
        choice for kind in kinds if isinstance(kind, type) and issubclass(kind, StrEnum) for choice in kind
    )


def code_of(found: ErrorDetails) -> Code:
    """Our own code for pydantic's type of error, so that a new pydantic does not change the answers."""
    match found["type"]:
        case "missing" | "too_short" | "string_too_short":
            return Code.MISSING
        case "too_long" | "string_too_long":
            return Code.TOO_LONG
        case "enum":
            return Code.NOT_A_CHOICE
        case "string_type" | "string_unicode":
            return Code.NOT_TEXT
        case _:
            return Code.NOT_VALID
