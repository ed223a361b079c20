"""The first requests of a process that has just imported the app; imports no more than that needs."""

import asyncio
import os
import time
from dataclasses import replace

from bench.trigger import Trigger, intake_trigger, send_intake
from shared import wiring
from tests.fakes.queue import MemoryQueue
from tests.fakes.store import MemoryStore

LATER = 20
UNLIMITED = {f"DESK_REQUESTS_{limit}": "1000000000" for limit in ("PER_ADDRESS", "PER_NETWORK", "IN_TOTAL")}
"""One sender asks more in a second than people do in a year."""
SETTINGS = {
    "DESK_SECRET": "a secret for the bench only",
    "DESK_STORAGE": "AccountName=bench;AccountKey=YmVuY2g=;TableEndpoint=http://127.0.0.1:1/bench;"
    "QueueEndpoint=http://127.0.0.1:2/bench;",
    "DESK_MAIL_ENDPOINT": "http://127.0.0.1:3",
    "DESK_MAIL_KEY": "YmVuY2g=",
    "DESK_SENDER_ADDRESS": "support@vendor.example.com",
    "DESK_FALLBACK_ADDRESS": "chief@vendor.example.com",
    "DESK_PRODUCTS": '[{"id": "planner", "name": "Planner"}]',
    **UNLIMITED,
}
BODY = (
    b'{"email": "somebody@other.example.org", "product": "Planner", "kind": "error", "message": "It stops."}'
)


def first_and_later_intake() -> tuple[float, float]:
    """CPU milliseconds of a stranger's first request, which makes the desk's parts, and of a later one."""
    os.environ.update(SETTINGS)
    return asyncio.run(_timed(intake_trigger()))


async def _timed(intake: Trigger) -> tuple[float, float]:
    before = time.process_time()
    wiring.use_desk(replace(wiring.desk(), store=MemoryStore(), queue=MemoryQueue()))
    await send_intake(intake, BODY, "first")
    first = time.process_time()
    for number in range(LATER):
        await send_intake(intake, BODY, f"later {number}")
    return (first - before) * 1000, (time.process_time() - first) * 1000 / LATER
