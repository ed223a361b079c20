"""Options that several commands have."""

from pathlib import Path

import click

from devstack.stack.found import DEFAULT_DATA

data_option = click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path, resolve_path=True),
    default=DEFAULT_DATA,
    help="Folder that keeps the stack's data (default: .data in the repository).",
)
