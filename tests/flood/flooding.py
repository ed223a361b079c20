"""A flood in product time: the real triggers on two instances over one storage, and a provider with a quota.

Nothing here waits: the clock is moved half a minute at a time, and everything that has come due is done.
"""

import json
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import cycle
from typing import TYPE_CHECKING

from azure.functions import QueueMessage, TimerRequest

from shared import wiring
from shared.domain.agenda.agenda import LANES
from shared.domain.lanes.blocks import Blocks
from shared.domain.letters.sends import Send
from shared.domain.values.vendor import Vendor
from shared.ports.mailer import Mail, MailDeferred, MailQuotaUsedUp
from shared.ports.store import Change, Row, Table
from shared.usecases.members.put_member import put_member
from tests.examples.indexed_functions import indexed_functions
from tests.fakes.desk import SCAN_EVERY, START, VENDOR, FakeDesk, HandClock
from tests.fakes.mailer import MemoryMailer
from tests.fakes.queue import MemoryQueue
from tests.fakes.store import MemoryStore
from tests.faults.reading import read
from tests.triggers.calling import call
from tests.triggers.examples import ACME

if TYPE_CHECKING:
    from shared.ports.desk import Desk

TICK = timedelta(seconds=30)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@dataclass
class TimedQueue(MemoryQueue):
    """What is to be seen later comes when its time has come."""

    clock: HandClock = field(default_factory=HandClock)
    waiting: list[tuple[datetime, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    async def tell(self, aggregate: str, after: timedelta = timedelta(0)) -> None:
        self.waiting.append((self.clock.now() + after, aggregate))

    def take(self) -> list[str]:
        now = self.clock.now()
        taken = [aggregate for at, aggregate in self.waiting if at <= now]
        self.waiting = [each for each in self.waiting if each[0] > now]
        return taken


@dataclass
class Provider(MemoryMailer):
    """Takes so many mails in any hour and in each minute of the clock; may be away for a while."""

    clock: HandClock = field(default_factory=HandClock)
    an_hour: int = 100
    a_minute: int = 30
    away: tuple[datetime, datetime] | None = None
    taken: dict[str, datetime] = field(default_factory=dict)
    refused: int = 0
    last: list[datetime] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    async def send(self, mail: Mail, *, first_sent: datetime) -> None:
        now = self.clock.now()
        if self.away and self.away[0] <= now < self.away[1]:
            reason = "no answer"
            raise MailDeferred(reason)
        self.last = [at for at in self.last if now - at < HOUR]
        if len(self.last) >= self.an_hour or self.in_minute(now) >= self.a_minute:
            self.refused += 1
            reason = "too many"
            raise MailQuotaUsedUp(reason, 60)
        await super().send(mail, first_sent=first_sent)
        self.last.append(now)
        self.taken[mail.operation_id] = now

    def in_minute(self, now: datetime) -> int:
        """How many it has taken in this minute of the clock."""
        begun = now.replace(second=0, microsecond=0)
        return sum(at >= begun for at in self.last)

    def _knows(self, mail: Mail) -> bool:
        return mail.operation_id in self.taken


class CountedStore(MemoryStore):
    """Counts what is asked of the quota, and of all else."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: Counter[str] = Counter()

    async def get(self, table: Table, partition: str, key: str) -> Row | None:
        self.asked[_about(table, partition)] += 1
        return await super().get(table, partition, key)

    async def commit(self, table: Table, partition: str, changes: Sequence[Change]) -> Sequence[str]:
        lane = any(change.key.startswith(f"{LANES}-") for change in changes)
        self.asked["lane rows" if lane else _about(table, partition)] += 1
        return await super().commit(table, partition, changes)


def _about(table: Table, partition: str) -> str:
    return "quota" if (table, partition) == (Table.LIMITS, "quota") else "else"


@dataclass
class Flood:
    """The world, and two instances of the desk in it. ``backlogs``: the rows that wait after each scan."""

    vendor: Vendor
    clock: HandClock = field(default_factory=HandClock)
    store: CountedStore = field(default_factory=CountedStore)
    tickets: list[str] = field(default_factory=list)
    backlogs: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Two processes: each has blocks of its own."""
        self.queue = TimedQueue(clock=self.clock)
        self.provider = Provider(
            clock=self.clock, an_hour=self.vendor.mails_per_hour, a_minute=self.vendor.mails_per_minute
        )
        fake = FakeDesk(vendor=self.vendor, clock=self.clock, store=self.store)
        fake.wrapped_queue, fake.wrapped_mailer = self.queue, self.provider
        self.desks: tuple[Desk, Desk] = (fake.desk, replace(fake.desk, blocks=Blocks()))
        self._turns = cycle(self.desks)

    def next_instance(self) -> None:
        """The other instance has what comes next."""
        wiring.use_desk(next(self._turns))

    async def ask(self, email: str, number: str) -> str:
        """Somebody sends a request that no door holds back; the ticket's reference."""
        self.next_instance()
        body = {"email": email, "product": "Planner", "kind": "error", "message": f"It stops, {number}."}
        key = {"Idempotency-Key": f"key-{number}-of-the-flood"}
        kept = await call("POST", "/api/intake/trusted", body, key)
        assert kept.status == 202, kept
        self.tickets.append(str(kept.json["ticket"]))
        return self.tickets[-1]

    async def answer(self, ticket: str) -> None:
        """Anna answers."""
        self.next_instance()
        body = {"author": "anna", "text": "Press Save first.", "answers_up_to": "m1"}
        assert (await call("POST", f"/api/tickets/{ticket}/answers", body)).status == 202

    async def until(self, end: datetime, acts: dict[datetime, list[Callable[[], Awaitable[object]]]]) -> None:
        """Let the time pass; each act is done at its instant, or with the tick after it."""
        due = sorted(acts)
        while self.clock.instant < end:
            self.clock.instant += TICK
            while due and due[0] <= self.clock.instant:
                for act in acts[due.pop(0)]:
                    await act()
            await self._take_messages()
            if (self.clock.instant - START) % SCAN_EVERY == timedelta(0):
                await self._scan()

    async def _take_messages(self) -> None:
        notify = indexed_functions()["notify"]
        while told := self.queue.take():
            for aggregate in told:
                self.next_instance()
                body = json.dumps({"look": aggregate}).encode()
                await notify.run(**{notify.trigger["name"]: QueueMessage(id="1", body=body)})

    async def _scan(self) -> None:
        self.next_instance()
        timer = indexed_functions()["sla_timer"]
        await timer.run(**{timer.trigger["name"]: TimerRequest(past_due=False)})
        self.backlogs.append(sum(key.partition("-")[0] == LANES for _, _, key in self.store.everything()))

    def sends(self) -> list[Send]:
        """Every mail of every outbox."""
        return read(self.store.partitions()).sends()


@asynccontextmanager
async def flood(an_hour: int = 100, a_minute: int = 30) -> AsyncIterator[Flood]:
    """Two supporters on duty, one member, and a provider that takes so many."""
    vendor = VENDOR.model_copy(update={"mails_per_hour": an_hour, "mails_per_minute": a_minute})
    made = Flood(vendor)
    await put_member(made.desks[0], ACME)
    try:
        yield made
    finally:
        wiring.use_desk(None)
