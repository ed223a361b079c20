"""The desk by keyboard, on a telephone and on paper: what is reached is seen, what is needed is first."""

from collections.abc import Generator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_desk_seen_in_all_ways import sign_in
from tests.e2e.member_at_the_desk import MemberAtTheDesk
from tests.examples.running_stack import StackUnderTest

MOST_STEPS = 60
COLOURS: tuple[Literal["light", "dark"], ...] = ("light", "dark")
FOCUS = """() => {
    const numbers = colour => colour.match(/[0-9.]+/g).map(Number)
    const light = colour => colour.slice(0, 3).map(each => each / 255)
        .map(each => each <= 0.03928 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4)
        .reduce((sum, each, place) => sum + each * [0.2126, 0.7152, 0.0722][place], 0)
    const at = document.activeElement
    if (at === document.body) return null
    const around = []
    for (let node = at.parentElement; node; node = node.parentElement) {
        const colour = numbers(getComputedStyle(node).backgroundColor)
        if (colour.length < 4 || colour[3] > 0.99) around.push(colour)
    }
    const style = getComputedStyle(at), box = at.getBoundingClientRect()
    const both = [numbers(style.outlineColor), around[0]].map(light)
    const seen = style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2 ? 0
        : (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05)
    return {
        what: at.outerHTML.slice(0, 80), seen: seen >= 3,
        inView: box.bottom > 0 && box.top < innerHeight, large: Math.min(box.width, box.height),
    }
}"""
TOPS = """() => ['.heading', '.talk', '.acts', '.beside']
    .map(each => document.querySelector(each).getBoundingClientRect().top)"""


@pytest.fixture(scope="module")
def ticket(stack: StackUnderTest) -> str:
    """A member's ticket that waits for an answer."""
    member = MemberAtTheDesk(stack, "keyed")
    member.subscribed()
    return member.ask("It stops.", subject="It stops by key")


@pytest.fixture(params=COLOURS)
def page(browser: Browser, stack: StackUnderTest, request: pytest.FixtureRequest) -> Generator[Page]:
    """A telephone's page, where Anna has signed in."""
    context = browser.new_context(viewport={"width": 360, "height": 700}, color_scheme=request.param)
    opened = context.new_page()
    sign_in(opened, stack, "Anna Andersson")
    yield opened
    context.close()


def test_each_thing_that_the_keyboard_reaches_is_seen_to_be_reached(
    page: Page, stack: StackUnderTest, ticket: str
) -> None:
    for path in ("/desk", f"/desk/tickets/{ticket}"):
        page.goto(f"{stack.running.http}{path}")
        for _ in range(MOST_STEPS):
            page.keyboard.press("Tab")
            if not (focus := page.evaluate(FOCUS)):
                break
            assert (focus["what"], focus["seen"], focus["inView"]) == (focus["what"], True, True)


def test_what_is_left_is_read_at_once_and_words_come_before_acts_and_these_before_the_member(
    page: Page, stack: StackUnderTest, ticket: str
) -> None:
    page.goto(f"{stack.running.http}/desk/tickets/{ticket}")
    expect(page.locator(".heading time.due")).to_be_in_viewport()
    tops = page.evaluate(TOPS)
    assert tops == sorted(tops)


def test_a_ticket_on_paper_is_its_words_and_facts_and_the_queue_a_list(
    page: Page, stack: StackUnderTest, ticket: str
) -> None:
    page.goto(f"{stack.running.http}/desk/tickets/{ticket}")
    page.emulate_media(media="print")
    for gone in ("button", "textarea", "summary", "header", ".came"):
        expect(page.locator(gone).locator("visible=true")).to_have_count(0)
    for there in (".talk", ".facts-line", ".beside .clock", "#member"):
        expect(page.locator(there).first).to_be_visible()
    page.goto(f"{stack.running.http}/desk")
    for gone in ("nav", "header", ".choices", ".came"):
        expect(page.locator(gone).locator("visible=true")).to_have_count(0)
    expect(page.locator(".rows > li").first).to_be_visible()
    assert page.pdf().startswith(b"%PDF-")
