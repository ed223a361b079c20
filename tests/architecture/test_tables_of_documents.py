"""The tables of functions and settings say what is: they are compared with the app and the settings."""

import re
from pathlib import Path

from devstack.acts.functions_page import functions_page
from shared.settings import PREFIX, Settings
from shared.web.api.operation import Auth
from tests.examples.described_api import OPERATIONS
from tests.examples.indexed_functions import indexed_functions

EVERY = {"0 */5 * * * *": "every 5 minutes", "0 0 3 * * *": "every minute, where there is a mailbox"}
SIGNED = {each.id for each in OPERATIONS if each.auth is Auth.SIGNATURE}
PEOPLES = {each.id for each in OPERATIONS if each.auth is Auth.SIGN_IN}
DOCS = Path(__file__).parents[2] / "docs"


def rows(page: str) -> list[list[str]]:
    """The rows of every table on the page, without their head lines: each begins with a name as code."""
    text = (DOCS / page).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def registered() -> set[tuple[str, str, str]]:
    """Name, trigger and who may call, of every function that Azure will index."""
    found = set()
    for function in indexed_functions().values():
        trigger, name = function.trigger, function.name
        match trigger["type"]:
            case "httpTrigger":
                (method,) = function.methods
                who = {"anonymous": "anonymous", "function": "function key"}[function.level]
                who += ", by signature" if name in SIGNED else ""
                who = "who has signed in" if name in PEOPLES else who
                found.add((name, f"{method} {function.path}", who))
            case "timerTrigger":
                found.add((name, EVERY[trigger["schedule"]], "timer"))
            case "queueTrigger":
                found.add((name, f"queue `{trigger['queueName']}`", "queue"))
    return found


def test_the_table_of_functions_names_every_function_with_its_trigger_and_who_may_call() -> None:
    told = [(name.strip("`"), trigger, who) for name, trigger, who in rows("functions.md")]
    assert set(told) == registered()
    assert len(told) == len(registered())


def test_the_page_of_functions_is_what_the_app_says() -> None:
    page = functions_page(OPERATIONS, {name: each.trigger for name, each in indexed_functions().items()})
    committed = (DOCS / "functions.md").read_text(encoding="utf-8")
    assert committed == page, "write it anew with: .venv/bin/desk openapi"


def test_the_table_of_settings_documents_every_setting_and_its_default() -> None:
    told = [tuple(re.sub(r"^`|`$", "", cell) for cell in row) for row in rows("settings.md")]
    assert [row[0] for row in told] == [PREFIX + name.upper() for name in Settings.model_fields]
    for (_, meaning, default), field in zip(told, Settings.model_fields.values(), strict=True):
        assert meaning == field.description
        assert default == ("needed" if field.is_required() else str(field.default or "none").strip("()"))
