"""The page that lists every function, made from what is declared of those that answer requests."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from shared.web.api.operation import Auth, Operation

HEAD = """\
# The functions

Every function that Azure indexes, made from the app itself with `.venv/bin/desk openapi`. The API's own page
(`/api/docs` of a running desk) says what each takes and answers.
"""
WHO = {
    Auth.ANONYMOUS: "anonymous",
    Auth.SIGNATURE: "anonymous, by signature",
    Auth.FUNCTION_KEY: "function key",
    Auth.SIGN_IN: "who has signed in",
}
EVERY = {"0 */5 * * * *": "every 5 minutes", "0 0 3 * * *": "every minute, where there is a mailbox"}

type Row = tuple[str, str, str]


def functions_page(operations: Iterable[Operation], triggers: Mapping[str, Mapping[str, Any]]) -> str:
    """The page. ``triggers`` are those of all functions by name, as the app gives them."""
    families: dict[str, list[Row]] = {}
    for family, those in groupby(operations, key=lambda each: each.family):
        rows = ((each.id, f"{each.method} {each.path}", WHO[each.auth]) for each in those)
        families.setdefault(family, []).extend(rows)
    families["Time and queues"] = sorted(filter(None, map(_started, triggers.items())))
    return "\n".join((HEAD, *(_table(family, rows) for family, rows in families.items())))


def _started(function: tuple[str, Mapping[str, Any]]) -> Row | None:
    """The row of what a clock or a queue starts."""
    name, trigger = function
    match trigger["type"]:
        case "timerTrigger":
            return name, EVERY[trigger["schedule"]], "timer"
        case "queueTrigger":
            return name, f"queue `{trigger['queueName']}`", "queue"
    return None


def _table(heading: str, rows: Iterable[Row]) -> str:
    return "\n".join(_lines(heading, rows)) + "\n"


def _lines(heading: str, rows: Iterable[Row]) -> Iterator[str]:
    yield from (f"## {heading}", "", "| function | trigger | who may call |", "|---|---|---|")
    for name, trigger, who in rows:
        yield f"| `{name}` | {trigger} | {who} |"
