"""Supporters are told of strangers' requests that wait: of all in one mail, at most every three hours."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from shared.domain.letters.notices import Notice, notice_id, write_notice
from shared.domain.letters.supporter_letters import RequestsWaiting
from shared.domain.members.recipients import supporters_for
from shared.domain.values.frozen import Frozen, Instant
from shared.ports.desk import Desk
from shared.ports.store import Table
from shared.usecases.records.acting import until_committed
from shared.usecases.records.notice_rows import post_notice
from shared.usecases.records.row_formats import RowFormat

WAITED = timedelta(minutes=15)
"""So long a notice may wait before somebody is told that it does."""
AT_MOST_EVERY = timedelta(hours=3)

_WHERE = (Table.LIMITS, "mails")
_KEY = "waiting"


class WaitingTold(Frozen):
    """What supporters have been told of what waits.

    ``at``: when last. ``until``: requests that came until then are told of. ``withdrawn``: receipts that were
    withdrawn since, and that nobody has been told of.
    """

    at: Instant | None = None
    until: Instant | None = None
    withdrawn: int = 0


class StrangersWaiting(NamedTuple):
    """Since when each of the notices of strangers' tickets waits, and how many receipts to strangers do."""

    notices: Sequence[datetime] = ()
    receipts: int = 0


type ReadWaiting = Callable[[], Awaitable[StrangersWaiting]]

WAITING_TOLD = RowFormat(WaitingTold.model_validate_json)


class LoadedTold(NamedTuple):
    """With the version of its row; None where there is none."""

    told: WaitingTold
    etag: str | None


async def load_told(desk: Desk) -> LoadedTold:
    """What supporters have been told. One request. Raises ``StoreUnavailable``."""
    return LoadedTold(*WAITING_TOLD.found(await desk.store.get(*_WHERE, _KEY), WaitingTold()))


async def note_withdrawn(desk: Desk, receipts: int) -> None:
    """So many more receipts to strangers have been withdrawn. Raises ``StoreUnavailable``."""

    async def attempt(_: int) -> None:
        before = await load_told(desk)
        await _replace(desk, before, before.told.but(withdrawn=before.told.withdrawn + receipts))

    if receipts:
        await until_committed(desk, "waiting", attempt)


async def tell_waiting(desk: Desk, read: ReadWaiting, seen_until: datetime) -> None:
    """Everybody on duty is told, where something has waited for long and nobody was told of it lately.

    ``read`` says what waits, where it may be told. Whatever has waited since before ``seen_until`` is among
    it: of later ones the next digest tells.

    Raises:
        StoreUnavailable: the next scan tells it; nobody is told twice.
    """

    async def attempt(_: int) -> None:
        before = await load_told(desk)
        if before.told.at and abs(desk.clock.now() - before.told.at) < AT_MOST_EVERY:
            return
        waiting = await read()
        instants = [each for each in waiting.notices if each <= seen_until]
        letter = _letter(before.told, instants, waiting.receipts, desk.clock.now())
        if letter is None:
            return
        posted = await _post(desk, letter, before.told)
        untold = before.told.withdrawn - posted.withdrawn
        after = WaitingTold(at=desk.clock.now(), until=posted.until, withdrawn=untold)
        await _replace(desk, before, after)

    await until_committed(desk, "waiting", attempt)


def _letter(
    told: WaitingTold, instants: Sequence[datetime], receipts: int, now: datetime
) -> RequestsWaiting | None:
    """What is to be told now; None where that is nothing."""
    untold = [each for each in instants if told.until is None or each > told.until]
    if not untold or now - min(untold) < WAITED:
        untold = []
    if not untold and not told.withdrawn:
        return None
    return RequestsWaiting(
        requests=len(untold),
        since=min(untold, default=None),
        until=max(untold, default=told.until or now),
        receipts=receipts,
        withdrawn=told.withdrawn,
    )


async def _post(desk: Desk, letter: RequestsWaiting, told: WaitingTold) -> RequestsWaiting:
    """The digest to each, as it was posted first: what was told is told, however often this is tried."""
    posted = letter
    for to, language in supporters_for("", desk.vendor):
        name = notice_id(desk.secret, "waiting", to.address, str(told.at))
        notice = write_notice(desk.secret, name, posted, to, language, desk.clock.now())
        posted = _told_by(await post_notice(desk, notice), posted)
    return posted


def _told_by(notice: Notice, letter: RequestsWaiting) -> RequestsWaiting:
    told = notice.send.letter if notice.send else None
    return told if isinstance(told, RequestsWaiting) else letter


async def _replace(desk: Desk, before: LoadedTold, after: WaitingTold) -> None:
    await desk.store.commit(*_WHERE, [WAITING_TOLD.row(_KEY, after, before.etag)])
