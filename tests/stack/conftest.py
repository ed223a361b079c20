"""``desk`` as a person uses it: the command in a process of its own."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
LAST_LINE = "Ctrl-C stops"
FREE_PORTS = [f"--{name}-port=0" for name in ("http", "dev", "mail", "smtp", "queue", "table", "blob")]


def desk(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command to its end; output and errors are kept."""
    return subprocess.run(  # noqa: S603 - this repository's own command
        [sys.executable, "-m", "devstack", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@dataclass(frozen=True, slots=True)
class DeskUp:
    """A running ``desk up`` and what it has printed."""

    process: subprocess.Popen[str]
    printed: str

    def value(self, label: str) -> str:
        """What was printed behind a label."""
        (line,) = (line for line in self.printed.splitlines() if line.strip().startswith(label))
        return line.strip().removeprefix(label).strip()

    def family(self) -> list[int]:
        """The processes that it has started, and those that they have."""
        return _descendants(self.process.pid)


@contextmanager
def desk_up(data: Path) -> Generator[DeskUp]:
    """``desk up`` on this folder, once it has printed its addresses; killed afterwards if it still runs."""
    with subprocess.Popen(  # noqa: S603 - this repository's own command
        [sys.executable, "-m", "devstack", "up", "--data", str(data), *FREE_PORTS],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            yield DeskUp(process, _printed(process))
        finally:
            with suppress(ProcessLookupError):
                process.send_signal(signal.SIGTERM)


def gone(processes: list[int], within: float = 20.0) -> bool:
    """Whether all these processes end within some seconds."""
    return all(_ends(each, within) for each in processes)


def _printed(process: subprocess.Popen[str]) -> str:
    lines: list[str] = []
    for line in process.stdout or ():
        lines.append(line)
        if LAST_LINE in line:
            break
    return "".join(lines)


def _descendants(root: int) -> list[int]:
    """Everything that has sprung from a process, from the system's table of processes."""
    table = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True)  # noqa: S607 - wherever the system has it
    parents = {int(child): int(parent) for child, parent in map(str.split, table.stdout.splitlines())}
    children = [child for child, parent in parents.items() if parent == root]
    return children + [each for child in children for each in _descendants(child)]


def _ends(process: int, within: float) -> bool:
    try:
        watched = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([watched], [], [], within)[0])
    finally:
        os.close(watched)
