"""The functions as Azure indexes them, asked for here: the library lets an app be asked once a process."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from function_app import app
from functions.doors.doors import ROOT


@dataclass(frozen=True, slots=True)
class Indexed:
    """A function: its name, its trigger as the host reads it, and what runs."""

    name: str
    trigger: Mapping[str, Any]
    run: Callable[..., Awaitable[Any]]

    @property
    def path(self) -> str:
        """Its route from the root of the host, as it is described."""
        route = str(self.trigger["route"])
        return "/" if route == ROOT else f"/{route}"

    @property
    def methods(self) -> set[str]:
        """The HTTP methods that it answers."""
        return {str(getattr(each, "value", each)) for each in self.trigger["methods"]}

    @property
    def level(self) -> str:
        """Who may call it: ``anonymous``, ``function`` or ``admin``."""
        level = self.trigger["authLevel"]
        return str(getattr(level, "value", level)).lower()


@cache
def indexed_functions() -> Mapping[str, Indexed]:
    """Every function by name."""
    return {each.name: each for each in map(_indexed, app.get_functions())}


def http_functions() -> list[Indexed]:
    """Those that answer requests."""
    return [each for each in indexed_functions().values() if each.trigger["type"] == "httpTrigger"]


def _indexed(function: Any) -> Indexed:  # noqa: ANN401 - the library's class has few annotations
    return Indexed(
        name=function.get_function_name(),
        trigger=function.get_trigger().get_dict_repr(),
        run=function.get_user_function(),
    )
