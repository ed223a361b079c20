"""The description of the API cannot go stale: it is compared with the functions and the models."""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from shared.web.api.openapi import VERSION, openapi_text
from shared.web.api.operation import Auth, Operation, Where
from shared.web.billing.stripe_payload import StripeSubscriptionEvent
from tests.examples.described_api import DOCUMENT, OPERATIONS
from tests.examples.indexed_functions import http_functions
from tests.examples.stripe_bodies import event, subscription

ROOT = Path(__file__).parents[2]
WITH_BODY = [each for each in OPERATIONS if each.body]

LEVELS = dict.fromkeys(Auth, "anonymous") | {Auth.FUNCTION_KEY: "function"}


def described() -> Iterator[tuple[str, str, str, str]]:
    """Name, method, path and level of every operation in the document."""
    for path, methods in DOCUMENT["paths"].items():
        for method, operation in methods.items():
            level = "function" if {"key": []} in operation["security"] else "anonymous"
            yield operation["operationId"], method.upper(), path, level


def test_the_description_has_exactly_the_functions_with_their_routes_methods_and_levels() -> None:
    registered = {
        (each.name, method, each.path, each.level) for each in http_functions() for method in each.methods
    }
    assert set(described()) == registered


def test_an_operation_that_a_key_opens_says_so_and_no_other() -> None:
    told = {each.id: LEVELS[each.auth] for each in OPERATIONS}
    assert told == {name: level for name, _, _, level in described()}


def test_the_document_is_valid_openapi() -> None:
    validate(DOCUMENT)
    assert DOCUMENT["openapi"] == "3.1.0"


def test_the_committed_document_is_what_the_models_say() -> None:
    committed = (ROOT / "docs" / "openapi.json").read_text(encoding="utf-8")
    assert committed == openapi_text(OPERATIONS), "write it anew with: .venv/bin/desk openapi"


def test_the_documents_version_is_the_projects() -> None:
    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"] == VERSION


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.id)
def test_every_parameter_in_a_path_is_described_and_every_described_one_is_in_it(
    operation: Operation,
) -> None:
    described = {each.name for each in operation.parameters if each.place is Where.PATH}
    assert set(re.findall(r"\{(\w+)\}", operation.path)) == described


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.id)
def test_an_operation_answers_no_kind_of_problem_twice_over(operation: Operation) -> None:
    slugs = [kind.slug for kind in operation.problems]
    assert len(set(slugs)) == len(slugs)
    assert {"unexpected"} <= set(slugs)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.id)
def test_every_example_of_a_header_is_one_that_a_client_can_send(operation: Operation) -> None:
    for each in operation.parameters:
        if each.place is Where.HEADER:
            assert re.fullmatch(r"(?:[!-~](?:[ -~]*[!-~])?)?", each.example), each.name


@pytest.mark.parametrize("operation", WITH_BODY, ids=lambda each: each.id)
def test_every_example_of_a_body_is_one_that_its_model_takes(operation: Operation) -> None:
    body = operation.body
    assert body
    given = dict.fromkeys(body.given, "acme")
    assert body.model.model_validate({**body.example, **given})
    (content,) = {json.dumps(each) for each in request_of(operation)["content"].values()}
    assert list(against(json.loads(content)["schema"]).iter_errors(body.example)) == []


@pytest.mark.parametrize("operation", WITH_BODY, ids=lambda each: each.id)
def test_every_field_that_a_program_sends_is_explained(operation: Operation) -> None:
    body = operation.body
    assert body
    assert [name for name, field in body.model.model_fields.items() if not field.description] == []


def test_what_is_told_of_stripes_events_is_needed_and_read() -> None:
    whole = json.loads(event(subscription()))
    schema = {"$ref": "#/components/schemas/StripeEvent"}
    assert against(schema).is_valid(whole)
    assert StripeSubscriptionEvent.model_validate(whole)
    for name in DOCUMENT["components"]["schemas"]["StripeEvent"]["required"]:
        less = {key: value for key, value in whole.items() if key != name}
        assert not against(schema).is_valid(less)
        with pytest.raises(ValueError, match=name):
            StripeSubscriptionEvent.model_validate(less)


def test_every_example_of_a_problem_is_one() -> None:
    schema = {"$ref": "#/components/schemas/Problem"}
    for example in DOCUMENT["components"]["examples"].values():
        assert list(against(schema).iter_errors(example["value"])) == []


def request_of(operation: Operation) -> dict[str, Any]:
    found: dict[str, Any] = DOCUMENT["paths"][operation.path][operation.method.lower()]["requestBody"]
    return found


def against(schema: dict[str, Any]) -> Draft202012Validator:
    """What tells whether something is as this schema of the document says."""
    return Draft202012Validator({**schema, "components": DOCUMENT["components"]})
