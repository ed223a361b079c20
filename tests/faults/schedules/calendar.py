"""What comes at which instant, on two hosts over one storage: it begins when its time has come."""

import asyncio
import heapq
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from shared.usecases.clocks.look import look_at
from shared.usecases.clocks.scan_clocks import scan_clocks
from tests.fakes.desk import SCAN_EVERY, START
from tests.faults.schedules.turns import Turns
from tests.faults.world import World

type Begin = Callable[[], Awaitable[object]]

MESSAGE = {0: 0.05, 1: 0.9, 2: 0.05}
"""How often the queue loses a message, and how often it brings it twice."""
TIMER = {0: 0.1, 1: 0.7, 2: 0.2}
"""The same of the timer, on whichever host."""
TIME_MOVES = 0.15
A_SECOND = timedelta(seconds=1)


@dataclass
class Calendar:
    """What is to begin, and what is under way. ``failed``: what ended as nothing may end."""

    random: Random
    world: World
    turns: Turns
    failed: list[str] = field(default_factory=list)
    under_way: set[asyncio.Future[object]] = field(default_factory=set)
    to_come: list[tuple[datetime, int, Begin]] = field(default_factory=list)
    entered: int = 0
    timer: datetime = START

    def enter(self, instant: datetime, begin: Begin) -> None:
        """This begins then."""
        self.entered += 1
        heapq.heappush(self.to_come, (instant, self.entered, begin))

    def enter_later(self, seconds: int, begin: Begin) -> None:
        """This begins so many seconds from now."""
        self.enter(self.world.clock.instant + timedelta(seconds=seconds), begin)

    async def goes_on(self) -> bool:
        """One turn, or some time; False once nothing is left but what the desk does by itself."""
        await self.turns.settle()
        self._take_messages()
        if not self.turns.waiting:
            self._move_on()
        elif self.random.random() < TIME_MOVES:
            self._move_to(self.world.clock.instant + self.turns.time_left() * self.random.random())
        if self.turns.waiting:
            self.turns.let_one_through()
        return bool(self.to_come or self.under_way)

    def _move_on(self) -> None:
        """To what comes next. Scans that would find nothing are left out."""
        if self.to_come:
            (first, *_), scan = self.to_come[0], self.world.next_scan()
            self._move_to(min(first, scan or first))

    def _move_to(self, instant: datetime) -> None:
        """The time goes on; whatever has come due begins."""
        self.world.clock.instant = max(instant, self.world.clock.instant)
        while self.to_come and self.to_come[0][0] <= self.world.clock.instant:
            self._begin(heapq.heappop(self.to_come)[2])
        if self.timer <= self.world.clock.instant:
            self.timer = self.world.clock.instant + SCAN_EVERY
            for _ in range(self._drawn(TIMER)):
                self._begin(lambda: self.turns.tried(scan_clocks))

    def _take_messages(self) -> None:
        """Each message comes within half a minute after its time."""
        told = [(aggregate, timedelta(0)) for aggregate in self.world.queue.take()]
        told += self.world.queue.later
        self.world.queue.later.clear()
        for aggregate, after in told:
            for _ in range(self._drawn(MESSAGE)):
                self.enter_later(int(after / A_SECOND) + self.random.randrange(30), self._look_at(aggregate))

    def _look_at(self, aggregate: str) -> Begin:
        return lambda: self.turns.tried(lambda desk: look_at(desk, aggregate))

    def _drawn(self, times: dict[int, float]) -> int:
        return self.random.choices(list(times), list(times.values()))[0]

    def _begin(self, begin: Begin) -> None:
        task = asyncio.ensure_future(begin())
        self.under_way.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Future[object]) -> None:
        self.under_way.discard(task)
        if error := task.exception():
            self.failed.append(f"{type(error).__name__}: {error}")
