"""Each planted bug is caught by the test that names it: here some, in ``make faults`` all."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.planted.bug import ROOT, Bug, bugs
from tests.faults.planted.catching import why_not_caught

RELIABILITY = ROOT / "docs" / "reliability.md"
SOME = (
    "a mail gets a new operation id at each attempt",
    "a header is replaced whatever its version is",
    "a billing event flips the state instead of setting it",
    "a lane's mails are counted after they are sent",
)


def test_what_is_right_stands_once_where_each_bug_is_planted_and_the_bug_names_only_what_is_there() -> None:
    assert len(bugs()) >= 20
    for bug in bugs().values():
        ruff = [sys.executable, "-m", "ruff", "check", "--quiet", "--isolated", "--select", "F821", "-"]
        found = subprocess.run(ruff, input=bug.planted(), capture_output=True, text=True, check=False)  # noqa: S603 - ours
        assert found.returncode == 0, f"{bug.name}: {found.stdout}"


def test_the_table_of_planted_bugs_has_each_with_the_test_that_catches_it() -> None:
    told = RELIABILITY.read_text()
    assert [bug.name for bug in bugs().values() if row(bug) not in told] == []


def row(bug: Bug) -> str:
    """The bug's row of the table."""
    file, _, test = bug.caught_by.partition("::")
    room = Path(file).relative_to("tests").with_suffix("")
    story = re.search(r"\[(.*)\]", test)
    about = f" ({story[1].replace('-', ' ')})" if story else ""
    return f"| {bug.name} | `{room}::{test.partition('[')[0]}`{about} |"


@pytest.mark.parametrize("name", SOME)
def test_a_planted_bug_is_caught(name: str) -> None:
    assert why_not_caught(bugs()[name]) == ""
