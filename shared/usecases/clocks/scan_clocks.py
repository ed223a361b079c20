"""The scan: look at every aggregate whose instant has come. Its cost follows what is due alone."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from shared.domain.agenda.agenda import instant_of
from shared.domain.clocks.digesting import CatchUp
from shared.ports.desk import Desk
from shared.ports.store import StoreError
from shared.usecases.clocks.look import look_at
from shared.usecases.lanes.lane_rows import Lists, by_lane
from shared.usecases.lanes.serve_lanes import serve_lanes
from shared.usecases.outbox.tell_late import begin_scan, end_scan
from shared.usecases.records.agenda_rows import AgendaRow
from shared.usecases.records.looked_rows import Looked, move_on
from shared.usecases.search.learn_tickets import learn_tickets

MOST_LOOKS = 500
AT_ONCE = 8
TIME_FOR_LOOKS = timedelta(minutes=3)
_WRITTEN_WITHIN = timedelta(minutes=1)
_PUT_LATER = timedelta(minutes=5)
_PUT_LATER_AT_MOST = timedelta(minutes=40)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Scanned:
    """What one scan did: aggregates looked at, failed and put later, and left for the next."""

    looked: int
    failed: int
    left: int


class _Done(NamedTuple):
    """What became of one look, and the rows that move on."""

    outcome: str
    looked: Looked | None = None


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
    (due, lanes, learnt), late = await begin_scan(desk, most)
    run = _Run(started, late, asyncio.Semaphore(AT_ONCE))
    outcomes = await _look_at_all(desk, due, run)
    await _serve_lanes(desk, by_lane(lanes), started, _seen_until(due, started, most, outcomes))
    await end_scan(desk, late, more=len(due) == most or "left" in outcomes)
    await _learn(desk, learnt)
    return Scanned(outcomes.count("looked"), outcomes.count("failed"), outcomes.count("left"))


def _seen_until(due: Sequence[AgendaRow], started: datetime, most: int, outcomes: Sequence[str]) -> datetime:
    """All looks that were due until then have been done, also at what was being written meanwhile."""
    if "left" in outcomes:
        return instant_of(due[0].key)
    return instant_of(due[-1].key) if len(due) == most else started - _WRITTEN_WITHIN


async def _serve_lanes(desk: Desk, lists: Lists, started: datetime, seen_until: datetime) -> None:
    """What waits in lanes comes after all that is due; what cannot be read now the next scan does."""
    try:
        await serve_lanes(desk, look_at, lists, started + TIME_FOR_LOOKS, seen_until)
    except StoreError as error:
        _log.error("the lanes could not be served (%s); the next scan does it", type(error).__name__)


async def _learn(desk: Desk, rows: Sequence[AgendaRow]) -> None:
    """What can be searched comes last: whatever goes wrong there, the next scan learns it."""
    try:
        await learn_tickets(desk, rows)
    except Exception as error:  # noqa: BLE001 - whatever it is, all that time must do has been done
        _log.error("what is searched could not be learnt (%s); the next scan does it", type(error).__name__)


async def _look_at_all(desk: Desk, due: Sequence[AgendaRow], run: _Run) -> list[str]:
    """Oldest first. As soon as all looks of a shard are done, its rows move on."""
    shards: dict[str, list[asyncio.Task[_Done]]] = defaultdict(list)
    for aggregate, rows in _by_aggregate(due).items():
        shards[rows[0].shard].append(asyncio.create_task(_look(desk, aggregate, rows, run)))
    found = await asyncio.gather(*(_move(desk, looks) for looks in shards.values()))
    return [outcome for outcomes in found for outcome in outcomes]


def _by_aggregate(due: Sequence[AgendaRow]) -> dict[str, list[AgendaRow]]:
    rows_of: dict[str, list[AgendaRow]] = defaultdict(list)
    for row in due:
        rows_of[row.hint.aggregate].append(row)
    return rows_of


async def _move(desk: Desk, looks: Sequence[asyncio.Task[_Done]]) -> list[str]:
    """Rows that cannot be moved stay: they bring another look, which finds nothing to do."""
    done = await asyncio.gather(*looks)
    try:
        await move_on(desk.store, [each.looked for each in done if each.looked], desk.clock.now())
    except StoreError as error:
        _log.error("rows of looks that were done could not be moved on (%s)", type(error).__name__)
    return [each.outcome for each in done]


async def _look(desk: Desk, aggregate: str, rows: Sequence[AgendaRow], run: _Run) -> _Done:
    """Look at one aggregate; a failure puts its rows later and never stops the others."""
    async with run.gate:
        began = desk.clock.now()
        if began - run.started > TIME_FOR_LOOKS:
            return _Done("left")
        try:
            following = await look_at(desk, aggregate, run.late)
        except Exception as error:  # noqa: BLE001 - one bad aggregate must not stop the scan of the others
            _log.error("the look at %s failed (%s) and is put later", aggregate, type(error).__name__)
            return _Done("failed", _put_later(aggregate, rows, began, desk.clock.now()))
        return _Done("looked", Looked(aggregate, rows, began, following))


def _put_later(aggregate: str, rows: Sequence[AgendaRow], began: datetime, now: datetime) -> Looked:
    """A look later, growing from 5 to 40 minutes, in place of these rows."""
    tries = max(row.hint.tries for row in rows)
    pause = min(_PUT_LATER * 2 ** min(tries, 10), _PUT_LATER_AT_MOST)
    return Looked(aggregate, rows, began, now + pause, tries + 1)
