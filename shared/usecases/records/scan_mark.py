"""When the last scan ended: health asks for it."""

from datetime import datetime

from shared.domain.values.frozen import Frozen, Instant
from shared.ports.desk import Desk
from shared.ports.store import Table, Upsert
from shared.usecases.records.row_formats import RowFormat


class ScanMark(Frozen):
    """The instant at which a scan last ended."""

    ended: Instant


SCAN_MARKS = RowFormat(ScanMark.model_validate_json)


async def write_scan_mark(desk: Desk) -> None:
    """Note that a scan has ended now."""
    mark = ScanMark(ended=desk.clock.now())
    await desk.store.commit(Table.LIMITS, "scan", [Upsert("scan-mark", SCAN_MARKS.text(mark))])


async def last_scan(desk: Desk) -> datetime | None:
    """When a scan last ended; None where none has. Raises ``StoreUnavailable``."""
    row = await desk.store.get(Table.LIMITS, "scan", "scan-mark")
    return SCAN_MARKS.read(row.text).ended if row else None
