"""What can be searched: every ticket is found as it stands, and nothing else is."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from itertools import batched

from shared.domain.search.searched_ticket import SearchedTicket
from shared.ports.store import Table
from shared.usecases.records.acting import until_committed
from shared.usecases.records.row_ranges import first_of_each, place_in
from shared.usecases.repair.mending import Repair
from shared.usecases.search.learn_tickets import searched_tickets

LEARNT_AT_ONCE = 1000
_COMPARED_AT_ONCE = 100
_COUNTED_AS = "search"


async def mend_search(repair: Repair) -> None:
    """What is found otherwise than it stands, or not at all, or needlessly, is learnt anew.

    A desk that runs meanwhile learns too: whoever is later reads what is newer.
    """
    found = repair.desk.search.known(mending=not repair.dry_run)
    known = {each.ticket: _seal(each) async for each in found}
    tickets = [place_in(row.key) async for row in first_of_each(repair.desk.store, Table.TICKETS, "head")]
    wrong: list[str] = []
    for some in batched(tickets, _COMPARED_AT_ONCE, strict=False):
        for name, ticket in (await searched_tickets(repair.desk, some)).items():
            if known.pop(name, None) != (_seal(ticket) if ticket else None):
                wrong.append(name)
    gone = set(known) - set(tickets)
    for counts, number in ((repair.written, len(wrong)), (repair.removed, len(gone))):
        counts.update({_COUNTED_AS: number} if number else {})
    if not repair.dry_run:
        for names in batched([*wrong, *sorted(gone)], LEARNT_AT_ONCE, strict=False):
            await _learn(repair, names, gone)


async def _learn(repair: Repair, names: Sequence[str], gone: set[str]) -> None:
    """Read and learnt again where a scan has learnt meanwhile."""
    desk = repair.desk

    async def read() -> Mapping[str, SearchedTicket | None]:
        return await searched_tickets(desk, names)

    async def attempt(_: int) -> None:
        await desk.search.learn(read, desk.clock.now(), forgetting=gone.intersection(names))

    await until_committed(desk, _COUNTED_AS, attempt)


def _seal(ticket: SearchedTicket) -> bytes:
    """What tells this from every other state of the ticket."""
    return sha256(ticket.model_dump_json().encode()).digest()
