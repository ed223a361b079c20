"""JSON, with the line on which each value stands: so that a refusal can point at it."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from shared.web.members.file_unclear import FileUnclear, Unclear

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


@dataclass(frozen=True, slots=True)
class JsonWithLines:
    """A JSON value, and for each path in it (``0.contacts.1.address``, ``""`` the whole) its line, from 1."""

    value: Any
    lines: Mapping[str, int]

    def line(self, path: str) -> int:
        """The line of the value at the path; where there is none, of the nearest value around it."""
        while path and path not in self.lines:
            path = path.rpartition(".")[0]
        return self.lines[path]


def read_json_with_lines(text: str) -> JsonWithLines:
    """Read JSON text.

    Raises:
        FileUnclear: it is no JSON or none that members are written in, or an object has the same name twice.
    """
    lines: dict[str, int] = {}
    try:
        value = json.loads(text)
        json.dumps(value, ensure_ascii=False).encode()
        _walk(_tokens(text), lines, "")
    except json.JSONDecodeError as error:
        raise FileUnclear(Unclear.NO_JSON, error.lineno, reason=error.msg) from None
    except (RecursionError, ValueError):  # too deep, thousands of digits, or half of a surrogate pair
        raise FileUnclear(Unclear.NO_MEMBERS, 1) from None
    return JsonWithLines(value, lines)


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    """Each token of valid JSON with its line."""
    line, place = 1, 0
    for found in _TOKEN.finditer(text):
        line += text.count("\n", place, found.start())
        place = found.start()
        yield found[0], line


def _walk(tokens: Iterator[tuple[str, int]], lines: dict[str, int], path: str) -> str:
    """Note the lines of one value and what is in it; "]" where there was none but the end of an array."""
    token, line = next(tokens)
    if token == "]":  # noqa: S105 - a bracket, no password
        return token
    lines.setdefault(path, line)  # names may be empty or have dots: the first of equal paths counts
    if token == "[":  # noqa: S105 - a bracket, no password
        _walk_array(tokens, lines, path)
    elif token == "{":  # noqa: S105 - a brace, no password
        _walk_object(tokens, lines, path)
    return token


def _walk_array(tokens: Iterator[tuple[str, int]], lines: dict[str, int], path: str) -> None:
    place = 0
    while _walk(tokens, lines, _inner(path, str(place))) != "]":
        if next(tokens)[0] == "]":
            return
        place += 1


def _walk_object(tokens: Iterator[tuple[str, int]], lines: dict[str, int], path: str) -> None:
    names: set[str] = set()
    for token, line in tokens:
        if token == "}":  # noqa: S105 - a brace, no password
            return
        if token == ",":  # noqa: S105 - a comma, no password
            continue
        name = json.loads(token)
        if name in names:
            raise FileUnclear(Unclear.TWICE, line, name=name)
        names.add(name)
        next(tokens)  # the colon
        _walk(tokens, lines, _inner(path, name))


def _inner(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
