"""When the last scan ended: health asks for it."""

from datetime import datetime

from shared.domain.values.frozen import Frozen, Instant
from shared.ports.desk import Desk
from shared.ports.store import Table, Upsert


class ScanMark(Frozen):
    """The instant at which a scan last ended."""

    ended: Instant


async def write_scan_mark(desk: Desk) -> None:
    """Note that a scan has ended now."""
    mark = ScanMark(ended=desk.clock.now())
    await desk.store.commit(Table.LIMITS, "scan", [Upsert("scan-mark", mark.model_dump_json())])


async def last_scan(desk: Desk) -> datetime | None:
    """When a scan last ended; None where none has. Raises ``StoreUnavailable``."""
    row = await desk.store.get(Table.LIMITS, "scan", "scan-mark")
    return ScanMark.model_validate_json(row.text).ended if row else None
