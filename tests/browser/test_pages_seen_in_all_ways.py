"""The pages behind mails about news, versions, seats and study: readable narrow and wide, light and dark."""

from collections.abc import Generator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from shared.domain.facts.links import Purpose
from tests.browser.test_small_screens import EDGES, FITS
from tests.e2e.member_at_the_desk import MemberAtTheDesk
from tests.e2e.member_browser import MemberBrowser
from tests.examples.running_stack import StackUnderTest

WAYS: tuple[tuple[int, Literal["light", "dark"], str], ...] = (
    (360, "light", "sv"),
    (360, "dark", "en"),
    (1280, "dark", "sv"),
)
WORDS = {"sv": "Kalendern öppnas igen.\n\nDet går fort.", "en": "The calendar opens again.\n\nIt is fast."}
UNLABELLED = """() => [...document.querySelectorAll('input:not([type=hidden]), select, textarea')]
    .filter(each => !each.labels.length && !each.hasAttribute('aria-label')).map(each => each.outerHTML)"""
FAINT = """() => {
    const numbers = colour => colour.match(/[0-9.]+/g).map(Number)
    const light = colour => colour.slice(0, 3).map(each => each / 255)
        .map(each => each <= 0.03928 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4)
        .reduce((sum, each, place) => sum + each * [0.2126, 0.7152, 0.0722][place], 0)
    const behind = node => {
        for (; node; node = node.parentElement) {
            const colour = numbers(getComputedStyle(node).backgroundColor)
            if (colour.length < 4 || colour[3] > 0.99) return colour
        }
        throw new Error('nothing is behind the words')
    }
    return [...document.querySelectorAll('body *')]
        .filter(each => each.getClientRects().length)
        .filter(each => [...each.childNodes].some(part => part.nodeType === 3 && part.data.trim()))
        .filter(each => {
            const both = [numbers(getComputedStyle(each).color), behind(each)].map(light)
            return (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05) < 4.5
        }).map(each => each.textContent.trim())
}"""


@pytest.fixture(scope="module")
def links(stack: StackUnderTest) -> dict[str, str]:
    """Each page by its name: where the mails to a responsible person and to an owner lead."""
    member = MemberAtTheDesk(stack, "seen")
    rune, owner = f"rune@{member.name}.example.org", f"owner@{member.name}.example.org"
    member.put({"product": "archive", "since": "2020-01-01T00:00:00Z"})
    document = {"title": WORDS, "address": dict.fromkeys(WORDS, "https://docs.example.com/x"), "version": "1"}
    stack.keyed.put("/api/documents/archive/seen", json=document)
    seats = {"seats": [{"product": "archive", "address": rune}]}
    assert stack.keyed.patch(f"/api/members/{member.name}", json=seats, headers={"If-Match": "*"}).is_success
    stack.rest()
    news = {"title": WORDS | {"sv": "Nytt", "en": "New"}, "text": WORDS, "products": ["archive"]}
    assert stack.keyed.post("/api/news", json=news).is_success
    address = f"https://download.example.com/{'part-' * 40}"
    body = {"product": "archive", "version": "800", "notes": WORDS, "author": "anna", "address": address}
    assert stack.keyed.post("/api/releases", json=body).status_code == 201
    asking = "/api/member/seats/request"
    assert stack.http.post(asking, json={"address": owner}).status_code == 202
    stack.rest()
    stack.advance("5m")
    stack.keyed.delete("/api/documents/archive/seen")
    reader = MemberBrowser(stack, rune)
    purposes = (Purpose.SEAT, Purpose.STUDY, Purpose.NEWS, Purpose.UNSUBSCRIBE, Purpose.UPGRADE)
    mailed = {str(each): reader.link(each) for each in purposes}
    return mailed | {"seats": MemberBrowser(stack, owner).link(Purpose.SEATS), "asking": asking}


@pytest.fixture(params=WAYS, ids=lambda way: "-".join(map(str, way)))
def seen(browser: Browser, request: pytest.FixtureRequest) -> Generator[tuple[Page, str]]:
    """A page of this width and colours, and the language that it is read in."""
    width, colours, language = request.param
    context = browser.new_context(viewport={"width": width, "height": 700}, color_scheme=colours)
    yield context.new_page(), language
    context.close()


def test_each_page_fits_names_its_fields_and_is_no_fainter_than_can_be_read(
    seen: tuple[Page, str], stack: StackUnderTest, links: dict[str, str]
) -> None:
    page, language = seen
    for name, link in links.items():
        answer = page.goto(f"{stack.running.http}{link}?language={language}")
        assert answer is not None
        assert (name, answer.status, page.locator("html").get_attribute("lang")) == (name, 200, language)
        measured = [page.evaluate(each) for each in (FITS, EDGES, UNLABELLED, FAINT)]
        assert (name, measured) == (name, [True, 0, [], []])
