"""The parts of ``make faults``, each as units that all cores share, and what shows a finding again."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import batched

from tests.contract.misbehaving import Whim
from tests.faults.killed.killing import killed
from tests.faults.planted.bug import ROOT, bugs
from tests.faults.planted.catching import why_not_caught
from tests.faults.schedules.schedule import Schedule
from tests.faults.striking import faults_of, findings
from tests.faults.test_single_faults import EVERY_STORY
from tests.faults.two_faults import pairs_of
from tests.faults.working import Tried, on_all_cores

SCHEDULES_A_UNIT = 25


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is asked for: the ``seed``, how many, and the one story or schedule alone, where one is named.

    ``from_story`` and ``from_schedule``: those before have been tried.
    """

    seed: str
    pairs: int
    schedules: int
    kills: int = 0
    story: str = ""
    schedule: int | None = None
    from_story: int = 0
    from_schedule: int = 0

    def stories(self) -> Sequence[int]:
        """Their places among all: a story itself cannot be sent to another process."""
        places = [place for place, each in enumerate(EVERY_STORY) if self.story in {"", each.name}]
        return [place for place in places if place >= self.from_story]

    def numbers(self) -> Sequence[int]:
        """Those of the schedules."""
        return range(self.from_schedule, self.schedules) if self.schedule is None else [self.schedule]


type Part = Callable[[Chosen], Iterator[Tried]]


def singles(chosen: Chosen) -> Iterator[Tried]:
    """Every fault at every call of every story."""
    return on_all_cores(_singles, chosen.stories())


async def _singles(place: int) -> Tried:
    story = EVERY_STORY[place]
    found = [f"--story '{story.name}': {each}" for each in await findings(story)]
    return Tried(await faults_of(story), found)


def pairs(chosen: Chosen) -> Iterator[Tried]:
    """Two faults after one another; each story has as many as every other."""
    share = -(-chosen.pairs // len(EVERY_STORY))
    return on_all_cores(partial(_pairs, chosen.seed, share), chosen.stories())


async def _pairs(seed: str, share: int, place: int) -> Tried:
    story = EVERY_STORY[place]
    again = f"--seed {seed} --pairs {share * len(EVERY_STORY)} --story '{story.name}'"
    tried = [(pair, found) async for pair, found in pairs_of(story, seed, share)]
    return Tried(len(tried), [f"{again}: {pair}: {each}" for pair, found in tried for each in found])


def schedules(chosen: Chosen) -> Iterator[Tried]:
    """Schedules, from number 0 on."""
    units = list(batched(chosen.numbers(), SCHEDULES_A_UNIT, strict=False))
    return on_all_cores(partial(_schedules, chosen.seed), units)


async def _schedules(seed: str, numbers: Sequence[int]) -> Tried:
    found = []
    for number in numbers:
        schedule = await Schedule.drawn(seed, number)
        found += [f"--seed {seed} --schedule {number}: {each}" for each in await schedule.run()]
    return Tried(len(numbers), found)


def planted(_: Chosen) -> Iterator[Tried]:
    """Every planted bug, by the test that is to catch it."""
    return on_all_cores(_planted, list(bugs()))


async def _planted(name: str) -> Tried:
    why = why_not_caught(bugs()[name])
    return Tried(1, [why] if why else [])


def bad_days(_: Chosen) -> Iterator[Tried]:
    """The triggers over the real clients: every request of each has every whim."""
    return on_all_cores(_bad_days, list(Whim))


async def _bad_days(whim: Whim) -> Tried:
    options = ["-q", "-p", "no:cacheprovider", "tests/contract/test_bad_days.py", "-k", whim.name.lower()]
    run = subprocess.run(  # noqa: ASYNC221, S603 - our own tests, and nothing else is done meanwhile
        [sys.executable, "-m", "pytest", *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "EVERY_REQUEST": "1"},
    )
    return Tried(1, [run.stdout] if run.returncode else [])


def kills(chosen: Chosen) -> Iterator[Tried]:
    """SIGKILLs of real hosts over one storage: 60 where there is one host, 30 where there are two."""
    for hosts, many in ((1, chosen.kills), (2, chosen.kills // 2)):
        yield asyncio.run(killed(chosen.seed, hosts, many))
