"""The JSON Schemas of every body, made from the models that read and write them."""

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from shared.web.api.operation import Content, Operation
from shared.web.tickets.answers import Problem

PREFIX = "#/components/schemas/"

type Mode = Literal["validation", "serialization"]
type Schema = dict[str, Any]
"""A JSON Schema (2020-12), as OpenAPI 3.1 has it."""


class _Untitled(GenerateJsonSchema):
    """Without a title for each field, which would only repeat its name."""

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - pydantic calls it with one
        return False


@dataclass(frozen=True, slots=True)
class Schemas:
    """``named`` are the components by name; ``references`` says which of them a model is, read or written."""

    named: Mapping[str, Schema]
    references: Mapping[tuple[type[BaseModel], Mode], Schema]

    def written(self, model: type[BaseModel]) -> Schema:
        """The schema of this model in an answer."""
        return self.references[model, "serialization"]

    def read(self, content: Content) -> Schema:
        """The schema of this body in a request."""
        if not content.given and not content.extra:
            return self.references[content.model, "validation"]
        return {"$ref": f"{PREFIX}{_body_name(content)}"}

    def resolved(self, schema: Schema) -> Schema:
        """The schema with its reference, if it has one, filled in; what stands beside that counts more."""
        if "$ref" not in schema:
            return schema
        named = self.resolved(self.named[name_of(schema)])
        return named | {name: value for name, value in schema.items() if name != "$ref"}


@cache
def api_schemas(operations: tuple[Operation, ...]) -> Schemas:
    """The schemas of these operations, built once a process."""
    models = sorted(_models(operations), key=lambda each: (each[0].__name__, each[1]))
    references, made = models_json_schema(
        models,
        ref_template=f"{PREFIX}{{model}}",
        schema_generator=_Untitled,
    )
    named = {name: _plain(schema) for name, schema in made["$defs"].items()}
    for content in _bodies(operations):
        _adapt(named, content, references[content.model, "validation"])
    return Schemas(dict(sorted(named.items())), {model: references[model] for model in models})


def name_of(reference: Schema) -> str:
    """The name of the component that this refers to."""
    return str(reference["$ref"]).removeprefix(PREFIX)


def _models(operations: Iterable[Operation]) -> set[tuple[type[BaseModel], Mode]]:
    """Every model in each way it is used."""
    found: set[tuple[type[BaseModel], Mode]] = {(Problem, "serialization")}
    for model in (answer.model for each in operations for answer in each.answers):
        found |= {(model, "serialization")} if model else set()
    found.update((content.model, "validation") for content in _bodies(operations))
    return found


def _bodies(operations: Iterable[Operation]) -> Iterator[Content]:
    return (each.body for each in operations if each.body)


def _adapt(named: dict[str, Schema], content: Content, reference: Schema) -> None:
    """What a body has beyond its model: fields passed over, named by the address, or read beside it."""
    schema = named[name_of(reference)]
    if content.lenient:
        schema.pop("additionalProperties", None)
    if not content.given and not content.extra:
        return
    body = deepcopy(schema)
    body["required"] = [name for name in schema.get("required", ()) if name not in content.given]
    for name in content.given:
        body["properties"][name]["description"] += " The address names it; here it is passed over."
    for name, description in (content.extra or {}).items():
        body["properties"][name] = {"type": "string", "description": description}
    named[_body_name(content)] = body | {"title": _body_name(content)}


def _body_name(content: Content) -> str:
    return f"{content.model.__name__}{'Form' if content.extra else 'Body'}"


def _plain(schema: Schema) -> Schema:
    """The description in JSON's words: docstrings are in Python's."""
    if "description" in schema:
        words = schema["description"].replace("``", "`").replace("None", "null")
        schema["description"] = " ".join(words.split())
    return schema
