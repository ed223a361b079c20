"""The vendor publishes news."""

from typing import Any

import pytest

from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call

NEWS: dict[str, Any] = {
    "title": {"sv": "Planner 9 är här", "en": "Planner 9 is out"},
    "text": {"sv": "Hämta den på sidan.", "en": "Fetch it from the page."},
    "products": ["planner"],
}
RUNE = "rune@acme.example.org"


async def test_news_is_mailed_to_the_responsible_person_and_shown_with_a_record(fake: FakeDesk) -> None:
    published = await call("POST", "/api/news", NEWS)
    await fake.rest()
    shown = await call("GET", f"/api/news/{published.json['id']}")
    assert (published.status, shown.status) == (202, 200)
    assert [mail.to.address for mail in fake.mailer.delivered] == [RUNE]
    assert [(each["address"], each["state"]) for each in shown.json["people"]] == [(RUNE, "sent")]


async def test_a_dry_run_tells_who_would_get_it_and_mails_nobody(fake: FakeDesk) -> None:
    answer = await call("POST", "/api/news", NEWS | {"dry_run": True})
    await fake.rest()
    assert (answer.status, answer.json["recipients"]) == (200, 1)
    assert fake.mailer.delivered == []


async def test_the_same_news_sent_twice_with_its_key_is_one_item(fake: FakeDesk) -> None:
    key = {"Idempotency-Key": "news-1"}
    first, again = [await call("POST", "/api/news", NEWS, key) for _ in range(2)]
    await fake.rest()
    assert first.json["id"] == again.json["id"]
    assert len(fake.mailer.delivered) == 1
    other = await call("POST", "/api/news", NEWS | {"title": {"sv": "Ny", "en": "New"}}, key)
    assert (other.status, other.problem) == (422, "idempotency-key-reused")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": {"sv": "Bara svenska"}}, "title.en"),
        ({"text": {"sv": " ", "en": "Words."}}, "text.sv"),
        ({"products": []}, "products"),
    ],
)
@pytest.mark.usefixtures("fake")
async def test_what_is_missing_from_news_is_named_by_its_path(changed: dict[str, Any], field: str) -> None:
    answer = await call("POST", "/api/news", NEWS | changed)
    assert (answer.status, [error["field"] for error in answer.json["errors"]]) == (422, [field])


@pytest.mark.usefixtures("fake")
async def test_news_of_a_product_that_the_vendor_does_not_sell_is_refused() -> None:
    answer = await call("POST", "/api/news", NEWS | {"products": ["typo"]})
    assert (answer.status, answer.problem) == (422, "product-unknown")


@pytest.mark.parametrize("news", ["a" * 16, "no-such-item"])
@pytest.mark.usefixtures("fake")
async def test_news_that_does_not_exist_is_404(news: str) -> None:
    answer = await call("GET", f"/api/news/{news}")
    assert (answer.status, answer.problem) == (404, "news-unknown")
