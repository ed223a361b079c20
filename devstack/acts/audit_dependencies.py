"""``desk audit``: what is known to be wrong with the packages in the lock."""

import subprocess
import sys

import click

from devstack.stack.program import ROOT

_NO_ANSWER = "error sending request"
"""As uv says it of a database that cannot be reached: then it has looked at nothing."""


@click.command("audit", context_settings={"ignore_unknown_options": True})
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
def audit_dependencies(options: tuple[str, ...]) -> None:
    """Ask a public database (OSV, or with OPTIONS of uv another) about every package in the lock.

    Fails where something is known of one. Where the database cannot be reached it says so and does not fail.
    """
    command = [sys.executable, "-m", "uv", "audit", "--frozen", *options]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)  # noqa: S603 - our own tool
    if done.returncode and _NO_ANSWER in done.stderr:
        click.secho("The database cannot be reached: NO PACKAGE HAS BEEN AUDITED.", fg="yellow", bold=True)
        return
    click.echo(f"{done.stdout}{done.stderr}", nl=False)
    sys.exit(done.returncode)
