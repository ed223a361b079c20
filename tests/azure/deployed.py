"""Which files of the repository go to Azure: those that `.funcignore` lets through."""

import fnmatch
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@cache
def tracked() -> tuple[str, ...]:
    """Every file that the repository keeps, by its path."""
    listed = subprocess.run(
        ["git", "ls-files"],  # noqa: S607 - wherever git is
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return tuple(listed.stdout.splitlines())


def is_left_out(path: str) -> bool:
    """Whether a part of this path is named in `.funcignore`."""
    return any(fnmatch.fnmatch(part, pattern) for part in path.split("/") for pattern in _patterns())


@cache
def _patterns() -> tuple[str, ...]:
    lines = (ROOT / ".funcignore").read_text(encoding="utf-8").splitlines()
    return tuple(line.rstrip("/") for line in lines)
