"""A file of a ticket is opened by a supporter: by a link that ends, and only where the file may be opened."""

from dataclasses import dataclass
from datetime import datetime

from shared.domain.facts.files import FileScan, NamedFile, TurnFile, must_open
from shared.domain.facts.links import Link, Purpose
from shared.domain.facts.ticket import TicketState
from shared.domain.values.errors import FileUnknown
from shared.domain.values.identity import digest
from shared.ports.desk import Desk
from shared.usecases.files.file_scans import file_scan
from shared.usecases.links.open_link import open_link
from shared.usecases.records.ticket_rows import load_said


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

    Raises:
        LinkInvalid, LinkExpired, LinkRevoked: the link opens nothing (any more).
        FileUnknown: the file is no longer there.
        FileInfected, FileUnscanned: nobody may open it (yet).
        StoreUnavailable: open it again.
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
