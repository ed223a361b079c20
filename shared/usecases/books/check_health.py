"""Is the desk well: does every part answer, and does the scan run?"""

import asyncio
from collections.abc import Awaitable
from datetime import datetime, timedelta

from shared.domain.values.frozen import Frozen, Instant
from shared.ports.desk import Desk
from shared.ports.mailer import MailDeferred
from shared.ports.queue import QueueUnavailable
from shared.ports.store import StoreUnavailable
from shared.usecases.records.agenda_rows import last_scan

LONGEST_WITHOUT_SCAN = timedelta(minutes=15)
SECONDS = 5
"""A part that has not answered by then does not answer: a monitor does not wait longer."""


class HealthView(Frozen):
    """``healthy`` where every part answers; else ``reasons`` says what does not, without secrets."""

    healthy: bool
    reasons: tuple[str, ...]
    storage: bool
    queue: bool
    mail: bool
    files: bool
    last_scan: Instant | None
    seconds_since_scan: int | None


async def check_health(desk: Desk) -> HealthView:
    """Ask every part at once. A process that has just started has until 15 minutes to scan."""
    scanned, queue, mail, files = await asyncio.gather(
        _last_scan(desk),
        _answers(desk.queue.probe()),
        _answers(desk.mailer.probe()),
        _answers(desk.files.probe()),
    )
    storage = not isinstance(scanned, StoreUnavailable)
    last = scanned if isinstance(scanned, datetime) else None
    now = desk.clock.now()
    silent = now - max(last or desk.started, desk.started) > LONGEST_WITHOUT_SCAN
    reasons = tuple(
        reason
        for reason, well in zip(_REASONS, (storage, queue, mail, files, not silent), strict=True)
        if not well
    )
    return HealthView(
        healthy=not reasons,
        reasons=reasons,
        storage=storage,
        queue=queue,
        mail=mail,
        files=files,
        last_scan=last,
        seconds_since_scan=int((now - last).total_seconds()) if last else None,
    )


_REASONS = (
    "the table storage does not answer",
    "the queue storage does not answer",
    "the mail service does not answer",
    "the storage of files does not answer",
    "no scan of the clocks for 15 minutes",
)


async def _last_scan(desk: Desk) -> datetime | StoreUnavailable | None:
    try:
        async with asyncio.timeout(SECONDS):
            return await last_scan(desk)
    except (StoreUnavailable, TimeoutError):
        return StoreUnavailable()


async def _answers(probe: Awaitable[None]) -> bool:
    try:
        async with asyncio.timeout(SECONDS):
            await probe
    except (QueueUnavailable, MailDeferred, StoreUnavailable, TimeoutError):
        return False
    return True
