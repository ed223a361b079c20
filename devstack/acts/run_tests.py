"""``desk test``: every check, then every test."""

import os
import subprocess
import sys
from pathlib import Path

import click

from devstack.azurite import AzuriteMissing, install_azurite
from devstack.browser import find_browser
from devstack.stack.program import ROOT
from devstack.stack.refusal import StackRefused

SCRIPTS = Path(sys.executable).parent

CHECKS = {
    "lint": (SCRIPTS / "ruff", "check", "--quiet"),
    "format": (SCRIPTS / "ruff", "format", "--check", "--quiet"),
    "types": (SCRIPTS / "mypy", "--no-error-summary"),
    "imports": (SCRIPTS / "lint-imports", "--no-logo"),
}


@click.command("test", context_settings={"ignore_unknown_options": True})
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
def run_tests(options: tuple[str, ...]) -> None:
    """Run every check, then pytest with OPTIONS over all tests. Fails when any of them fails."""
    try:
        install_azurite(click.echo)
    except AzuriteMissing as error:
        raise StackRefused(str(error)) from None
    failed = [name for name, command in CHECKS.items() if not _passes(name, command)]
    if failed:
        click.secho(f"Failed before the tests: {', '.join(failed)}. The tests run all the same.", fg="red")
    _look_for_browser()
    tested = subprocess.run([sys.executable, "-m", "pytest", *options], cwd=ROOT, check=False)  # noqa: S603 - our own tool
    sys.exit(tested.returncode or (1 if failed else 0))


def _passes(name: str, command: tuple[Path | str, ...]) -> bool:
    """Run one check in the open; True when it found nothing."""
    click.echo(f"{name} ...")
    return subprocess.run(command, cwd=ROOT, check=False).returncode == 0  # noqa: S603 - our own tools


def _look_for_browser() -> None:
    """Without a browser its tests are skipped, and that is said; in CI it is an error."""
    if find_browser():
        return
    sentence = "NO BROWSER IS FOUND: install chromium, or run `uv run playwright install chromium`."
    if os.environ.get("CI"):
        raise StackRefused(sentence)
    click.secho(f"{sentence} THE BROWSER TESTS ARE SKIPPED.", fg="red", bold=True, err=True)
