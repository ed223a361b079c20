"""What waits in the lists of the lanes is looked at, the highest lane first, as far as there is room.

A row is removed by the agenda's rule once no mail needs it: verified after the look, over five minutes old.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import datetime
from itertools import batched

from shared.domain.agenda.agenda import instant_of_lane, lane_key, lane_of
from shared.domain.lanes.lane import Lane
from shared.domain.letters.sends import Send
from shared.domain.outbox.needless import LONGEST_WAIT
from shared.ports.desk import Desk
from shared.usecases.lanes.claim_quota import rooms_for
from shared.usecases.lanes.lane_rows import waiting_in_lanes
from shared.usecases.lanes.tell_waiting import load_told, note_withdrawn, tell_waiting
from shared.usecases.records.agenda_rows import AgendaRow, remove_row
from shared.usecases.records.notice_rows import load_notice
from shared.usecases.records.outbox_rows import open_at_hand, with_sends

AT_ONCE = 8
MOST_NEEDLESS = 400
"""Rows of mails that leave no more, in one scan: the rest is for the next."""
_log = logging.getLogger(__name__)

type Look = Callable[[Desk, str], Awaitable[datetime | None]]


async def serve_lanes(desk: Desk, look: Look, until: datetime) -> int:
    """Look at what waits until this instant; how many aggregates were looked at.

    First what leaves no more, so that it stands in nobody's way; then each lane until it is refused. At the
    end supporters are told of strangers' requests that wait. Eight requests where nothing waits.

    Raises:
        StoreUnavailable: what waits could not be read; the next scan does.
    """
    lists = await waiting_in_lanes(desk.store)
    if not any(lists.values()):
        return 0
    told = await load_told(desk)
    desk.blocks.told_until = told.told.until
    needless = _needless(lists, desk.clock.now(), told.told.until)
    gone = await _look_at(desk, look, needless, until)
    await note_withdrawn(desk, sum(1 for key in gone if lane_of(key) is Lane.STRANGERS))
    looked = len(needless)
    rooms = await rooms_for(desk, [lane for lane, rows in lists.items() if rows])
    for lane, room in rooms.items():
        left = [row for row in lists[lane] if row.key not in gone]
        looked += await _serve(desk, look, lane, left[:room], until)
    await tell_waiting(desk, lists[Lane.STRANGERS_NOTICES], len(lists[Lane.STRANGERS]))
    return looked


async def _serve(desk: Desk, look: Look, lane: Lane, rows: Sequence[AgendaRow], until: datetime) -> int:
    """Look at these until the lane is refused; how many were looked at."""
    looked = 0
    for some in batched(rows, AT_ONCE, strict=False):
        if desk.blocks.is_refused(lane, desk.clock.now()) or desk.clock.now() > until:
            break
        looked += len(some)
        await _look_at(desk, look, some, until)
    return looked


def _needless(
    lists: dict[Lane, list[AgendaRow]], now: datetime, told_until: datetime | None
) -> list[AgendaRow]:
    """Rows of receipts that have waited too long, and of notices that a digest has told."""
    late = [row for row in lists[Lane.STRANGERS] if now - instant_of_lane(row.key) > LONGEST_WAIT]
    notices = lists[Lane.STRANGERS_NOTICES] if told_until else []
    told = [row for row in notices if told_until and instant_of_lane(row.key) <= told_until]
    return [*late, *told][:MOST_NEEDLESS]


async def _look_at(desk: Desk, look: Look, rows: Iterable[AgendaRow], until: datetime) -> set[str]:
    """Look at each, eight at once; the keys of those that nothing needs any more."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(row: AgendaRow) -> str:
        async with gate:
            if desk.clock.now() > until:
                return ""
            try:
                await look(desk, row.hint.aggregate)
                return "" if await _settled(desk, row) else row.key
            except Exception as error:  # noqa: BLE001 - one bad aggregate must not stop its lane
                _log.error("the look at %s failed (%s)", row.hint.aggregate, type(error).__name__)
                return ""

    return {key for key in await asyncio.gather(*(one(row) for row in rows)) if key}


async def _settled(desk: Desk, row: AgendaRow) -> bool:
    """Whether a mail still needs the row; where none does, it is removed by the agenda's rule."""
    if any(_needs(row, send) for send in await _mails(desk, row.hint.aggregate)):
        return True
    await remove_row(desk.store, row, desk.clock.now())
    return False


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
