"""What a scanner has found in each file: a row a file, whichever ticket the file has gone to since."""

import asyncio
from collections.abc import Iterable

from shared.domain.facts.files import FileScan, after_result
from shared.domain.values.errors import FileUnknown
from shared.domain.values.frozen import Frozen, Instant
from shared.ports.desk import Desk
from shared.ports.store import Row, Store, StoreConflict, Table
from shared.usecases.records.acting import ATTEMPTS, TooBusy
from shared.usecases.records.row_formats import RowFormat

_KEY = "scan"


class FileScanned(Frozen):
    """What is known of the file now. ``scanned``: when that was told."""

    file: str
    scan: FileScan
    scanned: Instant | None = None


FILE_SCANS = RowFormat(FileScanned.model_validate_json)


async def file_scan(store: Store, file: str) -> FileScan:
    """What a scanner has said of the file. One request."""
    row = await store.get(Table.FILES, file, _KEY)
    return _read(row, file).scan


async def file_scans(store: Store, files: Iterable[str]) -> dict[str, FileScan]:
    """The same of several files, asked for at once."""
    wanted = tuple(dict.fromkeys(files))
    found = await asyncio.gather(*(file_scan(store, each) for each in wanted))
    return dict(zip(wanted, found, strict=True))


async def record_scan(desk: Desk, file: str, result: FileScan) -> FileScanned:
    """A scanner has looked at the file. Late, twice and in any order: what was once infected stays so.

    Raises:
        FileUnknown: there is no such file.
        StoreUnavailable: tell it again.
    """
    if not await desk.files.has(file):
        raise FileUnknown(file)
    for _ in range(ATTEMPTS):
        row = await desk.store.get(Table.FILES, file, _KEY)
        before = _read(row, file)
        scan = after_result(before.scan, result)
        if scan is before.scan:
            return before
        after = FileScanned(file=file, scan=scan, scanned=desk.clock.now())
        written = FILE_SCANS.row(_KEY, after, row.etag if row else None)
        try:
            await desk.store.commit(Table.FILES, file, [written])
        except StoreConflict:
            continue
        return after
    raise TooBusy(file)


def _read(row: Row | None, file: str) -> FileScanned:
    return FILE_SCANS.read(row.text) if row else FileScanned(file=file, scan=FileScan.UNSCANNED)
