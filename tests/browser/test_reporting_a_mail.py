"""The buttons of a caught mail: somebody sees an answer bounce without knowing any of the API."""

from collections.abc import Generator

import pytest
from playwright.sync_api import Browser, Page, expect

from shared.domain.values.identity import short_code
from tests.e2e.member_at_the_desk import MemberAtTheDesk
from tests.examples.running_stack import StackUnderTest


@pytest.fixture
def page(browser: Browser) -> Generator[Page]:
    """A page on which no script may fail."""
    opened = browser.new_page()
    failures: list[str] = []
    opened.on("pageerror", lambda error: failures.append(str(error)))
    yield opened
    opened.close()
    assert failures == []


def test_a_button_lets_a_caught_answer_bounce_and_its_clock_runs_again(
    stack: StackUnderTest, page: Page
) -> None:
    member = MemberAtTheDesk(stack, "button")
    member.subscribed()
    ticket = member.ask("It stops.")
    member.answer(ticket)
    answer = [mail for mail in stack.mails(to=member.email) if short_code(ticket) in mail["subject"]][-1]
    page.goto(f"{stack.running.mails}/mails/{answer['number']}")
    page.get_by_role("group", name=member.email).get_by_role("button", name="Bounced").click()
    expect(page.locator("#reports output")).to_have_text("Reported: Bounced.")
    stack.rest()
    assert [clock["state"] for clock in member.clocks(ticket).values()] == ["running"]
