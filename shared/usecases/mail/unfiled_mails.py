"""Machines' mails that belong to no ticket: kept in one list, the newest first, for supporters to read.

Those from somebody whom a member knows stand in a second list by their instant, of which digests are made.
"""

from datetime import UTC, datetime

from shared.domain.agenda.agenda import key_instant
from shared.domain.incoming.incoming import Automatic
from shared.domain.tickets.changes import Said
from shared.domain.values.frozen import Frozen, Instant
from shared.ports.desk import Desk
from shared.ports.store import Create, Remove, StoreConflict, Table, Upsert
from shared.usecases.records.acting import until_committed
from shared.usecases.records.row_formats import RowFormat
from shared.usecases.records.row_ranges import whole_range

MOST_LISTED = 100
_MOST_SHOWN = 20_000
PARTITION = "unfiled"
_ERASED = "erased"
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


async def keep_unfiled(desk: Desk, said: Said, why: Automatic, member: str, received: datetime) -> bool:
    """The mail is listed, once for each id, with the beginning of what it says. One request, two if it was.

    False: it was erased since, and stays so.

    Raises:
        StoreUnavailable: keep it again.
    """
    brief = said.model_copy(update={"text": said.text[:_MOST_SHOWN], "quoted": ""})
    kept = UnfiledMail(received=received, why=why, said=brief, member=member)
    rows = [
        Create(f"once-{said.id}", ""),
        Create(_list_key(received, said.id), UNFILED_MAILS.text(kept)),
    ]
    if member:
        rows.append(Create(_known_key(received, said.id), UNFILED_MAILS.text(kept)))
    try:
        await desk.store.commit(Table.MAILS, PARTITION, rows)
    except StoreConflict:
        once = await desk.store.get(Table.MAILS, PARTITION, rows[0].key)
        return once is None or once.text != _ERASED
    return True


async def list_unfiled(desk: Desk) -> tuple[tuple[UnfiledMail, ...], bool]:
    """The newest of them, and whether there are others. One request."""
    rows = await desk.store.rows(Table.MAILS, PARTITION, first="list-", before="list.", limit=MOST_LISTED + 1)
    listed = tuple(UNFILED_MAILS.read(row.text) for row in rows[:MOST_LISTED])
    return listed, len(rows) > MOST_LISTED


async def count_unfiled(desk: Desk, since: datetime, most: int) -> int:
    """How many have come since this instant, at most so many. One request."""
    before = f"list-{_END - int(key_instant(since)):020}."
    rows = await desk.store.rows(Table.MAILS, PARTITION, first="list-", before=before, limit=most)
    return len(rows)


async def all_unfiled(desk: Desk) -> tuple[UnfiledMail, ...]:
    """All of them, the newest first. One request for each 1000."""
    rows = await whole_range(desk.store, Table.MAILS, PARTITION, first="list-", before="list.")
    return tuple(UNFILED_MAILS.read(row.text) for row in rows)


async def erase_unfiled(desk: Desk, kept: UnfiledMail) -> None:
    """It stands in no list any more, and is not listed again if it comes again. Three requests.

    Raises ``StoreUnavailable``: erase it again.
    """

    async def attempt(_: int) -> None:
        keys = (_list_key(kept.received, kept.said.id), _known_key(kept.received, kept.said.id))
        found = [await desk.store.get(Table.MAILS, PARTITION, key) for key in keys]
        gone = [Remove(row.key, row.etag) for row in found if row]
        await desk.store.commit(Table.MAILS, PARTITION, [Upsert(f"once-{kept.said.id}", _ERASED), *gone])

    await until_committed(desk, kept.said.id, attempt)


async def known_unfiled(desk: Desk, since: datetime, before: datetime, limit: int) -> tuple[UnfiledMail, ...]:
    """Those of this time from somebody whom a member knows, the oldest first. One request."""
    first, end = f"known-{key_instant(since)}", f"known-{key_instant(before)}"
    rows = await desk.store.rows(Table.MAILS, PARTITION, first=first, before=end, limit=limit)
    return tuple(UNFILED_MAILS.read(row.text) for row in rows)


def _list_key(received: datetime, name: str) -> str:
    """The newest first."""
    return f"list-{_END - int(key_instant(received)):020}-{name}"


def _known_key(received: datetime, name: str) -> str:
    return f"known-{key_instant(received)}-{name}"
