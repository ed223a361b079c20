"""What waits in the lists of the lanes is looked at, the highest lane first, as far as there is room.

A row is removed by the agenda's rule once no mail needs it: verified after the look, over five minutes old.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import NamedTuple

from shared.domain.agenda.agenda import instant_of_lane, lane_key, lane_of
from shared.domain.lanes.lane import Lane
from shared.domain.letters.sends import Send
from shared.domain.outbox.needless import LONGEST_WAIT
from shared.ports.desk import Desk
from shared.ports.store import StoreError
from shared.usecases.lanes.claim_quota import rooms_for
from shared.usecases.lanes.lane_rows import Lists, waiting_in_lanes
from shared.usecases.lanes.tell_waiting import StrangersWaiting, load_told, note_withdrawn, tell_waiting
from shared.usecases.records.agenda_rows import AgendaRow, remove_rows
from shared.usecases.records.notice_rows import load_notice
from shared.usecases.records.outbox_rows import open_at_hand, with_sends

AT_ONCE = 8
MOST_NEEDLESS = 400
"""Rows of mails that leave no more, in one scan: the rest is for the next."""
_log = logging.getLogger(__name__)

type Done = dict[str, bool]
"""Rows that no mail needs any more, by key: whether this look removed it, which one look only does."""
type Look = Callable[[Desk, str], Awaitable[datetime | None]]


async def serve_lanes(desk: Desk, look: Look, lists: Lists, until: datetime, seen_until: datetime) -> int:
    """Look at what waits until this instant; how many aggregates were looked at.

    First what leaves no more, so that it stands in nobody's way; then each lane until it is refused. At the
    end supporters are told of strangers' requests that wait: of those that came before ``seen_until``, as all
    looks that were due then have been done. No request where nothing waits.

    Raises:
        StoreUnavailable: the next scan does what is left.
    """
    if not any(lists.values()):
        return 0
    told = await load_told(desk)
    desk.blocks.told_until = told.told.until
    needless = _needless(lists, desk.clock.now(), told.told.until)
    done = await _look_at(desk, look, needless, until)
    await note_withdrawn(
        desk, sum(lane_of(key) is Lane.STRANGERS for key, removed in done.items() if removed)
    )
    looked = len(needless)
    rooms = await rooms_for(desk, {lane: len(rows) for lane, rows in lists.items() if rows})
    for lane, room in rooms.items():
        left = [row for row in lists[lane] if row.key not in done]
        served = await _serve(desk, look, lane, left, room, until)
        looked, done = looked + served.looked, done | served.done
    await tell_waiting(desk, partial(_still_waiting, desk, done), seen_until)
    return looked


async def _still_waiting(desk: Desk, done: Done) -> StrangersWaiting:
    """Read anew: what the looks of this scan have put off is among it, and what others have."""
    lists = await waiting_in_lanes(desk.store)
    notices, receipts = (
        [instant_of_lane(row.key) for row in lists[lane] if row.key not in done]
        for lane in (Lane.STRANGERS_NOTICES, Lane.STRANGERS)
    )
    return StrangersWaiting(notices, len(receipts))


class _Served(NamedTuple):
    """How many rows were looked at, and those that no mail needs any more."""

    looked: int
    done: Done


async def _serve(
    desk: Desk, look: Look, lane: Lane, rows: Sequence[AgendaRow], room: int, until: datetime
) -> _Served:
    """Look at as many of these as there is room for, until the lane is refused.

    One whose look fails, or whose mail somebody else is at, takes no other's room.
    """
    looked, done = 0, dict[str, bool]()
    while looked < len(rows) and len(done) < room:
        if desk.blocks.is_refused(lane, desk.clock.now()) or desk.clock.now() > until:
            break
        some = rows[looked : looked + min(AT_ONCE, room - len(done))]
        looked += len(some)
        done |= await _look_at(desk, look, some, until)
    return _Served(looked, done)


def _needless(lists: Lists, now: datetime, told_until: datetime | None) -> list[AgendaRow]:
    """Rows of receipts that have waited too long, and of notices that a digest has told."""
    late = [row for row in lists[Lane.STRANGERS] if now - instant_of_lane(row.key) > LONGEST_WAIT]
    notices = lists[Lane.STRANGERS_NOTICES] if told_until else []
    told = [row for row in notices if told_until and instant_of_lane(row.key) <= told_until]
    return [*late, *told][:MOST_NEEDLESS]


async def _look_at(desk: Desk, look: Look, rows: Iterable[AgendaRow], until: datetime) -> Done:
    """Look at each, eight at once; those rows of a shard that no mail needs are removed together."""
    gate, done = asyncio.Semaphore(AT_ONCE), defaultdict[str, list[AgendaRow]](list)

    async def one(row: AgendaRow) -> None:
        async with gate:
            if desk.clock.now() > until:
                return
            try:
                await look(desk, row.hint.aggregate)
                if not await _is_needed(desk, row):
                    done[row.shard].append(row)
            except Exception as error:  # noqa: BLE001 - one bad aggregate must not stop its lane
                _log.error("the look at %s failed (%s)", row.hint.aggregate, type(error).__name__)

    await asyncio.gather(*(one(row) for row in rows))
    gone = set[str]().union(*await asyncio.gather(*(_remove(desk, each) for each in done.values())))
    return {row.key: row.key in gone for each in done.values() for row in each}


async def _remove(desk: Desk, rows: Sequence[AgendaRow]) -> set[str]:
    """Those of one shard that are gone. What cannot be removed now the next scan looks at again."""
    try:
        return await remove_rows(desk.store, rows, desk.clock.now())
    except StoreError as error:
        _log.error("rows of lanes could not be removed (%s)", type(error).__name__)
        return set()


async def _is_needed(desk: Desk, row: AgendaRow) -> bool:
    """Whether a mail still waits by this row."""
    return any(_needs(row, send) for send in await _mails(desk, row.hint.aggregate))


def _needs(row: AgendaRow, send: Send) -> bool:
    return not send.ended and lane_key(row.hint.aggregate, send.lane, send.not_before) == row.key


async def _mails(desk: Desk, aggregate: str) -> Sequence[Send]:
    """The mails of the aggregate's outbox."""
    kind, _, name = aggregate.partition("-")
    if kind == "notice":
        notice = await load_notice(desk.store, name)
        return [notice.notice.send] if notice and notice.notice.send else []
    at_hand = await open_at_hand(desk.store, name)
    if at_hand is None:
        return []
    at_hand = await with_sends(desk.store, at_hand, at_hand.header.unsent)
    return [at_hand.sends[each].send for each in at_hand.header.unsent if each in at_hand.sends]
