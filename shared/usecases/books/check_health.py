"""Is the desk well: does every part answer, do mails leave, and does the scan run?"""

import asyncio
from collections.abc import Awaitable, Mapping
from datetime import datetime, timedelta

from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.vendor import Vendor
from shared.ports.desk import Desk
from shared.ports.mailer import MailDeferred
from shared.ports.queue import QueueUnavailable
from shared.ports.store import StoreUnavailable
from shared.usecases.lanes.lane_rows import Backlog, backlog
from shared.usecases.records.catch_up_rows import last_scan
from shared.usecases.records.mail_marks import mails_wait_too_long

LONGEST_WITHOUT_SCAN = timedelta(minutes=15)
CLOCKS_APART = timedelta(minutes=1)
"""So far ahead may the clock of the host be that scanned last."""
SECONDS = 5
"""A part that has not answered by then does not answer: a monitor does not wait longer."""

MAILS_OF_AZURES_DOMAIN = 10
"""So many an hour the mail service takes where it sends from a domain of Azure's own."""


class HealthView(Frozen):
    """``healthy`` where every part answers and does its work; else ``reasons`` says what does not.

    ``mail``: the mail service answers and takes mails. ``seconds_since_scan`` is null where no scan has
    ended yet, or the last one ended at an instant that is still to come. ``waiting``: what waits for its part
    of the provider's quota; that is no illness. ``for_trying_only``: three tickets fill that quota, and
    ``warnings`` says so.
    """

    healthy: bool
    reasons: tuple[str, ...]
    storage: bool
    queue: bool
    mail: bool
    files: bool
    last_scan: Instant | None
    seconds_since_scan: int | None
    waiting: tuple[Backlog, ...] = ()
    for_trying_only: bool = False
    warnings: tuple[str, ...] = ()


async def check_health(desk: Desk) -> HealthView:
    """Ask every part at once. A process that has just started has until 15 minutes to scan."""
    last, waiting, lanes, queue, mail, files = await asyncio.gather(
        _read(last_scan(desk)),
        _read(mails_wait_too_long(desk)),
        _read(backlog(desk.store)),
        _answers(desk.queue.probe()),
        _answers(desk.mailer.probe()),
        _answers(desk.files.probe()),
    )
    storage = _UNREAD not in {last, waiting, lanes}
    now, scanned = desk.clock.now(), last if isinstance(last, datetime) else None
    ahead = scanned is not None and scanned > now + CLOCKS_APART
    reasons = _reasons(storage, queue, mail, waiting is not True, files, not ahead, _scans(desk, scanned))
    return HealthView(
        healthy=not reasons,
        reasons=reasons,
        storage=storage,
        queue=queue,
        mail=mail and waiting is not True,
        files=files,
        last_scan=scanned,
        seconds_since_scan=_seconds(scanned, now) if scanned and not ahead else None,
        waiting=lanes if isinstance(lanes, tuple) else (),
        for_trying_only=_for_trying_only(desk.vendor),
        warnings=(_FOR_TRYING_ONLY,) if _for_trying_only(desk.vendor) else (),
    )


async def stands_still(desk: Desk) -> bool:
    """Whether storage has noted that mails or scans stand still. Two requests, side by side.

    Raises ``StoreUnavailable``.
    """
    scanned, waiting = await asyncio.gather(last_scan(desk), mails_wait_too_long(desk))
    return waiting or not _scans(desk, scanned)


REASONS: Mapping[str, str] = {
    "storage": "the table storage does not answer",
    "queue": "the queue storage does not answer",
    "mail": "the mail service does not answer",
    "mails_wait": "mails wait: the mail service has taken none that was put back for 15 minutes",
    "files": "the storage of files does not answer",
    "clock": "the clock has been set back: the last scan is still to come",
    "scan": "no scan of the clocks for 15 minutes",
}
"""What may not be well, by name, as programs are told."""
_FOR_TRYING_ONLY = (
    "FOR TRYING ONLY: the mail service takes ten mails an hour, and three tickets fill it; send from "
    "a domain of your own before members write"
)
_UNREAD = "unread"


def _for_trying_only(vendor: Vendor) -> bool:
    return vendor.mails_per_hour <= MAILS_OF_AZURES_DOMAIN


def _scans(desk: Desk, scanned: datetime | None) -> bool:
    return desk.clock.now() - max(scanned or desk.started, desk.started) <= LONGEST_WITHOUT_SCAN


def _reasons(*well: bool) -> tuple[str, ...]:
    """Of what is not well, in this order."""
    return tuple(reason for reason, holds in zip(REASONS.values(), well, strict=True) if not holds)


def _seconds(since: datetime, now: datetime) -> int:
    return max(0, int((now - since).total_seconds()))


async def _read[Found](reading: Awaitable[Found]) -> Found | str:
    try:
        async with asyncio.timeout(SECONDS):
            return await reading
    except (StoreUnavailable, TimeoutError):
        return _UNREAD


async def _answers(probe: Awaitable[None]) -> bool:
    try:
        async with asyncio.timeout(SECONDS):
            await probe
    except (QueueUnavailable, MailDeferred, StoreUnavailable, TimeoutError):
        return False
    return True
