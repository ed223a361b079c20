"""After an interruption people are told everything at once: late scans hold mails back for one digest each.

All scans and hosts share one catch-up, which stands in one row under its version.
"""

import asyncio
import logging
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import count
from typing import NamedTuple

from shared.domain.agenda.agenda import instant_of
from shared.domain.clocks.digesting import (
    LATE,
    TOLD_IN_DIGEST,
    CatchUp,
    Reader,
    by_reader,
    lines_of,
    may_go_on,
    part_of,
    told_by,
    write_part,
)
from shared.domain.letters.letters import Escalation
from shared.domain.letters.notices import Notice
from shared.domain.letters.sends import Send
from shared.ports.desk import Desk
from shared.ports.store import StoreError
from shared.usecases.records.acting import until_committed
from shared.usecases.records.agenda_rows import AgendaRow, due_looks
from shared.usecases.records.catch_up_rows import (
    LoadedCatchUp,
    load_catch_up,
    read_lines,
    replace_catch_up,
    write_lines,
    write_scan_mark,
)
from shared.usecases.records.notice_rows import create_notice, load_notice, post_notice
from shared.usecases.records.outbox_rows import TicketAtHand, load_batch, with_sends
from shared.usecases.records.scan_rows import ForScan, rows_for_scan

READERS_AT_ONCE = 8
_log = logging.getLogger(__name__)


class Begun(NamedTuple):
    """The rows of a scan, and what it catches up with, if anything."""

    rows: ForScan
    late: CatchUp | None = None


async def begin_scan(desk: Desk, most: int) -> Begun:
    """The rows that are due, oldest first, those of the lanes, and what this scan catches up with.

    The digests of a catch-up that takes no more are written first. One begins with what is late and has not
    been seen to by another host meanwhile.

    Raises:
        StoreUnavailable: the agenda could not be read.
    """
    started = desk.clock.now()

    async def attempt(_: int) -> Begun:
        rows = await rows_for_scan(desk.store, started, most)
        if not rows.due:
            return Begun(rows)
        before = await load_catch_up(desk)
        if before.catch_up and not before.catch_up.takes(started):
            if not await _ended(desk, before.catch_up):
                return Begun(rows)
            before = await load_catch_up(desk)
        if before.catch_up or not is_late(rows.due, started):
            return Begun(rows, before.catch_up)
        return await _begin(desk, before, most, started)

    return await until_committed(desk, "scan", attempt)


async def _begin(desk: Desk, before: LoadedCatchUp, most: int, started: datetime) -> Begun:
    """What is still late is caught up with from now on. Raises ``StoreConflict`` where another host began."""
    rows = await rows_for_scan(desk.store, started, most)
    if not is_late(rows.due, started):
        return Begun(rows)
    catch_up = CatchUp(began=started)
    await replace_catch_up(desk, before, catch_up)
    return Begun(rows, catch_up)


def is_late(rows: Iterable[AgendaRow], now: datetime) -> bool:
    """Whether a row has stood due for more than 15 minutes, and so scans were missing.

    A row is not late for saying an instant before it was written.
    """
    return any(now - max(instant_of(row.key), row.hint.written) > LATE for row in rows)


async def gather(desk: Desk, catch_up: CatchUp, at_hand: TicketAtHand) -> TicketAtHand:
    """Whatever this ticket holds for the digests stands in them, whichever scan held it.

    The ticket with these mails read, where they were not; those of batches are always.
    """
    header = at_hand.header
    names = [name for name, instant in header.unsent.items() if instant == catch_up.until]
    at_hand = await with_sends(desk.store, at_hand, names)
    alone = [at_hand.sends[name].send for name in names if name in at_hand.sends]
    batches = [await load_batch(desk.store, header.state.id, name) for name in header.batches]
    together = [send for batch in batches if batch for send in batch[0].sends]
    held = (send for send in (*alone, *together) if catch_up.holds(desk.secret, send))
    await write_lines(desk, catch_up, lines_of(held))
    return at_hand


