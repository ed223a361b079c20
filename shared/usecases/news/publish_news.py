"""News is published: exactly one item for a request, however often it is sent; looks do the rest."""

import asyncio
from contextlib import suppress
from datetime import datetime

from shared.domain.news.news import NewsHeader, NewsItem, NewsRequest, NewsState
from shared.domain.tickets.entries import identified
from shared.ports.desk import Desk
from shared.ports.store import StoreConflict
from shared.usecases.news.draft_news import write_hints
from shared.usecases.news.freeze_news import preview_audience
from shared.usecases.news.read_news import NewsView, news_view, read_news
from shared.usecases.records.acting import tell, until_committed
from shared.usecases.records.member_rows import places_of
from shared.usecases.records.news_rows import create_news, load_news


async def publish_news(desk: Desk, request: NewsRequest, key: str | None, *, dry_run: bool) -> NewsView:
    """Publish the item, or with ``dry_run`` only tell who would get it now, and write nothing.

    ``key`` is the caller's submission key; without one the same content within an hour is the same item.

    Raises ``ProductUnknown, KeyReused``; ``StoreUnavailable``: send it again with the same key; nobody gets
    it twice.
    """
    desk.vendor.must_sell({f"products.{place}": product for place, product in enumerate(request.products)})
    if dry_run:
        audience = await preview_audience(desk, request, desk.clock.now())
        return news_view(request, audience, NewsState.DRY_RUN)
    entry = identified(desk.secret, "news", request, key, desk.clock.now(), "news")

    async def attempt(_: int) -> NewsView:
        loaded = await asyncio.gather(
            *(load_news(desk.store, each) for each in (entry.earlier, entry.id) if each)
        )
        for known in filter(None, loaded):
            entry.repeats({known.header.id: known.header.content}, known.header.id)
            return await read_news(desk, known.header.id)
        item, now = NewsItem.of(request), desk.clock.now()
        header = header_of(desk, entry.id, entry.content, item, now)
        await _publish(desk, header, item)
        return news_view(request, {}, header.state, entry.id, now)

    return await until_committed(desk, entry.id, attempt)


async def begin_news(desk: Desk, news: str, content: str, item: NewsItem, published: datetime) -> None:
    """The item of this id goes out from now on; where it does already, nothing changes.

    ``published``: the audience is whoever is covered at that instant.
    """
    header = header_of(desk, news, content, item, published)
    if await load_news(desk.store, news) is None:
        with suppress(StoreConflict):
            await _publish(desk, header, item)


def header_of(desk: Desk, news: str, content: str, item: NewsItem, published: datetime) -> NewsHeader:
    """The header of an item whose audience is still to be frozen."""
    return NewsHeader(
        id=news,
        content=content,
        products=item.products,
        published=published,
        places=places_of(desk, item.products),
        not_before=published,
    )


async def _publish(desk: Desk, header: NewsHeader, item: NewsItem) -> None:
    """Hints before state."""
    await write_hints(desk, header)
    await create_news(desk.store, header, item)
    await tell(desk, header.aggregate)
