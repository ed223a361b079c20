"""News is published: exactly one item for a request, however often it is sent; looks do the rest."""

from shared.domain.news.news import NewsHeader, NewsRequest, NewsState
from shared.domain.values.errors import KeyReused
from shared.domain.values.identity import content_digest, digest, submission_key
from shared.ports.desk import Desk
from shared.ports.store import StoreConflict
from shared.usecases.news.freeze_news import preview_audience
from shared.usecases.news.read_news import NewsView, news_view, read_news
from shared.usecases.records.acting import ATTEMPTS, TooBusy, tell
from shared.usecases.records.agenda_rows import write_agenda
from shared.usecases.records.member_rows import places_of
from shared.usecases.records.news_rows import create_news, load_news


async def publish_news(desk: Desk, request: NewsRequest, key: str | None, *, dry_run: bool) -> NewsView:
    """Publish the item, or with ``dry_run`` only tell who would get it now, and write nothing.

    ``key`` is the caller's submission key; without one the same content within an hour is the same item.

    Raises:
        ProductUnknown: the vendor does not sell one of the products.
        KeyReused: the key has been used for other content.
        StoreUnavailable: send it again with the same key; nobody gets it twice.
    """
    desk.vendor.must_sell({f"products.{place}": product for place, product in enumerate(request.products)})
    if dry_run:
        audience = await preview_audience(desk, request, desk.clock.now())
        return news_view(request, audience.values(), NewsState.DRY_RUN)
    content = content_digest(desk.secret, "news", request.model_dump_json())
    news = digest(desk.secret, "news", submission_key(key, content, desk.clock.now()))
    for _ in range(ATTEMPTS):
        if known := await load_news(desk.store, news):
            return await _same_item(desk, known.header, content)
        try:
            return await _publish(desk, news, content, request)
        except StoreConflict:
            continue
    raise TooBusy(news)


async def _same_item(desk: Desk, known: NewsHeader, content: str) -> NewsView:
    if known.content != content:
        raise KeyReused(known.id)
    return await read_news(desk, known.id)


async def _publish(desk: Desk, news: str, content: str, request: NewsRequest) -> NewsView:
    """Agenda row before state. The one row serves the item until it is sent."""
    now = desk.clock.now()
    header = NewsHeader(
        id=news,
        content=content,
        products=request.products,
        published=now,
        places=places_of(desk, request.products),
        not_before=now,
    )
    await write_agenda(desk.store, header.aggregate, now, look=now)
    await create_news(desk.store, header, request)
    await tell(desk, header.aggregate)
    return news_view(request, (), header.state, news, now)
