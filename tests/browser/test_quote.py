"""A quote in a real browser on the whole stack, from the mail's link to the statement on paper."""

from playwright.sync_api import Page, expect

from shared.domain.facts.links import Purpose
from shared.domain.values.identity import short_code
from tests.e2e.member_at_the_desk import MemberAtTheDesk
from tests.examples.member_links import link_in
from tests.examples.running_stack import StackUnderTest

QUOTE = {"text": "A report is a new solution.", "answers_up_to": "m1", "estimate_minutes": 90}


def link_of(member: MemberAtTheDesk, ticket: str) -> str:
    """Where the link in the quote's mail leads, on this stack."""
    mails = [mail for mail in member.stack.mails(to=member.email) if short_code(ticket) in mail["subject"]]
    return f"{member.stack.running.http}{link_in(mails[-1]['text'], Purpose.QUOTE)}"


def quoted(page: Page, stack: StackUnderTest, name: str) -> tuple[MemberAtTheDesk, str]:
    """A member whose question was quoted, and the ticket; the page is where the mail's link leads."""
    member = MemberAtTheDesk(stack, name)
    member.subscribed()
    ticket = member.ask("Could you build us a report?")
    member.act(ticket, "quotes", 202, **QUOTE)
    page.goto(link_of(member, ticket))
    return member, ticket


def sign(page: Page) -> None:
    """Type a name, tick the box and accept."""
    page.get_by_label("Your name").fill("Ulla User")
    page.get_by_label("I accept the price").check()
    page.get_by_role("button", name="Accept the quote").click()


def test_a_quote_is_read_and_signed_with_name_and_tick(page: Page, stack: StackUnderTest) -> None:
    member, ticket = quoted(page, stack, "browsing")
    expect(page.get_by_role("heading", level=1)).to_have_text("Quote for work at an hourly rate")
    expect(page.locator(".terms")).to_contain_text("1 hour 30 minutes")
    page.get_by_label("Your name").fill("Ulla User")
    page.get_by_role("button", name="Accept the quote").click()
    expect(page.locator("#agreed-wrong")).to_be_visible()
    expect(page.get_by_label("Your name")).to_have_value("Ulla User")
    assert member.view(ticket)["work"]["quotes"][0]["status"] == "offered"
    sign(page)
    expect(page.get_by_role("status")).to_contain_text("The quote has been accepted")
    expect(page.get_by_role("button")).to_have_count(0)
    stack.rest()
    assert member.view(ticket)["work"]["quotes"][0]["decided_by"] == "Ulla User"


def test_work_under_a_signed_quote_is_seen_by_its_link_and_printed(page: Page, stack: StackUnderTest) -> None:
    member, ticket = quoted(page, stack, "printing")
    sign(page)
    stack.rest()
    member.act(ticket, "minutes", 201, minutes=30, text="Drew the report.")
    page.reload()
    expect(page.get_by_role("status")).to_contain_text("30 minutes of 1 hour 30 minutes")
    page.set_extra_http_headers({"x-functions-key": stack.function_key})
    month = f"{stack.now():%Y-%m}"
    page.goto(f"{stack.running.http}/api/statements/{month}?member=printing&language=en")
    expect(page.locator(".work")).to_contain_text("Drew the report.")
    page.emulate_media(media="print")
    expect(page.locator(".top")).to_be_hidden()
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF-")


def test_a_quote_is_declined_with_words(page: Page, stack: StackUnderTest) -> None:
    member, ticket = quoted(page, stack, "refusing")
    page.get_by_label("Would you like to say why?").fill("Too early.")
    page.get_by_role("button", name="Decline the quote").click()
    expect(page.get_by_role("status")).to_contain_text("You have declined")
    entry = member.view(ticket)["entries"][-1]
    assert (entry["how"], entry["text"]) == ("declined", "Too early.")
