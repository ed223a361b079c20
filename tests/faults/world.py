"""A desk over fakes with a witness: it can be copied at any point, and be left to recover."""

import asyncio
from collections.abc import Awaitable, Callable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from shared.domain.values.vendor import Language, Vendor
from shared.ports.desk import Desk
from shared.ports.store import StoreUnavailable
from shared.usecases.clocks.look import look_at
from shared.usecases.clocks.scan_clocks import scan_clocks
from shared.usecases.held.read_held import read_held
from shared.usecases.views.read_tickets import read_queue
from tests.fakes.desk import SCAN_EVERY, START, FakeDesk, HandClock
from tests.fakes.files import MemoryFiles
from tests.fakes.mailer import MemoryMailer
from tests.fakes.queue import MemoryQueue
from tests.fakes.segments import MemorySegments
from tests.fakes.store import MemoryStore
from tests.faults.claim_invariants import claims_broken
from tests.faults.erasing_invariants import left_of_erased
from tests.faults.examples import VENDOR
from tests.faults.faulty import Killed, Process, desk_of
from tests.faults.file_invariants import files_not_there
from tests.faults.invariants import broken_at_rest
from tests.faults.list_invariants import members_not_as_listed
from tests.faults.register_invariants import register_broken_at_rest
from tests.faults.release_invariants import releases_untold
from tests.faults.search_invariants import found_otherwise
from tests.faults.witness import Witness, WitnessedMailer, WitnessedQueue, WitnessedStore

MOST_SCANS = 120
MOST_ROUNDS = 50
"""More than any story needs to come to rest."""


@dataclass
class World:
    """Everything outside the processes: storage, queue, mail provider and the time.

    ``at_hand``: the ticket that an act is about, where there are several. ``resting``: the process that
    brings it to rest; where something goes wrong with it, another goes on. ``unfound``: what is searched
    otherwise than it stands, once it is at rest.
    """

    clock: HandClock
    memory: MemoryStore
    queue: MemoryQueue
    mailer: MemoryMailer
    files: MemoryFiles
    segments: MemorySegments
    witness: Witness
    vendor: Vendor = VENDOR
    at_hand: str = ""
    resting: Process = field(default_factory=Process)
    unfound: list[str] = field(default_factory=list)

    @classmethod
    def new(cls) -> "World":
        """Nothing has happened."""
        memory = MemoryStore()
        queue, mailer, files, segments = MemoryQueue(), MemoryMailer(), MemoryFiles(), MemorySegments()
        return cls(HandClock(), memory, queue, mailer, files, segments, Witness(memory))

    def copy(self) -> "World":
        """A world that is like this one now; from here on each goes its own way."""
        return deepcopy(self)

    def desk(self, process: Process | None = None) -> Desk:
        """The desk of this process; without one, of a process in which nothing goes wrong."""
        parts = (self.memory, self.queue, self.mailer, self.files, self.segments)
        bare = FakeDesk(self.vendor, self.clock, *parts)
        bare.wrapped_store = WitnessedStore(self.witness, bare.desk)
        bare.wrapped_queue = WitnessedQueue(self.witness, self.queue)
        bare.wrapped_mailer = WitnessedMailer(self.witness, self.mailer, self.clock)
        return desk_of(process or Process(), bare.desk)

    @property
    def ticket(self) -> str:
        """The one at hand, or the one that there is."""
        if self.at_hand:
            return self.at_hand
        (ticket,) = self.witness.reading().tickets
        return ticket

    async def take_messages(self) -> None:
        """Work off the queue until it is empty."""
        for _ in range(MOST_ROUNDS):
            if not (told := self.queue.take()):
                return
            for aggregate in told:
                await self._rest(look_at, aggregate)
        self.witness.broken.append("4: a look asks for another one again and again")

    async def recover(self, by: timedelta) -> None:
        """Let the time pass with a scan every five minutes; those that would find nothing are left out.

        At the end a supporter reads the list of open tickets, and that of what is held at the door.
        """
        await asyncio.sleep(0)  # what the act left running in the background goes first
        end = self.clock.instant + by
        await self.take_messages()
        scans = 0
        while (instant := self.next_scan()) is not None and instant <= end:
            await self._scan_at(instant)
            scans += 1
            if scans > MOST_SCANS:
                self.witness.broken.append("4: rows are scanned again and again")
                break
        await self._scan_at(end)
        await read_queue(self.desk())
        await read_held(self.desk(), Language.ENGLISH)
        self.unfound = await found_otherwise(self.desk(), self.segments, self.witness.reading())

    def broken(self) -> list[str]:
        """Everything that was seen and must not be, and what is not as it must be at rest."""
        at_rest = broken_at_rest(self.witness.reading(), self.clock.now())
        files = files_not_there(self.witness.reading(), self.files)
        claims = claims_broken(self.witness.reading(), self.desk())
        listed = members_not_as_listed(self.witness.reading(), self.desk())
        register = register_broken_at_rest(self.witness.reading())
        untold = releases_untold(self.memory)
        left = left_of_erased(self.memory, self.files, self.segments)
        found = [*self.witness.broken, *at_rest, *files, *claims, *listed, *register, *untold, *left]
        return [*found, *self.unfound, *self.witness.unaccepted()]

    async def _scan_at(self, instant: datetime) -> None:
        self.clock.instant = instant
        await self._rest(scan_clocks)
        await self.take_messages()

    async def _rest(self, work: Callable[..., Awaitable[object]], *about: str) -> None:
        """Let the process do it. What is lost with a process, a later scan does."""
        try:
            await work(self.desk(self.resting), *about)
        except (StoreUnavailable, Killed):
            if not self.resting.struck:
                raise
            self.resting = Process()

    def next_scan(self) -> datetime | None:
        """The first scan from now on that finds a row."""
        reading = self.witness.reading()
        rows = [row.instant for rows in reading.looks.values() for row in rows]
        rows += [self.clock.instant for waiting in reading.lanes.values() if waiting]
        if not rows:
            return None
        steps = max(self.clock.instant + timedelta(microseconds=1), min(rows)) - START
        return START + -(-steps // SCAN_EVERY) * SCAN_EVERY
