"""After an interruption people are told everything at once: a scan that finds looks late writes digests."""

import asyncio
import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from shared.domain.agenda.agenda import instant_of
from shared.domain.clocks.digesting import LATE, TOLD_IN_DIGEST, Hold, decide_digests, hold_for_digest, tells
from shared.domain.letters.notices import Notice
from shared.domain.letters.sends import Send
from shared.ports.desk import Desk
from shared.ports.store import StoreError
from shared.usecases.records.agenda_rows import AgendaRow
from shared.usecases.records.notice_rows import create_notice, load_notice, post_notice

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LateScan:
    """A scan that found looks late, and the mails that it has held back so far."""

    hold: Hold
    held: list[Send] = field(default_factory=list)


def late_scan(rows: Iterable[AgendaRow], now: datetime) -> LateScan | None:
    """None where every row has stood due for at most 15 minutes, and so no scan was missing.

    A row is not late for saying an instant before it was written.
    """
    late = any(now - max(instant_of(row.key), row.hint.written) > LATE for row in rows)
    return LateScan(hold_for_digest(now)) if late else None


async def tell_late(desk: Desk, scan: LateScan) -> None:
    """Write the digests of what the scan has held back. Where one fails, its held mails go by themselves."""
    digests = decide_digests(scan.held, desk.clock.now(), desk.secret)
    await asyncio.gather(*(_post(desk, digest) for digest in digests))


async def told_in_digest(desk: Desk, send: Send) -> str:
    """Why a held mail need not go out: its digest tells what it says. Else "".

    A digest that is not there by now is given up for good, so that nothing is ever told by both.

    Raises:
        StoreUnavailable: ask again later.
    """
    if not send.digest:
        return ""
    digest = await load_notice(desk.store, send.digest)
    if digest is None and not await create_notice(desk.store, Notice(id=send.digest, send=None)):
        digest = await load_notice(desk.store, send.digest)
    return TOLD_IN_DIGEST if digest and tells(digest.notice, send) else ""


async def _post(desk: Desk, digest: Notice) -> None:
    try:
        await post_notice(desk, digest)
    except StoreError as error:
        _log.error("the digest %s could not be written (%s)", digest.id, type(error).__name__)
