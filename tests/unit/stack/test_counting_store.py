"""The store that counts requests and entities for the bench."""

import asyncio

import pytest

from bench.counting import CountingStore, Counts
from shared.ports.store import Create, StoreConflict, Table
from tests.fakes.store import MemoryStore

T = Table.TICKETS


class SlowStore(MemoryStore):
    """Gives way once in every read, as a real store does."""

    async def get(self, table, partition, key):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201 - as MemoryStore
        await asyncio.sleep(0)
        return await super().get(table, partition, key)


async def test_requests_and_entities_are_counted_by_kind() -> None:
    store = CountingStore(MemoryStore())
    await store.commit(T, "p", [Create("a", ""), Create("b", "")])
    await store.get(T, "p", "a")
    await store.get(T, "p", "none")
    await store.rows(T, "p", first="", before="~")
    counts = store.reset()
    assert (counts.commit.requests, counts.commit.entities) == (1, 2)
    assert (counts.get.requests, counts.get.entities) == (2, 1)
    assert (counts.rows.requests, counts.rows.entities) == (1, 2)
    assert (counts.requests, counts.entities_read, counts.in_turn) == (4, 3, 4)
    assert store.counts == Counts()


async def test_a_refused_commit_is_a_request_that_wrote_nothing() -> None:
    store = CountingStore(MemoryStore())
    await store.commit(T, "p", [Create("a", "")])
    with pytest.raises(StoreConflict):
        await store.commit(T, "p", [Create("a", "")])
    assert (store.counts.commit.requests, store.counts.commit.entities) == (2, 1)


async def test_requests_at_the_same_time_are_one_turn() -> None:
    store = CountingStore(SlowStore())
    await asyncio.gather(store.get(T, "p", "a"), store.get(T, "p", "b"), store.get(T, "p", "c"))
    await store.get(T, "p", "d")
    assert (store.counts.requests, store.counts.in_turn) == (4, 2)
