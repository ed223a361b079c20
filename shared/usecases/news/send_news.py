"""News leaves part of the provider's hourly quota to all other mail: no answer or breach waits for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.domain.facts.delivery_reports import IN_TROUBLE
from shared.domain.letters.sends import LEASE, SendState, pause_after
from shared.domain.values.frozen import Frozen, Instant
from shared.ports.desk import Desk
from shared.ports.mailer import MailDeferred, MailRefused
from shared.ports.store import Row, StoreConflict, Table
from shared.usecases.outbox.hand_over import hand_over
from shared.usecases.records import news_rows
from shared.usecases.records.row_formats import RowFormat
from shared.usecases.records.standing_rows import everybody_in_trouble

MAILS_IN_PAGE = 100

HOUR = timedelta(hours=1)
_PARTITION, _KEY = "quota", "quota-news"


class NewsHour(Frozen):
    """How many mails of news were claimed in the hour that began then."""

    began: Instant
    claimed: int = 0


NEWS_HOURS = RowFormat(NewsHour.model_validate_json)


@dataclass(frozen=True, slots=True)
class BatchClaim:
    """So many mails of news may be sent now; ``again`` is when there are more."""

    mails: int
    again: datetime


async def claim_mails(desk: Desk, wanted: int) -> BatchClaim:
    """Claim up to so many mails of this hour's part for news. What is claimed and not sent is not given back.

    Two requests. Raises ``StoreConflict``: another item claimed at the same time; nothing is claimed.
    """
    row = await desk.store.get(Table.LIMITS, _PARTITION, _KEY)
    hour = _hour_at(row, desk.clock.now())
    mails = max(0, min(wanted, desk.vendor.news_per_hour - hour.claimed))
    if mails:
        claimed = hour.but(claimed=hour.claimed + mails)
        written = NEWS_HOURS.row(_KEY, claimed, row.etag if row else None)
        await desk.store.commit(Table.LIMITS, _PARTITION, [written])
    return BatchClaim(mails, hour.began + HOUR)


def _hour_at(row: Row | None, now: datetime) -> NewsHour:
    """The hour that is running, or a new one."""
    known = NEWS_HOURS.read(row.text) if row else None
    return known if known and now < known.began + HOUR else NewsHour(began=now)


async def send_page(desk: Desk, loaded: news_rows.LoadedNews, deadline: datetime) -> datetime | None:
    """Send what is due of the next page; when to go on (now, where there is more), None once all have ended.

    Where news has used its part of the hour, the item waits for the next.

    Raises:
        StoreConflict: somebody else is at this item.
        StoreUnavailable: what happened is settled when the lease has run out, under the same operation id.
    """
    header, now = loaded.header, desk.clock.now()
    if now < header.not_before:
        return header.not_before
    page = await news_rows.waiting_page(desk.store, header.id, MAILS_IN_PAGE)
    if not page:
        await news_rows.replace_header(desk.store, loaded, header.finished())
        return None
    due = sorted((each for each in page if each.send.due(now)), key=lambda each: each.send.attempts)
    if not due:
        return min(each.send.leased_until or each.send.not_before for each in page)
    claim = await claim_mails(desk, len(due))
    if not claim.mails:
        await news_rows.replace_header(desk.store, loaded, header.paused(claim.again))
        return claim.again
    return await _send_all(desk, loaded, due[: claim.mails], deadline)


async def _send_all(
    desk: Desk, loaded: news_rows.LoadedNews, due: Sequence[news_rows.Waiting], deadline: datetime
) -> datetime:
    """One after the other. Whoever loses a lease leaves the page to the winner."""
    troubled = await everybody_in_trouble(desk)
    for waiting in due:
        if desk.clock.now() > deadline:
            break
        try:
            skip = waiting.send.skip or (IN_TROUBLE if waiting.person in troubled else "")
            paused = await (_skip(desk, loaded, waiting, skip) if skip else _send(desk, loaded, waiting))
        except StoreConflict:
            return desk.clock.now() + LEASE
        if paused:
            return paused
    return desk.clock.now()


async def _skip(desk: Desk, loaded: news_rows.LoadedNews, waiting: news_rows.Waiting, reason: str) -> None:
    """The mail is not sent; its record says why."""
    withdrawn = waiting.send.finished(SendState.WITHDRAWN, reason)
    await news_rows.end_waiting(desk.store, loaded.header.id, waiting, withdrawn)


async def _send(desk: Desk, loaded: news_rows.LoadedNews, waiting: news_rows.Waiting) -> datetime | None:
    """Send one mail; until when the item is paused, where the provider did not take it now."""
    news = loaded.header.id
    leased = await news_rows.lease_waiting(desk.store, news, waiting, desk.clock.now())
    match await hand_over(desk, loaded.request.filled_in(leased.send)):
        case MailDeferred(retry_after=wish):
            return await _pause(desk, loaded, leased, wish)
        case MailRefused() as refusal:
            ended = leased.send.finished(SendState.FAILED, str(refusal))
        case None:
            ended = leased.send.finished(SendState.SENT)
    await news_rows.end_waiting(desk.store, news, leased, ended)
    return None


async def _pause(
    desk: Desk, loaded: news_rows.LoadedNews, leased: news_rows.Waiting, wish: float | None
) -> datetime:
    """The mail goes back with an instant of its own; the item waits a minute, or as long as is wished."""
    now = desk.clock.now()
    after = loaded.header.paused(now + pause_after(1, wish))
    back = news_rows.replaced(after.id, leased, leased.send.deferred(now, wish))
    await news_rows.replace_header(desk.store, loaded, after, back)
    return after.not_before
