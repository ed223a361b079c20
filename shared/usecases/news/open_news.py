"""An item of news is read on its page, by the link in a mail or on the member's page."""

from shared.domain.facts.links import Link, Purpose
from shared.domain.news.news import NewsState, Title, Words
from shared.domain.refusals.errors import LinkExpired, LinkRevoked
from shared.domain.refusals.news_errors import NewsLinkExpired
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.vendor import Language
from shared.ports.desk import Desk
from shared.usecases.links.open_link import read_link
from shared.usecases.records.news_rows import load_news, load_person


class NewsPage(Frozen):
    """The item as anybody reads it. ``published`` is None of a draft, which only its testers have a link to.

    ``language``: that in which its reader got it; None for a reader who was not mailed.
    """

    title: Title
    text: Words
    products: tuple[str, ...]
    published: Instant | None
    language: Language | None


def read_news_link(desk: Desk, token: str, purpose: Purpose) -> Link:
    """What a link in a mail of news says. Raises ``LinkInvalid, NewsLinkExpired``."""
    try:
        return read_link(desk, token, purpose)
    except LinkExpired:
        raise NewsLinkExpired from None


async def open_news(desk: Desk, token: str) -> NewsPage:
    """What this link opens; opening it changes nothing. At most three requests.

    Raises:
        LinkInvalid, NewsLinkExpired: it is not ours, or is over.
        LinkRevoked: the item is gone.
    """
    link = read_news_link(desk, token, Purpose.NEWS)
    loaded = await load_news(desk.store, link.ticket)
    if loaded is None:
        raise LinkRevoked
    send = await load_person(desk.store, link.ticket, link.person)
    draft = loaded.header.state is NewsState.DRAFT
    return NewsPage(
        title=loaded.request.title,
        text=loaded.request.text,
        products=loaded.header.products,
        published=None if draft else loaded.header.published,
        language=send.language if send else None,
    )
