"""Every page of the product and of the local stack, with all that it folds away, before axe-core."""

from collections.abc import Generator, Mapping
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import violations
from tests.browser.test_desk_seen_in_all_ways import sign_in
from tests.pictures import shown_pages
from tests.pictures.shown_day import ANITA, ShownDay

WAYS: tuple[tuple[int, Literal["light", "dark"], str], ...] = ((360, "light", "sv"), (1280, "dark", "en"))
FOLDED = "main details:not(.docs *), .docs section > details, .docs .card:first-of-type > details"
"""All that is folded, but of the hundreds of one sort on the page about the API the first alone."""
UNFOLD = "folded => document.querySelectorAll(folded).forEach(each => { each.open = true })"


@pytest.fixture(params=WAYS, ids=lambda way: "-".join(map(str, way)))
def seen(browser: Browser, request: pytest.FixtureRequest) -> Generator[tuple[Page, str]]:
    """A page of this width and colours, and the language that it is read in."""
    width, colours, language = request.param
    context = browser.new_context(viewport={"width": width, "height": 700}, color_scheme=colours)
    yield context.new_page(), language
    context.close()


def judged(page: Page, addresses: Mapping[str, str], language: str) -> dict[str, list[str]]:
    """What is wrong with each of these pages in this language; nothing of those with which nothing is."""
    found: dict[str, list[str]] = {}
    for name, address in addresses.items():
        page.goto(shown_pages.in_language(address, language))
        page.evaluate(UNFOLD, FOLDED)
        found[name] = violations(page)
    return {name: each for name, each in found.items() if each}


def test_axe_finds_what_is_wrong(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content('<html lang="en"><title>x</title><img src="data:,"><p style="color:#bbb">faint</p>')
    assert [each.split(":")[0] for each in violations(page)] == ["color-contrast", "image-alt"]
    page.close()


def test_nothing_is_wrong_with_what_is_open_to_all(seen: tuple[Page, str], day: ShownDay) -> None:
    page, language = seen
    pages = shown_pages.public_pages(day)
    assert judged(page, {**pages, **shown_pages.framed_pages(day)}, language) == {}
    page.goto(shown_pages.in_language(pages["form"], language))
    page.locator("form button").click()
    page.wait_for_selector("#summary")
    assert violations(page) == []


def test_nothing_is_wrong_with_members_pages(seen: tuple[Page, str], day: ShownDay) -> None:
    page, language = seen
    pages = shown_pages.member_pages(day)
    assert judged(page, pages, language) == {}
    page.set_extra_http_headers({"x-functions-key": day.stack.function_key})
    assert judged(page, {"statement": shown_pages.statement_page(day)}, language) == {}


def test_nothing_is_wrong_with_the_desk(seen: tuple[Page, str], day: ShownDay) -> None:
    page, language = seen
    sign_in(page, day.stack, "Anna Andersson")
    pages = shown_pages.desk_pages(day)
    assert judged(page, pages, language) == {}
    page.goto(shown_pages.in_language(pages["ticket-new"], language))
    page.keyboard.press("?")
    page.wait_for_selector("dialog[open]")
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.locator("form[data-draft$=':answer'] button").click()
    page.wait_for_selector("#summary")
    assert violations(page) == []


def test_nothing_is_wrong_with_what_only_the_owner_does(seen: tuple[Page, str], day: ShownDay) -> None:
    page, language = seen
    sign_in(page, day.stack, "Olga Olsson")
    assert judged(page, shown_pages.owners_pages(day), language) == {}
    for path, name in (("/desk/members/import", "preview"), ("/desk/people", "look")):
        page.goto(shown_pages.in_language(f"{day.stack.running.http}{path}", language))
        page.locator(f"form:has(input[name=act][value={name}]) button").click()
        page.wait_for_selector("#summary")
        assert violations(page) == []


def test_what_is_kept_of_a_person_and_a_refused_member_are_read_as_well(
    seen: tuple[Page, str], day: ShownDay
) -> None:
    page, language = seen
    sign_in(page, day.stack, "Anna Andersson")
    page.goto(shown_pages.in_language(f"{day.stack.running.http}/desk/people", language))
    page.fill("#look-address", ANITA)
    page.locator("form:has(#look-address) button").click()
    page.wait_for_selector("#act-export")
    assert violations(page) == []
    page.goto(shown_pages.in_language(f"{day.stack.running.http}/desk/members/new", language))
    page.locator("form:has(#new-id) button").click()
    page.wait_for_selector("#summary")
    assert violations(page) == []


def test_nothing_is_wrong_with_developers_pages(seen: tuple[Page, str], day: ShownDay) -> None:
    page, language = seen
    assert judged(page, shown_pages.developers_pages(day), language) == {}
