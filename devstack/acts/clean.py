"""``desk clean``: forget what the stack has kept."""

import shutil
from pathlib import Path

import click

from devstack.acts.options import data_option
from devstack.stack.data_lock import locked


@click.command("clean")
@data_option
def clean(data: Path) -> None:
    """Forget the stack's data: tickets, members, mails, its time and its keys."""
    if data.exists():
        with locked(data):
            for each in data.iterdir():
                if each.is_dir():
                    shutil.rmtree(each)
                else:
                    each.unlink()
    click.echo("The stack's data is forgotten.")
