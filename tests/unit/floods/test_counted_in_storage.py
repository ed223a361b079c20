"""The count stands in storage for all instances: nothing is lost where requests come one after the other."""

import asyncio
import contextlib
from dataclasses import replace

import pytest

from shared.domain.floods.knocks import TOTAL, Knocks
from shared.domain.refusals.flood_errors import TooManyRequests
from shared.domain.values.intake import Submission
from shared.ports.store import StoreUnavailable
from shared.usecases.floods.count_knocks import AtDoor, read_knocks
from shared.usecases.messages.open_ticket import Request, open_ticket
from tests.fakes.desk import FakeDesk
from tests.fakes.one_fault import Fate, FaultyStore, Killed, OneFault


async def knock(fake: FakeDesk, number: int) -> None:
    """A request by the open door, from a network that many share."""
    asked = Submission(email=f"asker@{number}.example.org", message=f"Number {number}.")
    request = Request(submission=asked, channel="form", key=f"key-{number}", at_door=AtDoor("192.0.2.0/24"))
    await open_ticket(fake.desk, request)


async def counted(fake: FakeDesk) -> tuple[int, int]:
    """How many in total, and of that network."""
    read = await read_knocks(fake.desk, AtDoor("192.0.2.0/24"), "eva@example.org", "")
    assert read
    knocks = Knocks(tuple(share for share, _ in read.shares.values()), fake.clock.now())
    return knocks.counted(TOTAL), knocks.counted(f"n{read.knock.network}")


async def test_each_request_is_counted_once_in_one_of_the_shares() -> None:
    fake = FakeDesk()
    for number in range(30):
        await knock(fake, number)
    assert await counted(fake) == (30, 30)


async def test_requests_at_the_same_instant_all_become_tickets_and_most_are_counted() -> None:
    fake = FakeDesk()
    await asyncio.gather(*(knock(fake, number) for number in range(30)))
    total, of_network = await counted(fake)
    assert 20 <= total == of_network <= 30


@pytest.mark.parametrize("fate", [Fate.UNAVAILABLE, Fate.ANSWER_LOST, Fate.KILLED_BEFORE, Fate.KILLED_AFTER])
@pytest.mark.parametrize("number", range(1, 10))
async def test_a_request_that_failed_at_any_call_and_is_sent_again_still_has_its_proof(
    fate: Fate, number: int
) -> None:
    fake = FakeDesk()
    asked = Submission(email="asker@elsewhere.example.org", message="It stops.")
    request = Request(asked, "form", key="key-1", at_door=AtDoor("192.0.2.0/24", proof="sum"))
    faulty = FaultyStore(fake.store, OneFault(number, fate))
    with contextlib.suppress(StoreUnavailable, Killed):
        await open_ticket(replace(fake.desk, store=faulty), request)
    again = await open_ticket(fake.desk, request)
    assert again.state.held is None


async def test_a_form_that_is_sent_twice_at_once_is_one_ticket_that_is_not_held() -> None:
    fake = FakeDesk()
    asked = Submission(email="asker@elsewhere.example.org", message="It stops.")
    request = Request(asked, "form", key="key-1", at_door=AtDoor("192.0.2.0/24", proof="sum"))
    opened = await asyncio.gather(*(open_ticket(fake.desk, request) for _ in range(6)))
    assert {(each.state.id, each.state.held) for each in opened} == {(opened[0].state.id, None)}


async def test_nothing_personal_stands_in_the_count() -> None:
    fake = FakeDesk()
    await knock(fake, 1)
    said = str([each for each in fake.store.everything() if "knocks" in str(each)])
    assert "knocks" in said
    assert "asker" not in said
    assert "192.0.2" not in said


async def test_a_flood_from_one_mailbox_in_sixteen_connections_becomes_little_more_than_its_limit() -> None:
    """Those under way when the limit is reached get in too; spellings of the mailbox make no difference."""
    fake, side_by_side, refused = FakeDesk(), asyncio.Semaphore(16), 0

    async def flood(number: int) -> None:
        nonlocal refused
        asked = Submission(email=f"v.ictim+{number}@gmail.com", message=f"Number {number}.")
        request = Request(asked, "form", key=f"key-{number}", at_door=AtDoor(f"192.0.{number % 99}.0/24"))
        async with side_by_side:
            try:
                await open_ticket(fake.desk, request)
            except TooManyRequests:
                refused += 1

    await asyncio.gather(*(flood(number) for number in range(400)))
    assert 400 - refused <= fake.vendor.knocks.per_address + 16
