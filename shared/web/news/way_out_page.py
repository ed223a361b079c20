"""The page on which a reader of news hands news over or ends it."""

from pathlib import Path

from shared.domain.values.vendor import Language, Vendor
from shared.mail.vocabulary import products_listed
from shared.mail.wording import words
from shared.usecases.news.stop_news import ReadersSeats, WayOut
from shared.web.http.response import Response
from shared.web.links.member_pages import member_page

_WORDS = Path(__file__).with_name("way_out.toml")
WAY_OUT_TEXTS = words(_WORDS)
IF_STOPPED = words(_WORDS, "if_stopped")


def way_out_page(way: WayOut, vendor: Vendor, language: Language, path: str) -> Response:
    """What ending news means, and the button for it; where it is ended, the one for getting it again."""
    texts = WAY_OUT_TEXTS[language]
    return member_page(
        "news/way_out.html",
        vendor,
        language,
        path,
        way_out_texts=texts,
        stopped=way.stopped,
        held=[_held(each, vendor, language) for each in way.held] or [texts["held_none"]],
        means=list(IF_STOPPED[language].values()),
    )


def _held(seats: ReadersSeats, vendor: Vendor, language: Language) -> str:
    products = products_listed(seats.products, vendor, language)
    return WAY_OUT_TEXTS[language]["held"].format(products=products, member=seats.member)
