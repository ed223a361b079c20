"""The triggers over the real clients on storage's bad days: each ends soon, and nothing is lost.

CI lets every twentieth request go wrong; ``make faults`` all of them (``EVERY_REQUEST=1``).
"""

import asyncio
import json
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from itertools import count
from urllib.parse import urlsplit

import pytest
from azure.functions import QueueMessage, TimerRequest

from devstack.azurite import Azurite, connection_string
from shared import wiring
from shared.adapters.blobs import BlobFiles
from shared.adapters.queue import StorageQueue
from shared.adapters.tables import TableStore
from shared.domain.agenda.agenda import shard_of
from shared.domain.agenda.header import aggregate_of
from shared.ports.desk import Desk
from shared.ports.store import StoreError, Table
from shared.usecases.members.put_member import put_member
from tests.contract.jumping_time import JumpingLoop
from tests.contract.misbehaving import Misbehaving, Whim, standing_before
from tests.examples.indexed_functions import indexed_functions
from tests.fakes.desk import FakeDesk
from tests.faults.invariants import broken_at_any_time
from tests.faults.reading import Reading, read
from tests.triggers.answers.supporter_acts import REPLY
from tests.triggers.calling import call
from tests.triggers.conftest import settings
from tests.triggers.examples import ACME, REQUEST

__all__ = ["settings"]

STEP = 1 if os.environ.get("EVERY_REQUEST") else 20
MOST_SECONDS = 30
NUMBERS = count()


@dataclass
class BadDay:
    """A desk over the real clients, and what stands between them and storage."""

    service: Misbehaving
    fake: FakeDesk
    ticket: str = ""

    @property
    def desk(self) -> Desk:
        return self.fake.desk

    async def opened(self) -> None:
        """A ticket of its own."""
        self.ticket = await self.asked(f"the key of {next(NUMBERS)} of this run")

    async def asked(self, key: str) -> str:
        kept = await call("POST", "/api/intake/trusted", REQUEST, {"Idempotency-Key": key})
        return str(kept.json["ticket"]) if kept.status == 202 else self.refused(kept.status)

    async def answered(self, key: str) -> None:
        done = await call("POST", f"/api/tickets/{self.ticket}/answers", REPLY, {"Idempotency-Key": key})
        if done.status != 202:
            self.refused(done.status)

    def refused(self, status: int) -> str:
        """Whoever is not answered well is asked to come again, and told nothing else."""
        assert status == 503
        raise StoreError

    async def looked(self) -> None:
        notify = indexed_functions()["notify"]
        body = json.dumps({"look": aggregate_of(self.ticket)}).encode()
        await notify.run(**{notify.trigger["name"]: QueueMessage(id="1", body=body)})

    async def scanned(self) -> None:
        timer = indexed_functions()["sla_timer"]
        await timer.run(**{timer.trigger["name"]: TimerRequest(past_due=False)})

    async def reading(self) -> Reading:
        """What stands in storage of the ticket and its agenda."""
        places = [(Table.TICKETS, self.ticket), (Table.AGENDA, shard_of(aggregate_of(self.ticket)))]
        found = {place: await self.desk.store.rows(*place, first="0", before="z") for place in places}
        return read({place: tuple((row.key, row.text) for row in rows) for place, rows in found.items()})


async def intake(day: BadDay, key: str) -> None:
    """A program sends a request."""
    day.ticket = await day.asked(key)


async def answer(day: BadDay, key: str) -> None:
    """Anna answers."""
    await day.answered(key)


async def look(day: BadDay, _: str) -> None:
    """A message of the queue comes."""
    await day.looked()


async def scan(day: BadDay, _: str) -> None:
    """The timer comes."""
    await day.scanned()


type Handler = Callable[[BadDay, str], Awaitable[None]]


@asynccontextmanager
async def bad_day(azurite: Azurite, service: Misbehaving) -> AsyncIterator[BadDay]:
    async with AsyncExitStack() as ending:
        behind = [azurite.table_port, azurite.queue_port, azurite.blob_port]
        before = [standing_before(service, f"http://127.0.0.1:{port}") for port in behind]
        ports = [urlsplit(await ending.enter_async_context(each)).port or 0 for each in before]
        reached = connection_string(*ports)
        store, queue = (
            TableStore.from_connection_string(reached),
            StorageQueue.from_connection_string(reached),
        )
        files = BlobFiles.from_connection_string(reached)
        for each in (service.session, store, queue, files):
            ending.push_async_callback(each.close)
        fake = FakeDesk(wrapped_store=store, wrapped_queue=queue, wrapped_files=files)
        await put_member(fake.desk, ACME)
        wiring.use_desk(fake.desk)
        ending.callback(wiring.use_desk, None)
        yield BadDay(service, fake)


async def seconds(work: Awaitable[None]) -> float:
    """How long it took, in the loop's time; how it ended is told elsewhere."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    with suppress(StoreError):
        await work
    return loop.time() - began


async def found(day: BadDay, handler: Handler, whim: Whim, at: int) -> list[str]:
    """What is not as it must be while this request goes wrong, and once it was tried again."""
    key = f"a key of {next(NUMBERS)} of this run"
    await day.opened()
    day.service.now(whim, at)
    took = await seconds(handler(day, key))
    day.service.well()
    wrong = list(broken_at_any_time(await day.reading(), day.desk))
    await handler(day, key)
    wrong += broken_at_any_time(await day.reading(), day.desk)
    wrong += [f"it took {took:.0f} s"] if took > MOST_SECONDS else []
    return [f"request {at}: {each}" for each in wrong]


async def all_found(azurite: Azurite, service: Misbehaving, handler: Handler, whim: Whim) -> list[str]:
    async with bad_day(azurite, service) as day:
        await day.opened()
        day.service.well()
        await handler(day, "well")
        requests, wrong = day.service.asked, list[str]()
        assert requests > 1
        for at in range(list(Whim).index(whim) % STEP, requests, STEP):
            wrong += await found(day, handler, whim, at)
        return wrong


@pytest.mark.usefixtures("settings")
@pytest.mark.parametrize("whim", Whim, ids=lambda whim: whim.name.lower())
@pytest.mark.parametrize("handler", [intake, answer, look, scan])
def test_whatever_storage_does_every_handler_ends_within_30_seconds_and_loses_nothing(
    azurite: Azurite, handler: Handler, whim: Whim
) -> None:
    services: list[Misbehaving] = []

    async def run() -> list[str]:
        services.append(Misbehaving())
        return await all_found(azurite, services[0], handler, whim)

    with asyncio.Runner(
        loop_factory=lambda: JumpingLoop(lambda: any(each.busy() for each in services))
    ) as runner:
        assert runner.run(run()) == []
