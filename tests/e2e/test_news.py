"""News on the whole stack, in both languages: from the draft to who got it, and out of it in one step."""

from typing import Any

import httpx
import pytest

from shared.domain.facts.links import Purpose
from tests.e2e.member_at_the_desk import MemberAtTheDesk
from tests.e2e.member_browser import MemberBrowser
from tests.examples.running_stack import StackUnderTest

NEWS = {
    "title": {"sv": "Planner 9 är här", "en": "Planner 9 is out"},
    "text": {"sv": "Hämta den på sidan.", "en": "Fetch it from the page."},
    "products": ["planner"],
}
RUNE, OWNER = "rune@newsreader.example.org", "owner@newsreader.example.org"


@pytest.fixture(scope="module", autouse=True)
def member(stack: StackUnderTest) -> None:
    """A member that reads English, subscribes to Planner, and has somebody responsible for it."""
    made = MemberAtTheDesk(stack, "newsreader")
    subscription = {"product": "planner", "since": "2020-01-01T00:00:00Z"}
    made.put(subscription, seats=[{"product": "planner", "address": RUNE, "name": "Rune"}])


def done(stack: StackUnderTest, method: str, path: str, **sent: Any) -> Any:  # noqa: ANN401 - JSON is anything
    """What the desk answers to a supporter, once all has run to rest."""
    answer = stack.keyed.request(method, path, **sent)
    assert answer.is_success, answer.text
    stack.rest()
    return answer.json()


def news_to(stack: StackUnderTest, address: str, name: str) -> list[dict[str, Any]]:
    """The mails of this item to this address."""
    return [each for each in stack.mails(to=address) if f"Item {name}." in each["text"]]


def drafted(stack: StackUnderTest, name: str) -> str:
    """The path of a new draft with words of its own."""
    text = {language: f"{words} Item {name}." for language, words in NEWS["text"].items()}  # type: ignore[attr-defined] # it is a table
    done(stack, "PUT", f"/api/news/{name}", json=NEWS | {"text": text})
    return f"/api/news/{name}"


def record(stack: StackUnderTest, path: str) -> dict[str, Any]:
    """Rune's record."""
    return next(each for each in done(stack, "GET", path)["people"] if each["address"] == RUNE)


def test_news_from_its_draft_to_who_got_it(stack: StackUnderTest) -> None:
    path = drafted(stack, "first")
    for language, words in (("sv", "Hämta den på sidan."), ("en", "Fetch it from the page.")):
        shown = done(stack, "GET", f"{path}/preview?language={language}")
        assert words in shown["text"]
        assert words in shown["html"]
    done(stack, "POST", f"{path}/test", json={"author": "anna", "language": "en"})
    (test,) = news_to(stack, "anna@vendor.example.com", "first")
    assert (test["subject"].startswith("[Test] "), news_to(stack, RUNE, "first")) == (True, [])
    done(stack, "POST", f"{path}/send")
    stack.advance("5m")
    (mail,) = news_to(stack, RUNE, "first")
    assert mail["headers"]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    page = MemberBrowser(stack, RUNE)
    assert "Fetch it from the page." in page.see(page.link(Purpose.NEWS)).text
    report = {"to": RUNE, "status": "Delivered"}
    httpx.post(f"{stack.running.mails}/mails/{mail['number']}/reports", json=report, trust_env=False)
    stack.rest()
    assert (record(stack, path)["state"], record(stack, path)["delivery"]) == ("sent", "Delivered")
    newest, *_ = done(stack, "GET", "/api/members/newsreader/news")["items"]
    assert newest["title"] == NEWS["title"]


def test_paused_news_waits_until_it_goes_on(stack: StackUnderTest) -> None:
    path = drafted(stack, "second")
    stack.keyed.post(f"{path}/send")
    paused = stack.keyed.post(f"{path}/pause")
    if paused.status_code == 200:  # else everybody had got it before the pause came
        stack.rest()
        stack.advance("10m")
        done(stack, "POST", f"{path}/continue")
    stack.advance("10m")
    assert len(news_to(stack, RUNE, "second")) == 1


def test_one_click_ends_news_and_the_owner_is_asked(stack: StackUnderTest) -> None:
    done(stack, "POST", f"{drafted(stack, 'read')}/send")
    stack.advance("5m")
    browser = MemberBrowser(stack, RUNE)
    out = browser.link(Purpose.UNSUBSCRIBE)
    assert "Should somebody else get the news?" in browser.see(out).text
    assert "Ska någon annan ha nyheterna?" in browser.see(f"{out}?language=sv").text
    for _ in range(2):
        answer = stack.http.post(out, data={"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200, answer.text
        stack.rest()
    stack.advance("5m")
    asked = [each["subject"] for each in stack.mails(to=OWNER)]
    assert asked == ["Who should get news about Veckoplan at your organisation?"]
    path = drafted(stack, "third")
    done(stack, "POST", f"{path}/send")
    stack.advance("5m")
    assert (record(stack, path)["state"], news_to(stack, RUNE, "third")) == ("withdrawn", [])
    assert "Should somebody else" in browser.act(out, "again").text
    path = drafted(stack, "fourth")
    done(stack, "POST", f"{path}/send")
    stack.advance("5m")
    assert len(news_to(stack, RUNE, "fourth")) == 1
