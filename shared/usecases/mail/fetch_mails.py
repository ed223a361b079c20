"""The mailbox is read: every mail that came since the last run is taken in, each once.

Where the run stands is kept after each page. A run that dies, comes twice or late repeats what it had taken,
which does no harm: a mail that came before changes nothing. A mail that cannot be taken in is tried at every
run, and never holds up the others.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.domain.values.frozen import Frozen, Instant
from shared.ports.desk import Desk
from shared.ports.mailbox import Mailbox, MailboxCursorLost, MailboxPage
from shared.ports.store import StoreConflict, StoreUnavailable, Table
from shared.usecases.records.row_formats import RowFormat

MOST_PAGES = 20
MOST_WAITING = 100
OVERLAP = timedelta(days=1)
"""How far back a new beginning goes behind the last run: what came twice is taken once."""

_PARTITION, _KEY = "mailbox", "mailbox-mark"
_log = logging.getLogger(__name__)

type Take = Callable[[bytes], Awaitable[object]]
"""Takes one raw mail in; the same mail again changes nothing."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What one run did: mails taken in, and mails that wait to be tried again."""

    taken: int
    waiting: int


class MailboxMark(Frozen):
    """Where the reading stands. ``since``: mails from then on are the desk's, where there is no cursor."""

    cursor: str = ""
    since: Instant
    waiting: tuple[str, ...] = ()


MAILBOX_MARKS = RowFormat(MailboxMark.model_validate_json)


async def fetch_mails(desk: Desk, mailbox: Mailbox, take: Take) -> Fetched:
    """One run: first the mails that wait, then page after page to the end, at most 20 pages.

    The first run ever begins with the mails received from now on. While a hundred mails wait, no new ones are
    read: they are safe where they are.

    Raises:
        MailboxUnavailable, StoreUnavailable: what was taken in is kept; the next run goes on from there.
    """
    mark, etag = await _read_mark(desk)
    taken, waiting = await _take_all(mailbox, take, mark.waiting)
    mark = mark.model_copy(update={"waiting": waiting})
    for _ in range(MOST_PAGES if len(waiting) < MOST_WAITING else 0):
        page, mark = await _next(mailbox, mark, desk.clock.now())
        more, failed = await _take_all(mailbox, take, page.mails)
        taken += more
        mark = _after(mark, page, failed, desk.clock.now())
        try:
            etag = await _write_mark(desk, mark, etag)
        except StoreConflict:
            break  # another run is at it, and goes on from where it stands
        if page.last:
            break
    return Fetched(taken, len(mark.waiting))


async def _next(mailbox: Mailbox, mark: MailboxMark, now: datetime) -> tuple[MailboxPage, MailboxMark]:
    """The next page. Where the service has lost the cursor, it begins anew, a day before the last run."""
    try:
        return await mailbox.page(mark.cursor, mark.since), mark
    except MailboxCursorLost:
        _log.warning("the mailbox has forgotten where the reading stood: it begins anew from %s", mark.since)
        anew = mark.model_copy(update={"cursor": ""})
        return await mailbox.page("", min(mark.since, now)), anew


def _after(mark: MailboxMark, page: MailboxPage, failed: tuple[str, ...], now: datetime) -> MailboxMark:
    since = max(mark.since, now - OVERLAP) if page.last else mark.since
    return MailboxMark(cursor=page.cursor, since=since, waiting=(*mark.waiting, *failed))


async def _take_all(mailbox: Mailbox, take: Take, mails: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    """How many were taken in, and those that could not be. One that is gone is not waited for."""
    outcomes = [await _take(mailbox, take, mail) for mail in mails]
    waiting = tuple(mail for mail, done in zip(mails, outcomes, strict=True) if not done)
    return outcomes.count(True), waiting


async def _take(mailbox: Mailbox, take: Take, mail: str) -> bool:
    """Whether the mail is done with. Raises ``StoreUnavailable``: no other would fare better."""
    try:
        raw = await mailbox.raw(mail)
        if raw is not None:
            await take(raw)
    except StoreUnavailable:
        raise
    except Exception as error:  # noqa: BLE001 - one bad mail must not hold up the others
        _log.error("a mail could not be taken in (%s); it is tried again", type(error).__name__)
        return False
    return True


async def _read_mark(desk: Desk) -> tuple[MailboxMark, str | None]:
    row = await desk.store.get(Table.LIMITS, _PARTITION, _KEY)
    if row is None:
        return MailboxMark(since=desk.clock.now()), None
    return MAILBOX_MARKS.read(row.text), row.etag


async def _write_mark(desk: Desk, mark: MailboxMark, etag: str | None) -> str:
    """Its new version. Raises ``StoreConflict`` where another run has written it meanwhile."""
    row = MAILBOX_MARKS.row(_KEY, mark, etag)
    (version,) = await desk.store.commit(Table.LIMITS, _PARTITION, [row])
    return version