async def end_scan(desk: Desk, catch_up: CatchUp | None, *, more: bool) -> None:
    """Note that a scan has ended now; where nothing more is waited for, the digests are written before.

    ``more``: rows may be left that have been due.
    """
    if catch_up and not (more and catch_up.takes(desk.clock.now()) and await _is_due(desk)):
        await _ended(desk, catch_up)
    await write_scan_mark(desk)


async def _is_due(desk: Desk) -> bool:
    """Whether the next scan will find something, as far as storage says."""
    try:
        return bool(await due_looks(desk.store, desk.clock.now(), 1))
    except StoreError:
        return True


async def _ended(desk: Desk, catch_up: CatchUp) -> bool:
    """As ``_end``; where storage does not let it, a later scan does it, and this one goes on."""
    try:
        await _end(desk, catch_up)
    except StoreError as error:
        _log.error("the digests could not be written (%s); a later scan does it", type(error).__name__)
        return False
    return True


async def told_in_digest(desk: Desk, send: Send) -> str:
    """Why a held mail need not go out: its digest tells what it says. Else "".

    A digest that can be written by now is written; else it is given up for good, so that nothing is ever told
    by both.

    Raises:
        StoreUnavailable: ask again later.
    """
    if not send.digest:
        return ""
    for number in count():
        part = await _settled(desk, send, part_of(desk.secret, send.digest, number))
        if send.letter in told_by(part):
            return TOLD_IN_DIGEST
        if not may_go_on(part):
            break
    return ""


async def _settled(desk: Desk, send: Send, part: str) -> Notice:
    """The mail of the digest as it is for good."""
    loaded = await load_notice(desk.store, part)
    if loaded is None:
        catch_up = (await load_catch_up(desk)).catch_up
        if catch_up and catch_up.holds(desk.secret, send):
            await _end(desk, catch_up)
            loaded = await load_notice(desk.store, part)
    given_up = Notice(id=part, send=None)
    if loaded is None and not await create_notice(desk.store, given_up):
        loaded = await load_notice(desk.store, part)
    return loaded.notice if loaded else given_up


async def _end(desk: Desk, catch_up: CatchUp) -> None:
    """Its digests are written, and what comes up from now on is told by itself.

    Where one cannot be written, a later scan tries again while there is time; else its mails go alone.
    """
    written = await write_digests(desk, catch_up)
    if not written and catch_up.takes(desk.clock.now()):
        return

    async def attempt(_: int) -> None:
        before = await load_catch_up(desk)
        if before.catch_up == catch_up:
            await replace_catch_up(desk, before, None)

    await until_committed(desk, "scan", attempt)


async def write_digests(desk: Desk, catch_up: CatchUp) -> bool:
    """One digest for each supporter who is to be told; False where one could not be written."""
    gate = asyncio.Semaphore(READERS_AT_ONCE)

    async def write(reader: Reader, letters: Sequence[Escalation]) -> bool:
        digest = catch_up.digest(desk.secret, reader.to.address)
        try:
            async with gate:
                await _write_parts(desk, digest, reader, letters)
        except StoreError as error:
            _log.error("the digest %s could not be written (%s)", digest, type(error).__name__)
            return False
        return True

    told = by_reader([line async for line in read_lines(desk, catch_up)])
    return all(await asyncio.gather(*(write(reader, letters) for reader, letters in told)))


async def _write_parts(desk: Desk, digest: str, reader: Reader, letters: Sequence[Escalation]) -> None:
    """In as many mails as it takes. Of one that is there already, what it tells is told."""
    for number in count():
        name = part_of(desk.secret, digest, number)
        part = await post_notice(desk, write_part(desk.secret, name, letters, reader, desk.clock.now()))
        told = set(told_by(part))
        letters = [letter for letter in letters if letter not in told]
        if not letters or not may_go_on(part):
            break
