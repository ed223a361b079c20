"""Runs functions, within the time they have, and knows which are running."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import timedelta

from devstack.functions_host.functions import Function
from devstack.functions_host.runtime import Datum, Outcome, invoke

log = logging.getLogger("functions_host")


class Invocations:
    """All runs of all functions pass here."""

    def __init__(self, longest: timedelta) -> None:
        """Stop a run that takes longer than this."""
        self._longest = longest.total_seconds()
        self._running: Counter[str] = Counter()
        self._idle = asyncio.Event()
        self._idle.set()
        self._told: list[Callable[[], None]] = []

    @property
    def running(self) -> dict[str, int]:
        """How many runs of each function are going on."""
        return {name: count for name, count in self._running.items() if count}

    def tell_when_one_ends(self, wake: Callable[[], None]) -> None:
        """Call this after each run: perhaps the run left a message in a queue."""
        self._told.append(wake)

    async def idle(self) -> None:
        """Wait until no function is running."""
        await self._idle.wait()

    async def run(
        self, function: Function, value: Datum, metadata: Mapping[str, Datum] | None = None
    ) -> Outcome:
        """Run a function; a failure is logged and is an outcome, never an exception."""
        self._running[function.name] += 1
        self._idle.clear()
        try:
            outcome = await self._limited(function, value, metadata or {})
        finally:
            self._end(function)
        if outcome.failure:
            log.error("Function %s failed.\n%s", function.name, outcome.failure)
        return outcome

    def _end(self, function: Function) -> None:
        self._running[function.name] -= 1
        if not self.running:
            self._idle.set()
        for wake in self._told:
            wake()

    async def _limited(self, function: Function, value: Datum, metadata: Mapping[str, Datum]) -> Outcome:
        try:
            async with asyncio.timeout(self._longest):
                return await invoke(function.id, function.parameter, value, metadata)
        except TimeoutError:
            return Outcome(None, f"It ran longer than functionTimeout, {self._longest:.0f} s.")
