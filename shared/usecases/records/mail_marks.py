"""Whether mails leave, in storage: a mark while mails that were put back wait. A hint, for monitors.

A mail that is taken at once costs nothing here: only what was put back writes, and only what is taken after
it was put back reads.
"""

import logging
from contextlib import suppress
from datetime import datetime, timedelta

from shared.domain.letters.sends import Send
from shared.domain.values.frozen import Frozen, Instant
from shared.ports.desk import Desk
from shared.ports.store import Remove, StoreError, Table, Upsert
from shared.usecases.records.row_formats import RowFormat

LONGEST_WITHOUT_MAIL = timedelta(minutes=15)
"""For so long may mails that were put back wait, and a next attempt come late, before somebody is to know."""

_WHERE = (Table.LIMITS, "mails")
_KEY = "put-back"
_log = logging.getLogger(__name__)


class PutBack(Frozen):
    """Mails wait that the provider did not take: the first since then, the next attempt by ``again``."""

    since: Instant
    again: Instant

    def lasts(self, now: datetime) -> bool:
        """Whether they still wait: with no attempt when one was to come, they were withdrawn."""
        return now <= self.again + LONGEST_WITHOUT_MAIL


PUT_BACK = RowFormat(PutBack.model_validate_json)


async def note_put_back(desk: Desk, send: Send, wish: float | None) -> None:
    """The provider has not taken this leased mail now. Never fails: it is a hint."""
    now = desk.clock.now()
    again = now + send.pause(wish)
    try:
        row = await desk.store.get(*_WHERE, _KEY)
        before = PUT_BACK.read(row.text) if row else None
        mark = PutBack(since=now, again=again)
        if before and before.lasts(now):
            mark = PutBack(since=before.since, again=max(before.again, again))
        await desk.store.commit(*_WHERE, [Upsert(_KEY, PUT_BACK.text(mark))])
    except StoreError as error:
        _log.warning("that a mail was put back could not be noted (%s)", type(error).__name__)


async def note_taken(desk: Desk, send: Send) -> None:
    """The provider has taken this mail. Costs nothing where it was the first attempt. Never fails."""
    if send.attempts == 1:
        return
    with suppress(StoreError):
        row = await desk.store.get(*_WHERE, _KEY)
        if row:
            await desk.store.commit(*_WHERE, [Remove(_KEY, row.etag)])


async def mails_wait_too_long(desk: Desk) -> bool:
    """Whether for over 15 minutes no mail that was put back has been taken. Raises ``StoreUnavailable``."""
    row = await desk.store.get(*_WHERE, _KEY)
    mark = PUT_BACK.read(row.text) if row else None
    now = desk.clock.now()
    return mark is not None and mark.lasts(now) and now - mark.since > LONGEST_WITHOUT_MAIL
