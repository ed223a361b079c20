"""An item of news in storage: header, what was published, mails that wait, records of those that ended.

One partition an item. A waiting mail stands as ``unsent-<id>-<person>`` and moves to ``person-<id>-<person>``
in the transaction that ends it, so a page of waiting ones is read without the ended ones. ``<person>`` is a
digest of the address. Title and text stand once, in a row beside the header. What was reported of a person's
mail stands as ``report-<id>-<person>``: a report may be quicker than the mark that the mail was sent.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from shared.domain.facts.delivery_reports import ReportedMail
from shared.domain.letters.sends import Send
from shared.domain.news.news import NewsHeader, NewsItem
from shared.ports.desk import Desk
from shared.ports.store import Change, Create, Remove, Replace, Row, Store, Table, Upsert
from shared.usecases.records.acting import until_committed
from shared.usecases.records.row_formats import RowFormat
from shared.usecases.records.row_ranges import whole_range
from shared.usecases.records.ticket_rows import SENDS

UNSENT = "unsent"
ENDED = "person"
REPORT = "report"

NEWS_HEADERS = RowFormat(NewsHeader.model_validate_json)
NEWS_ITEMS = RowFormat(NewsItem.model_validate_json)
NEWS_REPORTS = RowFormat(ReportedMail.model_validate_json)


@dataclass(frozen=True, slots=True)
class LoadedNews:
    """An item: its header with the version it was read at, and what was published."""

    header: NewsHeader
    request: NewsItem
    etag: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """One person's mail that has not ended, with the version it was read at."""

    person: str
    send: Send
    etag: str


async def load_news(store: Store, news: str) -> LoadedNews | None:
    """The item without its people. One request."""
    rows = await store.rows(Table.NEWS, news, first=_head_key(news), before=f"{_item_key(news)}.")
    if not rows:
        return None
    head, item = rows
    header = NEWS_HEADERS.read(head.text)
    return LoadedNews(header, NEWS_ITEMS.read(item.text), head.etag)


async def create_news(store: Store, header: NewsHeader, item: NewsItem) -> None:
    """The item exists from now on. Raises ``StoreConflict`` where it does already."""
    head = Create(_head_key(header.id), NEWS_HEADERS.text(header))
    told = Create(_item_key(header.id), NEWS_ITEMS.text(item))
    await store.commit(Table.NEWS, header.id, [head, told])


async def replace_draft(store: Store, before: LoadedNews, after: NewsHeader, written: NewsItem) -> None:
    """The draft is written anew. Raises ``StoreConflict``: somebody else wrote it, or has sent it off."""
    item = Upsert(_item_key(after.id), NEWS_ITEMS.text(written))
    await store.commit(Table.NEWS, after.id, [header_after(before, after), item])


async def replace_header(
    store: Store, before: LoadedNews, after: NewsHeader, *rows: Create | Replace
) -> LoadedNews:
    """Move the item on, with these rows in the same transaction. Raises ``StoreConflict``."""
    head = NEWS_HEADERS.row(_head_key(after.id), after, before.etag)
    versions = await store.commit(Table.NEWS, after.id, [head, *rows])
    return LoadedNews(after, before.request, versions[0])


def header_after(before: LoadedNews, after: NewsHeader) -> Replace:
    """The item's header in place of the one that was read."""
    return Replace(_head_key(after.id), NEWS_HEADERS.text(after), before.etag)


async def load_waiting(store: Store, news: str, person: str) -> Waiting | None:
    """One person's mail that has not ended. One request."""
    row = await store.get(Table.NEWS, news, f"{UNSENT}-{news}-{person}")
    return _waiting(row) if row else None


async def load_person(store: Store, news: str, person: str) -> Send | None:
    """One person's mail, whether it waits or has ended: what ends meanwhile is found too. Two requests."""
    for state in (UNSENT, ENDED):
        if row := await store.get(Table.NEWS, news, f"{state}-{news}-{person}"):
            return SENDS.read(row.text)
    return None


async def waiting_page(store: Store, news: str, limit: int) -> Sequence[Waiting]:
    """The first mails that have not ended, in the order of their keys. One request, whatever has ended."""
    first = f"{UNSENT}-{news}-"
    rows = await store.rows(Table.NEWS, news, first=first, before=f"{UNSENT}-{news}.", limit=limit)
    return [_waiting(row) for row in rows]


async def all_people(store: Store, news: str) -> Mapping[str, Send]:
    """Everybody's record, for a person to read. One request for each 1000 records.

    Those that wait are read first: a mail that ends meanwhile is seen twice, and counts as ended.
    """
    return await _people(store, news, UNSENT) | await _people(store, news, ENDED)


