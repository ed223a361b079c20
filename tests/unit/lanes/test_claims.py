"""Claims of the quota: counted in storage for all instances, at hardly any cost where many mails come."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

import pytest

from shared.domain.lanes.lane import Lane
from shared.ports.desk import Desk
from shared.ports.store import Change, Row, Table
from shared.usecases.lanes.claim_quota import claim, load_quota
from tests.fakes.desk import VENDOR, FakeDesk
from tests.fakes.store import MemoryStore

MINUTE = timedelta(minutes=1)


class SeenStore(MemoryStore):
    """Counts its requests."""

    def __init__(self) -> None:
        super().__init__()
        self.requests = 0

    async def get(self, table: Table, partition: str, key: str) -> Row | None:
        self.requests += 1
        await asyncio.sleep(0)
        return await super().get(table, partition, key)

    async def commit(self, table: Table, partition: str, changes: Sequence[Change]) -> Sequence[str]:
        self.requests += 1
        await asyncio.sleep(0)
        return await super().commit(table, partition, changes)


def desks(an_hour: int, store: MemoryStore, number: int = 2) -> list[FakeDesk]:
    """So many instances over one storage."""
    vendor = VENDOR.model_copy(update={"mails_per_hour": an_hour, "mails_per_minute": 10 * an_hour})
    first = FakeDesk(vendor=vendor, store=store)
    return [first, *(FakeDesk(vendor=vendor, store=store, clock=first.clock) for _ in range(number - 1))]


async def one_by_one(desk: Desk, lane: Lane, mails: int) -> int:
    """So many looks with one mail each; how many may leave."""
    return sum([(await claim(desk, {lane: 1}))[lane] for _ in range(mails)])


@pytest.mark.parametrize("lane", Lane)
async def test_a_mail_costs_at_most_a_fifth_of_a_request_more_where_many_leave_in_a_minute(
    lane: Lane,
) -> None:
    store = SeenStore()
    (fake,) = desks(10_000, store, 1)
    assert await one_by_one(fake.desk, lane, 100) == 100
    assert store.requests <= 20


@pytest.mark.parametrize("lane", Lane)
async def test_a_mail_costs_at_most_a_fifth_of_a_request_more_where_none_may_leave(lane: Lane) -> None:
    store = SeenStore()
    (fake,) = desks(20, store, 1)
    assert await one_by_one(fake.desk, lane, 150) <= 20
    assert store.requests <= 0.2 * 150 + 20


async def test_instances_that_claim_at_the_same_time_never_get_more_than_the_quota_together() -> None:
    instances = desks(20, SeenStore(), 4)
    got = await asyncio.gather(*(claim(each.desk, {Lane.PEOPLE: 8}) for each in instances))
    assert 16 <= sum(each[Lane.PEOPLE] for each in got) <= 20
    (granted,) = (await load_quota(instances[0].desk)).quota.granted.values()
    assert sum(granted) <= 20


async def test_what_one_instance_was_granted_no_other_gets_as_well() -> None:
    first, second = desks(20, MemoryStore())
    assert await one_by_one(first.desk, Lane.PEOPLE, 15) == 15
    assert await one_by_one(second.desk, Lane.PEOPLE, 15) == 5


async def test_what_is_unspent_lapses_with_its_minute_and_is_counted_no_more_after_the_next_claim() -> None:
    (fake,) = desks(100, MemoryStore(), 1)
    await claim(fake.desk, {Lane.PEOPLE: 1})
    (granted,) = (await load_quota(fake.desk)).quota.granted.values()
    assert sum(granted) == 6
    fake.clock.instant += MINUTE
    await claim(fake.desk, {Lane.MEMBERS: 1})
    counted: Counter[str] = Counter()
    for counts in (await load_quota(fake.desk)).quota.granted.values():
        counted.update(dict(zip(Lane, counts, strict=True)))
    assert (counted[Lane.PEOPLE], counted[Lane.MEMBERS]) == (1, 3)


async def test_a_lower_lane_waits_on_every_instance_while_a_higher_one_is_refused_on_one() -> None:
    first, second = desks(100, MemoryStore())
    assert await one_by_one(first.desk, Lane.PROMISES, 95) == 90
    for lane in (Lane.MEMBERS, Lane.STRANGERS, Lane.NEWS):
        assert await one_by_one(second.desk, lane, 1) == 0
    assert await one_by_one(second.desk, Lane.PEOPLE, 10) == 10
