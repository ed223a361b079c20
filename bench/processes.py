"""What a process uses, seen from outside: Linux tells it in ``/proc``."""

import os
from collections.abc import Iterable
from pathlib import Path

PROCESSES = Path("/proc")


def cpu_milliseconds(process: int, at: Path = PROCESSES) -> float:
    """CPU time of the process and its children since they began, the system's work for them included."""
    words = (at / str(process) / "stat").read_text().rpartition(")")[2].split()
    user, system = int(words[11]), int(words[12])
    children = (at / str(process) / "task" / str(process) / "children").read_text().split()
    of_children = sum(cpu_milliseconds(int(child), at) for child in children)
    return (user + system) * 1000 / os.sysconf("SC_CLK_TCK") + of_children


def memory_megabytes(process: int, at: Path = PROCESSES) -> float:
    """The memory that the process holds."""
    lines = (at / str(process) / "status").read_text().splitlines()
    (kilobytes,) = [line.split()[1] for line in lines if line.startswith("VmRSS:")]
    return int(kilobytes) / 1024


def running(module: str, among: Iterable[int], at: Path = PROCESSES) -> int:
    """The process among these that runs this module of Python. Raises ``LookupError``: none does."""
    for process in among:
        if module.encode() in (at / str(process) / "cmdline").read_bytes().split(b"\0"):
            return process
    raise LookupError(module)
