"""The ``desk`` command: the local stack, and what one does with it."""

import click

from devstack.acts.audit_dependencies import audit_dependencies
from devstack.acts.back_up import back_up
from devstack.acts.bill import bill
from devstack.acts.clean import clean
from devstack.acts.import_members import import_members
from devstack.acts.move_clock import advance, now
from devstack.acts.repair import repair
from devstack.acts.restore import restore
from devstack.acts.run_tests import run_checks, run_tests
from devstack.acts.up import up
from devstack.acts.write_openapi import write_openapi


@click.group()
def main() -> None:
    """The support desk on one machine."""


COMMANDS = (
    *(up, now, advance, bill, import_members, clean),
    *(back_up, restore, repair),
    *(run_tests, run_checks, write_openapi, audit_dependencies),
)
for command in COMMANDS:
    main.add_command(command)
