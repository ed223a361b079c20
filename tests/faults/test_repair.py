"""Hints are lost, torn or left over, and repaired: afterwards everything is as if nothing had happened.

Each question is asked of a third of the stories, in turn; of all of them with ``EVERY_FAULT=1``.
"""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

import pytest

from shared.ports.store import Remove, Table, Upsert
from shared.usecases.repair.repair_desk import repair_desk
from tests.fakes.desk import FakeDesk
from tests.faults.outcome import outcome_of
from tests.faults.stories import Story
from tests.faults.test_single_faults import EVERY_FAULT, EVERY_STORY
from tests.faults.world import World

HINTS = (Table.AGENDA, Table.DIRECTORY)


def third(which: int) -> pytest.MarkDecorator:
    """One third of the stories; every one of them where every fault is asked for."""
    stories = EVERY_STORY if EVERY_FAULT else EVERY_STORY[which::3]
    return pytest.mark.parametrize("story", stories, ids=lambda story: story.name.replace(" ", "-"))


async def acted(story: Story) -> World:
    """The act is done, and nothing that follows from it."""
    world = await story.begun()
    await story.act(world, world.desk())
    return world


def hints(world: World) -> Iterator[tuple[Table, str, str]]:
    """Table, partition and key of every hint."""
    for (table, partition), rows in world.memory.partitions().items():
        if table in HINTS:
            yield from ((table, partition, key) for key, _ in rows)


async def remove(world: World, hint: tuple[Table, str, str]) -> None:
    """The hint is lost."""
    table, partition, key = hint
    row = await world.memory.get(table, partition, key)
    assert row
    await world.memory.commit(table, partition, [Remove(key, row.etag)])


async def tear(world: World, hint: tuple[Table, str, str]) -> None:
    """The hint says nothing that can be read."""
    table, partition, key = hint
    await world.memory.commit(table, partition, [Upsert(key, '{"torn')])


async def repair(world: World) -> None:
    """The witness looks away meanwhile: it cannot read what is torn."""
    unseen = FakeDesk(world.vendor, world.clock, world.memory, segments=world.segments)
    repaired = await repair_desk(unseen.desk)
    assert repaired.unread == ()
    world.witness.look_around(world.desk())


async def came_to(story: Story, world: World) -> object:
    """What comes of it when all is left to itself; nothing that must not be was seen."""
    await story.followed(world)
    await world.recover(story.watched)
    assert not world.broken(), "\n".join(world.broken())
    return outcome_of(world.witness.reading())


@third(0)
async def test_repair_of_a_desk_that_lacks_nothing_writes_nothing(story: Story) -> None:
    world = await acted(story)
    await world.recover(timedelta(minutes=10))
    before = world.memory.everything()
    repaired = await repair_desk(world.desk())
    assert (dict(repaired.written), dict(repaired.removed), repaired.unread) == ({}, {}, ())
    assert world.memory.everything() == before


@third(1)
async def test_with_every_hint_lost_the_desk_comes_to_what_it_would_have_come_to(story: Story) -> None:
    unharmed = await acted(story)
    harmed = unharmed.copy()
    for hint in list(hints(harmed)):
        await remove(harmed, hint)
    await repair(harmed)
    assert await came_to(story, harmed) == await came_to(story, unharmed)


@third(2)
async def test_whichever_hints_are_lost_or_torn_are_as_they_were_written(story: Story) -> None:
    world = await acted(story)
    await world.recover(story.watched)
    before = {key for _, _, key in hints(world)}
    random = Random(story.name)  # noqa: S311 - the same at every run
    for hint in list(hints(world)):
        await random.choice((remove, tear, _leave))(world, hint)
    await repair(world)
    again = await repair_desk(world.desk())
    assert {key for _, _, key in hints(world)} <= before
    assert (dict(again.written), again.unread) == ({}, ())
    assert not world.broken(), "\n".join(world.broken())


async def _leave(world: World, hint: tuple[Table, str, str]) -> None:
    del world, hint
