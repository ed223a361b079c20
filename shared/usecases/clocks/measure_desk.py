"""What each scan tells whoever watches: how many clocks run, how near the next is due, what was given up."""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime

from shared.domain.agenda.agenda import instant_of
from shared.ports.desk import Desk
from shared.ports.queue import QueueUnavailable
from shared.ports.store import StoreUnavailable
from shared.ports.telemetry import Measured, telemetry
from shared.usecases.clocks.scan_clocks import Scanned
from shared.usecases.records.agenda_rows import open_list

MOST_COUNTED = 1000
"""More are told as so many."""

type GivenUp = Callable[[], Awaitable[int]]
"""How many queue messages were given up. Raises ``QueueUnavailable``."""

_log = logging.getLogger(__name__)


async def measure_desk(desk: Desk, scanned: Scanned, given_up: GivenUp) -> None:
    """Tell what there is now. Eight requests and those of ``given_up``, where anybody watches; else none.

    What cannot be read is told by the next scan.
    """
    if not telemetry().on:
        return
    telemetry().tell(Measured.LOOKS_DUE, scanned.looked + scanned.failed + scanned.left)
    try:
        await _clocks(desk)
        telemetry().tell(Measured.MESSAGES_GIVEN_UP, await given_up())
    except (StoreUnavailable, QueueUnavailable) as error:
        _log.warning("the desk could not be measured (%s)", type(error).__name__)


async def _clocks(desk: Desk) -> None:
    """The tickets on which a clock runs, as they are listed; the nearest due instant of them."""
    rows = await open_list(desk.store, MOST_COUNTED)
    telemetry().tell(Measured.CLOCKS_RUNNING, len(rows))
    if rows:
        telemetry().tell(Measured.SECONDS_TO_DUE, _seconds(desk.clock.now(), instant_of(rows[0].key)))


def _seconds(now: datetime, due: datetime) -> int:
    return int((due - now).total_seconds())
