"""Whether a test catches the bug that it is named for: it is run with the bug, in a process of its own."""

import os
import subprocess
import sys

from tests.faults.planted.bug import ROOT, Bug

FAILED = 1
"""What pytest ends with where a test has failed, and nothing else was wrong."""


def why_not_caught(bug: Bug) -> str:
    """What its test says where that does not fail as it should; "" where it catches the bug."""
    assert bug.says
    options = ["-p", "tests.faults.planted.planting", "--plant", bug.name, "-p", "no:cacheprovider", "-q"]
    run = subprocess.run(  # noqa: S603 - our own tests
        [sys.executable, "-m", "pytest", *options, bug.caught_by],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        env={**os.environ, "EVERY_FAULT": "1"},
    )
    caught = run.returncode == FAILED and bug.says in run.stdout
    return "" if caught else f"{bug.name}: {run.stdout[-1500:]}{run.stderr[-1500:]}"
