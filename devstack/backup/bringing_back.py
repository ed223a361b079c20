"""Brings a backup back into an empty desk: files, truth, counters, and the hints last, which are then mended.

The hints come last because a look at what is not there yet would find nothing to do, and be done. A mark in
the desk says which backup is being brought back, so that whoever is interrupted goes on.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import batched, groupby

from pydantic import BaseModel, ValidationError

from devstack.backup.folder import COUNTERS, HINTS, TRUTH, BackupFolder, Manifest, Sum, summed
from devstack.backup.taking import Whole, secret_of, sums
from devstack.stack.refusal import StackRefused
from shared.domain.agenda.agenda import Hint, lane_key, shard_of
from shared.domain.agenda.header import aggregate_of
from shared.domain.letters.sends import Send
from shared.ports.desk import Desk
from shared.ports.store import Create, Remove, Store, StoreConflict, StoreLimit, Table, Upsert
from shared.ports.whole_storage import PlacedRow, WholeFiles
from shared.usecases.records.agenda_rows import HINTS as HINT_ROWS
from shared.usecases.records.notice_rows import NOTICES
from shared.usecases.records.row_formats import RowFormat, RowFormatUnknown
from shared.usecases.records.ticket_rows import SENDS
from shared.usecases.repair.repair_desk import Repaired, repair_desk
from shared.usecases.terms.terms_rows import load_terms

_MARK = (Table.LIMITS, "restore", "restore-mark")
_TOGETHER = 90
"""Rows in one transaction, where they are small enough."""

type Write = type[Create | Upsert]


async def bring_back(whole: Whole, folder: BackupFolder, report: Callable[[str], None]) -> Repaired:
    """All that the folder has stands in the desk, counted and compared; which hints were mended then.

    Raises:
        StackRefused: the backup is not whole, or is of a desk with another secret; the desk is not empty, or
            has not what the backup has.
        StoreUnavailable: bring it back again; it goes on.
    """
    manifest = folder.manifest()
    _refuse_torn(folder, manifest)
    await _refuse_unfit(whole, manifest)
    report(f"Bringing back {manifest.rows} rows and {manifest.files} files, taken {manifest.taken} ...")
    await whole.store.commit(*_MARK[:2], [Upsert(_MARK[2], manifest.model_dump_json())])
    for file, content in folder.files():
        await whole.files.put(file.key, content, file.content_type, ticket=file.ticket)
    for tables, write in ((TRUTH, Create), (COUNTERS, Upsert), (HINTS, Upsert)):
        for table in tables:
            await _write(whole.store, table, folder, write)
    await _list_waiting_mails(whole.desk, folder)
    await _compare(whole, manifest)
    whole.desk.terms_changed((await load_terms(whole.store)).terms)  # by them it is known which hints lack
    repaired = await repair_desk(whole.desk)
    await _forget_mark(whole.store)
    return repaired


def _refuse_torn(folder: BackupFolder, manifest: Manifest) -> None:
    """Raise ``StackRefused`` where the folder has not what its manifest says: before anything is written."""
    torn = [str(table) for table, told in manifest.tables.items() if summed(folder.rows(table)) != told]
    torn += ["files"] if sum(1 for _ in folder.files()) != manifest.files else []
    if torn:
        message = f"{folder.path} was changed since it was taken: {', '.join(torn)}."
        raise StackRefused(message)


async def _refuse_unfit(whole: Whole, manifest: Manifest) -> None:
    if manifest.secret != secret_of(whole.desk):
        message = "The backup is of a desk with another DESK_SECRET, by which all in it is found: set that."
        raise StackRefused(message)
    mark = await whole.store.get(*_MARK)
    if mark and mark.text == manifest.model_dump_json():
        return
    found = [str(table) for table in TRUTH if await whole.store.everywhere(table, first="", limit=1)]
    found += ["files"] if await _count(whole.files) else []
    if found:
        message = f"The desk is not empty ({', '.join(found)}): nothing was written."
        raise StackRefused(message)


async def _write(store: Store, table: Table, folder: BackupFolder, write: Write) -> None:
    """The rows of a partition together, as many as fit; one that an earlier attempt wrote stays."""
    for partition, rows in groupby(folder.rows(table), key=lambda each: each.partition):
        for some in batched(rows, _TOGETHER, strict=False):
            await _commit(store, table, partition, some, write)


async def _commit(
    store: Store, table: Table, partition: str, rows: Sequence[PlacedRow], write: Write
) -> None:
    try:
        await store.commit(table, partition, [write(each.row.key, each.row.text) for each in rows])
    except StoreLimit:
        await _commit_each(store, table, partition, rows, write)
    except StoreConflict:
        if len(rows) > 1:
            await _commit_each(store, table, partition, rows, write)


async def _commit_each(
    store: Store, table: Table, partition: str, rows: Sequence[PlacedRow], write: Write
) -> None:
    """One by one: together they are too large, or some of them are there. One row always fits."""
    for each in rows:
        await _commit(store, table, partition, [each], write)


async def _compare(whole: Whole, manifest: Manifest) -> None:
    """Raise ``StackRefused`` where the truth in the desk is not what was taken."""
    found = await sums(whole.store, TRUTH)
    others = [str(table) for table in TRUTH if found[table] != manifest.tables.get(table, Sum())]
    others += ["files"] if await _count(whole.files) != manifest.files else []
    if others:
        message = f"The desk has not what the backup has ({', '.join(others)}): was it used meanwhile?"
        raise StackRefused(message)


async def _list_waiting_mails(desk: Desk, folder: BackupFolder) -> None:
    """Whatever is unsent stands in the list of its lane.

    A host that ran before the desk was emptied may remember that it has listed these mails, and not do it
    again.
    """
    now = desk.clock.now()
    for aggregate, rows in groupby(_unsent(folder), key=lambda each: each[0]):
        hint = HINT_ROWS.text(Hint(aggregate=aggregate, written=now))
        waiting = [send for _, send in rows if send.not_before <= now]
        keys = sorted({lane_key(aggregate, send.lane, send.not_before) for send in waiting})
        for some in batched(keys, _TOGETHER, strict=False):
            await desk.store.commit(Table.AGENDA, shard_of(aggregate), [Upsert(key, hint) for key in some])


def _unsent(folder: BackupFolder) -> Iterator[tuple[str, Send]]:
    """The mails of tickets and notices that have not ended, each with its aggregate."""
    for ticket, send in _read(folder, Table.TICKETS, "send-", SENDS):
        if not send.ended:
            yield aggregate_of(ticket), send
    for _, notice in _read(folder, Table.NEWS, "notice-", NOTICES):
        if notice.send and not notice.send.ended:
            yield notice.aggregate, notice.send


def _read[Model: BaseModel](
    folder: BackupFolder, table: Table, begins: str, rows: RowFormat[Model]
) -> Iterator[tuple[str, Model]]:
    """What the rows whose keys begin so say, with their partitions; what cannot be read is left alone."""
    for placed in folder.rows(table):
        if placed.row.key.startswith(begins):
            with suppress(RowFormatUnknown, ValidationError):
                yield placed.partition, rows.read(placed.row.text)


async def _count(files: WholeFiles) -> int:
    count = 0
    async for _ in files.names():
        count += 1
    return count


async def _forget_mark(store: Store) -> None:
    if mark := await store.get(*_MARK):
        await store.commit(*_MARK[:2], [Remove(mark.key, mark.etag)])