async def people_page(store: Store, news: str, limit: int, after: str = "") -> Sequence[tuple[str, Send]]:
    """At most so many people's mails, each with its place (``unsent-<person>``), those from after a place on.

    Those that wait come first: a mail that ends meanwhile is seen twice, and none is missed. Two requests.
    """
    found: list[tuple[str, Send]] = []
    for state in (UNSENT, ENDED):
        known, _, person = after.partition("-")
        if limit > len(found) and known in {"", state}:
            first = f"{state}-{news}-{person}-" if person else f"{state}-{news}-"
            rows = await store.rows(
                Table.NEWS, news, first=first, before=f"{state}-{news}.", limit=limit - len(found)
            )
            found += [(f"{state}-{_person(row)}", SENDS.read(row.text)) for row in rows]
            after = ""
    return found


async def record_report(store: Store, news: str, person: str, report: ReportedMail) -> None:
    """What was reported of this person's mail; of several reports the gravest. Raises ``StoreConflict``."""
    key = f"{REPORT}-{news}-{person}"
    row = await store.get(Table.NEWS, news, key)
    known = NEWS_REPORTS.read(row.text) if row else None
    if (after := report.graver(known)) != known:
        await store.commit(Table.NEWS, news, [NEWS_REPORTS.row(key, after, row.etag if row else None)])


async def reports(store: Store, news: str, first: str = "", last: str = "") -> Mapping[str, ReportedMail]:
    """What was reported of mails, by person: of everybody, or from the first to the last of these.

    One request for each 1000.
    """
    before = f"{REPORT}-{news}-{last}." if last else f"{REPORT}-{news}."
    rows = await whole_range(store, Table.NEWS, news, first=f"{REPORT}-{news}-{first}", before=before)
    return {_person(row): NEWS_REPORTS.read(row.text) for row in rows}


async def commit_waiting(
    store: Store, news: str, after: Sequence[tuple[Waiting, Send]], *header: Replace
) -> dict[str, Waiting]:
    """These mails are what they are now, in one transaction: one that has ended, its record takes its place.

    Returns: those that wait on, by mail. Raises ``StoreConflict`` when somebody else took one of them.
    """
    changes: list[Change] = [*header]
    changes += [change for waiting, send in after for change in _changed(news, waiting, send)]
    versions = await store.commit(Table.NEWS, news, changes)
    version_of = {change.key: version for change, version in zip(changes, versions, strict=True)}
    return {
        send.id: Waiting(waiting.person, send, version_of[f"{UNSENT}-{news}-{waiting.person}"])
        for waiting, send in after
        if not send.ended
    }


async def erase_from_news(
    desk: Desk, news: str, person: str, stand_in: str, gone: Callable[[Send], Send]
) -> None:
    """The person's record is ``gone`` and stands under another name, so that the numbers stay.

    Raises ``StoreUnavailable``: erase it again.
    """

    async def attempt(_: int) -> None:
        keys = [f"{kind}-{news}-{person}" for kind in (UNSENT, ENDED, REPORT)]
        found = [await desk.store.get(Table.NEWS, news, key) for key in keys]
        waiting, ended, _report = found
        if row := ended or waiting:
            record = Upsert(f"{ENDED}-{news}-{stand_in}", SENDS.text(gone(SENDS.read(row.text))))
            removed = [Remove(each.key, each.etag) for each in found if each]
            await desk.store.commit(Table.NEWS, news, [record, *removed])

    await until_committed(desk, news, attempt)


def _changed(news: str, waiting: Waiting, after: Send) -> list[Change]:
    if not after.ended:
        return [replaced(news, waiting, after)]
    record = Create(f"{ENDED}-{news}-{waiting.person}", SENDS.text(after))
    return [record, Remove(f"{UNSENT}-{news}-{waiting.person}", waiting.etag)]


def created(news: str, person: str, send: Send) -> Create:
    """The row of a mail that waits from now on."""
    return Create(f"{UNSENT}-{news}-{person}", SENDS.text(send))


def replaced(news: str, before: Waiting, after: Send) -> Replace:
    """The row of a mail that waits on, changed."""
    return Replace(f"{UNSENT}-{news}-{before.person}", SENDS.text(after), before.etag)


async def _people(store: Store, news: str, state: str) -> dict[str, Send]:
    first, before = f"{state}-{news}-", f"{state}-{news}."
    rows = await whole_range(store, Table.NEWS, news, first=first, before=before)
    return {_person(row): SENDS.read(row.text) for row in rows}


def _waiting(row: Row) -> Waiting:
    return Waiting(_person(row), SENDS.read(row.text), row.etag)


def _person(row: Row) -> str:
    return row.key.rpartition("-")[2]


def _head_key(news: str) -> str:
    return f"head-{news}"


def _item_key(news: str) -> str:
    """Sorts right after the header: the two are read together."""
    return f"item-{news}"
