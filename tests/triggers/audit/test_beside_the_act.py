"""The audit list's row is written while the act runs, and costs nobody an act."""

import logging
from collections.abc import Callable, Sequence

import pytest

from bench.counting import CountingStore
from shared import wiring
from shared.ports.store import Change, StoreUnavailable, Table
from shared.usecases.members.put_member import put_member
from tests.architecture.test_storage_budget import FarStore
from tests.fakes.desk import FakeDesk
from tests.fakes.store import MemoryStore
from tests.triggers.answers.supporter_acts import ACTS, address_of, method_of
from tests.triggers.answers.test_who_did_it import DONE_AT_ONCE
from tests.triggers.calling import Answer, call
from tests.triggers.examples import ACME
from tests.triggers.tickets import opened

READ = ["", "/clocks/reply-m1"]
LISTS = ["/api/queue", "/api/queue?state=running"]


class Unaudited(CountingStore):
    """Counts what an act would ask of storage if nobody kept an audit list."""

    async def commit(self, table: Table, partition: str, changes: Sequence[Change]) -> Sequence[str]:
        return [] if table is Table.AUDIT else await super().commit(table, partition, changes)


class NoAudit(FarStore):
    """Refuses to write the audit list."""

    async def commit(self, table: Table, partition: str, changes: Sequence[Change]) -> Sequence[str]:
        if table is Table.AUDIT:
            raise StoreUnavailable
        return await super().commit(table, partition, changes)


async def begun(fake: FakeDesk, store: MemoryStore) -> str:
    """The address of a member's ticket on a desk over this store."""
    fake.store, fake.wrapped_store = store, None
    await put_member(fake.desk, ACME)
    wiring.use_desk(fake.desk)
    return await opened(fake)


async def cost(
    fake: FakeDesk, counting: Callable[[MemoryStore], CountingStore], asked: str
) -> tuple[int, int]:
    """How many requests the act costs, and how many of them one after the other, on a desk of its own."""
    address = await begun(fake, FarStore())
    fake.wrapped_store = counted = counting(fake.store)
    wiring.use_desk(fake.desk)
    assert (await act(address, asked)).status < 300
    return counted.counts.requests, counted.counts.in_turn


async def act(address: str, asked: str) -> Answer:
    if asked in ACTS:
        return await call(method_of(asked), address_of(address, asked), ACTS[asked])
    return await call("GET", asked if asked.startswith("/api") else f"{address}{asked}")


@pytest.mark.parametrize("asked", [*DONE_AT_ONCE, *READ, *LISTS])
async def test_an_act_costs_one_request_more_for_the_list_and_waits_for_none(
    fake: FakeDesk, asked: str
) -> None:
    without = await cost(fake, Unaudited, asked)
    assert await cost(fake, CountingStore, asked) == (without[0] + 1, without[1])


@pytest.mark.parametrize("asked", ["answers", *READ, *LISTS])
async def test_an_act_stands_where_the_list_cannot_be_written_and_the_log_says_which_row_was_lost(
    fake: FakeDesk, caplog: pytest.LogCaptureFixture, asked: str
) -> None:
    address = await begun(fake, NoAudit())
    with caplog.at_level(logging.ERROR):
        assert (await act(address, asked)).status < 300
    (lost,) = caplog.messages
    shown = "" if "held" in asked or "gated" in asked else address[13:]
    assert lost.startswith("audit row lost: ")
    assert lost.endswith(f" at 2026-03-02 09:00:00+00:00 [{shown}]: StoreUnavailable")
