"""``desk test``: every check, then every test."""

import subprocess
import sys
from pathlib import Path

import click

ROOT = Path(__file__).parents[2]
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
    failed = [name for name, command in CHECKS.items() if not _passes(name, command)]
    if failed:
        click.secho(f"Failed before the tests: {', '.join(failed)}. The tests run all the same.", fg="red")
    tested = subprocess.run([sys.executable, "-m", "pytest", *options], cwd=ROOT, check=False)  # noqa: S603 - our own tool
    sys.exit(tested.returncode or (1 if failed else 0))


def _passes(name: str, command: tuple[Path | str, ...]) -> bool:
    """Run one check in the open; True when it found nothing."""
    click.echo(f"{name} ...")
    return subprocess.run(command, cwd=ROOT, check=False).returncode == 0  # noqa: S603 - our own tools
