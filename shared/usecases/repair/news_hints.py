"""The hints of news and of whatever else is mailed outside tickets: looks, and the lists of past news."""

from datetime import datetime, timedelta

from shared.domain.agenda.agenda import lane_key
from shared.domain.agenda.mending import Needed
from shared.domain.news.news import NewsHeader, NewsState
from shared.ports.store import Row, Table
from shared.usecases.documentation.improvement_rows import documents_aggregate
from shared.usecases.mail.forget_raw_mails import forgotten_by
from shared.usecases.mail.tell_of_kept_mails import digest_lacking
from shared.usecases.mail.unfiled_mails import PARTITION, UNFILED_MAILS
from shared.usecases.news.draft_list import draft_key, drafts_place
from shared.usecases.news.past_news import past_rows
from shared.usecases.people.erasure_rows import ERASURES
from shared.usecases.records.news_rows import NEWS_HEADERS, UNSENT
from shared.usecases.records.notice_rows import NOTICES
from shared.usecases.records.raw_mails import RAW_MAILS
from shared.usecases.records.row_ranges import each_row, first_of_each, place_in
from shared.usecases.records.ticket_rows import SENDS
from shared.usecases.register.register_rows import ENTRIES
from shared.usecases.releases.release_rows import aggregate_of
from shared.usecases.repair.mending import Repair
from shared.usecases.seats.ask_for_page import PAGE_REQUESTS, asked_aggregate

DIGESTS_MADE_WITHIN = timedelta(days=2)
"""A digest of kept mails that nobody on duty has is made anew for so long: supporters come and go."""


async def mend_news(repair: Repair) -> None:
    """Everything that is on its way, or has something to cause, is looked at."""
    store = repair.desk.store
    await repair.each(first_of_each(store, Table.NEWS, "head"), _mend_item)
    await repair.each(first_of_each(store, Table.NEWS, "notice"), _mend_notice)
    await repair.each(first_of_each(store, Table.NEWS, "effect"), _mend_documents)
    await repair.each(first_of_each(store, Table.RELEASES, "effect"), _mend_releases)
    await repair.each(first_of_each(store, Table.REGISTER, "head"), _mend_entry)
    await repair.each(first_of_each(store, Table.LIMITS, "seats"), _mend_asked)
    await repair.each(first_of_each(store, Table.LIMITS, "erasure"), _mend_erasure)
    await repair.each(each_row(store, Table.MAILS, PARTITION, "known"), _mend_kept)
    await repair.each(first_of_each(store, Table.MAILS, "mail"), _mend_raw_mail)


async def _mend_item(repair: Repair, row: Row) -> None:
    header = NEWS_HEADERS.read(row.text)
    if header.state is NewsState.DRAFT:
        await repair.must_stand(drafts_place(repair.desk), [draft_key(header.id)])
        return
    for place, key in past_rows(repair.desk, header).items():
        await repair.must_stand(place, [key])
    if header.state.on_its_way:
        await repair.mend(Needed(header.aggregate, await _due(repair, header)))


async def _due(repair: Repair, header: NewsHeader) -> datetime:
    """When the first of those who wait is to be mailed; now, where nobody waits and its state is to go on."""
    rows = each_row(repair.desk.store, Table.NEWS, header.id, f"{UNSENT}-{header.id}")
    sends = [SENDS.read(row.text) async for row in rows]
    if not sends:
        return max(header.not_before, repair.desk.clock.now())
    return max(header.not_before, min(send.leased_until or send.not_before for send in sends))


async def _mend_notice(repair: Repair, row: Row) -> None:
    """A mail that stands in its lane's list needs no look."""
    notice = NOTICES.read(row.text)
    send = notice.send
    if send is None or send.ended:
        return
    standing = repair.standing.get(notice.aggregate, ())
    waits = lane_key(notice.aggregate, send.lane, send.not_before)
    in_lane = any(row.key == waits and row.hint for row in standing)
    look = None if in_lane else send.leased_until or send.not_before
    await repair.mend(Needed(notice.aggregate, look))


async def _mend_documents(repair: Repair, row: Row) -> None:
    await repair.mend(Needed(documents_aggregate(place_in(row.key)), repair.desk.clock.now()))


async def _mend_releases(repair: Repair, row: Row) -> None:
    await repair.mend(Needed(aggregate_of(place_in(row.key)), repair.desk.clock.now()))


async def _mend_entry(repair: Repair, row: Row) -> None:
    entry = ENTRIES.read(row.text)
    if entry.busy:
        await repair.mend(Needed(entry.aggregate, repair.desk.clock.now()))


async def _mend_asked(repair: Repair, row: Row) -> None:
    if PAGE_REQUESTS.read(row.text).address:
        await repair.mend(Needed(asked_aggregate(place_in(row.key)), repair.desk.clock.now()))


async def _mend_kept(repair: Repair, row: Row) -> None:
    received = UNFILED_MAILS.read(row.text).received
    if repair.desk.clock.now() - received > DIGESTS_MADE_WITHIN:
        return
    if lacking := await digest_lacking(repair.desk, received):
        repair.ask_for(*lacking)


async def _mend_raw_mail(repair: Repair, row: Row) -> None:
    """Also what was kept before a setting said for how long."""
    kept = RAW_MAILS.read(row.text)
    forgotten = None if kept.erased else forgotten_by(repair.desk, kept.received)
    if forgotten:
        repair.ask_for(*forgotten)


async def _mend_erasure(repair: Repair, row: Row) -> None:
    erasure = ERASURES.read(row.text)
    if not erasure.done:
        await repair.mend(Needed(erasure.aggregate, repair.desk.clock.now()))
