"""Functions by what triggers them, read from the bindings that the library indexed."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from devstack.functions_host.runtime import AppBroken, Indexed

ALL_METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE"})
_SETTING = re.compile(r"%([^%]+)%")


class KeyLevel(StrEnum):
    """What key a request needs."""

    ANONYMOUS = "anonymous"
    FUNCTION = "function"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Function:
    """What every function has. ``parameter`` is the name under which it gets what triggered it."""

    name: str
    id: str
    parameter: str


@dataclass(frozen=True, slots=True)
class HttpFunction(Function):
    """Runs for requests to its route (without the prefix) with one of its methods."""

    route: str
    methods: frozenset[str]
    level: KeyLevel


@dataclass(frozen=True, slots=True)
class TimerFunction(Function):
    """Runs on its schedule (NCRONTAB)."""

    schedule: str


@dataclass(frozen=True, slots=True)
class QueueFunction(Function):
    """Runs for each message of a queue; ``connection`` is the name of the setting that says where it is."""

    queue: str
    connection: str


def read_functions(indexed: Iterable[Indexed], settings: Mapping[str, str]) -> list[Function]:
    """The functions with their triggers; ``%NAME%`` in a binding is that setting's value.

    Raises:
        AppBroken: a binding that this host does not have, or a setting that is not there.
    """
    return [_function(each, settings) for each in indexed]


def _function(indexed: Indexed, settings: Mapping[str, str]) -> Function:
    bindings = [
        {name: _expanded(value, settings) for name, value in each.items()} for each in indexed.bindings
    ]
    triggers = [each for each in bindings if each["type"] in _TRIGGERS]
    others = {each["type"] for each in bindings} - {*_TRIGGERS, "http"}
    if len(triggers) != 1 or others:
        what = ", ".join(sorted(others)) or "no trigger"
        message = f"Function {indexed.name} has bindings that the local host does not know: {what}."
        raise AppBroken(message)
    (trigger,) = triggers
    return _TRIGGERS[trigger["type"]](indexed, trigger)


def _expanded(value: Any, settings: Mapping[str, str]) -> Any:  # noqa: ANN401 - any JSON
    """The value with each ``%NAME%`` replaced; only texts can have one."""
    if not isinstance(value, str):
        return value
    missing = [name for name in _SETTING.findall(value) if name not in settings]
    if missing:
        message = f"A binding names the setting {missing[0]}, which is not set."
        raise AppBroken(message)
    return _SETTING.sub(lambda found: settings[found[1]], value)


def _http(indexed: Indexed, binding: Mapping[str, Any]) -> HttpFunction:
    methods = {str(method).upper() for method in binding.get("methods") or ()}
    return HttpFunction(
        name=indexed.name,
        id=indexed.id,
        parameter=binding["name"],
        route=str(binding.get("route") or indexed.name).strip("/"),
        methods=frozenset(methods) or ALL_METHODS,
        level=KeyLevel(str(binding.get("authLevel") or KeyLevel.FUNCTION).lower()),
    )


def _timer(indexed: Indexed, binding: Mapping[str, Any]) -> TimerFunction:
    return TimerFunction(
        name=indexed.name, id=indexed.id, parameter=binding["name"], schedule=binding["schedule"]
    )


def _queue(indexed: Indexed, binding: Mapping[str, Any]) -> QueueFunction:
    return QueueFunction(
        name=indexed.name,
        id=indexed.id,
        parameter=binding["name"],
        queue=binding["queueName"],
        connection=binding.get("connection") or "AzureWebJobsStorage",
    )


_TRIGGERS = {"httpTrigger": _http, "timerTrigger": _timer, "queueTrigger": _queue}
