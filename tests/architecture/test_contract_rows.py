"""The page that maps the contract to its tests names tests that are there, and every row's own test."""

import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "contract-rows.md").read_text(encoding="utf-8")
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


def test_every_row_of_the_page_has_a_test() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| ") and " test " not in line[:60]]
    assert [row for row in rows if "::" not in row] == []


def test_no_case_has_two_rows() -> None:
    cases = Counter(line.split("|")[1].strip() for line in PAGE.splitlines() if "::" in line)
    assert [case for case, rows in cases.items() if rows > 1] == []
