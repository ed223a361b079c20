"""The files of a ticket as supporters see them: each with what a scanner says, and where it is opened."""

from collections.abc import Mapping

from shared.domain.facts.files import FileScan, NamedFile, TurnFile, may_open
from shared.domain.facts.ticket import TicketState
from shared.domain.values.file_scanning import FileScanning
from shared.domain.values.vendor import Language
from shared.mail.vocabulary import file_warning, waiting_for_scan
from shared.ports.desk import Desk
from shared.usecases.files.open_file import file_link, file_scans
from shared.usecases.links.open_link import link_address
from shared.usecases.records.ticket_rows import WholeTicket
from shared.usecases.views.ticket_views import FileView, TicketView


async def with_files(desk: Desk, whole: WholeTicket, view: TicketView, language: Language) -> TicketView:
    """The ticket with the files of each turn. One request more for each file, all at once."""
    state = whole.header.state
    if not state.files:
        return view
    scans = await file_scans(desk.store, (each.id for each in state.files))
    named = {each.id: each for said in whole.said.values() for each in said.files}
    turns = (
        turn.but(
            files=tuple(
                _view(desk, state, each, named, scans[each.id], language) for each in state.files_of(turn.id)
            )
        )
        for turn in view.turns
    )
    return view.but(turns=tuple(turns))


def _view(
    desk: Desk,
    state: TicketState,
    file: TurnFile,
    named: Mapping[str, NamedFile],
    scan: FileScan,
    language: Language,
) -> FileView:
    """One file; without an address where nobody may open it."""
    names = named.get(file.id) or NamedFile(id=file.id, name=file.id)
    link = file_link(desk, state, file.id, desk.clock.now())
    opens = may_open(scan, desk.vendor.file_scanning)
    return FileView.of(
        file,
        name=names.name,
        given=names.given,
        scan=scan,
        warning=_warning(scan, desk.vendor.file_scanning, language),
        address=link_address(desk, link) if opens else "",
        expires=link.expires if opens else None,
    )


def _warning(scan: FileScan, scanning: FileScanning, language: Language) -> str:
    if scan is FileScan.UNSCANNED and scanning is not FileScanning.OFF:
        return waiting_for_scan(language)
    return file_warning(scan, language)
