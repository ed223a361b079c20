"""Many units of work on all cores, each told by what was tried and what was not as it must be."""

import asyncio
import logging
import os
from collections.abc import Callable, Coroutine, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import NamedTuple

UNITS_PER_PROCESS = 8
"""Every content that a partition ever has is kept once it was read; with the process it goes."""


class Tried(NamedTuple):
    """How many were tried, and what was found, each with what shows it again."""

    many: int
    found: list[str]


type Unit[Given] = Callable[[Given], Coroutine[None, None, Tried]]


def on_all_cores[Given](work: Unit[Given], given: Sequence[Given]) -> Iterator[Tried]:
    """What each unit came to, in their order."""
    os.environ["PYTHONHASHSEED"] = "0"  # sets have the same order in every process
    with ProcessPoolExecutor(
        os.cpu_count(), get_context("spawn"), max_tasks_per_child=UNITS_PER_PROCESS
    ) as pool:
        yield from pool.map(partial(_run, work), given)


def _run[Given](work: Unit[Given], given: Given) -> Tried:
    logging.disable(logging.CRITICAL)
    return asyncio.run(work(given))
