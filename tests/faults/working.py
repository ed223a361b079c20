"""Many units of work on all cores, each told by what was tried and what was not as it must be."""

import asyncio
import logging
import os
from collections.abc import Callable, Coroutine, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import batched
from multiprocessing import get_context
from typing import NamedTuple

UNITS_PER_PROCESS = 8
"""Every content that a partition ever has is kept once it was read; with the processes it goes.

All of them go together: a pool that replaces one by one (``max_tasks_per_child``) stands still for good once
all have had their share (python/cpython#115634).
"""


class Tried(NamedTuple):
    """How many were tried, and what was found, each with what shows it again."""

    many: int
    found: list[str]


type Unit[Given] = Callable[[Given], Coroutine[None, None, Tried]]


def on_all_cores[Given](work: Unit[Given], given: Sequence[Given]) -> Iterator[Tried]:
    """What each unit came to, in their order."""
    os.environ["PYTHONHASHSEED"] = "0"  # sets have the same order in every process
    cores = os.cpu_count() or 1
    for some in batched(given, cores * UNITS_PER_PROCESS, strict=False):
        with ProcessPoolExecutor(cores, get_context("spawn")) as pool:
            yield from pool.map(partial(_run, work), some)


def _run[Given](work: Unit[Given], given: Given) -> Tried:
    logging.disable(logging.CRITICAL)
    return asyncio.run(work(given))
