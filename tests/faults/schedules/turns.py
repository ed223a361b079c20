"""Calls of two hosts wait for their turn, which is drawn; some go wrong, and some kill their host."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random

from shared.domain.lanes.blocks import Blocks
from shared.ports.desk import Desk
from shared.ports.store import StoreUnavailable
from tests.faults.faulty import Killed, Kind, Process
from tests.faults.world import World

CALL_ENDS_WITHIN = timedelta(seconds=30)
SETTLED_AFTER = 12
"""Rounds of the event loop: by then whatever runs waits for its turn, or has ended."""
KILLS = {Kind.KILLED_BEFORE, Kind.KILLED_AFTER}
SLOW_ANSWERS = 0.2

type Work = Callable[[Desk], Awaitable[object]]


@dataclass
class Host:
    """One life of a process that has many acts at a time. Killed, all of them end; another life follows."""

    blocks: Blocks = field(default_factory=Blocks)
    killed: bool = False


@dataclass
class Turn:
    """A call that waits, by when it is to have its turn, and what is to become of it."""

    host: Host
    call: str
    until: datetime
    fate: asyncio.Future[Kind | None]


@dataclass
class Turns:
    """Who waits; ``rate``: how often a call goes wrong. ``happened``: each turn and its fate, in order."""

    world: World
    random: Random
    rate: float
    hosts: list[Host] = field(default_factory=lambda: [Host(), Host()])
    waiting: list[Turn] = field(default_factory=list)
    happened: list[str] = field(default_factory=list)
    struck: int = 0
    kills: int = 0

    async def wait(self, host: Host, call: str, until: datetime) -> Kind | None:
        """Until the call has its turn: what is to become of it."""
        turn = Turn(host, call, until, asyncio.get_running_loop().create_future())
        self.waiting.append(turn)
        return await turn.fate

    async def tried(self, work: Work) -> bool:
        """One of the hosts does it: whether it was answered."""
        host = self.random.choice(self.hosts)
        desk = replace(self.world.desk(WaitingProcess(self, host)), blocks=host.blocks)
        try:
            await work(desk)
        except (StoreUnavailable, Killed):
            return False
        return True

    async def settle(self) -> None:
        """Let everybody run until they wait."""
        for _ in range(SETTLED_AFTER):
            await asyncio.sleep(0)
        self.waiting = [turn for turn in self.waiting if not turn.fate.done()]

    def let_one_through(self) -> None:
        """Any of those that wait has its turn now."""
        turn = self.random.choice(self.waiting)
        kind = self._drawn(turn.call) if self.random.random() < self.rate else None
        self._let(turn, kind)
        if kind in KILLS:
            self._kill(turn.host)

    def time_left(self) -> timedelta:
        """How long nobody has to have a turn."""
        return min(turn.until for turn in self.waiting) - self.world.clock.instant

    def _let(self, turn: Turn, kind: Kind | None) -> None:
        self.waiting.remove(turn)
        self.happened.append(f"{self.world.clock.instant:%d %H:%M:%S} {turn.call}: {kind or 'well'}")
        self.struck += kind is not None
        turn.fate.set_result(kind)

    def _drawn(self, call: str) -> Kind:
        return self.random.choice([kind for kind in Kind if kind.strikes(call)])

    def _kill(self, host: Host) -> None:
        """Whatever it had under way took effect or not; it starts anew, and remembers nothing."""
        host.killed, self.kills = True, self.kills + 1
        self.hosts[self.hosts.index(host)] = Host()
        for turn in [turn for turn in self.waiting if turn.host is host]:
            self._let(turn, self.random.choice(sorted(KILLS)))


class WaitingProcess(Process):
    """One act on a host: each of its calls waits for its turn, and its answer perhaps for another."""

    def __init__(self, turns: Turns, host: Host) -> None:
        """The calls of this act wait among these."""
        super().__init__()
        self._turns = turns
        self._host = host

    async def call[T](self, name: str, effect: Callable[[], Awaitable[T]], unavailable: Exception) -> T:
        """Make the call when it has its turn, or suffer what is to become of it."""
        if self._host.killed:
            raise Killed
        until = self._turns.world.clock.instant + CALL_ENDS_WITHIN
        if kind := await self._turns.wait(self._host, name, until):
            return await self._suffer(kind, effect, unavailable)
        answer = await effect()
        if self._turns.random.random() < SLOW_ANSWERS:
            kind = await self._turns.wait(self._host, f"get the answer to {name}", until)
            if kind:
                return await self._suffer(kind, effect, unavailable, done=True)
        return answer

    async def _suffer[T](
        self, kind: Kind, effect: Callable[[], Awaitable[T]], unavailable: Exception, *, done: bool = False
    ) -> T:
        """Let the effect happen or not; what it answers is lost."""
        if kind in {Kind.KILLED_AFTER, Kind.ANSWER_LOST} and not done:
            with suppress(Exception):  # a refusal is an answer too
                await effect()
        self._turns.world.witness.excuse_unrecorded()
        raise Killed if kind in KILLS else unavailable
