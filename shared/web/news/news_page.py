"""An item of news as a page, and the page on which its reader hands news over or ends it."""

from pathlib import Path

from shared.domain.values.vendor import Language, Vendor
from shared.mail.instants import day_in_words
from shared.mail.vocabulary import listed
from shared.mail.wording import words
from shared.usecases.news.open_news import NewsPage
from shared.usecases.news.stop_news import ReadersSeats, WayOut
from shared.web.http.response import Response
from shared.web.links.member_pages import member_page

_WORDS = Path(__file__).with_name("news.toml")
NEWS_TEXTS = words(_WORDS)
WAY_OUT_TEXTS = words(_WORDS, "way_out")
IF_STOPPED = words(_WORDS, "if_stopped")


def news_page(item: NewsPage, vendor: Vendor, language: Language, path: str) -> Response:
    """The item in this language."""
    texts = NEWS_TEXTS[language]
    day = day_in_words(item.published.astimezone(vendor.zone).date(), language) if item.published else ""
    facts = [texts["about"].format(products=_named(item.products, vendor, language))]
    facts += [texts["published"].format(day=day)] if day else []
    return member_page(
        "news/news.html",
        vendor,
        language,
        path,
        title=item.title.read_in(language),
        words=item.text.read_in(language),
        facts=facts,
        draft="" if day else texts["draft"],
    )


def way_out_page(way: WayOut, vendor: Vendor, language: Language, path: str) -> Response:
    """What ending news means, and the button for it; where it is ended, the one for getting it again."""
    texts = WAY_OUT_TEXTS[language]
    return member_page(
        "news/way_out.html",
        vendor,
        language,
        path,
        way_texts=texts,
        stopped=way.stopped,
        held=[_held(each, vendor, language) for each in way.held] or [texts["held_none"]],
        means=list(IF_STOPPED[language].values()),
    )


def _held(seats: ReadersSeats, vendor: Vendor, language: Language) -> str:
    products = _named(seats.products, vendor, language)
    return WAY_OUT_TEXTS[language]["held"].format(products=products, member=seats.member)


def _named(products: tuple[str, ...], vendor: Vendor, language: Language) -> str:
    return listed([vendor.product_name(each) for each in products], language)
