"""CPU time of an intake in this process, beside the same storage requests sent bare."""

import json
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from itertools import count

import aiohttp

from bench.scene import MEMBER, HandClock, desk_over, submission
from bench.storage import Sent, adapters, recorded_adapters, send_bare
from bench.trigger import intake_trigger, send_intake
from bench.unmeasured import Unmeasured
from devstack.azurite import Azurite, running_azurite
from shared import wiring
from shared.ports.desk import Desk
from shared.ports.queue import Queue
from shared.ports.store import Store
from shared.usecases.members.put_member import put_member
from tests.fakes.queue import MemoryQueue
from tests.fakes.store import MemoryStore

ROUNDS = 6
AT_A_TIME = 25
REQUESTS = 7
"""Storage requests of an intake; the recording is refused where it has another number."""

type Intakes = Callable[[int], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class IntakeTimes:
    """CPU milliseconds of one intake in this process, each the best of several rounds.

    bare: its storage requests, sent again without SDK or product. quick, plain: through the trigger function
    and the real adapters, with transactions composed here and by the SDK. memory: through the trigger
    function over a store in memory, so the product alone.
    """

    bare: float
    quick: float
    plain: float
    memory: float


async def time_intakes(azurite: Azurite) -> IntakeTimes:
    """Take turns, so that a slow spell of the machine meets all alike."""
    async with AsyncExitStack() as stack:
        ways: dict[str, Intakes] = {
            "quick": await stack.enter_async_context(through_trigger(azurite, quick=True)),
            "plain": await stack.enter_async_context(through_trigger(azurite, quick=False)),
            "memory": partial(_send, await _desk(MemoryStore(), MemoryQueue()), _keys("memory")),
            "bare": await stack.enter_async_context(_bare(azurite)),
        }
        for way in ways.values():
            await way(2)
        rounds = [await _round(ways) for _ in range(ROUNDS)]
        wiring.use_desk(None)
    return IntakeTimes(**{name: min(each[name] for each in rounds) for name in ways})


async def _round(ways: Mapping[str, Intakes]) -> dict[str, float]:
    return {name: await _milliseconds(way) for name, way in ways.items()}


async def _milliseconds(way: Intakes) -> float:
    before = time.process_time()
    await way(AT_A_TIME)
    return (time.process_time() - before) * 1000 / AT_A_TIME


@asynccontextmanager
async def through_trigger(azurite: Azurite, *, quick: bool) -> AsyncGenerator[Intakes]:
    """A way to send intakes through the trigger function over the real adapters."""
    async with adapters(azurite, quick=quick) as (store, queue):
        yield partial(_send, await _desk(store, queue), _keys(f"quick={quick}"))


@asynccontextmanager
async def _bare(azurite: Azurite) -> AsyncGenerator[Intakes]:
    """What intakes ask of another Azurite is recorded; here it is asked again, byte for byte."""
    with running_azurite(None) as elsewhere:
        recorded = await _recorded(elsewhere, 2 + ROUNDS * AT_A_TIME)
    prepared = iter([[each.to(elsewhere, azurite) for each in intake] for intake in recorded])
    async with aiohttp.ClientSession() as session:
        yield partial(_replay, session, prepared)


async def _recorded(azurite: Azurite, number: int) -> Sequence[Sequence[Sent]]:
    """The storage requests of so many intakes, each in the order in which they were sent."""
    sent: list[Sent] = []
    intakes: list[list[Sent]] = []
    async with recorded_adapters(azurite, sent) as (store, queue):
        desk, keys = await _desk(store, queue), _keys("bare")
        await _send(desk, keys, 1)  # makes the tables and the queue
        for _ in range(number):
            sent.clear()
            await _send(desk, keys, 1)
            intakes.append(sent.copy())
    if {len(each) for each in intakes} != {REQUESTS}:
        message = f"an intake no longer takes {REQUESTS} storage requests"
        raise Unmeasured(message)
    return intakes


async def _replay(session: aiohttp.ClientSession, prepared: Iterator[Sequence[Sent]], number: int) -> None:
    for _ in range(number):
        await send_bare(session, next(prepared))


async def _desk(store: Store, queue: Queue) -> Desk:
    desk = desk_over(store, queue, HandClock())
    await put_member(desk, MEMBER)
    return desk


def _keys(name: str) -> Iterator[str]:
    """Submission keys that nobody else uses."""
    return (f"{name} {number}" for number in count())


async def _send(desk: Desk, keys: Iterator[str], number: int) -> None:
    """So many requests of a member, through the trigger function as Azure calls it."""
    wiring.use_desk(desk)
    for _ in range(number):
        await send_intake(_INTAKE, _BODY, next(keys))


_INTAKE = intake_trigger()
_BODY = json.dumps(submission().model_dump(mode="json")).encode()
