"""A process on a leash ends with whoever started it, however that one ends."""

import subprocess
import sys

from devstack import leash

LIVES_LONG = (
    "import time; print('child runs', flush=True); time.sleep(60); print('child lived on', flush=True)"
)

KILLED_STARTER = f"""
import os, signal, sys
from devstack import leash

reading, writing = os.pipe()
child = leash.start([sys.executable, "-c", {LIVES_LONG!r}], log=writing)
while b"runs" not in (said := os.read(reading, 100)):
    pass
leash.start([sys.executable, "-c", {LIVES_LONG!r}], log=1)
print("starter saw:", said.decode(), end="", flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_child_does_not_outlive_a_starter_that_is_killed_outright() -> None:
    starter = subprocess.run(  # noqa: S603 - the example above
        [sys.executable, "-c", KILLED_STARTER], capture_output=True, text=True, check=False, timeout=30
    )
    assert "starter saw: child runs" in starter.stdout
    assert "lived on" not in starter.stdout


def test_a_child_ends_when_it_is_asked_to() -> None:
    process = leash.start([sys.executable, "-c", LIVES_LONG])
    assert leash.stop(process) != 0


def test_the_exit_code_is_the_childs() -> None:
    process = leash.start([sys.executable, "-c", "raise SystemExit(7)"])
    assert process.wait(timeout=30) == 7
    assert leash.stop(process) == 7
