"""Whose code an intake spends its time in: a profile, summed by part.

A profiler slows Python code down, and more so where calls are many: read the figures as shares, not as times.
"""

import cProfile
import pstats
from collections import Counter
from collections.abc import Mapping
from typing import Any

from bench.intake_cpu import through_trigger
from devstack.azurite import Azurite

INTAKES = 200
ROUNDS = 12
"""How deep calls within the standard library are followed up to who asked for them."""

type Function = tuple[str, int, str]
type Shares = Mapping[str, float]

WAITING = "waiting"
PARTS = {
    "'poll' of 'select": WAITING,
    "_socket.socket": "HTTP: aiohttp, asyncio, sockets",
    "/asyncio/": "HTTP: aiohttp, asyncio, sockets",
    "/aiohttp/": "HTTP: aiohttp, asyncio, sockets",
    "/yarl/": "HTTP: aiohttp, asyncio, sockets",
    "/azure/data/tables/_authentication": "signing",
    "/azure/storage/queue/_shared/authentication": "signing",
    "/azure/core/": "azure-core: pipeline and its policies",
    "/azure/data/tables/": "azure-data-tables",
    "/azure/storage/queue/": "azure-storage-queue",
    "/azure/functions/": "azure.functions: the request",
    "/werkzeug/": "azure.functions: the request",
    "/pydantic": "pydantic",
    "SchemaValidator": "pydantic",
    "SchemaSerializer": "pydantic",
    "/shared/adapters/": "the desk: adapters",
    "/shared/": "the desk: domain, use cases, web",
    "/functions/": "the desk: domain, use cases, web",
    "/bench/": "bench",
}
"""A piece of a function's file or name -> its part; the first that fits."""


async def profile_intakes(azurite: Azurite) -> dict[str, float]:
    """Part -> its share of the time that an intake keeps this process busy, the largest first."""
    profiler = cProfile.Profile()
    async with through_trigger(azurite, quick=True) as way:
        await way(20)
        profiler.enable()
        await way(INTAKES)
        profiler.disable()
    spent = _by_part(pstats.Stats(profiler).stats)  # type: ignore[attr-defined] # not in the stubs
    del spent[WAITING]
    return {part: time / spent.total() for part, time in spent.most_common()}


def _by_part(stats: Mapping[Function, Any]) -> "Counter[str]":
    """The time within each function, put down to its part, or to the parts that called it."""
    parts: dict[Function, Shares] = {each: {part: 1.0} for each in stats if (part := _part(each))}
    for _ in range(ROUNDS):
        parts |= {each: _of_callers(stats[each][4], parts) for each in stats if not _part(each)}
    spent: Counter[str] = Counter()
    for each, (_, _, time, _, _) in stats.items():
        for part, share in (parts[each] or {"not known": 1.0}).items():
            spent[part] += time * share
    return spent


def _of_callers(callers: Mapping[Function, Any], parts: Mapping[Function, Shares]) -> Shares:
    """The parts of a function's callers, each as much as the time it had of it."""
    shares: Counter[str] = Counter()
    for caller, (_, _, time, _) in callers.items():
        for part, share in parts.get(caller, {}).items():
            shares[part] += share * max(time, 1e-9)
    whole = shares.total()
    return {part: share / whole for part, share in shares.items()}


def _part(function: Function) -> str:
    """The part that a function belongs to; "" for the standard library and built-in functions."""
    file, _, name = function
    return next((part for piece, part in PARTS.items() if piece in file or piece in name), "")
