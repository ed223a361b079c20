"""Two supporters at once in real browsers: who is there, what came, the keys, and whose draft it is."""

from collections.abc import Callable, Generator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_desk_seen_in_all_ways import sign_in
from tests.e2e.member_at_the_desk import MemberAtTheDesk
from tests.examples.running_stack import StackUnderTest

type Opening = Callable[[], Page]
ANSWER = "Answer"
SVAR = "Svar"


@pytest.fixture
def browsers(browser: Browser) -> Generator[Opening]:
    """Opens a browser of its own, whose time is moved by hand and on which no script may fail."""
    opened, failures = [], []

    def opening() -> Page:
        context = browser.new_context(locale="en-GB")
        opened.append(context)
        page = context.new_page()
        page.clock.install()
        page.on("pageerror", lambda error: failures.append(str(error)))
        return page

    yield opening
    for context in opened:
        context.close()
    assert failures == []


@pytest.fixture(scope="module")
def member(stack: StackUnderTest) -> MemberAtTheDesk:
    """Whose tickets these are."""
    found = MemberAtTheDesk(stack, "shared")
    found.subscribed()
    return found


def test_two_supporters_see_each_other_and_what_came_and_lose_nothing_that_they_type(
    browsers: Opening, stack: StackUnderTest, member: MemberAtTheDesk
) -> None:
    path = f"/desk/tickets/{member.ask('It stops.', subject='Shared')}"
    ben, anna = browsers(), browsers()
    sign_in(ben, stack, "Ben Baker", path)
    sign_in(anna, stack, "Anna Andersson", path)
    expect(anna.locator(".heading .here")).to_have_text("Ben Baker har ärendet öppet.")
    ben.get_by_label(ANSWER, exact=True).press_sequentially("Hold Sh")
    anna.clock.fast_forward(30_000)
    expect(anna.locator(".heading .here")).to_have_text("Ben Baker skriver i ärendet.")
    anna.get_by_label(SVAR, exact=True).fill("Press Save first.")
    anna.get_by_role("button", name="Skicka svaret").click()
    expect(anna.locator(".done")).to_have_text("Svaret är på väg.")
    ben.clock.fast_forward(30_000)
    came = ben.locator("[data-watch-ticket]")
    expect(came).to_contain_text("Since you opened the page: 1 new answer.")
    expect(ben.get_by_label(ANSWER, exact=True)).to_have_value("Hold Sh")
    came.get_by_role("link", name="Show").click()
    expect(ben.locator(".is-new")).to_be_focused()
    expect(ben.locator(".is-new")).to_contain_text("Press Save first.")
    expect(ben.get_by_label(ANSWER, exact=True)).to_have_value("Hold Sh")


def test_the_queue_says_that_something_came_and_shows_it_when_its_reader_wants_to(
    browsers: Opening, stack: StackUnderTest, member: MemberAtTheDesk
) -> None:
    member.ask("One.", subject="First of two")
    ben = browsers()
    sign_in(ben, stack, "Ben Baker")
    rows = ben.locator(".rows > li")
    before = rows.count()
    first = ben.get_by_role("link", name="First of two")
    first.focus()
    member.ask("Two.", subject="Second of two")
    ben.clock.fast_forward(61_000)
    expect(ben.locator("[data-watch-queue]")).to_contain_text("One ticket is new, or has something new.")
    expect(rows).to_have_count(before)
    expect(first).to_be_focused()
    ben.keyboard.press("s")
    expect(ben.get_by_role("link", name="Second of two")).to_be_visible()
    expect(first).to_be_focused()


def test_tickets_and_forms_are_opened_by_keys_which_do_nothing_in_a_field(
    browsers: Opening, stack: StackUnderTest, member: MemberAtTheDesk
) -> None:
    member.ask("One.", subject="By keys")
    ben = browsers()
    sign_in(ben, stack, "Ben Baker")
    for key in ("j", "k"):
        ben.keyboard.press(key)
        expect(ben.locator(".rows h2 a").first).to_be_focused()
    ben.get_by_role("link", name="By keys").focus()
    ben.keyboard.press("o")
    ben.wait_for_url("**/desk/tickets/*")
    ben.keyboard.press("n")
    note, answer = ben.locator("#note-text"), ben.locator("#answer-text")
    expect(note).to_be_focused()
    ben.keyboard.type("gq?a")
    expect(note).to_have_value("gq?a")
    ben.get_by_role("heading", level=1).click()
    ben.keyboard.press("a")
    expect(answer).to_be_focused()
    ben.get_by_role("heading", level=1).click()
    ben.keyboard.press("g")
    ben.keyboard.press("m")
    ben.wait_for_url("**/desk?view=mine")


def test_the_keys_are_listed_and_can_be_turned_off_for_good(browsers: Opening, stack: StackUnderTest) -> None:
    ben = browsers()
    sign_in(ben, stack, "Ben Baker")
    keys = ben.get_by_role("dialog")
    ben.keyboard.press("?")
    expect(keys).to_be_visible()
    ben.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    ben.get_by_role("button", name="Keys").click()
    ben.get_by_label("Use the keys").uncheck()
    ben.get_by_role("button", name="Close").click()
    ben.keyboard.press("?")
    expect(keys).to_be_hidden()
    ben.reload()
    ben.keyboard.press("?")
    expect(keys).to_be_hidden()
    ben.get_by_role("button", name="Keys").click()
    expect(ben.get_by_label("Use the keys")).not_to_be_checked()


def test_a_draft_has_every_field_and_is_shown_to_nobody_but_its_author(
    browsers: Opening, stack: StackUnderTest, member: MemberAtTheDesk
) -> None:
    path = f"/desk/tickets/{member.ask('It stops.', subject='Drafts')}"
    page = browsers()
    sign_in(page, stack, "Ben Baker", path)
    page.get_by_label(ANSWER, exact=True).fill("Press Save")
    page.locator("#answer-promised").fill("2031-03-04")
    page.get_by_text("Sign out").click()
    sign_in(page, stack, "Anna Andersson", path)
    expect(page.locator("#answer-text")).to_have_value("")
    expect(page.locator("#answer-promised")).to_have_value("")
    page.get_by_text("Logga ut").click()
    sign_in(page, stack, "Ben Baker", path)
    expect(page.locator("#answer-text")).to_have_value("Press Save")
    expect(page.locator("#answer-promised")).to_have_value("2031-03-04")
