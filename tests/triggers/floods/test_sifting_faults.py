"""Many held tickets are sifted in one act, and storage fails in its midst."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

import pytest

from shared.ports.desk import Desk
from shared.ports.store import Change, StoreUnavailable, Table
from shared.usecases.held.sift_held import SiftBody, Sifted, SiftOutcome, drop_held, take_held
from tests.fakes.desk import FakeDesk
from tests.fakes.one_fault import Fate, FaultyStore, OneFault
from tests.fakes.store import MemoryStore
from tests.triggers.floods.knocking import held, letters_to
from tests.triggers.floods.test_held import held_ticket

type Sift = Callable[[Desk, SiftBody], Awaitable[Sifted]]


@pytest.mark.parametrize("act", [take_held, drop_held])
@pytest.mark.parametrize("fate", [Fate.UNAVAILABLE, Fate.ANSWER_LOST])
async def test_after_a_fault_in_the_midst_said_again_all_is_done_once(
    fake: FakeDesk, act: Sift, fate: Fate
) -> None:
    tickets = tuple([await held_ticket(fake, email=f"asker@{n}.example.org") for n in range(3)])
    given = SiftBody(author="anna", reason="Seen.", tickets=tickets)
    faulty = FaultyStore(fake.store, OneFault(5, fate))
    with contextlib.suppress(StoreUnavailable):
        await act(replace(fake.desk, store=faulty), given)
    assert {each.outcome for each in (await act(fake.desk, given)).tickets} == {SiftOutcome.DONE}
    await fake.rest()
    assert await held() == []
    mailed = [len(letters_to(fake, f"asker@{n}.example.org")) for n in range(3)]
    assert mailed == [2 if act is take_held else 1] * 3  # to confirm, and that it was taken


class Faulty(MemoryStore):
    """Storage does not answer about one ticket, and answers late about all others."""

    ticket = ""

    async def commit(self, table: Table, partition: str, changes: Sequence[Change]) -> Sequence[str]:
        if partition == self.ticket:
            raise StoreUnavailable
        for _ in range(5):
            await asyncio.sleep(0)
        return await super().commit(table, partition, changes)


@pytest.mark.parametrize("act", [take_held, drop_held])
async def test_one_that_fails_keeps_no_other_and_is_told_once_all_have_ended(
    fake: FakeDesk, act: Sift
) -> None:
    tickets = [await held_ticket(fake, email=f"asker@{number}.example.org") for number in range(10)]
    store = Faulty()
    vars(store).update(vars(fake.store))
    store.ticket = tickets[0]
    given = SiftBody(author="anna", reason="Seen.", tickets=tuple(tickets))
    with pytest.raises(StoreUnavailable):
        await act(replace(fake.desk, store=store), given)
    assert [each["ticket"] for each in await held()] == tickets[:1]
    assert len(asyncio.all_tasks()) == 1
