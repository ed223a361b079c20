"""News at the desk: the drafts and what has been published, and one item with its mails and its people."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from shared.domain.audit.named import Named
from shared.domain.news.news import NewsState, Title
from shared.domain.values.frozen import Instant
from shared.domain.values.vendor import Language
from shared.ports.desk import Desk
from shared.usecases.news.draft_list import listed_drafts
from shared.usecases.news.freeze_news import preview_audience
from shared.usecases.news.past_news import ITEMS_IN_PAGE, places_after, stands_at
from shared.usecases.news.preview_news import NewsPreview, preview_news
from shared.usecases.news.read_news import NewsView, PeopleView, known_news, read_news, read_people
from shared.usecases.records.news_rows import LoadedNews, load_news

MOST_DRAFTS = 25


@dataclass(frozen=True, slots=True)
class NewsRow:
    """An item as the list has it. ``published``: of a draft, when it was written."""

    id: str
    state: NewsState
    title: Title
    products: tuple[str, ...]
    published: Instant


@dataclass(frozen=True, slots=True)
class DeskNewsList:
    """Drafts, on the first page, and a page of what was published; the newest first. ``next`` reads on."""

    drafts: Sequence[NewsRow]
    published: Sequence[NewsRow]
    next: str


@dataclass(frozen=True, slots=True)
class DeskNews:
    """An item. ``content``: a digest of what it says; ``mails``: as its reader gets it, by language.

    ``would_get``: how many would get the draft now; ``would_not``: and how many have a reason not to.
    ``people``: a page of the records of what was sent off.
    """

    view: NewsView
    content: str
    mails: Mapping[Language, NewsPreview]
    would_get: int
    would_not: int
    people: PeopleView


async def read_desk_news(desk: Desk, after: str = "") -> DeskNewsList:
    """At most 25 drafts, and 20 items that were sent off, from after this place on.

    One request a product and one for the drafts, all at once, and then one an item.
    """
    products = [each.id for each in desk.vendor.products]
    drafts, places = await asyncio.gather(
        _no_drafts() if after else listed_drafts(desk, MOST_DRAFTS), places_after(desk, products, after)
    )
    shown = places[:ITEMS_IN_PAGE]
    drafted, published = await asyncio.gather(
        asyncio.gather(*(load_news(desk.store, each) for each in drafts)),
        asyncio.gather(*(_published(desk, place) for place in shown)),
    )
    waiting = (each for each in drafted if each and each.header.state is NewsState.DRAFT)
    return DeskNewsList(
        drafts=sorted(map(_row, waiting), key=attrgetter("published"), reverse=True),
        published=[_row(each) for each in published if each],
        next=shown[-1] if len(places) > len(shown) else "",
    )


async def read_news_item(desk: Desk, news: str, after: str = "") -> DeskNews:
    """The item with its mails, and at most 100 of the people who get it, from after this place on.

    A draft asks every member of its products who would get it. Raises ``NewsUnknown``.
    """
    loaded = await known_news(desk, news)
    view, people, mails = await asyncio.gather(
        read_news(desk, news),
        read_people(desk, news, after),
        asyncio.gather(*(preview_news(desk, news, language) for language in Language)),
    )
    desk.shows((Named.ADDRESS, each.address) for each in people.people)
    would_get, would_not = await _foreseen(desk, loaded)
    by_language = {each.language: each for each in mails}
    return DeskNews(view, loaded.header.content, by_language, would_get, would_not, people)


async def _no_drafts() -> list[str]:
    return []


async def _published(desk: Desk, place: str) -> LoadedNews | None:
    """The item that stands there; None where the hint is of an attempt that came to nothing."""
    backwards, _, news = place.partition("-")
    loaded = await load_news(desk.store, news)
    if loaded is None or loaded.header.state is NewsState.DRAFT:
        return None
    return loaded if stands_at(loaded.header, backwards) else None


async def _foreseen(desk: Desk, loaded: LoadedNews) -> tuple[int, int]:
    """How many would get the draft now, and how many would not; of what is no draft nobody asks."""
    if loaded.header.state is not NewsState.DRAFT:
        return 0, 0
    audience = await preview_audience(desk, loaded.request, desk.clock.now())
    skipped = sum(bool(send.skip) for send in audience.values())
    return len(audience) - skipped, skipped


def _row(loaded: LoadedNews) -> NewsRow:
    header, title = loaded.header, loaded.request.title
    return NewsRow(header.id, header.state, title, header.products, header.published)
