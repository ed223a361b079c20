"""What a lane may not send now stands in its list: a row for each aggregate and instant, the oldest first.

The rows are hints of the agenda. They are no looks, so that what waits here never stands before what is due.
"""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from shared.domain.agenda.agenda import Hint, instant_of_lane, lane_key, lane_of, shard_of, shards
from shared.domain.lanes.lane import Lane
from shared.domain.letters.sends import Send
from shared.domain.values.frozen import Frozen, Instant
from shared.ports.desk import Desk
from shared.ports.store import Store, Table, Upsert
from shared.usecases.records.acting import tell_later
from shared.usecases.records.agenda_rows import HINTS, AgendaRow, rows_of_lanes

ASKED_AGAIN_AFTER = timedelta(minutes=2)
MOST_REMEMBERED = 10_000


type Lists = dict[Lane, list[AgendaRow]]
"""What waits in each lane, the oldest first."""


class Backlog(Frozen):
    """Mails of a lane wait for their part of the provider's quota: of so many tickets and notices.

    ``since``: since when the first of them waits.
    """

    lane: Lane
    waiting: int
    since: Instant


async def put_into_lanes(desk: Desk, aggregate: str, sends: Sequence[Send]) -> None:
    """These mails wait in the lists of their lanes. What is pressing is asked for again by the queue too.

    Raises:
        StoreUnavailable: the look at them must not count as done.
    """
    keys = {send.id: lane_key(aggregate, send.lane, send.not_before) for send in sends}
    await _write(
        desk, aggregate, {name: key for name, key in keys.items() if desk.blocks.listed.get(name) != key}
    )
    if any(send.lane.pressing for send in sends):
        await tell_later(desk, aggregate, ASKED_AGAIN_AFTER)


async def _write(desk: Desk, aggregate: str, keys: Mapping[str, str]) -> None:
    """The rows of these mails. One request, or none.

    A row that was written while its mail waited stays as long as the mail does: whoever removes it has read
    that row, and the mail after it. So this process writes it once, and remembers the mail, not the row.
    """
    if not keys:
        return
    hint = HINTS.text(Hint(aggregate=aggregate, written=desk.clock.now()))
    rows = [Upsert(key, hint) for key in sorted(set(keys.values()))]
    await desk.store.commit(Table.AGENDA, shard_of(aggregate), rows)
    if len(desk.blocks.listed) > MOST_REMEMBERED:
        desk.blocks.listed.clear()
    desk.blocks.listed.update(keys)


async def waiting_in_lanes(store: Store) -> Lists:
    """What waits in each lane. Eight requests, and one more for each 1000 rows of a shard.

    Raises:
        StoreUnavailable: ask again.
    """
    pages = await asyncio.gather(*(rows_of_lanes(store, shard) for shard in shards()))
    return by_lane(row for page in pages for row in page)


def by_lane(rows: Iterable[AgendaRow]) -> Lists:
    """Rows of lanes as the lists that they make."""
    lists: Lists = {lane: [] for lane in Lane}
    for row in sorted(rows, key=lambda row: instant_of_lane(row.key)):
        lists[lane_of(row.key)].append(row)
    return lists


async def backlog(store: Store) -> tuple[Backlog, ...]:
    """What waits by lane; lanes in which nothing waits are left out. As ``waiting_in_lanes``."""
    lists = (await waiting_in_lanes(store)).items()
    return tuple(
        Backlog(lane=lane, waiting=len(rows), since=instant_of_lane(rows[0].key))
        for lane, rows in lists
        if rows
    )
