"""Another commit of this repository, ready to run beside this one."""

import subprocess
import sys
import tomllib
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.unmeasured import Unmeasured

HERE = Path(__file__).parents[1]
LOCK = "uv.lock"
STORAGE_LOCK = "devstack/azurite/package-lock.json"
MODULES = "devstack/azurite/node_modules"


@contextmanager
def checked_out(commit: str) -> Generator[Path]:
    """A folder with this commit, which runs with the packages that are installed here; removed afterwards.

    Raises:
        Unmeasured: there is no such commit, or it needs a package that is not among those.
    """
    with TemporaryDirectory(prefix="desk-commit-") as parent:
        folder = Path(parent, "desk")
        _git("worktree", "add", "--detach", str(folder), commit)
        try:
            _refuse_other_packages(commit, folder)
            (folder / MODULES).symlink_to(HERE / MODULES)
            yield folder
        finally:
            _git("worktree", "remove", "--force", str(folder))


def interpreter(folder: Path) -> tuple[list[str], dict[str, str]]:
    """How Python is called on what is in this folder, instead of on what is here: words and environment."""
    return [sys.executable, "-P", "-m"], {"PYTHONPATH": str(folder)}


def _refuse_other_packages(commit: str, folder: Path) -> None:
    other = _packages(folder) - _packages(HERE)
    if other or (folder / STORAGE_LOCK).read_bytes() != (HERE / STORAGE_LOCK).read_bytes():
        named = ", ".join(f"{name} {version}" for name, version in sorted(other)) or "another Azurite"
        message = f"{commit} needs what is not installed here: {named}"
        raise Unmeasured(message)


def _packages(folder: Path) -> set[tuple[str, str]]:
    """Each package that the folder's lock names, with its version."""
    lock = tomllib.loads((folder / LOCK).read_text())
    return {(each["name"], each["version"]) for each in lock["package"]}


def _git(*words: str) -> None:
    done = subprocess.run(["git", "-C", str(HERE), *words], capture_output=True, text=True, check=False)  # noqa: S603, S607 - git of this machine, on this repository
    if done.returncode:
        message = f"git {words[0]} {words[1]} says: {done.stderr.strip().rpartition('\n')[2]}"
        raise Unmeasured(message)
