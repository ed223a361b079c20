"""The whole local stack of some commit, as ``make run`` starts it, used and measured from outside."""

import asyncio
import json
import os
import statistics
import subprocess
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import aiohttp

from bench.first_intake import UNLIMITED
from bench.other_commit import interpreter
from bench.processes import cpu_milliseconds, memory_megabytes, running
from bench.scene import MEMBER, submission
from bench.unmeasured import Unmeasured
from devstack.stack.data_lock import Owner, read_owner
from devstack.stack.ports import Ports
from devstack.stack.secrets_file import StackSecrets

START_SECONDS, BATCH_SECONDS, STOP_SECONDS = 90.0, 120.0, 30.0
LOOK = 0.01
"""Seconds between looks at whether the last mail is out."""

MAILS = 3
"""Of a ticket: a receipt, and a notice to each of two supporters."""

ACCEPTED = 202
SETTINGS = {"DESK_MAILS_PER_HOUR": "1000000", "DESK_MAILS_PER_MINUTE": "1000000", **UNLIMITED}


@dataclass(frozen=True, slots=True)
class Batch:
    """So many tickets, opened over so many connections, until the last mail was out.

    host, storage: CPU milliseconds a ticket, of the functions host and of the storage's processes. answer:
    the median of the answers' times, in milliseconds.
    """

    connections: int
    tickets_a_second: float
    host: float
    storage: float
    answer: float


@dataclass(slots=True)
class OutsideStack:
    """A running stack; every ticket is from another person at the member."""

    owner: Owner
    data: Path
    host: int
    storage: tuple[int, ...]
    opened: int = 0
    _numbers: Iterator[int] = field(default_factory=count)

    async def open(self, tickets: int, connections: int) -> Batch:
        """Open so many tickets, and wait until all their mails are out.

        Raises:
            Unmeasured: a request was not accepted, or a mail did not come.
        """
        before, began = self._spent(), time.monotonic()
        left = iter(range(tickets))
        connector = aiohttp.TCPConnector(limit=connections)
        async with aiohttp.ClientSession(connector=connector) as session:
            answers = await asyncio.gather(*(self._keep_busy(session, left) for _ in range(connections)))
        self.opened += tickets
        await self._mailed()
        took, spent = time.monotonic() - began, self._spent()
        host, storage = ((now - then) / tickets for now, then in zip(spent, before, strict=True))
        answer = statistics.median(each for some in answers for each in some)
        return Batch(connections, tickets / took, host, storage, answer * 1000)

    def megabytes(self) -> float:
        """The memory of the functions host."""
        return memory_megabytes(self.host)

    def _spent(self) -> tuple[float, float]:
        return cpu_milliseconds(self.host), sum(map(cpu_milliseconds, self.storage))

    async def _keep_busy(self, session: aiohttp.ClientSession, left: Iterator[int]) -> list[float]:
        """A request for each that is left, one after the other; how long each answer took, in seconds."""
        return [await self._request(session) for _ in left]

    async def _request(self, session: aiohttp.ClientSession) -> float:
        number = next(self._numbers)
        body = submission(f"somebody{number}@acme.example.org").model_dump(mode="json")
        headers = {"accept": "application/json", "idempotency-key": f"outside {number}"}
        began = time.monotonic()
        async with session.post(f"{self.owner.http}/api/intake", json=body, headers=headers) as answer:
            said = await answer.text()
        if answer.status != ACCEPTED:
            message = f"the intake answered {answer.status}: {said[:200]}"
            raise Unmeasured(message)
        return time.monotonic() - began

    async def _mailed(self) -> None:
        """Wait for the file of the last mail: the catcher numbers them."""
        last = self.data / "mails" / f"mail-{MAILS * self.opened:06}.json"
        end = time.monotonic() + BATCH_SECONDS
        while not last.exists():
            if time.monotonic() > end:
                message = f"after {BATCH_SECONDS:.0f} s fewer than {MAILS} mails a ticket are out"
                raise Unmeasured(message)
            await asyncio.sleep(LOOK)


@contextmanager
def outside_stack(folder: Path) -> Generator[OutsideStack]:
    """The stack of the commit in this folder, with the member; nothing of it is left running afterwards.

    Raises:
        Unmeasured: it does not start.
    """
    with TemporaryDirectory(prefix="desk-bench-") as kept:
        data = Path(kept)
        words, environment = interpreter(folder)
        with subprocess.Popen(  # noqa: S603 - the stack of this repository
            [*words, "devstack", "up", "--no-demo", "--data", kept, *_ports()],
            cwd=folder,
            env={**os.environ, **environment, **SETTINGS},
            stdout=subprocess.DEVNULL,
        ) as process:
            try:
                owner = _started(process, data)
                yield OutsideStack(
                    owner, data, running("devstack.functions_host", owner.parts), _storage(owner)
                )
            finally:
                process.terminate()
                process.wait(STOP_SECONDS)


async def put_member(stack: OutsideStack) -> None:
    """Let the stack know the member."""
    address = f"{stack.owner.http}/api/members/{MEMBER.id}"
    key = StackSecrets.kept_in(stack.data).function_key
    member = json.dumps(MEMBER.model_dump(mode="json"))
    headers = {"x-functions-key": key, "If-Match": "*", "content-type": "application/json"}
    async with (
        aiohttp.ClientSession() as session,
        session.put(address, data=member, headers=headers) as answer,
    ):
        answer.raise_for_status()


def _ports() -> list[str]:
    found = Ports.free().found()
    names = ("http", "dev", "mail", "smtp", "queue", "table", "blob")
    return [f"--{name}-port={getattr(found, name)}" for name in names]


def _started(process: subprocess.Popen[bytes], data: Path) -> Owner:
    """Who runs the stack, once it runs."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        owner = read_owner(data)
        if owner is not None and owner.http:
            return owner
        time.sleep(LOOK)
    message = "a stack did not start"
    raise Unmeasured(message)


def _storage(owner: Owner) -> tuple[int, ...]:
    """The processes that are not Python's: table, queue and blob storage."""
    return owner.parts[-3:]
