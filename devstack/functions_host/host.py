"""The host as a whole: one app, its functions running, and the product's time moving."""

import asyncio
import json
import logging
from collections.abc import Coroutine, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Self

from devstack.functions_host.functions import (
    Function,
    HttpFunction,
    QueueFunction,
    TimerFunction,
    read_functions,
)
from devstack.functions_host.host_file import HostRules, read_host_file
from devstack.functions_host.http_front import HttpFront
from devstack.functions_host.invocations import Invocations
from devstack.functions_host.keys import Keys
from devstack.functions_host.moved_clock import MovedClock
from devstack.functions_host.queues import QueueListener, QueuePair
from devstack.functions_host.routes import Routes
from devstack.functions_host.runtime import AppBroken, index_app, text
from devstack.functions_host.timers import RunRecord, Timers
from devstack.sign_in.front import SignIn
from devstack.sign_in.people import demo_people

log = logging.getLogger("functions_host")

LEASE_LOOK = 0.2
"""Seconds between looks at a message whose lease somebody else has, such as a host that was killed."""


@dataclass(frozen=True, slots=True)
class HostPlan:
    """What a host is made of: where the app and its data are, its settings, its keys, its time."""

    app: Path
    data: Path
    settings: Mapping[str, str]
    keys: Keys
    clock: MovedClock


class Host:
    """Runs the functions of an app. Use as an async context; ``front`` answers HTTP."""

    def __init__(self, plan: HostPlan) -> None:
        """Index the app.

        Raises:
            AppBroken: the app, or something it needs, cannot be used; one sentence.
        """
        self.clock = plan.clock
        rules = read_host_file(plan.app, plan.settings)
        self.functions = read_functions(index_app(plan.app), plan.settings)
        self.invocations = Invocations(rules.longest_run)
        self._timers = Timers(
            [each for each in self.functions if isinstance(each, TimerFunction)],
            self.invocations,
            plan.clock.now,
            RunRecord(plan.data / "timers.json"),
        )
        self._pairs: list[QueuePair] = []
        self._listeners = self._listen_to(plan, rules)
        routes = Routes(
            (each for each in self.functions if isinstance(each, HttpFunction)), rules.route_prefix
        )
        sign_in = SignIn(demo_people(plan.settings), plan.keys.master)
        self.front = HttpFront(routes, plan.keys, self.invocations, self._start, sign_in)
        self._background: set[asyncio.Task[None]] = set()

    def _listen_to(self, plan: HostPlan, rules: HostRules) -> list[QueueListener]:
        functions = [each for each in self.functions if isinstance(each, QueueFunction)]
        return [self._listener(each, plan, rules) for each in functions]

    def _listener(self, function: QueueFunction, plan: HostPlan, rules: HostRules) -> QueueListener:
        connection = plan.settings.get(function.connection)
        if not connection:
            message = f"Function {function.name} needs the setting {function.connection}, which is not set."
            raise AppBroken(message)
        pair = QueuePair.at(connection, function.queue)
        self._pairs.append(pair)
        return QueueListener(function, pair, self.invocations, rules.queues, plan.clock.now)

    async def __aenter__(self) -> Self:
        """Start the timers and listeners."""
        self._go_on(self._timers.keep_time())
        for listener in self._listeners:
            self._go_on(listener.listen())
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop them, and let the connections go."""
        for task in self._background:
            task.cancel()
        await asyncio.gather(*self._background, return_exceptions=True)
        await asyncio.gather(*(listener.let_go() for listener in self._listeners))
        async with AsyncExitStack() as stack:
            for pair in self._pairs:
                stack.push_async_callback(pair.close)

    async def rest(self) -> int:
        """Wait until no function runs and no queue has work; how many failed messages wait for a next try.

        Raises:
            AzureError: a queue does not answer.
        """
        await self._settle()
        while sum([await listener.held_elsewhere() for listener in self._listeners]) > 0:
            await asyncio.sleep(LEASE_LOOK)
            await self._settle()
        return sum(listener.waiting for listener in self._listeners)

    async def _settle(self) -> None:
        """Work until nothing is left to do now."""
        done = [True]
        while any(done) or self.invocations.running:
            await self.invocations.idle()
            done = [bool(await listener.settle()) for listener in self._listeners]

    async def step(self, by: timedelta) -> None:
        """Move the time, run each timer that has become due once, and everything to rest."""
        self.clock.move(by)
        await self._timers.run_due()
        for listener in self._listeners:
            await listener.release_due()
        await self._settle()

    def _go_on(self, work: Coroutine[None, None, None]) -> None:
        """Work in the background; its end other than by the host's is an error worth a line."""
        task = asyncio.create_task(work)
        self._background.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._background.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("A part of the host has ended.", exc_info=error)

    def _start(self, name: str, body: str) -> bool:
        """Start a timer or queue function by name, as the admin route does."""
        found = {each.name.lower(): each for each in self.functions}.get(name.lower())
        match found:
            case TimerFunction():
                self._go_on(self._timers.run_now(found.name))
            case QueueFunction():
                self._go_on(self._run_once(found, _input(body)))
            case _:
                return False
        return True

    async def _run_once(self, function: Function, said: str) -> None:
        await self.invocations.run(function, text(said), {})


def names(functions: Sequence[Function]) -> list[str]:
    """The functions' names in order."""
    return sorted(each.name for each in functions)


def _input(body: str) -> str:
    """The text in the admin route's ``{"input": "..."}``."""
    try:
        return str(json.loads(body)["input"])
    except (ValueError, TypeError, KeyError):
        return ""
