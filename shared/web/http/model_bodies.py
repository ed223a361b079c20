"""Programs' JSON bodies as models: what is wrong is named field by field, for whoever wrote the program."""

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from shared.web.http.bodies import BodyTypeUnknown, read_body
from shared.web.http.field_texts import rule_texts
from shared.web.http.submissions import FieldError, FieldsInvalid, code_of


class JSONNeeded(BodyTypeUnknown):
    """The body is of another type than JSON, or in another charset than is read, where only JSON is read."""


def parse_model[Model: BaseModel](
    model: type[Model], content_type: str | None, body: bytes, **given: str
) -> Model:
    """The body as this model; ``given`` are fields that the address has already named.

    Raises:
        BodyTooLarge, JSONNeeded, BodyMalformed: it is no JSON object of at most 1 MiB.
        FieldsInvalid: each error names its field as a path, like ``contacts.0.address``.
    """
    if content_type is None or not content_type.strip().lower().startswith("application/json"):
        raise JSONNeeded
    try:
        fields = read_body(content_type, body).fields
    except BodyTypeUnknown:
        raise JSONNeeded from None
    try:
        return model.model_validate({**fields, **given})
    except ValidationError as error:
        raise FieldsInvalid(field_errors(error)) from None


def field_errors(error: ValidationError, most: int | None = None) -> list[FieldError]:
    """Each field that is wrong, at most so many, in words of ours: never pydantic's, nor what was sent."""
    return [_field_error(each) for each in error.errors(include_url=False, include_input=False)[:most]]


def _field_error(found: ErrorDetails) -> FieldError:
    name = ".".join(map(str, found["loc"])) or "body"
    limit = found.get("ctx", {}).get("max_length", 0)
    return FieldError(name, code_of(found), limit, said=rule_texts(found))
