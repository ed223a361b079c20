"""Forms in which something is written in both languages: a field for each, and the body that they make."""

from collections.abc import Iterable, Iterator, Mapping

from pydantic import BaseModel, ValidationError

from shared.domain.news.news import InBothLanguages
from shared.domain.values.vendor import Language
from shared.web.desk.forms import FormField
from shared.web.http.bodies import Body
from shared.web.http.submissions import FieldError, FieldsInvalid, code_of


def both(
    name: str, sort: str, value: InBothLanguages | None = None, *, needed: bool = True
) -> Iterator[FormField]:
    """A field for each language: ``title_sv``, ``title_en``."""
    for language in Language:
        given = value.read_in(language) if value else ""
        yield FormField(f"{name}_{language}", sort, given, needed=needed)


def parse_both[Model: BaseModel](
    body: Body, model: type[Model], names: Iterable[str], more: Mapping[str, object]
) -> Model:
    """These fields as this model; ``names``: those of which there is one for each language.

    One that is written in no language is not sent. ``more``: what the page itself knows.

    Raises ``FieldsInvalid``: each field by the name that it has in the form.
    """
    sent = {name: value for name, value in body.fields.items() if isinstance(value, str) and value.strip()}
    given: dict[str, object] = {name: sent[name] for name in model.model_fields if name in sent}
    for name in names:
        told = {
            language.value: sent[f"{name}_{language}"]
            for language in Language
            if f"{name}_{language}" in sent
        }
        given |= {name: told} if told else {}
    try:
        return model.model_validate(given | dict(more))
    except ValidationError as error:
        raise FieldsInvalid(list(_errors(error, set(names)))) from None


def listed_in(text: object) -> tuple[str, ...]:
    """What is written with commas between: ``9.0, 9.1``."""
    return tuple(filter(None, (each.strip() for each in str(text or "").split(","))))


def ticked(sent: Mapping[str, object], name: str) -> tuple[str, ...]:
    """What was ticked of a field, in the order of the form: each is sent under its name and a number."""
    numbers = (each.removeprefix(name) for each in sent if each.startswith(name))
    found = (str(sent[f"{name}{number}"]) for number in sorted(filter(str.isdecimal, numbers), key=int))
    return tuple(filter(None, found))


def _errors(error: ValidationError, names: set[str]) -> Iterator[FieldError]:
    """One for each field of the form; of one that lacks both languages, one for each of them."""
    told: dict[str, FieldError] = {}
    for found in error.errors(include_url=False, include_input=False):
        first, *rest = (str(each) for each in found["loc"] or ("",))
        languages = rest[:1] or list(Language) if first in names else ()
        for field in [f"{first}_{language}" for language in languages] or [first]:
            limit = found.get("ctx", {}).get("max_length", 0)
            told.setdefault(field, FieldError(field, code_of(found), limit))
    yield from told.values()
