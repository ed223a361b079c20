"""Takes a backup: every table and every file, as they were at one instant, also beside a desk that runs.

All truth is read twice. Where both readings are the same, it stood like that between them: the desk did
nothing meanwhile. Where it did, it is read again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from devstack.backup.folder import COUNTERS, HINTS, TRUTH, BackupFolder, KeptFile, Manifest, Sum, write_row
from devstack.stack.refusal import StackRefused
from shared.domain.values.identity import digest
from shared.ports.desk import Desk
from shared.ports.store import Table
from shared.ports.whole_storage import WholeFiles, WholeStore
from shared.usecases.records.row_ranges import every_row

READINGS = 4


@dataclass(frozen=True, slots=True)
class Whole:
    """A desk, and its storage as a backup sees it."""

    desk: Desk
    store: WholeStore
    files: WholeFiles


async def take_backup(whole: Whole, folder: BackupFolder, report: Callable[[str], None]) -> Manifest:
    """Everything that is stored lies in the folder; what it is. Files never change, so they come last.

    Raises:
        StackRefused: the folder is not empty, or the desk did something at every reading.
        StoreUnavailable: take it again, to another folder.
    """
    folder.begin()
    taken = whole.desk.clock.now()
    tables = await _quiet(whole, folder, report)
    tables |= await _written(whole.store, folder, (*COUNTERS, *HINTS))
    manifest = Manifest(
        taken=taken,
        secret=secret_of(whole.desk),
        tables=tables,
        files=await _take_files(whole.files, folder),
    )
    folder.finish(manifest)
    return manifest


def secret_of(desk: Desk) -> str:
    """What tells a desk with this ``DESK_SECRET`` from others, and nothing of the secret itself."""
    return digest(desk.secret, "backup")


async def sums(store: WholeStore, tables: Sequence[Table]) -> dict[Table, Sum]:
    """What stands in these tables now."""
    found = {}
    for table in tables:
        found[table] = Sum()
        async for row in every_row(store, table):
            found[table] = found[table].with_row(row)
    return found


async def _quiet(whole: Whole, folder: BackupFolder, report: Callable[[str], None]) -> dict[Table, Sum]:
    """The truth, in the folder as it stood between two readings."""
    for _ in range(READINGS):
        written = await _written(whole.store, folder, TRUTH)
        if await sums(whole.store, TRUTH) == written:
            return written
        report("The desk has done something meanwhile; reading again.")
    message = f"The desk did something at each of {READINGS} readings: wait until it is quiet, or stop it."
    raise StackRefused(message)


async def _written(store: WholeStore, folder: BackupFolder, tables: Sequence[Table]) -> dict[Table, Sum]:
    """The rows of these tables, in the folder."""
    found = {}
    for table in tables:
        found[table] = Sum()
        with folder.table(table).open("w", encoding="utf-8", newline="\n") as lines:
            async for row in every_row(store, table):
                write_row(lines, row)
                found[table] = found[table].with_row(row)
    return found


async def _take_files(files: WholeFiles, folder: BackupFolder) -> int:
    count = 0
    async for named in files.names():
        if stored := await files.get(named.key):
            kept = KeptFile(key=named.key, content_type=stored.content_type, ticket=named.ticket)
            folder.write_file(kept, stored.content)
            count += 1
    return count
