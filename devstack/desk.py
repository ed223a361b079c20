"""The ``desk`` command: the local stack and what one does with it."""

import click

from devstack.acts.run_tests import run_tests


@click.group()
def main() -> None:
    """The support desk on one machine."""


main.add_command(run_tests)
