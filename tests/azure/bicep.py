"""The Bicep of ``infra`` as data, and what Azure's models say against it."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from enum import Enum
from pathlib import Path
from typing import Any

from pycep import BicepParser

from tests.azure.models import Field, fields, is_model, kinds, model_of

INFRA = Path(__file__).parents[2] / "infra"
FILES = tuple(sorted(INFRA.rglob("*.bicep")))
OF_BICEP = {"name", "scope", "parent", "dependsOn"}
BY_NAME = "Microsoft.Web/sites/config"
"""What its properties are, its name says: plain settings, or how people sign in."""


def parsed(text: str) -> Any:  # noqa: ANN401 - the parser's tree
    """The tree of one file. Raises whatever the parser raises: it is no Bicep."""
    return BicepParser().parse(text=text)


def faults(text: str) -> list[str]:
    """What Azure would refuse in the resources of this file, a line each."""
    tree = parsed(text)
    names = {*tree.get("parameters", {}), *tree.get("variables", {})}
    resources = tree.get("resources", {})
    return [line for name, resource in resources.items() for line in _faults(name, resource, names)]


def _faults(name: str, resource: Mapping[str, Any], names: AbstractSet[str]) -> Iterator[str]:
    given = resource["config"]
    while "config" in given and ("loop_type" in given or "condition" in given):
        given = given["config"]
    if resource["existing"] or resource["type"] == "Microsoft.Resources/resourceGroups":
        return
    if resource["type"] == BY_NAME and given["name"] == "appsettings":
        return
    own = {key: _unnamed(value, names) for key, value in given.items() if key not in OF_BICEP}
    yield from _of_object(name, own, fields(model_of(resource["type"])))


def _of_object(path: str, given: Mapping[str, Any], known: Mapping[str, Any]) -> Iterator[str]:
    for missing in sorted(name for name, field in known.items() if _is_needed(field) and name not in given):
        yield f"{path}.{missing}: is missing"
    for name, value in given.items():
        field = known.get(name)
        if field is None:
            yield f"{path}.{name}: there is no such property"
        elif isinstance(field, Mapping):
            yield from _of_object(f"{path}.{name}", value, field)
        elif field.read_only:
            yield f"{path}.{name}: only Azure writes it"
        else:
            yield from _of_value(f"{path}.{name}", value, field.inside)


def _is_needed(field: object) -> bool:
    return isinstance(field, Field) and field.required and not field.read_only


def _of_value(path: str, value: object, inside: Any) -> Iterator[str]:  # noqa: ANN401 - a type or [type]
    if _is_reckoned(value):
        return
    if isinstance(inside, list) and isinstance(value, list):
        for place, each in enumerate(value):
            yield from _of_value(f"{path}[{place}]", each, inside[0])
    elif isinstance(inside, type) and issubclass(inside, Enum):
        if value not in [each.value for each in inside]:
            yield f"{path}: {value!r} is none of {sorted(each.value for each in inside)}"
    elif is_model(inside) and isinstance(value, Mapping):
        yield from _of_model(path, value, inside)
    elif inside in {str, bool, int} and not isinstance(value, inside):
        yield f"{path}: is to be of the type {inside.__name__}"


def _of_model(path: str, value: Mapping[str, Any], model: type) -> Iterator[str]:
    by, models = kinds(model)
    if models and value.get(by) not in models:
        yield f"{path}.{by}: {value.get(by)!r} is none of {sorted(models)}"
        return
    yield from _of_object(path, value, fields(models[value[by]] if models else model))


def _unnamed(value: Any, names: AbstractSet[str]) -> Any:  # noqa: ANN401 - the parser's tree
    """The tree with an expression for each name of a parameter or variable: the parser has texts for both."""
    if isinstance(value, Mapping):
        return {key.strip("'"): _unnamed(each, names) for key, each in value.items()}
    if isinstance(value, list):
        return [_unnamed(each, names) for each in value]
    return {"operator": value} if isinstance(value, str) and value in names else value


def _is_reckoned(value: object) -> bool:
    """Whether the value is known at deployment only: an expression, or a name of one."""
    return isinstance(value, Mapping) and value.keys() in ({"operator"}, {"function"})
