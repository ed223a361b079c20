"""What operators ask of the logs (alerts, workbook, runbook) is asked by names that the code really tells."""

import ast
import json
import re
from collections.abc import Iterator

import pytest

from shared.ports.telemetry import Happening, Measured, telemetry
from tests.azure.bicep import INFRA
from tests.examples.watched import watched

ROOT = INFRA.parent
WORKBOOK = INFRA / "app" / "workbook.json"
TABLES = {"AppMetrics", "AppTraces", "AppRequests", "AppDependencies"}


def sources() -> Iterator[str]:
    for folder in ("functions", "shared"):
        for file in (ROOT / folder).rglob("*.py"):
            yield file.read_text()


def of_workbook() -> list[str]:
    items = json.loads(WORKBOOK.read_text())["items"]
    return [item["content"]["query"] for item in items if "query" in item["content"]]


def queries() -> dict[str, list[str]]:
    """Every query, by the file that it stands in."""
    alerts = re.findall(r"query: '(.+)'", (INFRA / "app" / "alerts.bicep").read_text())
    blocks = re.findall(r"```kusto\n(.*?)```", (ROOT / "docs" / "runbook.md").read_text(), re.DOTALL)
    runbook = [line.partition("//")[0] for block in blocks for line in block.splitlines()]
    return {"alerts.bicep": alerts, "workbook.json": of_workbook(), "runbook.md": runbook}


ASKED = [(file, query) for file, found in queries().items() for query in found]


def dimensions() -> set[str]:
    """By what the counts are told, as they are added to."""
    return {
        str(word.arg)
        for text in sources()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "add"
        for word in node.keywords
    }


def facts() -> set[str]:
    """What stands beside each line of the log, as a look that failed tells it."""
    with watched() as kept:
        with pytest.raises(ValueError, match="x"), telemetry().act("look", about="ticket-a"):
            raise ValueError("x")  # noqa: EM101 - the message of a test
        return {name for _, beside in kept.log() for name in beside}


def test_there_is_something_to_look_at() -> None:
    assert {file for file, _ in ASKED} == {"alerts.bicep", "workbook.json", "runbook.md"}
    assert {"lane", "state", "covered", "reason", "queue"} <= dimensions()


@pytest.mark.parametrize(("file", "query"), ASKED)
def test_a_query_names_tables_measures_and_facts_that_there_are(file: str, query: str) -> None:
    assert set(re.findall(r"\bApp\w+", query)) & TABLES, file
    assert set(re.findall(r"\bApp\w+", query)) <= TABLES
    assert set(re.findall(r'"(desk\.[\w.]+)"', query)) <= {*Happening, *Measured}
    assert set(re.findall(r"\bProperties\.(\w+)", query)) <= dimensions() | facts()


@pytest.mark.parametrize(("file", "query"), ASKED)
def test_words_that_a_query_looks_for_in_the_log_are_words_that_we_log(file: str, query: str) -> None:
    words = re.findall(r'Message (?:has|startswith|==) "([^"]+)"', query)
    code = "".join(sources())
    assert [each for each in words if each not in code] == [], file


def test_every_measure_is_looked_at_by_the_workbook() -> None:
    asked = " ".join(of_workbook())
    assert [each for each in (*Happening, *Measured) if f'"{each}"' not in asked] == []


def test_the_workbook_asks_five_questions_and_is_such_as_azure_takes() -> None:
    told = json.loads(WORKBOOK.read_text())
    assert told["version"] == "Notebook/1.0"
    kinds = {item["type"]: set(item["content"]) for item in told["items"]}
    assert kinds.keys() == {1, 3}
    texts = [item["content"]["json"] for item in told["items"] if item["type"] == 1]
    assert [text[3] for text in texts[1:]] == ["1", "2", "3", "4", "5"]
    assert all(text.splitlines()[0].endswith("?") for text in texts[1:])
    assert {item["content"]["version"] for item in told["items"] if item["type"] == 3} == {"KqlItem/1.0"}
