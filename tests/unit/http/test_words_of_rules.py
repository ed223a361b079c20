"""Every rule of the doors' models that a body can break has words of ours in both languages."""

import ast
import importlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pydantic import BaseModel
from pydantic_core import ErrorDetails

from shared.domain.values.vendor import Language
from shared.web.billing.billing_bodies import BillingBodyMalformed, read_standard
from shared.web.billing.stripe_invoice import StripeInvoicePaid
from shared.web.billing.stripe_payload import StripeSubscriptionEvent
from shared.web.http.field_texts import FIELD_TEXTS, Code
from shared.web.http.submissions import code_of
from tests.examples.described_api import OPERATIONS

MODELS = sorted(
    {each.body.model for each in OPERATIONS if each.body} | {StripeInvoicePaid, StripeSubscriptionEvent},
    key=lambda model: model.__name__,
)
BROKEN_BY: Mapping[str, tuple[str, ...]] = {
    "bool": ("bool_type", "bool_parsing"),
    "date": ("date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact"),
    "datetime": ("datetime_type", "datetime_parsing", "datetime_from_date_parsing", "timezone_naive"),
    "decimal": ("decimal_type", "decimal_parsing", "finite_number"),
    "dict": ("dict_type",),
    "enum": ("enum",),
    "int": ("int_type", "int_parsing", "int_parsing_size", "int_from_float"),
    "json": ("json_invalid", "json_type"),
    "literal": ("literal_error",),
    "list": ("list_type",),
    "model": ("model_type",),
    "model-fields": ("missing", "extra_forbidden"),
    "str": ("string_type", "string_unicode"),
    "tuple": ("tuple_type",),
}
"""What pydantic calls what breaks each kind of schema, whatever its limits are."""
LIMITS: Mapping[tuple[str, str], str] = {
    ("str", "min_length"): "string_too_short",
    ("str", "max_length"): "string_too_long",
    ("str", "pattern"): "string_pattern_mismatch",
    ("tuple", "min_length"): "too_short",
    ("tuple", "max_length"): "too_long",
    ("list", "min_length"): "too_short",
    ("list", "max_length"): "too_long",
    ("decimal", "max_digits"): "decimal_max_digits",
    ("decimal", "decimal_places"): "decimal_max_places",
}
COMPARED = {
    "ge": "greater_than_equal",
    "gt": "greater_than",
    "le": "less_than_equal",
    "lt": "less_than",
}
NEVER_BROKEN = {
    "any", "chain", "default", "definition-ref", "definitions", "function-after", "function-before",
    "function-wrap", "model-field", "no-info", "with-info", "nullable",
}  # fmt: skip
"""What only holds others; a function breaks by a sentence of ours."""


def parts(schema: object, seen: set[int]) -> Iterator[Mapping[str, Any]]:
    """Every part of a model's schema."""
    if id(schema) in seen:
        return
    seen.add(id(schema))
    if isinstance(schema, Mapping):
        if isinstance(schema.get("type"), str):
            yield schema
        schema = list(schema.values())
    if isinstance(schema, list | tuple):
        for each in schema:
            yield from parts(each, seen)


def schema_of(model: type[BaseModel]) -> list[Mapping[str, Any]]:
    """The parts of this model's schema, and of all that it holds."""
    model.model_rebuild()
    return list(parts(model.__pydantic_core_schema__, set()))


def rules(part: Mapping[str, Any]) -> set[str]:
    """What pydantic may say of it."""
    kind = part["type"]
    limits = {name for (of, limit), name in LIMITS.items() if of == kind and limit in part}
    compared = {name for limit, name in COMPARED.items() if limit in part and kind != "model-field"}
    return {*BROKEN_BY[kind], *limits, *compared}


def has_words(rule: str) -> bool:
    """Whether both languages say what to do about it, more than that the field is not valid."""
    told = ErrorDetails(type=rule, loc=("field",), msg="", input=None)
    names = (f"rule.{rule}", f"rule.{rule.partition('_')[0]}")
    return code_of(told) is not Code.NOT_VALID or all(
        any(name in FIELD_TEXTS[language] for name in names) for language in Language
    )


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_each_rule_that_a_body_can_break_has_words_of_its_own(model: type[BaseModel]) -> None:
    found = [part for part in schema_of(model) if part["type"] not in NEVER_BROKEN]
    assert {part["type"] for part in found} <= BROKEN_BY.keys(), "a kind of schema that nobody has looked at"
    said = {rule for part in found for rule in rules(part)}
    assert {rule for rule in said if not has_words(rule)} == set()


def modules_of_functions() -> set[str]:
    """The modules of ours whose functions judge a field or a body, and those that these ask."""
    found = (part["function"] for model in MODELS for part in schema_of(model) if part["type"] == "no-info")
    modules = {getattr(each, "__module__", "") for each in found}  # what is built in has none
    ours = {each for each in modules if each.startswith("shared.")}
    return ours | {"shared.domain.values.frozen", "shared.domain.values.mail_domain"}


def sentences(module: ModuleType) -> Iterator[str]:
    """What this module's functions raise as a ``ValueError``."""
    tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
    local = {
        target.id: node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name) and target.id != "message"
    }
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        for node in ast.walk(function):
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "message":
                yield str(eval(ast.unparse(node.value), vars(module)))  # noqa: S307 - a text of our own source
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
                raised, *_ = [*map(ast.unparse, node.exc.args), ""]
                if ast.unparse(node.exc.func) == "ValueError" and raised in local:
                    yield str(ast.literal_eval(local[raised]))


@pytest.mark.parametrize("name", sorted(modules_of_functions()))
def test_each_sentence_that_our_own_models_raise_stands_in_the_table(name: str) -> None:
    known = {said for key, said in FIELD_TEXTS[Language.ENGLISH].items() if key.startswith("broken.")}
    assert set(sentences(importlib.import_module(name))) <= known


def test_a_billing_event_that_cannot_be_read_is_told_field_by_field_in_our_words() -> None:
    with pytest.raises(BillingBodyMalformed) as refused:
        read_standard(b'{"type": "subscription.updated", "timestamp": "soon", "data": {"customer": 7}}', "m1")
    told = {each.field: each.detail(Language.SWEDISH) for each in refused.value.errors}
    assert told["timestamp"].startswith("Ange en tidpunkt med tidszon")
    assert told["data.customer"] == "Skicka fältet som text."
    assert told["data.status"] == "Fyll i fältet."
