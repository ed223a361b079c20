"""The scan: look at every aggregate whose instant has come. Its cost follows what is due alone."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.domain.agenda.agenda import instant_of
from shared.domain.clocks.digesting import CatchUp
from shared.ports.desk import Desk
from shared.ports.store import StoreError
from shared.usecases.clocks.look import look_at
from shared.usecases.outbox.tell_late import begin_scan, end_scan
from shared.usecases.records.agenda_rows import (
    AgendaRow,
    remove_row,
    write_agenda,
)

MOST_LOOKS = 500
AT_ONCE = 8
TIME_FOR_LOOKS = timedelta(minutes=3)
_PUT_LATER = timedelta(minutes=5)
_PUT_LATER_AT_MOST = timedelta(minutes=40)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Scanned:
    """What one scan did: aggregates looked at, failed and put later, and left for the next."""

    looked: int
    failed: int
    left: int


@dataclass(frozen=True, slots=True)
class _Run:
    """What the looks of one scan share."""

    started: datetime
    late: CatchUp | None
    gate: asyncio.Semaphore


async def scan_clocks(desk: Desk, most: int = MOST_LOOKS) -> Scanned:
    """One run: at most 500 rows, oldest first, eight aggregates at once; stops in time for the next run.

    Level-triggered: everything up to now, never "since the last run". May run twice or be skipped. After an
    interruption each supporter is told of everything in one mail, which waits for the next run while as many
    rows were due as one takes (``most``).

    Raises:
        StoreUnavailable: the agenda could not be read at all.
    """
    started = desk.clock.now()
    due, late = await begin_scan(desk, most)
    run = _Run(started, late, asyncio.Semaphore(AT_ONCE))
    looks = [_look(desk, aggregate, rows, run) for aggregate, rows in _by_aggregate(due).items()]
    outcomes = await asyncio.gather(*looks)
    await end_scan(desk, late, more=len(due) == most or "left" in outcomes)
    return Scanned(outcomes.count("looked"), outcomes.count("failed"), outcomes.count("left"))


def _by_aggregate(due: Sequence[AgendaRow]) -> dict[str, list[AgendaRow]]:
    rows_of: dict[str, list[AgendaRow]] = defaultdict(list)
    for row in due:
        rows_of[row.hint.aggregate].append(row)
    return rows_of


async def _look(desk: Desk, aggregate: str, rows: Sequence[AgendaRow], run: _Run) -> str:
    """Look at one aggregate; a failure puts its rows later and never stops the others."""
    async with run.gate:
        if desk.clock.now() - run.started > TIME_FOR_LOOKS:
            return "left"
        try:
            await _look_and_move(desk, aggregate, rows, run.late)
        except Exception as error:  # noqa: BLE001 - one bad aggregate must not stop the scan of the others
            _log.error("the look at %s failed (%s) and is put later", aggregate, type(error).__name__)
            await _put_later(desk, aggregate, rows)
            return "failed"
        return "looked"


async def _look_and_move(desk: Desk, aggregate: str, rows: Sequence[AgendaRow], late: CatchUp | None) -> None:
    """The row of the next look is written before the old rows go."""
    following = await look_at(desk, aggregate, late)
    passed = [row for row in rows if following is None or instant_of(row.key) < following]
    if following is not None and len(passed) == len(rows):
        await write_agenda(desk.store, aggregate, desk.clock.now(), look=following)
    for row in passed:
        await remove_row(desk.store, row, desk.clock.now())


async def _put_later(desk: Desk, aggregate: str, rows: Sequence[AgendaRow]) -> None:
    """A look later, growing from 5 to 40 minutes, in place of these rows; where that fails, they stay."""
    tries = max(row.hint.tries for row in rows)
    now = desk.clock.now()
    pause = min(_PUT_LATER * 2 ** min(tries, 10), _PUT_LATER_AT_MOST)
    try:
        await write_agenda(desk.store, aggregate, now, look=now + pause, tries=tries + 1)
        for row in rows:
            await remove_row(desk.store, row, now)
    except StoreError as error:
        _log.error("the look at %s could not be put later (%s)", aggregate, type(error).__name__)
