"""A file of a ticket: what a scanner has found in it, in a row of its own, and whether it may be opened."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from shared.domain.facts.files import FileScan, NamedFile, TurnFile, after_result, must_open
from shared.domain.facts.links import Link, Purpose
from shared.domain.facts.ticket import TicketState
from shared.domain.refusals.errors import FileUnknown
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.identity import digest
from shared.ports.desk import Desk
from shared.ports.store import Row, Store, Table
from shared.usecases.links.open_link import open_link
from shared.usecases.records.acting import until_committed
from shared.usecases.records.row_formats import RowFormat
from shared.usecases.records.ticket_rows import load_said

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

    Raises ``FileUnknown``; ``StoreUnavailable``: tell it again.
    """
    if not await desk.files.has(file):
        raise FileUnknown(file)

    async def attempt(_: int) -> FileScanned:
        row = await desk.store.get(Table.FILES, file, _KEY)
        before = _read(row, file)
        scan = after_result(before.scan, result)
        if scan is before.scan:
            return before
        after = FileScanned(file=file, scan=scan, scanned=desk.clock.now())
        await desk.store.commit(Table.FILES, file, [FILE_SCANS.row(_KEY, after, row.etag if row else None)])
        return after

    return await until_committed(desk, file, attempt)


def _read(row: Row | None, file: str) -> FileScanned:
    return FILE_SCANS.read(row.text) if row else FileScanned(file=file, scan=FileScan.UNSCANNED)


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file as it is handed out: under its rebuilt name. ``scan``: what a scanner has said of it."""

    name: str
    content: bytes
    scan: FileScan


def file_link(desk: Desk, state: TicketState, file: str, now: datetime) -> Link:
    """The link by which supporters open this file of the ticket; it is made for their role, not for one."""
    supporters = digest(desk.secret, "role", "supporter")
    return Link.lasting(Purpose.FILE, state.id, supporters, now, about=file, series=state.link_series)


async def open_file(desk: Desk, token: str) -> OpenedFile:
    """The file that this link opens; opening it changes nothing.

    Raises as ``open_link`` and ``must_open``; ``FileUnknown``: it is no longer there; ``StoreUnavailable``.
    """
    opened = await open_link(desk, token, Purpose.FILE)
    file = file_of(opened.ticket.header.state, opened.link.about)
    scan = await file_scan(desk.store, file.id)
    must_open(scan, desk.vendor.file_scanning)
    stored = await desk.files.get(file.id)
    if stored is None:
        raise FileUnknown(file.id)
    named = await name_of(desk, opened.link.ticket, file)
    return OpenedFile(named.name, stored.content, scan)


def file_of(state: TicketState, file: str) -> TurnFile:
    """The ticket's file of this id. Raises ``FileUnknown``."""
    for each in state.files:
        if each.id == file:
            return each
    raise FileUnknown(file)


async def name_of(desk: Desk, ticket: str, file: TurnFile) -> NamedFile:
    """The file's names, which stand with the words of its turn; its id where those have been erased."""
    said = await load_said(desk.store, ticket, file.turn)
    named = (each for each in (said.files if said else ()) if each.id == file.id)
    return next(named, NamedFile(id=file.id, name=file.id))
