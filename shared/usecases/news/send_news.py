"""Mails of news leave in the last of the lanes: no other mail waits for them."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime
from itertools import batched

from shared.domain.facts.delivery_reports import NEWS_STOPPED
from shared.domain.lanes.lane import Lane
from shared.domain.letters.sends import LEASE, Send, SendState
from shared.domain.outbox.leasing import Attempted, after_attempt
from shared.ports.desk import Desk
from shared.ports.mailer import MailDeferred, MailRefused
from shared.ports.store import StoreConflict
from shared.usecases.lanes.claim_quota import claim, more_at
from shared.usecases.lanes.hear_provider import hear_provider
from shared.usecases.outbox.hand_over import hand_over
from shared.usecases.outbox.side_by_side import Calls, Failed, ended
from shared.usecases.records import news_rows
from shared.usecases.records.agenda_rows import write_agenda
from shared.usecases.records.standing_rows import everybody_without_news

MAILS_IN_PAGE = 100
MAILS_IN_LEASE = 20


async def send_page(desk: Desk, loaded: news_rows.LoadedNews, deadline: datetime) -> datetime | None:
    """Send what is due of the next page; when to go on (now, where there is more), None once all have ended.

    Where the lane of news may send none now, the item waits until it may.

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
    mails = (await claim(desk, {Lane.NEWS: len(due)}))[Lane.NEWS]
    if not mails:
        again = await more_at(desk, Lane.NEWS)
        await news_rows.replace_header(desk.store, loaded, header.paused(again))
        return again
    unended = {each.send.id for each in page} if len(page) < MAILS_IN_PAGE else None
    return await _send_all(desk, _Item(loaded, unended), due[:mails], deadline)


@dataclass(frozen=True, slots=True)
class _Item:
    """The item as it was read. ``unended``: its mails that have not ended, where all of them are known."""

    loaded: news_rows.LoadedNews
    unended: set[str] | None

    @property
    def id(self) -> str:
        """The item's name."""
        return self.loaded.header.id

    def finished_by(self, marks: Sequence[tuple[news_rows.Waiting, Send]]) -> bool:
        """Whether no mail is left once these are marked."""
        ended = {send.id for _, send in marks if send.ended}
        return self.unended is not None and self.unended <= ended

    def marked(self, marks: Sequence[tuple[news_rows.Waiting, Send]]) -> None:
        """These have been."""
        if self.unended is not None:
            self.unended.difference_update(send.id for _, send in marks if send.ended)


async def _send_all(
    desk: Desk, item: _Item, due: Sequence[news_rows.Waiting], deadline: datetime
) -> datetime | None:
    """A lease after the other. Whoever loses one leaves the page to the winner."""
    without = await everybody_without_news(desk)
    for number, lease in enumerate(batched(due, MAILS_IN_LEASE, strict=False)):
        if desk.clock.now() > deadline:
            desk.blocks.give_back({Lane.NEWS: len(due) - number * MAILS_IN_LEASE})
            break
        try:
            paused = await _send(desk, item, lease, without, deadline)
        except StoreConflict:
            return desk.clock.now() + LEASE
        if paused:
            return paused
    return desk.clock.now() if item.unended is None or item.unended else None


async def _send(
    desk: Desk,
    item: _Item,
    due: Sequence[news_rows.Waiting],
    without: Mapping[str, str],
    deadline: datetime,
) -> datetime | None:
    """Lease, send and mark these mails; until when the item is paused, where one was not taken now.

    One that is not to be sent ends with the lease; its record says why.
    """
    now = desk.clock.now()
    taken = [(each, _taken(each, now, without.get(each.person, ""))) for each in due]
    leased = await _commit(desk, item, taken)
    desk.blocks.give_back({Lane.NEWS: len(due) - len(leased)})

    async def go(send: Send) -> MailRefused | MailDeferred | None:
        return await hand_over(desk, item.loaded.request.filled_in(send))

    calls = Calls(desk, go, deadline, stopped_by=MailDeferred)
    failed: list[Exception] = []
    async with aclosing(ended(calls, [each.send for each in leased.values()])) as groups:
        async for group in groups:
            failed += [each.error for each in group if isinstance(each, Failed)]
            attempts = [each for each in group if isinstance(each, Attempted)]
            await _mark(desk, item, leased, attempts)
            await hear_provider(desk, attempts, calls.too_many_until)
    for error in failed:
        raise error
    return await _pause(desk, item.loaded, calls.stopped_until) if calls.stopped_until else None


def _taken(waiting: news_rows.Waiting, now: datetime, why_not: str) -> Send:
    """The mail taken for one attempt, or withdrawn where it is not to be sent.

    Whoever reported an error is told that it is fixed, and that is no news.
    """
    skip = waiting.send.skip or why_not
    if skip == NEWS_STOPPED and waiting.send.tells_of_own_report:
        skip = ""
    return waiting.send.finished(SendState.WITHDRAWN, skip) if skip else waiting.send.leased(now)


async def _mark(
    desk: Desk, item: _Item, leased: Mapping[str, news_rows.Waiting], attempts: Sequence[Attempted]
) -> None:
    """Mark what these came to. A mail that somebody else has taken meanwhile is left out, and no other.

    Of what goes back: agenda row before state; somebody may have looked meanwhile, and left one for the end
    of the lease. Raises ``StoreConflict`` once the others are marked.
    """
    now = desk.clock.now()
    marks = [(leased[each.send.id], after_attempt(each, now)) for each in attempts]
    if back := [send.not_before for _, send in marks if not send.ended]:
        await write_agenda(desk.store, item.loaded.header.aggregate, now, look=min(back))
    try:
        await _commit(desk, item, marks)
    except StoreConflict:
        people = (waiting.person for waiting, _ in marks)
        there = await asyncio.gather(*(news_rows.load_waiting(desk.store, item.id, each) for each in people))
        pairs = zip(marks, there, strict=True)
        ours = [mark for mark, row in pairs if row and row.etag == mark[0].etag]
        if ours:
            await news_rows.commit_waiting(desk.store, item.id, ours)
        raise


async def _commit(
    desk: Desk, item: _Item, marks: Sequence[tuple[news_rows.Waiting, Send]]
) -> dict[str, news_rows.Waiting]:
    """Mark these, and with the last of them that the item is sent; those that wait on, by mail."""
    if not marks:
        return {}
    loaded = item.loaded
    done = (news_rows.header_after(loaded, loaded.header.finished()),) if item.finished_by(marks) else ()
    waiting = await news_rows.commit_waiting(desk.store, item.id, marks, *done)
    item.marked(marks)
    return waiting


async def _pause(desk: Desk, loaded: news_rows.LoadedNews, until: datetime) -> datetime:
    """The item waits a minute, or as long as is wished; the mails went back with instants of their own."""
    after = loaded.header.paused(until)
    await news_rows.replace_header(desk.store, loaded, after)
    return after.not_before
