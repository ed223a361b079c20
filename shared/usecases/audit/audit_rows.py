"""Where a row of the audit list stands: in the partition of its day, by its instant."""

import re
from datetime import date

from shared.domain.agenda.agenda import key_instant
from shared.domain.audit.entry import AuditEntry
from shared.ports.desk import Desk
from shared.ports.store import Create, Table
from shared.usecases.records.row_formats import RowFormat

AUDIT_ENTRIES = RowFormat(AuditEntry.model_validate_json)
_PLACE = re.compile(r"([0-9]{8})-([0-9]{20}-[0-9a-f]{32})")


async def write_entry(desk: Desk, entry: AuditEntry, call: str) -> None:
    """The row is there, new at each call (a UUID in hexadecimal digits). One request; it is not repeated.

    Raises ``StoreUnavailable``: perhaps it is not there.
    """
    row = Create(f"{key_instant(entry.at)}-{call}", AUDIT_ENTRIES.text(entry))
    await desk.store.commit(Table.AUDIT, partition_of(entry.day), [row])


def partition_of(day: date) -> str:
    """The name of the day's partition."""
    return f"{day:%Y%m%d}"


def place_of(entry: AuditEntry, key: str) -> str:
    """What a page says of the last row that it looked at."""
    return f"{partition_of(entry.day)}-{key}"


def place_in(after: str) -> tuple[str, str]:
    """The partition and the key that a page said so; two empty ones for what none did."""
    found = _PLACE.fullmatch(after)
    return (found[1], found[2]) if found else ("", "")
