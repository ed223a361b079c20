"""A fault strikes an act at one of its calls, and the desk is left to recover."""

import logging
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta

from shared.ports.store import StoreUnavailable
from tests.faults.examples import personal_in
from tests.faults.faulty import Fault, FaultyProcess, Killed, Kind, Process
from tests.faults.outcome import Outcome, outcome_of
from tests.faults.stories import Story
from tests.faults.world import World

A_MOMENT = timedelta(minutes=1)


class _Heard(logging.Handler):
    """Keeps every text that is logged."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(f"{record.getMessage()} {record.exc_info} {record.args}")


@contextmanager
def heard() -> Iterator[list[str]]:
    """Everything that is logged meanwhile, at every level."""
    handler, root = _Heard(), logging.getLogger("shared")
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield handler.texts
    finally:
        root.removeHandler(handler)
        root.setLevel(level)


async def left_alone(story: Story, begun: World) -> Outcome:
    """What comes of it when nobody acts."""
    world = begun.copy()
    await story.followed(world)
    await world.recover(story.watched)
    assert not world.broken(), "\n".join(world.broken())
    return outcome_of(world.witness.reading())


async def faultless(story: Story, begun: World) -> tuple[Outcome, list[str]]:
    """What comes of the act when nothing goes wrong, and the calls that it makes."""
    world, process = begun.copy(), Process()
    await story.act(world, world.desk(process))
    await story.followed(world)
    await world.recover(story.watched)
    assert not world.broken(), "\n".join(world.broken())
    return outcome_of(world.witness.reading()), process.calls


async def after(story: Story, begun: World, fault: Fault) -> AsyncIterator[tuple[World, bool]]:
    """The world at rest after the fault, and whether the act was done: never again, and tried again."""
    world = begun.copy()
    process = FaultyProcess(fault, world.witness.excuse_unrecorded)
    done = await is_done(story, world, process)
    assert process.struck
    await story.followed(world)
    if not done:
        retried = world.copy()
        retried.clock.instant += A_MOMENT
        await story.act(retried, retried.desk())
        await retried.recover(story.watched)
        yield retried, True
    await world.recover(story.watched)
    yield world, done


async def is_done(story: Story, world: World, process: Process) -> bool:
    """Whether the caller got its answer; nothing personal is in what it got instead."""
    try:
        await story.act(world, world.desk(process))
    except (StoreUnavailable, Killed) as error:
        if personal_in(_texts(error)):
            world.witness.broken.append(f"6: an exception has {_texts(error)}")
        return False
    return True


def _texts(error: BaseException) -> str:
    """The texts of an exception and of all that it came from."""
    before = error.__cause__ or error.__context__
    return f"{error!r} {_texts(before) if before else ''}"


async def findings(story: Story, first: int | None = None) -> list[str]:
    """What is not as it must be after each fault at each call.

    Done in the end: the outcome is as without the fault. Not done: that, or as if nobody had acted.
    ``first``: one fault at each call only, each sort of them in turn, this one first.
    """
    begun = await story.begun()
    untouched = await left_alone(story, begun)
    expected, calls = await faultless(story, begun)
    found = []
    for fault in faults_at(calls, first):
        with heard() as logged:
            async for world, done in after(story, begun, fault):
                allowed = (expected,) if done else (expected, untouched)
                found += [f"{fault} ({calls[fault.at]}): {each}" for each in wrong_in(world, *allowed)]
        found += [f"6: a log has {text}" for text in logged if personal_in(text)]
    return found


def faults_at(calls: Sequence[str], first: int | None = None) -> Iterator[Fault]:
    """Every fault that may strike these calls, or one a call: see ``findings``."""
    for at, call in enumerate(calls):
        kinds = [kind for kind in Kind if kind.strikes(call)]
        chosen = kinds if first is None else kinds[(first + at) % len(kinds) :][:1]
        yield from (Fault(kind, at) for kind in chosen)


async def faults_of(story: Story) -> int:
    """How many faults ``findings`` tries."""
    _, calls = await faultless(story, await story.begun())
    return len(list(faults_at(calls)))


def wrong_in(world: World, *allowed: Outcome) -> list[str]:
    """What the witness saw, and the outcome where it is not one of these."""
    came = outcome_of(world.witness.reading())
    return world.broken() + ([] if came in allowed else [f"the outcome is {came}, not {allowed[0]}"])
