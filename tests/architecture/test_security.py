"""The page of threats names tests that are there, and each threat says what is done and what shows it."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
THREATS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.partition("## Threats")[2].splitlines()
    if line.startswith("| ") and not line.startswith("| threat")
]
NAMED = re.compile(r"`([\w/]+)::(\w+)`")
LEAST_THREATS = 20


def test_every_threat_says_what_the_code_does_and_which_test_shows_it() -> None:
    assert len(THREATS) >= LEAST_THREATS
    assert [row for row in THREATS if len(row) != 4 or not all(row[:3]) or not NAMED.search(row[2])] == []


def test_every_test_that_the_page_names_is_there() -> None:
    missing = [
        f"{module}::{name}"
        for module, name in NAMED.findall(PAGE)
        if not re.search(rf"^(?:async )?def {name}\(", source(module), re.MULTILINE)
    ]
    assert missing == []


def source(module: str) -> str:
    """The text of a test's file; "" where there is none."""
    path = ROOT / "tests" / f"{module}.py"
    return path.read_text(encoding="utf-8") if path.exists() else ""
