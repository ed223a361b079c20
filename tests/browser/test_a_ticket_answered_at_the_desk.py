"""A morning in a real browser: a supporter finds a ticket and answers it, and the requester gets the mail."""

from collections.abc import Generator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_desk_seen_in_all_ways import sign_in
from tests.e2e.member_at_the_desk import MemberAtTheDesk
from tests.examples.running_stack import StackUnderTest


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Generator[Page]:
    """A page in Sweden, on which no script may fail."""
    context = browser.new_context(locale="sv-SE", java_script_enabled=request.param)
    opened = context.new_page()
    failures: list[str] = []
    opened.on("pageerror", lambda error: failures.append(str(error)))
    yield opened
    context.close()
    assert failures == []


def test_a_supporter_finds_a_ticket_and_answers_it_and_the_requester_gets_the_mail(
    page: Page, stack: StackUnderTest, request: pytest.FixtureRequest
) -> None:
    way = "scripted" if "with scripts" in request.node.name else "bare"
    member = MemberAtTheDesk(stack, f"answered-{way}")
    member.subscribed()
    subject = f"The calendar stays empty ({way})"
    ticket = member.ask("It has been so since this morning.", subject=subject)
    stack.rest()
    sign_in(page, stack, "Ben Baker")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("link", name="Nobody's").click()
    page.get_by_role("link", name=subject).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(subject)
    expect(page.locator("main")).to_contain_text(f"The answer goes to {member.email}")
    page.get_by_role("button", name="Send the answer").click()
    expect(page.locator("#answer-text-wrong")).to_be_visible()
    page.get_by_label("Answer", exact=True).fill("Press Save first.")
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_role("status")).to_have_text("The answer is on its way.")
    expect(page.get_by_label("Answer", exact=True)).to_have_value("")
    stack.rest()
    mail = stack.mails(to=member.email)[-1]
    assert "Press Save first." in mail["text"]
    (entry,) = stack.keyed.get(f"/api/tickets/{ticket}").json()["entries"]
    assert (entry["author"], entry["by"]) == ("ben", "sign_in")
    page.goto(f"{stack.running.http}/desk?view=mine")
    expect(page.get_by_role("link", name=subject)).to_be_visible()


def test_what_is_typed_after_an_answer_has_gone_is_kept_when_the_page_is_read_again(
    browser: Browser, stack: StackUnderTest
) -> None:
    member = MemberAtTheDesk(stack, "drafted")
    member.subscribed()
    ticket = member.ask("It stops.", subject="Drafted")
    page = browser.new_page()
    sign_in(page, stack, "Ben Baker", f"/desk/tickets/{ticket}")
    answer = page.get_by_label("Answer", exact=True)
    answer.fill("Press Save first.")
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_role("status")).to_have_text("The answer is on its way.")
    answer.fill("And then close")
    page.reload()
    expect(answer).to_have_value("And then close")
    page.close()
