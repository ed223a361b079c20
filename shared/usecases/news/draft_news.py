"""News is drafted, and sent off once it is right: a draft can be written anew until then."""

from shared.domain.news.news import NewsDraft, NewsHeader, NewsItem, NewsState
from shared.domain.refusals.news_errors import NewsChanged
from shared.domain.tickets.entries import told_by
from shared.domain.values.identity import content_digest, digest, is_digest
from shared.ports.desk import Desk
from shared.usecases.news.draft_list import list_as_draft, unlist_draft
from shared.usecases.news.past_news import list_as_past
from shared.usecases.news.read_news import NewsView, known_news, news_view, read_news
from shared.usecases.records.acting import tell, until_committed
from shared.usecases.records.agenda_rows import write_agenda
from shared.usecases.records.member_rows import places_of
from shared.usecases.records.news_rows import create_news, load_news, replace_draft, replace_header


def news_named(desk: Desk, name: str) -> str:
    """The id of the item that an address names: by its id, or by the name that its draft was given."""
    return name if is_digest(name) else digest(desk.secret, "news named", name)


async def write_draft(desk: Desk, draft: NewsDraft, seen: str = "") -> tuple[NewsView, bool]:
    """The draft says this from now on; also whether it is new. The same again changes nothing.

    ``seen``: the digest of what whoever changes it has read; "" where it is to say this whatever it said.

    Raises:
        NewsChanged: it says something else than was read.
        ProductUnknown: the vendor does not sell one of the products.
        NewsOnTheWay: it has been sent off, and said something else.
        StoreUnavailable: send it again.
    """
    news, request = news_named(desk, draft.id), NewsItem.of(draft)
    desk.vendor.must_sell({f"products.{place}": product for place, product in enumerate(request.products)})
    content = content_digest(desk.secret, "news", told_by(request))

    async def attempt(_: int) -> tuple[NewsView, bool]:
        known, now = await load_news(desk.store, news), desk.clock.now()
        if known is None:
            return await _create(desk, news, content, request), True
        if known.request != request:
            header = known.header.drafted(content, request.products, now)
            if seen and seen != known.header.content:
                raise NewsChanged
            await replace_draft(desk.store, known, header, request)
        return await read_news(desk, news), False

    return await until_committed(desk, news, attempt)


async def _create(desk: Desk, news: str, content: str, request: NewsItem) -> NewsView:
    """The draft, in the list before it is there. Raises ``StoreConflict``: it is there by now."""
    now = desk.clock.now()
    header = NewsHeader(
        id=news,
        content=content,
        products=request.products,
        published=now,
        state=NewsState.DRAFT,
        not_before=now,
    )
    await list_as_draft(desk, news)
    await create_news(desk.store, header, request)
    return news_view(request, {}, NewsState.DRAFT, news)


async def send_draft(desk: Desk, news: str, content: str = "") -> NewsView:
    """The draft is published as it stands; what has been sent off already is only shown.

    ``content``: the digest of what whoever sends it has seen; "" where it is to go whatever it says.

    Raises:
        NewsUnknown: there is no such item.
        NewsChanged: it is a draft, and says something else than was seen.
        StoreUnavailable: send it again; nobody gets it twice.
    """

    async def attempt(_: int) -> NewsView:
        loaded = await known_news(desk, news)
        header = loaded.header.sent_off(places_of(desk, loaded.header.products), desk.clock.now())
        if header != loaded.header:
            if content and content != loaded.header.content:
                raise NewsChanged
            await write_hints(desk, header)
            await replace_header(desk.store, loaded, header)
            await tell(desk, header.aggregate)
            await unlist_draft(desk, news)
        return await read_news(desk, news)

    return await until_committed(desk, news, attempt)


async def write_hints(desk: Desk, header: NewsHeader) -> None:
    """A look is asked for, and the item stands among its products' past news: before it is published.

    The look's one row serves the item until it is sent.
    """
    await list_as_past(desk, header)
    await write_agenda(desk.store, header.aggregate, desk.clock.now(), look=header.published)
