"""What the bench reads of a process from outside is what the system tells."""

import os
from pathlib import Path

import pytest

from bench.processes import cpu_milliseconds, memory_megabytes, running


def process(at: Path, number: int, ticks: int, *, children: str = "", command: bytes = b"") -> None:
    folder = at / str(number)
    (folder / "task" / str(number)).mkdir(parents=True)
    (folder / "stat").write_text(f"{number} (a (strange) name) S {'0 ' * 10}{ticks} {ticks} 0 0\n")
    (folder / "status").write_text("Name:\tx\nVmRSS:\t  2048 kB\nThreads:\t1\n")
    (folder / "task" / str(number) / "children").write_text(children)
    (folder / "cmdline").write_bytes(command)


def test_the_time_of_a_process_is_its_own_and_the_systems_for_it_and_its_childrens(tmp_path: Path) -> None:
    process(tmp_path, 1, 10, children="2 3 ")
    process(tmp_path, 2, 20)
    process(tmp_path, 3, 5)
    assert cpu_milliseconds(1, tmp_path) == 70 * 1000 / os.sysconf("SC_CLK_TCK")


def test_the_memory_of_a_process_is_told_in_megabytes(tmp_path: Path) -> None:
    process(tmp_path, 1, 0)
    assert memory_megabytes(1, tmp_path) == 2


def test_the_process_that_runs_a_module_is_found_among_others(tmp_path: Path) -> None:
    process(tmp_path, 1, 0, command=b"python\0-m\0other.module\0")
    process(tmp_path, 2, 0, command=b"python\0-m\0a.module\0--leash\0")
    assert running("a.module", (1, 2), tmp_path) == 2
    with pytest.raises(LookupError):
        running("another", (1, 2), tmp_path)
