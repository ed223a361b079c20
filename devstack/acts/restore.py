"""``desk restore``: a backup, back into an empty desk."""

from pathlib import Path

import click

from devstack.acts.options import data_option
from devstack.backup.bringing_back import bring_back
from devstack.backup.folder import BackupFolder
from devstack.backup.taking import Whole
from devstack.stack.opened import on_desk
from shared import wiring
from shared.ports.desk import Desk
from shared.usecases.repair.repair_desk import Repaired


@click.command("restore")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path, resolve_path=True))
@data_option
def restore(folder: Path, data: Path) -> None:
    """Bring everything back from FOLDER into a desk that is empty and has the same DESK_SECRET.

    What stands in the desk then is compared with the backup, and hints that lack are mended. Interrupted, the
    same command goes on.
    """

    async def work(desk: Desk) -> Repaired:
        return await bring_back(Whole(desk, *wiring.whole_storage()), BackupFolder(folder), click.echo)

    mended = sum(on_desk(data, work).written.values())
    click.echo(f"Everything is there, as it was taken; hints that lacked and were mended: {mended}.")
