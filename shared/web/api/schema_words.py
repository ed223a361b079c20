"""JSON Schemas in words: what a field may be, for a person to read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from shared.web.api.api_schemas import Schema, Schemas, name_of

_FORMATS = {"email": "mail address", "date-time": "instant", "duration": "duration"}
_NULL = "null"
_PLURALS = {"string": "characters", "array": "entries"}


@dataclass(frozen=True, slots=True)
class ValueWords:
    """What a value may be, to be read in this order.

    ``text`` are words, ``models`` and ``choices`` what they speak of (choices: the only values there are),
    ``limits`` how long or large; ``or_null``: null too.
    """

    text: str
    models: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    or_null: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a model. ``default`` is JSON, "" where there is none worth a word."""

    name: str
    words: ValueWords
    required: bool
    description: str
    default: str


def fields_of(schema: Schema, schemas: Schemas) -> tuple[Field, ...]:
    """The fields of an object, in its order."""
    whole = schemas.resolved(schema)
    required = whole.get("required", ())
    return tuple(
        Field(
            name=name,
            words=words_for(each, schemas),
            required=name in required,
            description=schemas.resolved(each).get("description", ""),
            default=_default(each),
        )
        for name, each in whole.get("properties", {}).items()
    )


def words_for(schema: Schema, schemas: Schemas) -> ValueWords:
    """What a value of this schema may be."""
    whole = schemas.resolved(schema)
    if "anyOf" in whole:
        return _any_of([words_for(each, schemas) for each in whole["anyOf"]])
    if "enum" in whole or "const" in whole:
        return ValueWords("", choices=tuple(whole.get("enum") or [whole["const"]]))
    if "$ref" in schema and ("properties" in whole or "oneOf" in whole):
        return ValueWords("", models=(name_of(schema),))
    if whole.get("type") == "array":
        return _list_of(words_for(whole["items"], schemas), whole)
    text = _FORMATS.get(whole.get("format", "")) or str(whole.get("type", "any"))
    return ValueWords(text, limits=tuple(_limits(whole)))


def _any_of(all_words: list[ValueWords]) -> ValueWords:
    """Several in one; at most one of them is more than a model or a choice."""
    some = [words for words in all_words if words.text != _NULL]
    return ValueWords(
        " or ".join(words.text for words in some if words.text),
        tuple(model for words in some for model in words.models),
        tuple(choice for words in some for choice in words.choices),
        tuple(limit for words in some for limit in words.limits),
        or_null=len(some) < len(all_words),
    )


def _list_of(entry: ValueWords, schema: Schema) -> ValueWords:
    text = f"list of {entry.text}".rstrip()
    return replace(entry, text=text, limits=(*entry.limits, *_limits(schema)))


def _limits(schema: Mapping[str, Any]) -> Iterator[str]:
    least = schema.get("minLength", schema.get("minItems"))
    most = schema.get("maxLength", schema.get("maxItems"))
    plural = _PLURALS.get(schema.get("type", ""), "")
    if least and most:
        yield f"{least} to {most} {plural}"
    elif most:
        yield f"at most {most} {plural}"
    elif least:
        yield "not empty"
    if "pattern" in schema:
        yield f"as {schema['pattern']}"
    if "minimum" in schema:
        yield f"{schema['minimum']} or more"


def _default(schema: Schema) -> str:
    default = schema.get("default")
    return default if isinstance(default, str) else ""
