"""What people who tried the pages stumbled over, and are not to stumble over again."""

import re
from collections.abc import Generator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_desk_seen_in_all_ways import sign_in
from tests.browser.test_small_screens import FITS
from tests.e2e.member_at_the_desk import MemberAtTheDesk
from tests.examples.running_stack import StackUnderTest
from tests.pictures.shown_day import ShownDay

OUT_OF_SIGHT = """selector => [...document.querySelectorAll(selector)].filter(each => {
    const box = each.getBoundingClientRect()
    return document.elementFromPoint(box.right - 2, box.top + box.height / 2) !== each
}).map(each => each.textContent)"""
BUTTON = """([selector, part]) => {
    const button = getComputedStyle(document.querySelector(selector), part)
    return [button.borderTopLeftRadius, button.fontWeight, button.cursor]
}"""


@pytest.fixture
def page(browser: Browser) -> Generator[Page]:
    """A page on a telephone."""
    context = browser.new_context(locale="en-GB", viewport={"width": 375, "height": 2400})
    yield context.new_page()
    context.close()


def test_every_button_of_a_caught_mail_is_reached_on_a_telephone(page: Page, stack: StackUnderTest) -> None:
    MemberAtTheDesk(stack, "reached").ask("It stops.")
    page.goto(f"{stack.running.mails}/mails/{stack.mails()[-1]['number']}")
    expect(page.locator("#reports button").first).to_be_visible()
    assert page.evaluate(OUT_OF_SIGHT, "#reports button") == []
    assert page.evaluate(FITS)


def test_the_button_that_chooses_files_looks_like_the_others(page: Page, stack: StackUnderTest) -> None:
    page.goto(f"{stack.running.http}/api/intake")
    chooses = page.evaluate(BUTTON, ["input[type=file]", "::file-selector-button"])
    assert chooses == page.evaluate(BUTTON, ["form button", None])


def test_the_link_to_the_other_language_stands_on_one_line(page: Page, stack: StackUnderTest) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{stack.running.http}/api/intake?language=en")
    link = page.get_by_role("link", name="På svenska")
    assert link.evaluate("each => each.getClientRects().length") == 1
    assert page.evaluate(FITS)


def test_a_row_of_the_queue_tells_once_that_the_subscription_has_ended(page: Page, day: ShownDay) -> None:
    sign_in(page, day.stack, "Ben Baker", "/desk?view=gated")
    expect(page).to_have_title(re.compile("^Tickets: Waiting for a decision"))
    row = page.get_by_role("listitem").filter(has_text="Cannot print")
    assert row.inner_text().count("The subscription has ended") == 1


def test_the_page_about_the_api_is_folded_and_a_link_into_it_unfolds_what_it_leads_to(
    page: Page, stack: StackUnderTest
) -> None:
    page.goto(f"{stack.running.http}/api/docs")
    assert page.evaluate("document.documentElement.scrollHeight") < 30_000
    page.goto(f"{stack.running.http}/api/docs#problem-ticket-unknown")
    expect(page.locator("#problem-ticket-unknown")).to_be_in_viewport()
    expect(page.locator("summary", has_text="ticket-unknown").first).to_be_in_viewport()
    page.goto(f"{stack.running.http}/api/docs")
    page.get_by_role("link", name="Send a request in", exact=False).first.click()
    expect(page.locator("#intake")).to_be_in_viewport()
