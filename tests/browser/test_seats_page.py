"""The member's page in a real browser: it fits every screen, and a seat is filled without any script."""

from collections.abc import Generator

import pytest
from playwright.sync_api import Browser, Page, expect

from shared.domain.facts.links import Purpose
from tests.browser.test_small_screens import EDGES, FITS
from tests.e2e.member_at_the_desk import MemberAtTheDesk
from tests.e2e.member_browser import MemberBrowser
from tests.examples.running_stack import StackUnderTest

WIDTHS = (360, 1100)


@pytest.fixture(params=WIDTHS)
def page(browser: Browser, request: pytest.FixtureRequest) -> Generator[Page]:
    """A page of this width, on which no script of the page's own may run."""
    context = browser.new_context(locale="en-GB", viewport={"width": request.param, "height": 700})
    yield context.new_page()
    context.close()


def test_an_owner_asks_for_the_page_and_fills_the_empty_seat(page: Page, stack: StackUnderTest) -> None:
    width = page.viewport_size["width"] if page.viewport_size else 0
    member = MemberAtTheDesk(stack, f"seen-at-{width}")
    member.subscribed()
    owner = f"owner@{member.name}.example.org"
    page.goto(f"{stack.running.http}/api/member/seats/request?language=en")
    assert page.evaluate(FITS)
    page.get_by_label("Your email address").fill(owner)
    page.get_by_role("button", name="Email me the link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your inbox")
    stack.rest()
    member.ask("It stops.", subject="A subject that is long enough to be broken over several lines " * 3)
    page.goto(f"{stack.running.http}{MemberBrowser(stack, owner).link(Purpose.SEATS)}")
    assert (page.evaluate(EDGES), page.evaluate(FITS)) == (0, True)
    page.get_by_label("Email address").first.fill("not an address")
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_text("Enter the whole email address")).to_be_visible()
    page.get_by_label("Email address").first.fill(f"rut@{member.name}.example.org")
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    expect(page.get_by_text("Has not confirmed yet.")).to_be_visible()
    assert (page.evaluate(EDGES), page.evaluate(FITS)) == (0, True)
