"""Each invariant, broken by hand in a healthy store: the checks must see it."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from shared.ports.store import Create, Remove, Row, Table, Upsert
from tests.faults.examples import EVA
from tests.faults.mail_stories import MAILED
from tests.faults.stories import Story, answer, look, messages_lost
from tests.faults.witness import WitnessedMailer, WitnessedQueue
from tests.faults.world import World

type Break = Callable[[World], None]


@pytest.fixture
async def world() -> World:
    """A ticket that came by mail, past half-way; its answer waits in the outbox."""
    made = await Story("", look, MAILED).begun()
    await made.recover(timedelta(hours=13))
    await answer(made, made.desk())
    await messages_lost(made, made.desk())
    assert made.witness.broken == []
    return made


async def find(world: World, table: Table, key: str, text: str = "") -> tuple[str, Row]:
    """The first row whose key begins like this and that has this text, with its partition."""
    for (place, partition), rows in world.memory.partitions().items():
        for found, told in sorted(rows):
            if place is table and found.startswith(key) and text in told:
                row = await world.memory.get(table, partition, found)
                assert row is not None
                return partition, row
    raise LookupError(key, text)


async def seen(world: World) -> set[str]:
    """The numbers of the invariants that are broken now, at any time or at rest."""
    world.witness.look_around(world.desk())
    return {found.partition(":")[0] for found in world.broken()}


@pytest.mark.parametrize(
    ("number", "table", "key", "text"),
    [
        ("1", Table.TICKETS, "head", ""),
        ("1", Table.TICKETS, "event", "entitlement_decided"),
        ("1", Table.TICKETS, "said", EVA),
        ("1", Table.TICKETS, "text", ""),
        ("1", Table.MAILS, "mail", ""),
        ("1", Table.MAILS, "raw", ""),
        ("2", Table.TICKETS, "send", "pending"),
        ("4", Table.AGENDA, "look", ""),
        ("4", Table.AGENDA, "open", ""),
        ("4", Table.DIRECTORY, "who", ""),
    ],
)
async def test_a_missing_row_is_seen(world: World, number: str, table: Table, key: str, text: str) -> None:
    partition, row = await find(world, table, key, text)
    await world.memory.commit(table, partition, [Remove(row.key, row.etag)])
    assert number in await seen(world)


@pytest.mark.parametrize(
    ("number", "key", "text", "pattern", "other"),
    [
        ("2", "send", '"state":"sent"', '"state":"sent"', '"state":"failed"'),
        ("2", "send", '"state":"pending"', '"state":"pending"', '"state":"sent"'),
        ("3", "event", "escalated", '"recorded":"[^"]*"', '"recorded":"2026-03-02T20:59:59Z"'),
        ("7", "head", "", '"owner":"anna"', '"owner":"bo"'),
        ("7", "event", "entitlement_decided", '"covered":true', '"covered":false'),
    ],
)
async def test_a_row_that_says_something_else_is_seen(
    world: World, number: str, key: str, text: str, pattern: str, other: str
) -> None:
    partition, row = await find(world, Table.TICKETS, key, text)
    told = re.sub(pattern, other, row.text)
    assert told != row.text
    await world.memory.commit(Table.TICKETS, partition, [Upsert(row.key, told)])
    assert number in await seen(world)


async def test_a_level_told_twice_is_seen(world: World) -> None:
    partition, row = await find(world, Table.TICKETS, "event", "escalated")
    _, head = await find(world, Table.TICKETS, "head")
    events = world.witness.reading().tickets[partition].events
    again = Create(f"{row.key[:-6]}{len(events):06}", row.text)
    counted = re.sub('"events":[0-9]+', f'"events":{len(events) + 1}', head.text)
    await world.memory.commit(Table.TICKETS, partition, [again, Upsert(head.key, counted)])
    assert "3" in await seen(world)


async def test_a_row_that_is_never_removed_is_seen(world: World) -> None:
    partition, row = await find(world, Table.AGENDA, "look")
    await world.recover(timedelta(hours=30))
    assert await seen(world) == set()
    await world.memory.commit(Table.AGENDA, partition, [Create(row.key, row.text)])
    assert await seen(world) == {"4"}


async def test_a_mail_without_a_lease_is_seen(world: World) -> None:
    mail = world.mailer.delivered[-1]
    mailer = WitnessedMailer(world.witness, world.mailer, world.clock)
    await mailer.send(mail, first_sent=world.clock.now())
    assert any("not leased" in found for found in world.witness.broken)
    assert any("once too often" in found for found in world.witness.broken)


async def test_an_address_in_a_key_or_a_message_is_seen(world: World) -> None:
    await world.memory.commit(Table.LIMITS, "personal-eva", [Create("count", "1")])
    assert "6" in await seen(world)
    world.witness.broken.clear()
    await WitnessedQueue(world.witness, world.queue).tell(f"ticket-{EVA}")
    assert len(world.witness.broken) == 1
