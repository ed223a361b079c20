"""The vendor's owner changes the terms in a browser, and the desk keeps to them at once."""

from collections.abc import Generator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.test_axe_finds_nothing import FOLDED, UNFOLD
from tests.browser.test_desk_seen_in_all_ways import WAYS, sign_in
from tests.browser.test_pages_seen_in_all_ways import FAINT, UNLABELLED
from tests.browser.test_small_screens import FITS
from tests.e2e.member_at_the_desk import MemberAtTheDesk
from tests.examples.running_stack import StackUnderTest

ROOMS = ("supporters", "products", "answers", "mails")
CIA = "cia@vendor.example.com"


@pytest.fixture(params=WAYS, ids=lambda way: "-".join(map(str, way)))
def seen(browser: Browser, request: pytest.FixtureRequest) -> Generator[tuple[Page, str]]:
    """A page of this width and colours, and the language that it is read in."""
    width, colours, language = request.param
    context = browser.new_context(viewport={"width": width, "height": 700}, color_scheme=colours)
    yield context.new_page(), language
    context.close()


def test_whom_the_owner_adds_is_told_of_the_next_ticket(browser: Browser, stack: StackUnderTest) -> None:
    page = browser.new_page(locale="en-GB")
    sign_in(page, stack, "Olga Olsson", "/desk/terms/supporters")
    page.goto(f"{stack.running.http}/desk/terms/supporters?language=en")
    page.get_by_text("Add a supporter").click()
    form = page.locator("#act-add")
    form.get_by_label("Name").fill("Cia Carlsson")
    form.get_by_label("Email address").fill(CIA)
    form.get_by_label("Working days").fill("weekdays")
    form.get_by_role("button", name="Add").click()
    expect(page.locator("#add-days-wrong")).to_contain_text("mon-fri")
    form.get_by_label("Working days").fill("")
    form.get_by_role("button", name="Add").click()
    expect(page.get_by_role("status")).to_contain_text("counts within a minute")
    expect(page.get_by_role("heading", name="Cia Carlsson")).to_be_visible()
    member = MemberAtTheDesk(stack, "decided")
    member.subscribed()
    member.ask("It stops.")
    stack.rest()
    assert stack.mails(to=CIA)
    page.locator("#act-remove-cia-carlsson summary").click()
    page.locator("#act-remove-cia-carlsson button").click()
    expect(page.get_by_role("heading", name="Cia Carlsson")).not_to_be_visible()
    page.close()


def test_each_page_fits_and_nothing_is_wrong_with_it(seen: tuple[Page, str], stack: StackUnderTest) -> None:
    page, language = seen
    sign_in(page, stack, "Olga Olsson", "/desk/terms/supporters")
    for room in ROOMS:
        answer = page.goto(f"{stack.running.http}/desk/terms/{room}?language={language}")
        assert answer is not None
        page.evaluate(UNFOLD, FOLDED)
        measured = [page.evaluate(each) for each in (FITS, UNLABELLED, FAINT)]
        assert (room, answer.status, measured, violations(page)) == (room, 200, [True, [], []], [])
