"""The page that maps the contract to its tests: each it names is there, each row has one and stands once."""

import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "contract-rows.md").read_text(encoding="utf-8")
SHOWN, _, NOT_SHOWN = PAGE.partition("## Not shown yet")
NAMED = re.findall(r"`([\w/]+)::(\w+)`", PAGE)
OF_ROWS = sorted(
    path
    for folder, names in (
        ("unit", ("clocks", "copies", "gate")),
        ("e2e", ("clocks", "gate")),
    )
    for name in names
    for path in (ROOT / "tests" / folder).rglob(f"test_contract_{name}.py")
)
HEADS = {"case", "sentence", "promise"}
LEAST_ROWS = 60


def functions_of(path: Path) -> set[str]:
    """The functions of a module."""
    return set(re.findall(r"^(?:async )?def (\w+)\(", path.read_text(encoding="utf-8"), re.MULTILINE))


def test_every_test_that_the_page_names_is_there() -> None:
    assert len(NAMED) > LEAST_ROWS
    missing = [
        f"{module}::{name}"
        for module, name in NAMED
        if name not in functions_of(ROOT / "tests" / f"{module}.py")
    ]
    assert missing == []


@pytest.mark.parametrize("module", OF_ROWS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_page_names_every_rows_own_test(module: Path) -> None:
    named = {name for place, name in NAMED if ROOT / "tests" / f"{place}.py" == module}
    assert {name for name in functions_of(module) if name.startswith("test_")} == named


def rows_of(text: str) -> list[list[str]]:
    """The cells of each row, without the heads of the tables."""
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return [cells for cells in rows if cells[0] not in HEADS]


def test_every_row_of_the_page_has_a_test_or_stands_among_those_that_have_none() -> None:
    assert [row for row in rows_of(SHOWN) if "::" not in row[1]] == []
    assert [row for row in rows_of(NOT_SHOWN) if "::" in "".join(row)] == []


def test_no_row_stands_twice() -> None:
    assert [row for row, times in Counter(row[0] for row in rows_of(PAGE)).items() if times > 1] == []
