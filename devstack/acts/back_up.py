"""``desk backup``: everything that a desk has stored, in a folder."""

from pathlib import Path

import click

from devstack.acts.options import data_option
from devstack.backup.folder import BackupFolder, Manifest
from devstack.backup.taking import Whole, take_backup
from devstack.stack.opened import on_desk
from shared import wiring
from shared.ports.desk import Desk


@click.command("backup")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path, resolve_path=True))
@data_option
def back_up(folder: Path, data: Path) -> None:
    """Take everything to FOLDER, which is new or empty: each table as lines of JSON, and each file.

    The desk may run meanwhile, where it is quiet: what it did while it was read is read again. It has all
    that people wrote, unencrypted. Queue messages are not taken: they are hints.
    """

    async def work(desk: Desk) -> Manifest:
        return await take_backup(Whole(desk, *wiring.whole_storage()), BackupFolder(folder), click.echo)

    manifest = on_desk(data, work)
    click.echo(f"{manifest.rows} rows and {manifest.files} files are in {folder}.")
