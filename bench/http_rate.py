"""Requests a second through the real Functions host, over HTTP on the loopback."""

import asyncio
import json
import tempfile
import time
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import aiohttp
import click

from bench.first_intake import SETTINGS, UNLIMITED
from bench.scene import MEMBER, HandClock, desk_over, submission
from bench.storage import adapters
from bench.unmeasured import Unmeasured
from devstack.azurite import Azurite
from devstack.stack.ports import Ports
from devstack.stack.program import Program
from devstack.stack.running import RunningStack, StackPlan, running_stack
from devstack.stack.time_machine import TimeMachine
from shared.usecases.members.put_member import put_member

CONNECTIONS = (1, 16)
MOST_REQUESTS = 500
MOST_SECONDS = 4.0
WARM_UP = 20
HERE = Path(__file__).parent
BODY = json.dumps(submission().model_dump(mode="json")).encode()
ACCEPTED = 202


@dataclass(frozen=True, slots=True)
class Rates:
    """Requests a second at so many connections, each kept busy.

    empty: a function that does nothing. intake: the intake, while nobody takes the queue's messages. whole:
    the intake in the whole stack, where the same process sends the mails of the intakes meanwhile.
    """

    connections: int
    empty: float
    intake: float
    whole: float


async def measure_rates(azurite: Azurite) -> list[Rates]:
    """One after the other, each in a Functions host of its own."""
    with _host(HERE / "empty_app", {}) as address:
        empty = [await _rate(f"{address}/api/empty", each) for each in CONNECTIONS]
    async with adapters(azurite) as (store, queue):
        await put_member(desk_over(store, queue, HandClock()), MEMBER)
    with _host(HERE / "intake_app", {**SETTINGS, "DESK_STORAGE": azurite.connection_string}) as address:
        intake = [await _rate(f"{address}/api/intake", each) for each in CONNECTIONS]
    with _stack() as stack:
        await _put_member(stack)
        whole = [await _rate_at_rest(stack, each) for each in CONNECTIONS]
    return [Rates(*each) for each in zip(CONNECTIONS, empty, intake, whole, strict=True)]


@contextmanager
def _host(folder: Path, settings: Mapping[str, str]) -> Generator[str]:
    """The address of a Functions host that runs the app in this folder."""
    with tempfile.TemporaryDirectory(prefix="desk-bench-") as data:
        options = ["--app", str(folder), "--data", data]
        host = Program("functions host", "devstack.functions_host", options, settings)
        try:
            yield str(json.loads(host.ready())["http"])
        finally:
            host.stop()


@contextmanager
def _stack() -> Generator[RunningStack]:
    with (
        tempfile.TemporaryDirectory(prefix="desk-bench-") as data,
        running_stack(
            StackPlan(Path(data), Ports.free(), in_memory=True, settings=UNLIMITED), click.echo
        ) as stack,
    ):
        yield stack


async def _put_member(stack: RunningStack) -> None:
    """Let the stack know the member."""
    address = f"{stack.http}/api/members/{MEMBER.id}"
    headers = {"x-functions-key": stack.secrets.function_key, "If-Match": "*"}
    member = MEMBER.model_dump(mode="json")
    async with _session(1) as session, session.put(address, json=member, headers=headers) as answer:
        answer.raise_for_status()


async def _rate_at_rest(stack: RunningStack, connections: int) -> float:
    """The intake's rate; the mails of earlier requests have gone out before."""
    await asyncio.to_thread(TimeMachine(stack.dev).rest)
    return await _rate(f"{stack.http}/api/intake", connections)


async def _rate(address: str, connections: int) -> float:
    """Requests a second over so many connections, until all are sent or the time is up."""
    keys = iter([f"{connections} {number}" for number in range(WARM_UP + MOST_REQUESTS)])
    async with _session(connections) as session:
        await _keep_busy(session, address, islice(keys, WARM_UP))
        began = time.monotonic()
        sent = await asyncio.gather(*(_keep_busy(session, address, keys) for _ in range(connections)))
        return sum(sent) / (time.monotonic() - began)


async def _keep_busy(session: aiohttp.ClientSession, address: str, keys: Iterator[str]) -> int:
    """A request for each key, one after the other, until there are no more or the time is up; how many.

    Raises:
        Unmeasured: one was not accepted, so there is nothing to measure.
    """
    sent, end = 0, time.monotonic() + MOST_SECONDS
    for key in keys:
        async with session.post(address, data=BODY, headers={"idempotency-key": key}) as answer:
            await answer.read()
        if answer.status != ACCEPTED:
            message = f"{address} answered {answer.status}"
            raise Unmeasured(message)
        sent += 1
        if time.monotonic() > end:
            break
    return sent


def _session(connections: int) -> aiohttp.ClientSession:
    headers = {"content-type": "application/json", "accept": "application/json"}
    return aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=connections), headers=headers)
