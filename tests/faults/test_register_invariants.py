"""Each invariant of the register, broken by hand in a healthy store: the checks must see it."""

import pytest

from shared.ports.store import Remove, Table
from tests.faults.register_stories import CONFIRMED, TIED, confirmed
from tests.faults.stories import HOURS, Story, messages_lost, rest
from tests.faults.test_invariants import find, seen


@pytest.mark.parametrize(
    ("number", "key", "text"),
    [("1", "head-", '"name":"E-1"'), ("4", "tie-", ""), ("2", "told-", "")],
    ids=["entry", "tie", "told"],
)
async def test_a_missing_row_of_an_entry_is_seen(number: str, key: str, text: str) -> None:
    world = await Story("", rest, CONFIRMED).begun()
    await world.recover(HOURS)
    assert world.broken() == []
    partition, row = await find(world, Table.REGISTER, key, text)
    await world.memory.commit(Table.REGISTER, partition, [Remove(row.key, row.etag)])
    assert number in await seen(world)


async def test_an_entry_that_has_something_to_do_and_no_look_is_seen() -> None:
    world = await Story("", rest, (*TIED, confirmed(), messages_lost)).begun()
    world.witness.look_around(world.desk())
    assert world.witness.broken == []
    for row in (row for rows in world.witness.reading().looks.values() for row in rows):
        if row.hint.aggregate.startswith("register-"):
            partition, stored = await find(world, Table.AGENDA, row.key)
            await world.memory.commit(Table.AGENDA, partition, [Remove(stored.key, stored.etag)])
    world.witness.look_around(world.desk())
    assert world.witness.broken == ["4: no look for E-1"]
