"""What is wrong with a program's body is told in our words, in its reader's language: never in pydantic's."""

import json
from collections.abc import Iterator

import pytest
from pydantic import BaseModel, ValidationError

from shared.domain.values.vendor import Language
from shared.web.api.operation import Operation
from shared.web.http.model_bodies import parse_model
from shared.web.http.submissions import FieldsInvalid
from tests.examples.described_api import OPERATIONS

READ = [each for each in OPERATIONS if each.body and each.body.media == ("application/json",)]
HOSTILE: tuple[object, ...] = (
    *(
        None,
        True,
        0,
        -1,
        10**12,
        1.5,
        1e300,
        "",
        " ",
        "x",
        "x" * 70_000,
        "\x00",
        "2026-03-02",
        "2026-13-45T00:00",
    ),
    *("0001-01-01T00:00:00+14:00", "2026-03-02T09:00:00", [], [None], [[]], ["x"] * 300, {}, {"x": 1}),
)


def hostile(whole: object, given: frozenset[str] = frozenset()) -> Iterator[object]:
    """The body with each of its fields, at any depth, replaced by each hostile value, or left out."""
    yield from HOSTILE
    if isinstance(whole, dict):
        yield {**whole, "no-such-field": 1}
        for name in whole.keys() - given:
            yield {key: value for key, value in whole.items() if key != name}
            yield from ({**whole, name: value} for value in hostile(whole[name]))
    if isinstance(whole, list | tuple) and whole:
        yield from ([value, *whole[1:]] for value in hostile(whole[0]))


def refused(model: type[BaseModel], body: object, given: dict[str, str]) -> FieldsInvalid | None:
    """How the body is refused, field by field; None where it is not."""
    try:
        parse_model(model, "application/json", json.dumps(body).encode(), **given)
    except FieldsInvalid as error:
        return error
    except Exception:  # noqa: BLE001 - no object at all, say: told without fields
        return None
    return None


def pydantics(model: type[BaseModel], body: object, given: dict[str, str]) -> set[str]:
    """What pydantic says itself."""
    try:
        model.model_validate({**body, **given} if isinstance(body, dict) else body)
    except ValidationError as error:
        return {each["msg"] for each in error.errors()}
    return set()


@pytest.mark.parametrize("operation", READ, ids=lambda each: each.id)
def test_no_word_of_pydantics_reaches_whoever_wrote_the_program(operation: Operation) -> None:
    body = operation.body
    assert body
    given = dict.fromkeys(body.given, "acme")
    tried = 0
    for sent in hostile(dict(body.example), body.given):
        error = refused(body.model, sent, given)
        if error is None:
            continue
        tried += 1
        said = pydantics(body.model, sent, given)
        for each in error.errors:
            swedish, english = (each.detail(language) for language in Language)
            assert swedish != english
            assert not {swedish, english} & said
            assert "Value error" not in english
    assert tried > 5
