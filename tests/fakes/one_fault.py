"""One thing goes wrong at one call: the process is killed, or the call fails, before or after its effect."""

from collections import Counter
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from shared.ports.mailer import Mail, MailDeferred, Mailer
from shared.ports.queue import Queue, QueueUnavailable
from shared.ports.store import Change, Row, Store, StoreUnavailable, Table


class Killed(BaseException):
    """The process ends here."""


class Fate(StrEnum):
    """What happens at the call."""

    KILLED_BEFORE = "killed before"
    KILLED_AFTER = "killed after"
    UNAVAILABLE = "unavailable"
    ANSWER_LOST = "answer lost"


@dataclass
class OneFault:
    """Counts the calls of every part; the one with this number (from 1) suffers its fate."""

    number: int
    fate: Fate
    calls: int = 0

    @property
    def happened(self) -> bool:
        """The call was made."""
        return self.calls >= self.number

    async def around[T](self, call: Awaitable[T], failure: Exception) -> T:
        """Make the call, unless it is the one."""
        self.calls += 1
        if self.calls != self.number:
            return await call
        if self.fate in {Fate.KILLED_AFTER, Fate.ANSWER_LOST}:
            await call
        elif hasattr(call, "close"):
            call.close()
        raise Killed if self.fate in {Fate.KILLED_BEFORE, Fate.KILLED_AFTER} else failure


@dataclass
class FaultyStore:
    """``shared.ports.Store`` with one fault."""

    inner: Store
    fault: OneFault

    async def get(self, table: Table, partition: str, key: str) -> Row | None:
        return await self.fault.around(self.inner.get(table, partition, key), StoreUnavailable())

    async def rows(
        self, table: Table, partition: str, *, first: str, before: str, limit: int = 1000
    ) -> Sequence[Row]:
        found = self.inner.rows(table, partition, first=first, before=before, limit=limit)
        return await self.fault.around(found, StoreUnavailable())

    async def across(
        self, table: Table, *, first: str, before: str, begins: str, limit: int = 1000
    ) -> Sequence[Row]:
        found = self.inner.across(table, first=first, before=before, begins=begins, limit=limit)
        return await self.fault.around(found, StoreUnavailable())

    async def commit(self, table: Table, partition: str, changes: Sequence[Change]) -> Sequence[str]:
        return await self.fault.around(self.inner.commit(table, partition, changes), StoreUnavailable())


@dataclass
class FaultyQueue:
    """``shared.ports.Queue`` with one fault."""

    inner: Queue
    fault: OneFault

    async def tell(self, aggregate: str, after: timedelta = timedelta(0)) -> None:
        await self.fault.around(self.inner.tell(aggregate, after), QueueUnavailable())

    async def probe(self) -> None:
        await self.inner.probe()


@dataclass
class FaultyMailer:
    """``shared.ports.Mailer`` with one fault. ``handed_over`` counts what the provider got, by operation."""

    inner: Mailer
    fault: OneFault
    handed_over: Counter[str] = field(default_factory=Counter)

    async def send(self, mail: Mail, *, first_sent: datetime) -> None:
        await self.fault.around(self._send(mail, first_sent), MailDeferred("no answer"))

    async def probe(self) -> None:
        await self.inner.probe()

    async def _send(self, mail: Mail, first_sent: datetime) -> None:
        self.handed_over[mail.operation_id] += 1
        await self.inner.send(mail, first_sent=first_sent)
