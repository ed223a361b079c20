"""When a scan last ended, and what scans catch up with after an interruption: a row each for all hosts.

Each line that is to be told has one, too.
"""

import logging
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.domain.agenda.agenda import key_instant
from shared.domain.clocks.digesting import CatchUp, LateLine
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.identity import digest
from shared.ports.desk import Desk
from shared.ports.store import Table, Upsert
from shared.usecases.records.row_formats import RowFormat, RowFormatUnknown

_PLACE, _KEY = "scan", "scan-catch-up"
_LINES_AT_ONCE = 20
_LINES_READ = 500
_log = logging.getLogger(__name__)


class CatchUpMark(Frozen):
    """What scans are catching up with; None where the digests of the last interruption are written."""

    catch_up: CatchUp | None = None


class ScanMark(Frozen):
    """The instant at which a scan last ended."""

    ended: Instant


SCAN_MARKS = RowFormat(ScanMark.model_validate_json)
CATCH_UPS = RowFormat(CatchUpMark.model_validate_json)
LATE_LINES = RowFormat(LateLine.model_validate_json)


@dataclass(frozen=True, slots=True)
class LoadedCatchUp:
    """The catch-up as it was read; no version where there has never been one."""

    catch_up: CatchUp | None
    etag: str | None


async def load_catch_up(desk: Desk) -> LoadedCatchUp:
    """What scans are catching up with, on all hosts. One request.

    One that this version of the desk cannot read is over: what it holds goes out by itself.
    """
    row = await desk.store.get(Table.LIMITS, _PLACE, _KEY)
    return LoadedCatchUp(_catch_up(row.text), row.etag) if row else LoadedCatchUp(None, None)


def _catch_up(text: str) -> CatchUp | None:
    try:
        return CATCH_UPS.read(text).catch_up
    except (RowFormatUnknown, ValueError) as error:
        _log.error("the row of the catch-up cannot be read (%s)", type(error).__name__)
        return None


async def replace_catch_up(desk: Desk, before: LoadedCatchUp, after: CatchUp | None) -> None:
    """One begins, or has ended. Raises ``StoreConflict`` where another scan was first."""
    row = CATCH_UPS.row(_KEY, CatchUpMark(catch_up=after), before.etag)
    await desk.store.commit(Table.LIMITS, _PLACE, [row])


async def write_lines(desk: Desk, catch_up: CatchUp, lines: Sequence[LateLine]) -> None:
    """These stand in the digests that are still to be written; also where they stand there already."""
    rows = [Upsert(_line_key(desk, line), LATE_LINES.text(line)) for line in lines]
    for start in range(0, len(rows), _LINES_AT_ONCE):
        await desk.store.commit(Table.NEWS, catch_up.place(desk.secret), rows[start : start + _LINES_AT_ONCE])


async def read_lines(desk: Desk, catch_up: CatchUp) -> AsyncIterator[LateLine]:
    """All of them, the oldest due instant first. One request for each 500."""
    place, first = catch_up.place(desk.secret), "line-"
    while page := await desk.store.rows(Table.NEWS, place, first=first, before="line.", limit=_LINES_READ):
        for row in page:
            yield LATE_LINES.read(row.text)
        first = f"{page[-1].key}-"


def _line_key(desk: Desk, line: LateLine) -> str:
    said = digest(desk.secret, "late line", line.letter.model_dump_json())
    return f"line-{key_instant(line.letter.due)}-{line.letter.ticket}-{said}"


async def write_scan_mark(desk: Desk) -> None:
    """Note that a scan has ended now."""
    mark = ScanMark(ended=desk.clock.now())
    await desk.store.commit(Table.LIMITS, _PLACE, [Upsert("scan-mark", SCAN_MARKS.text(mark))])


async def last_scan(desk: Desk) -> datetime | None:
    """When a scan last ended; None where none has. Raises ``StoreUnavailable``."""
    row = await desk.store.get(Table.LIMITS, _PLACE, "scan-mark")
    return SCAN_MARKS.read(row.text).ended if row else None
