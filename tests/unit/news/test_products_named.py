"""Pages name the products that they are about, also one that the vendor does not sell any more."""

import pytest

from shared.domain.news.news import Title, Words
from shared.domain.values.vendor import Language
from shared.usecases.news.open_news import NewsPage
from shared.usecases.news.stop_news import ReadersSeats, WayOut
from shared.web.news.news_page import news_page
from shared.web.news.way_out_page import way_out_page
from tests.fakes.desk import START, VENDOR


@pytest.mark.parametrize(
    ("language", "said"), [(Language.SWEDISH, "Planner och gone"), (Language.ENGLISH, "Planner and gone")]
)
def test_a_product_that_is_not_sold_any_more_is_named_by_its_id(language: Language, said: str) -> None:
    products = ("planner", "gone")
    item = NewsPage(
        title=Title(sv="Nytt", en="New"),
        text=Words(sv="Text", en="Text"),
        products=products,
        published=START,
        language=None,
    )
    way = WayOut(stopped=False, language=None, held=(ReadersSeats(member="Acme", products=products),))
    assert said in news_page(item, VENDOR, language, "/").body.decode()
    assert said in way_out_page(way, VENDOR, language, "/").body.decode()
