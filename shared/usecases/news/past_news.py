"""Past news by product: lists of hints, the newest first, each verified at its item."""

import asyncio
import re
from collections.abc import Iterable
from datetime import datetime

from shared.domain.agenda.agenda import key_instant
from shared.domain.facts.links import Link, Purpose
from shared.domain.members.gate import MemberFacts
from shared.domain.news.news import NewsHeader, NewsState, Title
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.identity import digest
from shared.ports.desk import Desk
from shared.ports.store import Table, Upsert
from shared.usecases.links.open_link import link_address
from shared.usecases.records.news_rows import load_news

ITEMS_IN_PAGE = 20
_GONE_OUT = {NewsState.SENDING, NewsState.SENT}
_LONGEST = 10**20 - 1
_PLACE = re.compile(r"[0-9]{20}-[a-z2-7]{16}")


class PastItem(Frozen):
    """An item of news that has gone out, or is going out."""

    id: str
    title: Title
    products: tuple[str, ...]
    published: Instant


class PastNews(Frozen):
    """Items, the newest first. ``more``: there are older ones, after ``next``."""

    items: tuple[PastItem, ...]
    more: bool
    next: str


async def past_news(desk: Desk, facts: MemberFacts, after: str = "") -> PastNews:
    """At most 20 items about what the member subscribes to, or once did, from after the place ``after`` on.

    Whoever was appointed since reads them too. One request a product, and one an item.

    Raises ``StoreUnavailable``.
    """
    places = await places_after(desk, _products(desk, facts), after)
    shown = places[:ITEMS_IN_PAGE]
    found = await asyncio.gather(*(_item(desk, place) for place in shown))
    more = len(places) > ITEMS_IN_PAGE
    return PastNews(items=tuple(filter(None, found)), more=more, next=shown[-1] if more else "")


def news_page_address(desk: Desk, news: str, person: str, now: datetime) -> str:
    """Where this person (a digest of the address) reads the item; the address holds for 90 days from now."""
    return link_address(desk, Link.lasting(Purpose.NEWS, news, person, now))


async def list_as_past(desk: Desk, header: NewsHeader) -> None:
    """Its products' lists have the item; write them before it is published. One request a product."""
    rows = past_rows(desk, header)
    await asyncio.gather(
        *(desk.store.commit(Table.DIRECTORY, place, [Upsert(key, "")]) for place, key in rows.items())
    )


def past_rows(desk: Desk, header: NewsHeader) -> dict[str, str]:
    """The row in each of its products' lists: partition -> key."""
    key = f"past-{_backwards(header.published)}-{header.id}"
    return {_list(desk, product): key for product in header.products}


async def places_after(desk: Desk, products: Iterable[str], after: str) -> list[str]:
    """The newest places (``<instant, backwards>-<item>``) of all these lists, one more than a page has."""
    first = f"past-{after}-" if _PLACE.fullmatch(after) else "past-"
    pages = await asyncio.gather(
        *(
            desk.store.rows(
                Table.DIRECTORY, _list(desk, each), first=first, before="past.", limit=ITEMS_IN_PAGE + 1
            )
            for each in products
        )
    )
    places = {row.key.removeprefix("past-") for page in pages for row in page}
    return sorted(places)[: ITEMS_IN_PAGE + 1]


async def _item(desk: Desk, place: str) -> PastItem | None:
    """The item that stands there; None where the hint is of an attempt that came to nothing."""
    backwards, _, news = place.partition("-")
    loaded = await load_news(desk.store, news)
    if loaded is None or loaded.header.state not in _GONE_OUT:
        return None
    header = loaded.header
    if not stands_at(header, backwards):
        return None
    return PastItem(id=news, title=loaded.request.title, products=header.products, published=header.published)


def stands_at(header: NewsHeader, backwards: str) -> bool:
    """Whether the item was published at the instant that its place in a list says."""
    return _backwards(header.published) == backwards


def _products(desk: Desk, facts: MemberFacts) -> list[str]:
    named = (desk.vendor.product_referred(each.product) for each in facts.subscriptions)
    return sorted({each for each in named if each})


def _list(desk: Desk, product: str) -> str:
    return digest(desk.secret, "past news", product)


def _backwards(instant: datetime) -> str:
    """Digits that sort the other way round than time does."""
    return f"{_LONGEST - int(key_instant(instant)):020}"
