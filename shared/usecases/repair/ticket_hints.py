"""The hints of tickets: looks, places in lists, conferences, and what was asked about documents."""

from shared.domain.agenda.agenda import LANES, lane_key
from shared.domain.agenda.header import TicketHeader
from shared.domain.agenda.mending import Needed
from shared.ports.store import Row, Table
from shared.usecases.documentation.material_rows import hint_place
from shared.usecases.held.tell_of_held import word_lacking
from shared.usecases.records.conference_rows import conference_key
from shared.usecases.records.outbox_rows import open_at_hand, with_sends
from shared.usecases.records.row_ranges import first_of_each
from shared.usecases.records.ticket_rows import TICKET_HEADERS
from shared.usecases.repair.mending import Repair


async def mend_tickets(repair: Repair) -> None:
    """Every ticket has its looks, stands in its lists, and is found by what leads to it."""
    await repair.each(first_of_each(repair.desk.store, Table.TICKETS, "head"), _mend)


async def _mend(repair: Repair, row: Row) -> None:
    header = TICKET_HEADERS.read(row.text)
    await repair.mend(await needed_by(repair, header))
    await _mend_directory(repair, header)
    if lacking := await word_lacking(repair.desk, header):
        repair.ask_for(*lacking)


async def needed_by(repair: Repair, header: TicketHeader) -> Needed:
    """What the ticket needs of the agenda. A mail that stands in its lane's list needs no look."""
    hints = header.hints(repair.desk.vendor.silence, await _in_lanes(repair, header))
    return Needed(header.aggregate, hints.look, hints.listing, header.stale)


async def _in_lanes(repair: Repair, header: TicketHeader) -> set[str]:
    """The mails that stand in the lists of their lanes. Nothing is read where no row of a lane is there."""
    standing = repair.standing.get(header.aggregate, ())
    rows = {row.key for row in standing if row.hint and row.key.startswith(f"{LANES}-")}
    at_hand = await open_at_hand(repair.desk.store, header.state.id) if rows and header.unsent else None
    if at_hand is None:
        return set()
    sends = (await with_sends(repair.desk.store, at_hand, header.unsent)).sends.values()
    return {send.id for send, _ in sends if lane_key(header.aggregate, send.lane, send.not_before) in rows}


async def _mend_directory(repair: Repair, header: TicketHeader) -> None:
    state = header.state
    for conference in state.conferences:
        if conference.sequence:
            await repair.must_stand(conference.id, [conference_key(conference.id, state.id)])
    for document in {each.document for each in state.material if each.document}:
        place, key = hint_place(repair.desk, state.product, document, state.id)
        await repair.must_stand(place, [key])
