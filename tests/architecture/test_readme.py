"""The README says what is: its tables are compared with the functions and the settings themselves."""

import re
from pathlib import Path

from shared.settings import PREFIX, Settings
from tests.indexed_functions import indexed_functions

EVERY = {"0 */5 * * * *": "every 5 minutes", "0 * * * * *": "every minute"}
README = (Path(__file__).parents[2] / "README.md").read_text()


def rows(heading: str) -> list[list[str]]:
    """The rows of the table under this heading, without its two head lines."""
    section = README.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[2:]]


def registered() -> set[tuple[str, str, str]]:
    """Name, trigger and who may call, of every function that Azure will index."""
    found = set()
    for function in indexed_functions().values():
        trigger, name = function.trigger, function.name
        match trigger["type"]:
            case "httpTrigger":
                (method,) = function.methods
                who = {"anonymous": "anonymous", "function": "function key"}[function.level]
                who += (
                    ", by signature" if trigger["route"].startswith("billing/") and who == "anonymous" else ""
                )
                found.add((name, f"{method} /api/{trigger['route']}", who))
            case "timerTrigger":
                found.add((name, EVERY[trigger["schedule"]], "timer"))
            case "queueTrigger":
                found.add((name, f"queue `{trigger['queueName']}`", "queue"))
    return found


def test_the_table_of_functions_names_every_function_with_its_trigger_and_who_may_call() -> None:
    told = {(name.strip("`"), trigger, who) for name, trigger, who in rows("The functions")}
    assert told == registered()


def test_the_table_of_settings_documents_every_setting_and_its_default() -> None:
    told = [tuple(re.sub(r"^`|`$", "", cell) for cell in row) for row in rows("Settings")]
    assert [row[0] for row in told] == [PREFIX + name.upper() for name in Settings.model_fields]
    for (_, meaning, default), field in zip(told, Settings.model_fields.values(), strict=True):
        assert meaning == field.description
        assert default == ("needed" if field.is_required() else str(field.default or "none").strip("()"))
