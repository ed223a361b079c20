"""The audit list, page by page, the oldest row first."""

from collections.abc import Sequence
from datetime import date, timedelta

from shared.domain.audit.entry import AuditEntry, AuditWanted
from shared.domain.values.frozen import Frozen
from shared.ports.desk import Desk
from shared.ports.store import Row, Table
from shared.usecases.audit.audit_rows import AUDIT_ENTRIES, partition_of, place_in, place_of

MOST_SHOWN = 200
_MOST_READ = 1000


class AuditView(Frozen):
    """At most 200 rows. ``more``: there may be others after ``next``, also where few or none are here."""

    entries: tuple[AuditEntry, ...]
    more: bool
    next: str = ""


async def read_audit(desk: Desk, wanted: AuditWanted, after: str = "") -> AuditView:
    """A page of the wanted rows; at most 1000 are looked at, in two requests at most."""
    rows = await _rows(desk, wanted, after)
    shown: list[AuditEntry] = []
    last = ""
    for row in rows:
        entry = AUDIT_ENTRIES.read(row.text)
        if wanted.wants(entry):
            if len(shown) == MOST_SHOWN:
                return AuditView(entries=tuple(shown), more=True, next=last)
            shown.append(entry)
        last = place_of(entry, row.key)
    more = len(rows) == _MOST_READ
    return AuditView(entries=tuple(shown), more=more, next=last if more else "")


def reads_on(after: str) -> bool:
    """Whether a page may have had this as its ``next``."""
    return place_in(after) != ("", "")


async def _rows(desk: Desk, wanted: AuditWanted, after: str) -> Sequence[Row]:
    """What is left of the day that the page before ended in, and then the days after it."""
    first, before = partition_of(wanted.first), partition_of(wanted.before)
    day, key = place_in(after)
    if not first <= day < before:
        return await _days(desk, first, before, _MOST_READ)
    rest = await desk.store.rows(Table.AUDIT, day, first=f"{key}-", before="~", limit=_MOST_READ)
    left = _MOST_READ - len(rest)
    return [*rest, *(await _days(desk, _next(day), before, left) if left and _next(day) < before else ())]


async def _days(desk: Desk, first: str, before: str, limit: int) -> Sequence[Row]:
    return await desk.store.across(Table.AUDIT, first=first, before=before, begins="", limit=limit)


def _next(day: str) -> str:
    return partition_of(date.fromisoformat(day) + timedelta(days=1))
