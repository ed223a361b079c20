"""The quota is claimed before a mail leaves: counted in one row for all instances, a block at a time.

A claim serves every lane of a look at once. What a lane was refused it is not asked for again within the
minute, or the minutes, so that a flood costs a request now and then and not one a mail.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from shared.domain.lanes.lane import Lane
from shared.domain.lanes.sharing_out import Quota, SharedOut, share_out
from shared.domain.letters.sends import Send
from shared.domain.values.vendor import Vendor
from shared.ports.desk import Desk
from shared.ports.store import Table
from shared.usecases.records.acting import until_committed
from shared.usecases.records.row_formats import RowFormat

QUOTAS = RowFormat(Quota.model_validate_json)
_WHERE = (Table.LIMITS, "quota")
_KEY = "quota-lanes"
MOST_ASKED_ABOUT = 1000


class LoadedQuota(NamedTuple):
    """The quota with the version of its row; None where there is none."""

    quota: Quota
    etag: str | None


async def load_quota(desk: Desk) -> LoadedQuota:
    """What has been granted lately. One request. Raises ``StoreUnavailable``."""
    loaded = LoadedQuota(*QUOTAS.found(await desk.store.get(*_WHERE, _KEY), Quota()))
    desk.blocks.known = loaded
    return loaded


async def replace_quota(desk: Desk, before: LoadedQuota, after: Quota) -> None:
    """One request, none where nothing changes. Raises ``StoreConflict``: others claimed meanwhile."""
    if after == before.quota:
        return
    desk.blocks.known = None
    (etag,) = await desk.store.commit(*_WHERE, [QUOTAS.row(_KEY, after, before.etag)])
    desk.blocks.known = LoadedQuota(after, etag)


async def claim(desk: Desk, wanted: Mapping[Lane, int]) -> Counter[Lane]:
    """How many mails of each lane may leave now, at most so many; they are counted.

    One request where nobody else has claimed since this instance did, else two; none where it has some at
    hand, or was refused lately.

    Raises:
        StoreUnavailable: nothing may leave; perhaps it is counted all the same.
    """
    async with desk.blocks.lock:
        desk.blocks.at(desk.clock.now())
        taken = desk.blocks.take(wanted)
        missing = desk.blocks.missing(wanted, taken, desk.clock.now())
        if missing:
            await _fetch(desk, missing)
            taken += desk.blocks.take(missing)
        return taken


async def claim_for(desk: Desk, sends: Sequence[Send]) -> list[Send]:
    """Those of these mails that may leave now, in their order; they are counted. As ``claim``."""
    if not sends:
        return []
    left = await claim(desk, Counter(send.lane for send in sends))
    granted: list[Send] = []
    for send in sends:
        if left[send.lane]:
            left[send.lane] -= 1
            granted.append(send)
    return granted


def give_back(desk: Desk, sends: Iterable[Send]) -> None:
    """These were claimed and have not left: this instance may send others for them within the minute."""
    desk.blocks.give_back(Counter(send.lane for send in sends))


async def _fetch(desk: Desk, wanted: Mapping[Lane, int]) -> None:
    """A block of each lane, as far as there is room. What had lapsed is taken out of the count.

    At most once: where the claim is not answered, it may be out already, and others may have been granted it.
    """
    lapsed, desk.blocks.lapsed = desk.blocks.lapsed, {}

    def shared_out(before: LoadedQuota) -> SharedOut:
        return share_out(_without(before.quota, lapsed), wanted, desk.clock.now(), desk.vendor)

    async def attempt(_: int) -> SharedOut:
        before = _known(desk)
        shared = shared_out(before) if before else None
        if before is None or shared is None or not _in_full(shared, wanted):
            before = await load_quota(desk)
            shared = shared_out(before)
        await replace_quota(desk, before, shared.quota)
        return shared

    shared = await until_committed(desk, "quota", attempt)
    desk.blocks.put_in(shared.granted, wanted, shared.quota.closed_until)
    desk.blocks.trying = desk.blocks.trying or shared.trial


def _known(desk: Desk) -> LoadedQuota | None:
    """The quota as this instance saw it last: right where it can still be replaced."""
    return LoadedQuota(*desk.blocks.known) if desk.blocks.known else None


def _in_full(shared: SharedOut, wanted: Mapping[Lane, int]) -> bool:
    """Whether all is granted. Others may have given back or opened what is refused by what was known."""
    return all(shared.granted.get(lane, 0) >= mails for lane, mails in wanted.items())


def _without(quota: Quota, lapsed: Mapping[int, Mapping[Lane, int]]) -> Quota:
    for minute, mails in lapsed.items():
        if minute in quota.granted:
            for lane, number in mails.items():
                quota = quota.with_grant(lane, -number, minute)
    return quota


async def rooms_for(desk: Desk, waiting: Mapping[Lane, int]) -> dict[Lane, int]:
    """How many mails of each of these lanes could be claimed now, the highest lane first.

    Where more wait than that, what comes free until the next scan is theirs, and nothing below gets it: it is
    noted for lanes that no queue asks for. One request, and one where that is to be noted.

    Raises:
        StoreUnavailable: nobody knows.
    """

    async def attempt(_: int) -> dict[Lane, int]:
        before, now = await load_quota(desk), desk.clock.now()
        desk.blocks.at(now)
        rooms = {
            lane: desk.blocks.left[lane] + _room(before.quota, lane, now, desk.vendor) for lane in waiting
        }
        short = [lane for lane in rooms if rooms[lane] < waiting[lane] and not lane.pressing]
        await replace_quota(desk, before, before.quota.short_until_scanned(short, now))
        return rooms

    return await until_committed(desk, "quota", attempt)


def _room(quota: Quota, lane: Lane, now: datetime, vendor: Vendor) -> int:
    return share_out(quota, {lane: MOST_ASKED_ABOUT}, now, vendor).granted.get(lane, 0)


async def more_at(desk: Desk, lane: Lane) -> datetime:
    """When there is perhaps room for more of this lane. One request."""
    now = desk.clock.now()
    return (await load_quota(desk)).quota.more_at(lane, now, desk.vendor)
