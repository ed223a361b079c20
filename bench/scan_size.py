"""What the scan costs while few and while many tickets are open, with as many of them due."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import batched

from bench.scene import CONTACT, Scene
from bench.unmeasured import Unmeasured
from shared.domain.agenda.agenda import Hint, look_key, shard_of
from shared.domain.agenda.header import TicketHeader, empty_header
from shared.domain.lanes.lane import Lane
from shared.domain.members.gate import Entitlement
from shared.domain.messages.receiving import Message, decide_message
from shared.domain.messages.telling import Decision
from shared.domain.tickets.changes import Changes, Said
from shared.domain.values.gate_reason import GateReason
from shared.domain.values.identity import digest
from shared.domain.values.intake import Kind
from shared.domain.values.vendor import Language
from shared.ports.desk import Desk
from shared.ports.store import Store, StoreConflict, StoreUnavailable, Table, Upsert
from shared.usecases.clocks.scan_clocks import scan_clocks
from shared.usecases.lanes.claim_quota import claim
from shared.usecases.records.agenda_rows import HINTS
from shared.usecases.records.ticket_rows import commit_ticket

SIZES = (1_000, 10_000)
DUE = 100
AT_ONCE = 16
ROWS_AT_ONCE = 100
A_MINUTE = timedelta(minutes=1)
"""So long ago the due ones came half-way: a scan never comes at the very instant."""
COVERED = Entitlement(covered=True, reason=GateReason.SUBSCRIBED, product="planner")


@dataclass(frozen=True, slots=True)
class ScanCost:
    """One scan with ``due`` tickets due of so many that are open."""

    tickets: int
    due: int
    requests: int
    entities_read: int
    seconds: float


async def measure_scans(scene: Scene, sizes: Sequence[int] = SIZES, due: int = DUE) -> list[ScanCost]:
    """A scan at each size; the store has no ticket at first.

    Ten minutes lie between, and a scan that is not counted: it takes away the rows by which the mails of the
    tickets before would have been sent, had the scan not done so itself.
    """
    begun, stored, costs = scene.clock.instant, 0, []
    for size in sizes:
        scene.clock.instant += timedelta(minutes=10)
        await scan_clocks(scene.desk)
        half_way = scene.clock.instant - scene.desk.vendor.policy.reply / 2 - A_MINUTE
        await _store(scene.desk, [_opened(scene.desk, stored + each, half_way) for each in range(due)])
        await _store(scene.desk, [_opened(scene.desk, each, begun) for each in range(stored + due, size)])
        costs.append(await _scan(scene, size, due))
        stored = size
    return costs


async def _scan(scene: Scene, size: int, due: int) -> ScanCost:
    """One scan, which tells two supporters of every ticket that is due.

    Raises:
        Unmeasured: another number was due, so this is not what is to be measured.
    """
    await claim(scene.desk, {Lane.PROMISES: 1})
    scene.store.reset()
    began = time.perf_counter()
    scanned = await scan_clocks(scene.desk)
    seconds = time.perf_counter() - began
    if scanned.looked != due:
        message = f"{scanned.looked} tickets were looked at, not {due}"
        raise Unmeasured(message)
    counts = scene.store.reset()
    return ScanCost(size, due, counts.requests, counts.entities_read, seconds)


def _opened(desk: Desk, number: int, received: datetime) -> TicketHeader:
    """A ticket as the product opens it, its first mails gone out and its lists tidied: what it is at rest."""
    ticket = digest(desk.secret, "seed", str(number))
    header = empty_header(ticket, received)
    message = Message(
        said=Said(id="m1", email=CONTACT),
        kind=Kind.ERROR,
        language=Language.SWEDISH,
        channel="form",
        requester=digest(desk.secret, "address", CONTACT),
        content=digest(desk.secret, "content", str(number)),
    )
    decision = Decision(entitlement=COVERED, clock_from=received)
    changes = decide_message(header.state, message, decision, received, desk.house())
    after = header.after(Changes(events=changes.events))
    return after.tidied(after.stale)


async def _store(desk: Desk, headers: Sequence[TicketHeader]) -> None:
    """Write the header rows, many at once, and the agenda rows, a hundred in a transaction."""
    rest = iter(headers)
    await asyncio.gather(*(_store_each(desk.store, rest) for _ in range(AT_ONCE)))
    for shard, rows in _agenda(desk, headers).items():
        for batch in batched(rows, ROWS_AT_ONCE, strict=False):
            await desk.store.commit(Table.AGENDA, shard, batch)


async def _store_each(store: Store, headers: Iterator[TicketHeader]) -> None:
    for header in headers:
        try:
            await commit_ticket(store, None, header, Changes())
        except StoreUnavailable:  # thousands of requests: the emulator lets one fall now and then
            with suppress(StoreConflict):
                await commit_ticket(store, None, header, Changes())


def _agenda(desk: Desk, headers: Sequence[TicketHeader]) -> dict[str, list[Upsert]]:
    """The agenda rows of tickets at rest, by shard: the next look, and that the ticket is open."""
    rows: dict[str, list[Upsert]] = defaultdict(list)
    for header in headers:
        written = header.state.recorded or header.listed
        hint = HINTS.text(Hint(aggregate=header.aggregate, written=written))
        look = header.next_look(desk.vendor.silence) or written
        keys = (look_key(header.aggregate, look), *header.rows())
        rows[shard_of(header.aggregate)] += [Upsert(key, hint) for key in keys]
    return rows
