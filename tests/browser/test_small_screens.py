"""The pages behind a mail's links on a small screen: nothing is cut off, and all is beside its own."""

from collections.abc import Generator

import pytest
from playwright.sync_api import Browser, Page, expect

from shared.domain.facts.links import Purpose
from tests.e2e.member_at_the_desk import MemberAtTheDesk
from tests.e2e.member_browser import MemberBrowser
from tests.examples.running_stack import StackUnderTest

WIDTHS = (360, 1100)
EDGES = """() => [...document.querySelectorAll('main .card, main .card > *')]
    .map(each => each.getBoundingClientRect())
    .filter(box => box.left < 8 || box.right > document.documentElement.clientWidth - 8).length"""
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
QUOTE = {"text": "A report is a new solution.", "answers_up_to": "m1", "estimate_minutes": 90}


@pytest.fixture(params=WIDTHS)
def page(browser: Browser, request: pytest.FixtureRequest) -> Generator[Page]:
    """A page of this width."""
    context = browser.new_context(locale="en-GB", viewport={"width": request.param, "height": 700})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def member(stack: StackUnderTest) -> MemberAtTheDesk:
    """A member that subscribes to Planner."""
    made = MemberAtTheDesk(stack, "narrow")
    made.subscribed()
    return made


def test_what_waits_is_reached_from_the_status_page_and_nothing_is_cut_off(
    page: Page, member: MemberAtTheDesk
) -> None:
    width = page.viewport_size["width"] if page.viewport_size else 0
    member.stack.advance("11m")
    ticket = member.ask(f"Could you build us a report, {width} wide?")
    link = MemberBrowser(member.stack, member.email).link(about=ticket)
    member.act(ticket, "quotes", 202, **QUOTE)
    page.goto(f"{member.stack.running.http}{link}")
    assert page.evaluate(EDGES) == 0
    assert page.evaluate(FITS)
    who, words = (page.locator(f".said li:first-child {each}").bounding_box() for each in (".who", ".words"))
    assert who
    assert words
    assert abs(who["x"] - words["x"]) < 1
    page.get_by_role("link", name="Read and answer the quote").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Quote for work at an hourly rate")
    assert page.evaluate(EDGES) == 0
    assert f"/api/member/{Purpose.QUOTE}/" in page.url


def test_what_is_to_be_studied_is_readable_marked_and_asked_about_at_any_width(
    page: Page, stack: StackUnderTest
) -> None:
    width = page.viewport_size["width"] if page.viewport_size else 0
    titles = {"sv": "Handboken, del för del " * 6, "en": "The manual, part by part " * 6}
    address = dict.fromkeys(titles, f"https://docs.example.com/{'part-' * 40}")
    body = {"title": titles, "address": address, "version": "9.1"}
    assert stack.keyed.put("/api/documents/archive/manual", json=body).status_code in {200, 201}
    reader = MemberAtTheDesk(stack, f"studious-{width}")
    seat = {"product": "archive", "address": reader.email, "name": "Rune"}
    reader.put({"product": "archive", "since": "2020-01-01T00:00:00Z"}, seats=[seat])
    page.goto(f"{stack.running.http}{MemberBrowser(stack, reader.email).link(Purpose.STUDY)}")
    assert page.evaluate(EDGES) == 0
    assert page.evaluate(FITS)
    page.get_by_role("button", name="I have been through it: The manual").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    page.get_by_label("Which document is it about?").select_option("manual")
    page.get_by_label("Your question").fill("Where are exports saved?")
    page.get_by_role("button", name="Send the question").click()
    expect(page.get_by_role("status")).to_contain_text("We have received your question")
    assert page.evaluate(FITS)


def test_a_statement_is_readable_at_any_width(page: Page, member: MemberAtTheDesk) -> None:
    ticket = member.ask(f"And another one, seen at {page.viewport_size}?")
    member.act(ticket, "quotes", 202, **QUOTE)
    browser = MemberBrowser(member.stack, member.email)
    browser.act(browser.link(Purpose.QUOTE, about=ticket), "accept", signature="Ulla User", agreed="yes")
    member.act(ticket, "minutes", 201, minutes=30, text="Drew the report.")
    page.set_extra_http_headers({"x-functions-key": member.stack.function_key})
    month = f"{member.stack.now():%Y-%m}"
    page.goto(f"{member.stack.running.http}/api/statements/{month}?member=narrow&language=en")
    cell = page.locator("td.what").first.bounding_box()
    assert cell
    assert cell["width"] > 100
    assert page.evaluate(FITS)
