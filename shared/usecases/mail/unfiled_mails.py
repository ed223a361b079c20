"""Machines' mails that belong to no ticket: kept in one list, the newest first, for supporters to read.

Those from somebody whom a member knows stand in a second list by their instant, of which digests are made.
"""

from datetime import UTC, datetime

from shared.domain.agenda.agenda import key_instant
from shared.domain.incoming.incoming import Automatic
from shared.domain.tickets.changes import Said
from shared.domain.values.frozen import Frozen, Instant
from shared.ports.desk import Desk
from shared.ports.store import Create, StoreConflict, Table
from shared.usecases.records.row_formats import RowFormat

MOST_LISTED = 100
_MOST_SHOWN = 20_000
PARTITION = "unfiled"
_END = int(key_instant(datetime.max.replace(tzinfo=UTC)))


class UnfiledMail(Frozen):
    """One of them: who says that it wrote, what it says, and why it counts as a machine's.

    ``member``: the name of a member that knows its sender, "" for a stranger's.
    """

    received: Instant
    why: Automatic
    said: Said
    member: str = ""


UNFILED_MAILS = RowFormat(UnfiledMail.model_validate_json)


async def keep_unfiled(desk: Desk, said: Said, why: Automatic, member: str, received: datetime) -> None:
    """The mail is listed, once for each id, with the beginning of what it says. One request.

    Raises:
        StoreUnavailable: keep it again.
    """
    brief = said.model_copy(update={"text": said.text[:_MOST_SHOWN], "quoted": ""})
    kept = UnfiledMail(received=received, why=why, said=brief, member=member)
    newest_first = f"{_END - int(key_instant(received)):020}"
    rows = [
        Create(f"once-{said.id}", ""),
        Create(f"list-{newest_first}-{said.id}", UNFILED_MAILS.text(kept)),
    ]
    if member:
        rows.append(Create(f"known-{key_instant(received)}-{said.id}", UNFILED_MAILS.text(kept)))
    try:
        await desk.store.commit(Table.MAILS, PARTITION, rows)
    except StoreConflict:
        return


async def list_unfiled(desk: Desk) -> tuple[tuple[UnfiledMail, ...], bool]:
    """The newest of them, and whether there are others. One request."""
    rows = await desk.store.rows(Table.MAILS, PARTITION, first="list-", before="list.", limit=MOST_LISTED + 1)
    listed = tuple(UNFILED_MAILS.read(row.text) for row in rows[:MOST_LISTED])
    return listed, len(rows) > MOST_LISTED


async def known_unfiled(desk: Desk, since: datetime, before: datetime, limit: int) -> tuple[UnfiledMail, ...]:
    """Those of this time from somebody whom a member knows, the oldest first. One request."""
    first, end = f"known-{key_instant(since)}", f"known-{key_instant(before)}"
    rows = await desk.store.rows(Table.MAILS, PARTITION, first=first, before=end, limit=limit)
    return tuple(UNFILED_MAILS.read(row.text) for row in rows)
