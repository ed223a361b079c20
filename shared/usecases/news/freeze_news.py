"""The audience of an item is frozen, a page of members at a time; nothing is mailed meanwhile.

Members are taken in the order of their keys, whichever products they subscribe to, so each is asked once.
Requests a page: the item, the directory for each name of a product, each member, and the transaction (one for
each 99 people). Where one of these is known from an earlier page, each costs one request more.
"""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from itertools import batched

from shared.domain.letters.sends import Send
from shared.domain.news.news import NewsHeader, NewsItem, NewsRequest, NewsState
from shared.domain.news.news_audience import Audience, audience_of, joined
from shared.domain.news.release_audience import audience_at, reporters_audience
from shared.ports.desk import Desk
from shared.ports.store import Create, Replace, Store, StoreConflict
from shared.usecases.news.fix_reports import fix_reports, reported_at
from shared.usecases.records import news_rows
from shared.usecases.records.member_rows import directory, load_facts, places_of

MEMBERS_IN_PAGE = 50
PEOPLE_IN_BATCH = 99


async def freeze_members(desk: Desk, loaded: news_rows.LoadedNews) -> None:
    """Freeze the people of the next members; after the last of them the item is to be sent.

    Raises ``StoreConflict``: somebody else moved the item on; what was written of this page is theirs too.
    """
    header = loaded.header
    audience, last = await _next_people(desk, header, loaded.request)
    *full, rest = list(batched(audience.items(), PEOPLE_IN_BATCH, strict=False)) or [()]
    for batch in full:
        loaded = await _freeze(desk.store, loaded, header, dict(batch))
    await _freeze(desk.store, loaded, header.past_members(last), dict(rest))


async def preview_audience(desk: Desk, request: NewsRequest, at: datetime) -> Audience:
    """Who would get the item if it were published at this instant. Writes nothing."""
    header = NewsHeader(
        id="",
        content="",
        products=request.products,
        published=at,
        not_before=at,
        places=places_of(desk, request.products),
    )
    item = NewsItem.of(request)
    return audience_of([page async for page in _pages(desk, header, item)], request.products)


async def _pages(desk: Desk, header: NewsHeader, item: NewsItem) -> AsyncIterator[Audience]:
    while header.state is NewsState.BUILDING:
        audience, last = await _next_people(desk, header, item)
        yield audience
        header = header.past_members(last)


async def _next_people(desk: Desk, header: NewsHeader, item: NewsItem) -> tuple[Audience, str | None]:
    """The people of the next members, and the last of these members; None where there are no more.

    With the first of them are told those who reported what a release fixes, wherever they are.
    The directory is a hint: every member is read, and asked as of the instant of publication.
    """
    keys = await _next_members(desk, header)
    members = await load_facts(desk, keys) if keys else ()
    house, reported = desk.house(), await reported_at(desk, item)
    audiences = [
        audience_at(each, item, header.published, header.id, house, reported.get(each.key, ()))
        for each in members
    ]
    if item.release and not header.after:
        reports = await fix_reports(desk, item)
        audiences.append(reporters_audience(reports, item.release, header.published, header.id, house))
    last = keys[-1] if len(keys) == MEMBERS_IN_PAGE else None
    return audience_of(audiences, header.products), last


async def _next_members(desk: Desk, header: NewsHeader) -> list[str]:
    """The next members of any of the products, in the order of their keys."""
    pages = await asyncio.gather(
        *(directory(desk, place, MEMBERS_IN_PAGE, after=header.after) for place in header.places)
    )
    return sorted({key for page in pages for key in page})[:MEMBERS_IN_PAGE]


async def _freeze(
    store: Store, loaded: news_rows.LoadedNews, after: NewsHeader, people: Audience
) -> news_rows.LoadedNews:
    """One transaction. It fails where a person is known from another page: then they are put together."""
    rows = [news_rows.created(after.id, person, send) for person, send in people.items()]
    try:
        return await news_rows.replace_header(store, loaded, after, *rows)
    except StoreConflict:
        again = await news_rows.load_news(store, after.id)
        if again is None or again.etag != loaded.etag:
            raise
    return await news_rows.replace_header(store, loaded, after, *await _joined_rows(store, after, people))


async def _joined_rows(store: Store, header: NewsHeader, people: Audience) -> list[Create | Replace]:
    """The rows to write for these people, some of whom are known; none for whom nothing is new."""
    known = await asyncio.gather(*(news_rows.load_waiting(store, header.id, person) for person in people))
    rows = [
        _joined_row(header, person, send, before)
        for (person, send), before in zip(people.items(), known, strict=True)
    ]
    return [row for row in rows if row]


def _joined_row(
    header: NewsHeader, person: str, send: Send, before: news_rows.Waiting | None
) -> Create | Replace | None:
    if before is None:
        return news_rows.created(header.id, person, send)
    after = joined(before.send, send, header.products)
    return news_rows.replaced(header.id, before, after) if after != before.send else None
