"""``desk test``: every check and every test. ``desk check``: every check and the quick tests."""

import os
import subprocess
import sys

import click

from devstack.acts.checking import failed, kept_compiled, started_checks
from devstack.azurite import AzuriteMissing, install_azurite
from devstack.browser import HOW_TO_INSTALL, find_browser
from devstack.stack.program import ROOT
from devstack.stack.refusal import StackRefused

SIDE_BY_SIDE = ("--numprocesses", "auto", "--maxprocesses", "4")
"""A process a core; tests of one stack stay together (``tests/examples/side_by_side.py``)."""
BOUNDED = ("-o", "faulthandler_timeout=600", "-o", "faulthandler_exit_on_timeout=true")
"""A test that takes ten minutes hangs: it is shown where, its process ends, and the other tests go on."""
QUICK = ("tests/architecture", "tests/unit", "-m", "not thorough", "--quiet")


@click.command("test", context_settings={"ignore_unknown_options": True})
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
def run_tests(options: tuple[str, ...]) -> None:
    """Run every check, and pytest with OPTIONS over all tests. Fails when any of them fails."""
    try:
        install_azurite(click.echo)
    except AzuriteMissing as error:
        raise StackRefused(str(error)) from None
    lacking = _lacking_browser()
    code = _run((*BOUNDED, *options))
    if lacking:
        click.secho(lacking, fg="red", bold=True, err=True)
    sys.exit(code)


@click.command("check")
def run_checks() -> None:
    """Run every check and the tests that are quick: rules of the house, and rules of the domain."""
    sys.exit(_run((*BOUNDED, *QUICK)))


def _run(options: tuple[str, ...]) -> int:
    """Run the checks and pytest with these options, at the same time; 0 when all is well."""
    with started_checks() as checks:
        command = [sys.executable, "-m", "pytest", *SIDE_BY_SIDE, *options]
        tested = subprocess.run(command, cwd=ROOT, check=False, env=kept_compiled())  # noqa: S603 - our own tool
        found = failed(checks)
    if found:
        click.secho(f"Failed beside the tests: {', '.join(found)}.", fg="red")
    return tested.returncode or (1 if found else 0)


def _lacking_browser() -> str:
    """What to say, now and last, where the browser tests are skipped; in CI that is an error."""
    if find_browser():
        return ""
    sentence = f"NO BROWSER IS FOUND, SO THE BROWSER TESTS ARE SKIPPED. {HOW_TO_INSTALL}"
    if os.environ.get("CI"):
        raise StackRefused(sentence)
    click.secho(sentence, fg="red", bold=True, err=True)
    return sentence
