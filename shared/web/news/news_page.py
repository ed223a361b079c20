"""An item of news as a page."""

from pathlib import Path

from shared.domain.values.vendor import Language, Vendor
from shared.mail.instants import day_in_words
from shared.mail.vocabulary import products_listed
from shared.mail.wording import words
from shared.usecases.news.open_news import NewsPage
from shared.web.http.response import Response
from shared.web.links.member_pages import member_page

NEWS_TEXTS = words(Path(__file__).with_name("news.toml"))


def news_page(item: NewsPage, vendor: Vendor, language: Language, path: str) -> Response:
    """The item in this language."""
    texts = NEWS_TEXTS[language]
    day = day_in_words(item.published.astimezone(vendor.zone).date(), language) if item.published else ""
    facts = [texts["about"].format(products=products_listed(item.products, vendor, language))]
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
