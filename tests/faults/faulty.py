"""A process whose calls outside are counted, and one of which goes wrong.

Storage, queue and mail share one count, so "the call at 7" names one point of an act, whatever it talks to.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from shared.ports.desk import Desk
from shared.ports.files import Files, StoredFile
from shared.ports.mailer import Mail, MailDeferred, Mailer
from shared.ports.queue import Queue, QueueUnavailable
from shared.ports.store import Change, Row, Store, StoreUnavailable, Table
from tests.faults.faulty_segments import search_of


class Kind(StrEnum):
    """What goes wrong with a call."""

    KILLED_BEFORE = "killed before the call"
    KILLED_AFTER = "killed after it took effect"
    ANSWER_LOST = "took effect, the answer was lost"
    UNAVAILABLE = "unavailable, no effect"

    def strikes(self, call: str) -> bool:
        """Whether it differs from the others at this call: a read has no effect to be lost or kept."""
        reads = call.startswith(("get", "rows"))
        return not reads or self in {Kind.KILLED_BEFORE, Kind.UNAVAILABLE}


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong, at which call of the process, counted from 0."""

    kind: Kind
    at: int

    def __str__(self) -> str:
        return f"{self.kind} at call {self.at}"


class Killed(BaseException):
    """The process is gone: nothing in it can catch this."""


class Process:
    """Counts the calls that one process makes. ``calls`` names them, in order; ``struck``: one went wrong."""

    def __init__(self) -> None:
        """Start with no call made."""
        self.calls: list[str] = []
        self.struck = False

    async def call[T](self, name: str, effect: Callable[[], Awaitable[T]], unavailable: Exception) -> T:
        """Make one call; ``unavailable`` is what its port raises when there is no answer."""
        del unavailable
        self.calls.append(name)
        return await effect()


class FaultyProcess(Process):
    """One of its calls goes wrong. Once killed, nothing of it reaches the outside any more."""

    def __init__(self, fault: Fault, on_strike: Callable[[], None]) -> None:
        """``on_strike`` is called when the fault has had its effect, before the process knows."""
        super().__init__()
        self._fault = fault
        self._on_strike = on_strike
        self._dead = False

    async def call[T](self, name: str, effect: Callable[[], Awaitable[T]], unavailable: Exception) -> T:
        """Make the call, or suffer the fault."""
        if self._dead:
            raise Killed
        number = len(self.calls)
        self.calls.append(name)
        if number != self._fault.at:
            return await effect()
        await self._strike(effect)
        if self._fault.kind in {Kind.KILLED_BEFORE, Kind.KILLED_AFTER}:
            self._dead = True
            raise Killed
        raise unavailable

    async def _strike[T](self, effect: Callable[[], Awaitable[T]]) -> None:
        """Let the effect happen or not; whatever it answers is lost."""
        self.struck = True
        if self._fault.kind in {Kind.KILLED_AFTER, Kind.ANSWER_LOST}:
            with suppress(Exception):  # a refusal is an answer too, and it is lost like any other
                await effect()
        self._on_strike()


class InterruptedProcess(Process):
    """Before one of its calls all of it stands still until somebody else has finished."""

    def __init__(self, at: int, somebody_else: Callable[[], Awaitable[object]]) -> None:
        """``at`` counts its own calls from 0."""
        super().__init__()
        self._at = at
        self._somebody_else = somebody_else
        self._free = asyncio.Event()
        self._free.set()

    async def call[T](self, name: str, effect: Callable[[], Awaitable[T]], unavailable: Exception) -> T:
        """Make the call, after somebody else where it is the one."""
        del unavailable
        number = len(self.calls)
        self.calls.append(name)
        if number == self._at:
            self._free.clear()
            await self._somebody_else()
            self._free.set()
        await self._free.wait()
        return await effect()


def desk_of(process: Process, desk: Desk) -> Desk:
    """The desk as this process has it: each of its calls outside goes through the process."""
    return replace(
        desk,
        store=_ProcessStore(process, desk.store),
        queue=_ProcessQueue(process, desk.queue),
        mailer=_ProcessMailer(process, desk.mailer),
        files=_ProcessFiles(process, desk.files),
        search=search_of(process, desk.search),
    )


@dataclass(frozen=True, slots=True)
class _ProcessStore:
    process: Process
    store: Store

    async def get(self, table: Table, partition: str, key: str) -> Row | None:
        return await self._call(f"get {table} {_kind(key)}", lambda: self.store.get(table, partition, key))

    async def rows(
        self, table: Table, partition: str, *, first: str, before: str, limit: int = 1000
    ) -> Sequence[Row]:
        return await self._call(
            f"rows {table} {_kind(first)}",
            lambda: self.store.rows(table, partition, first=first, before=before, limit=limit),
        )

    async def across(
        self, table: Table, *, first: str, before: str, begins: str, limit: int = 1000
    ) -> Sequence[Row]:
        return await self._call(
            f"across {table} {_kind(begins)}",
            lambda: self.store.across(table, first=first, before=before, begins=begins, limit=limit),
        )

    async def commit(self, table: Table, partition: str, changes: Sequence[Change]) -> Sequence[str]:
        rows = " ".join(f"{type(each).__name__}:{_kind(each.key)}" for each in changes)
        return await self._call(
            f"commit {table} {rows}", lambda: self.store.commit(table, partition, changes)
        )

    async def _call[T](self, name: str, effect: Callable[[], Awaitable[T]]) -> T:
        return await self.process.call(name, effect, StoreUnavailable("no answer"))


@dataclass(frozen=True, slots=True)
class _ProcessQueue:
    process: Process
    queue: Queue

    async def tell(self, aggregate: str, after: timedelta = timedelta(0)) -> None:
        await self._call("tell", lambda: self.queue.tell(aggregate, after))

    async def probe(self) -> None:
        await self._call("probe queue", self.queue.probe)

    async def _call(self, name: str, effect: Callable[[], Awaitable[None]]) -> None:
        await self.process.call(name, effect, QueueUnavailable("no answer"))


@dataclass(frozen=True, slots=True)
class _ProcessMailer:
    process: Process
    mailer: Mailer

    async def send(self, mail: Mail, *, first_sent: datetime) -> None:
        await self._call("send", lambda: self.mailer.send(mail, first_sent=first_sent))

    async def probe(self) -> None:
        await self._call("probe mail", self.mailer.probe)

    async def _call(self, name: str, effect: Callable[[], Awaitable[None]]) -> None:
        await self.process.call(name, effect, MailDeferred("no answer"))


@dataclass(frozen=True, slots=True)
class _ProcessFiles:
    process: Process
    files: Files

    async def put(self, key: str, content: bytes, content_type: str, *, ticket: str) -> None:
        await self._call("put file", lambda: self.files.put(key, content, content_type, ticket=ticket))

    async def erase(self, key: str) -> None:
        await self._call("erase file", lambda: self.files.erase(key))

    async def get(self, key: str) -> StoredFile | None:
        return await self._call("get file", lambda: self.files.get(key))

    async def has(self, key: str) -> bool:
        return await self._call("get whether there is a file", lambda: self.files.has(key))

    async def probe(self) -> None:
        await self._call("probe files", self.files.probe)

    async def _call[T](self, name: str, effect: Callable[[], Awaitable[T]]) -> T:
        return await self.process.call(name, effect, StoreUnavailable("no answer"))


def _kind(key: str) -> str:
    """The first word of a key: which kind of row it is."""
    return key.partition("-")[0]
