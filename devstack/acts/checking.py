"""The checks that need no test: all at once, each with what it says kept until it is asked for."""

import os
import subprocess
import sys
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path

import click

from devstack.stack.program import ROOT

SCRIPTS = Path(sys.executable).parent

CHECKS = {
    "lint": (SCRIPTS / "ruff", "check", "--quiet"),
    "format": (SCRIPTS / "ruff", "format", "--check", "--quiet"),
    "types": (SCRIPTS / "mypy", "--no-error-summary"),
    "imports": (SCRIPTS / "lint-imports", "--no-logo"),
}

type Checks = Mapping[str, subprocess.Popen[str]]


@contextmanager
def started_checks() -> Generator[Checks]:
    """Every check, started; those that still run when the context is left are ended."""
    checks = {name: _started(command) for name, command in CHECKS.items()}
    try:
        yield checks
    finally:
        for check in checks.values():
            check.kill()
            with check:  # waits for its end, and closes what it said
                pass


def failed(checks: Checks) -> list[str]:
    """Wait for the checks, show what those say that found something, and name these."""
    names = []
    for name, check in checks.items():
        said, _ = check.communicate()
        if check.returncode:
            click.secho(f"{name}:", fg="red")
            click.echo(said)
            names.append(name)
    return names


def kept_compiled() -> dict[str, str]:
    """This environment, with Python's compiled files in a folder of their own.

    Whatever the environment says of them: dozens of processes import the app, and each would compile it anew.
    """
    kept = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {"PYTHONPYCACHEPREFIX": str(ROOT / ".pycache"), **kept}


def _started(command: tuple[Path | str, ...]) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 - our own tools
        command,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
