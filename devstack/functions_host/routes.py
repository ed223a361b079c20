"""Which function a request goes to: route templates as the real host reads them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from devstack.functions_host.functions import HttpFunction
from devstack.functions_host.runtime import AppBroken

_PARAMETER = re.compile(r"\{(?P<star>\*{0,2})(?P<name>\w+)(?::(?P<rule>\w+(?:\(\d+\))?))?(?P<optional>\?)?\}")
_RULES = {
    None: r"[^/]+",
    "alpha": r"[A-Za-z]+",
    "bool": r"(?i:true|false)",
    "guid": r"[0-9A-Fa-f]{8}(?:-?[0-9A-Fa-f]{4}){3}-?[0-9A-Fa-f]{12}",
    "int": r"-?[0-9]{1,10}",
    "long": r"-?[0-9]{1,19}",
    "maxlength(0)": "",
}
_LITERAL, _RULED, _FREE, _REST = range(4)


@dataclass(frozen=True, slots=True)
class _Route:
    """A template: what it matches, and how particular it is (the smaller goes first)."""

    pattern: re.Pattern[str]
    rank: tuple[int, ...]
    function: HttpFunction


class Routes:
    """The HTTP functions of an app by path and method."""

    def __init__(self, functions: Iterable[HttpFunction], prefix: str) -> None:
        """Read the templates; literal parts go before parameters.

        Raises:
            AppBroken: a template that this host cannot read.
        """
        self._prefix = f"/{prefix}/" if prefix else "/"
        self._routes = sorted((_route(each) for each in functions), key=lambda route: route.rank)

    def find(self, method: str, path: str) -> tuple[HttpFunction, dict[str, str]] | None:
        """The function and its route parameters for a path as sent (percent-encoded).

        None where no route matches or the method is not the route's: both are a 404.
        """
        if not path.lower().startswith(self._prefix.lower()):
            return None
        rest = path[len(self._prefix) :].rstrip("/")
        for route in self._routes:
            if method in route.function.methods and (found := route.pattern.fullmatch(rest)):
                given = found.groupdict().items()
                return route.function, {name: unquote(value) for name, value in given if value}
        return None


def _route(function: HttpFunction) -> _Route:
    segments = [_segment(part, function) for part in function.route.split("/")]
    pattern = "".join(
        f"(?:/{text})?" if optional and place else f"/{text}"
        for place, (text, optional, _) in enumerate(segments)
    )
    rank = tuple(rank for _, _, rank in segments)
    return _Route(re.compile(pattern.removeprefix("/"), re.IGNORECASE), rank, function)


def _segment(part: str, function: HttpFunction) -> tuple[str, bool, int]:
    """One part between slashes: its pattern, whether it may be left out, and its rank."""
    parameters = list(_PARAMETER.finditer(part))
    literal = _PARAMETER.sub("", part)
    if re.search(r"[{}]", literal) or any(each["rule"] not in _RULES for each in parameters):
        message = f"Function {function.name} has a route that the local host cannot read: {function.route}"
        raise AppBroken(message)
    rank = max((_rank(each) for each in parameters), default=_LITERAL)
    may_miss = any(each["star"] or each["optional"] for each in parameters) and not literal
    return "".join(_pieces(part, parameters)), may_miss, rank


def _pieces(part: str, parameters: list[re.Match[str]]) -> Iterator[str]:
    """The patterns of literals and parameters in turn."""
    place = 0
    for each in parameters:
        yield re.escape(part[place : each.start()])
        yield f"(?P<{each['name']}>{'.*' if each['star'] else _RULES[each['rule']]})"
        place = each.end()
    yield re.escape(part[place:])


def _rank(parameter: re.Match[str]) -> int:
    if parameter["star"]:
        return _REST
    return _RULED if parameter["rule"] else _FREE
