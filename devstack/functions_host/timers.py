"""Runs timer functions on their schedules, in the product's time."""

import asyncio
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from devstack.functions_host.functions import TimerFunction
from devstack.functions_host.invocations import Invocations
from devstack.functions_host.runtime import AppBroken, data
from devstack.functions_host.schedule import Schedule, ScheduleInvalid, read_schedule

LONGEST_WAIT = 30.0
"""Seconds after which the time is looked at again, whatever the schedules say: machines sleep."""

type Now = Callable[[], datetime]


class RunRecord:
    """When each timer ran last: in a file, so that a run missed while the host was down is made up for."""

    def __init__(self, file: Path) -> None:
        """Read the file, where there is one."""
        self._file = file
        kept: dict[str, str] = json.loads(file.read_text()) if file.exists() else {}
        self._last = {name: datetime.fromisoformat(text) for name, text in kept.items()}

    def last(self, name: str) -> datetime | None:
        """The instant of the last run, or None."""
        return self._last.get(name)

    def ran(self, name: str, at: datetime) -> None:
        """Keep the instant of a run."""
        self._last[name] = at
        unfinished = self._file.with_suffix(".unfinished")
        unfinished.write_text(json.dumps({key: each.isoformat() for key, each in self._last.items()}))
        unfinished.replace(self._file)


@dataclass(slots=True)
class _Timer:
    """A timer function with its schedule, and when it is due next."""

    function: TimerFunction
    schedule: Schedule
    due: datetime


class Timers:
    """All timers of an app. Each runs once when it is due, however many of its times have passed."""

    def __init__(
        self, functions: Iterable[TimerFunction], invocations: Invocations, now: Now, record: RunRecord
    ) -> None:
        """Set each timer: after its last run, or from now on where it has never run.

        Raises:
            AppBroken: a schedule cannot be read.
        """
        self._invocations = invocations
        self._now = now
        self._record = record
        self._turn = asyncio.Lock()
        self._timers = [self._set(each) for each in functions]

    def _set(self, function: TimerFunction) -> _Timer:
        try:
            schedule = read_schedule(function.schedule)
        except ScheduleInvalid as error:
            message = f"Function {function.name}: {error}."
            raise AppBroken(message) from None
        now = self._now()
        last = self._record.last(function.name)
        if last is None:  # a first start owes no run; the next one does
            self._record.ran(function.name, now)
        return _Timer(function, schedule, schedule.next_after(min(last or now, now)))

    async def keep_time(self) -> None:
        """Run what is due, for ever. What was due before this began is past due."""
        await self.run_due(past_due=True)
        while True:
            await asyncio.sleep(self._seconds_until_next())
            await self.run_due()

    def _seconds_until_next(self) -> float:
        now = self._now()
        waits = [(timer.due - now).total_seconds() for timer in self._timers]
        return max(0.0, min([LONGEST_WAIT, *waits]))

    async def run_due(self, *, past_due: bool = False) -> None:
        """Run every timer that is due now, together, and return when they have ended."""
        async with self._turn:
            now = self._now()
            due = [timer for timer in self._timers if timer.due <= now]
            await asyncio.gather(*(self._run(timer, now, past_due=past_due) for timer in due))

    async def run_now(self, name: str) -> None:
        """Run the timer of this name now, due or not."""
        async with self._turn:
            found = [timer for timer in self._timers if timer.function.name == name]
            await asyncio.gather(*(self._run(timer, self._now(), past_due=False) for timer in found))

    async def _run(self, timer: _Timer, now: datetime, *, past_due: bool) -> None:
        """Run one timer. A run that the host does not survive is past due at the next start."""
        last = self._record.last(timer.function.name)
        timer.due = timer.schedule.next_after(now)
        status = {
            "Last": (last or now).isoformat(),
            "Next": timer.due.isoformat(),
            "LastUpdated": (last or now).isoformat(),
        }
        facts = {"IsPastDue": past_due, "Schedule": {"AdjustForDST": True}, "ScheduleStatus": status}
        await self._invocations.run(timer.function, data(facts))
        self._record.ran(timer.function.name, now)
