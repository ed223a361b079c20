"""A requester opens the mail, follows its link, picks a slot and sees it booked, in a real browser."""

from collections.abc import Generator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.sending import send_form
from tests.e2e.member_at_the_desk import MemberAtTheDesk
from tests.examples.running_stack import StackUnderTest

PLACE = "https://teams.example.com/meet/77"


@pytest.fixture
def page(browser: Browser) -> Generator[Page]:
    """A page of a reader in Sweden."""
    context = browser.new_context(locale="sv-SE", timezone_id="Europe/Stockholm")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def member(stack: StackUnderTest) -> MemberAtTheDesk:
    """A member that subscribes to Planner."""
    made = MemberAtTheDesk(stack, "browsing")
    made.subscribed()
    return made


def ask(page: Page, member: MemberAtTheDesk) -> str:
    """Ask for a conference by the form; the ticket."""
    page.goto(f"{member.stack.running.http}/api/intake")
    page.locator("#kind-conference").check()
    page.locator("#product").fill("Planner")
    page.locator("#message").fill("Kan vi talas vid?")
    page.locator("#email").fill(member.email)
    send_form(page)
    member.stack.rest()
    return page.locator(".reference strong").inner_text()


def offer(member: MemberAtTheDesk, ticket: str) -> None:
    """The desk's own proposals are offered."""
    proposed = member.stack.keyed.get(f"/api/tickets/{ticket}/conferences/m1/proposals").json()["slots"]
    assert len(proposed) >= 2
    slots = [{"start": each["start"], "way": "teams", "place": PLACE} for each in proposed[:2]]
    member.act(ticket, "conferences/m1/offers", 202, slots=slots)


def open_last_mail(page: Page, member: MemberAtTheDesk) -> None:
    """The last mail to the requester, in the mail catcher, and the link on its button."""
    mail = member.stack.mails(to=member.email)[-1]
    page.goto(f"{member.stack.running.mails}/mails/{mail['number']}")
    button = page.frame_locator("iframe").locator("a.button")
    address = button.get_attribute("href")
    assert address
    page.goto(address)


def test_a_slot_is_picked_behind_the_mails_link_and_then_another(page: Page, member: MemberAtTheDesk) -> None:
    ticket = ask(page, member)
    offer(member, ticket)
    open_last_mail(page, member)
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    expect(page.get_by_role("heading", name="Din konferens")).to_be_visible()
    expect(page.get_by_role("button", name="Välj den här tiden")).to_have_count(2)
    page.locator("#pick-1").click()
    expect(page.get_by_role("status")).to_contain_text("Konferensen är bokad")
    expect(page.locator("main")).to_contain_text(PLACE)
    member.stack.rest()
    mail = member.stack.mails(to=member.email)[-1]
    assert "bokad" in mail["subject"]
    assert [file["name"] for file in mail["attachments"]] == ["invite.ics"]
    open_last_mail(page, member)
    page.get_by_role("button", name="Välj den här tiden").click()
    member.stack.rest()
    assert "Ny tid" in member.stack.mails(to=member.email)[-1]["subject"]
    page.get_by_role("link", name="In English").click()
    expect(page.get_by_role("heading", name="Your conference")).to_be_visible()
    page.get_by_role("button", name="Decline the conference").click()
    expect(page.get_by_role("status")).to_contain_text("The conference has been declined")
    member.stack.rest()
    clock = member.clocks(ticket)["conference-m1"]
    assert (clock["state"], clock["cancelled"]) == ("cancelled", "declined")
