"""Tests that share a stack run in one process, so that it is started once."""

import re
import subprocess
import sys
from pathlib import Path

from tests.examples import only_told
from tests.examples.side_by_side import shared_by

ROOT = Path(__file__).parents[3]
TWO_PROCESSES = ("-n", "2", "-v", "-p", "no:cacheprovider", "-p", only_told.__name__)
FOLDERS = ("tests/e2e/test_people.py", "tests/e2e/test_files.py")


def test_all_tests_of_the_shared_stack_are_given_to_one_process() -> None:
    run = subprocess.run(  # noqa: S603 - our own tests, of which none is run
        [sys.executable, "-m", "pytest", *TWO_PROCESSES, *FOLDERS],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    processes = re.findall(r"^\[(gw\d)\].* PASSED ", run.stdout, re.MULTILINE)
    assert len(processes) > 3
    assert len(set(processes)) == 1


def test_tests_that_share_nothing_are_handed_out_one_by_one() -> None:
    assert shared_by("tests/e2e/test_a.py::test[x@y]") == shared_by("tests/browser/test_b.py::test")
    assert shared_by("tests/unit/test_a.py::test_one") != shared_by("tests/unit/test_a.py::test_two")
