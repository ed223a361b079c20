"""From the receipt's link to the status page, and from the offer of remote help to the clock that is met."""

from datetime import timedelta
from html import unescape

import pytest

from shared.domain.facts.links import Purpose
from shared.domain.values.identity import short_code
from tests.e2e.member_at_the_desk import MemberAtTheDesk, instant
from tests.e2e.member_browser import MemberBrowser
from tests.examples.member_links import forms_in
from tests.examples.running_stack import StackUnderTest

JOIN = "https://remote.example.com/join/482-113"


@pytest.fixture
def member(stack: StackUnderTest, request: pytest.FixtureRequest) -> MemberAtTheDesk:
    """A subscriber of each test's own, so that no test uses up the receipts of another."""
    made = MemberAtTheDesk(stack, f"linker-{request.node.name.replace('_', '-')[:40].rstrip('-')}")
    made.subscribed()
    return made


@pytest.fixture
def browser(stack: StackUnderTest, member: MemberAtTheDesk) -> MemberBrowser:
    """The browser of its user."""
    return MemberBrowser(stack, member.email)


def test_from_the_receipts_link_to_a_further_message_and_a_confirmed_address(
    member: MemberAtTheDesk, browser: MemberBrowser
) -> None:
    ticket = member.ask("It stops at the week view.")
    link = browser.link(about=ticket)
    page = browser.see(link)
    assert page.status_code == 200
    assert page.headers["referrer-policy"] == "no-referrer"
    assert "no-store" in page.headers["cache-control"]
    text = unescape(page.text)
    assert "It stops at the week view." in text
    assert "You will have an answer by" in text
    assert member.view(ticket)["turns"][0]["proved"] is False
    written = browser.act(link, "message", message="And in the month view.")
    assert "Your message has reached us." in written.text
    assert [turn["text"] for turn in member.view(ticket)["turns"]] == [
        "It stops at the week view.",
        "And in the month view.",
    ]
    assert "Your address is now confirmed." in browser.act(link, "confirm").text
    assert [turn["proved"] for turn in member.view(ticket)["turns"]] == [True, True]
    member.answer(ticket, "m2", text="Install version 7.2.")
    answered = unescape(browser.see(browser.link(about=ticket)).text)
    assert "Install version 7.2." in answered
    assert "Everything you have written has been answered." in answered


def test_a_session_from_the_mail_that_offers_it_to_the_logged_end_that_meets_the_clock(
    stack: StackUnderTest, member: MemberAtTheDesk, browser: MemberBrowser
) -> None:
    ticket = member.ask("I cannot find the button.")
    offered = member.act(ticket, "sessions", 202, join_address=JOIN)["session"]
    act = f"sessions/{offered['id']}"
    refused = member.act(ticket, f"{act}/start", 409)
    assert refused["type"].endswith("session-not-consented")
    link = browser.link(Purpose.SESSION, about=ticket)
    page = browser.see(link)
    assert "Anna" in page.text
    assert JOIN not in page.text
    assert JOIN in browser.act(link, "consent").text
    assert any(JOIN in mail["text"] for mail in stack.mails(to=member.email))
    stack.advance("20m")
    assert member.act(ticket, f"{act}/start", 200)["session"]["stage"] == "started"
    stack.advance("15m")
    ended = member.act(ticket, f"{act}/end", 200, note="Shown the button.", answers_up_to="m1")
    (clock,) = ended["clocks"]
    assert (clock["state"], clock["how"]) == ("met", "contact")
    assert instant(clock["ended"]) - instant(clock["start"]) >= timedelta(minutes=35)
    assert "and spoke with you on" in browser.see(browser.link(about=ticket)).text


def test_an_offer_that_is_declined_tells_the_supporter_and_the_clock_runs_on(
    stack: StackUnderTest, member: MemberAtTheDesk, browser: MemberBrowser
) -> None:
    ticket = member.ask("The print is blank.")
    member.act(ticket, "sessions", 202, join_address=JOIN)
    page = browser.act(browser.link(Purpose.SESSION, about=ticket), "decline")
    assert "You have declined" in page.text
    assert [clock["state"] for clock in member.clocks(ticket).values()] == ["running"]
    told = [
        mail
        for mail in stack.mails()
        if "anna" in str(mail["to"]).lower() and short_code(ticket) in mail["subject"]
    ]
    assert "fjärrhjälp" in told[-1]["subject"].lower()


def test_a_revoked_link_opens_nothing_and_the_next_mails_link_does(
    member: MemberAtTheDesk, browser: MemberBrowser
) -> None:
    ticket = member.ask("It was forwarded.")
    link = browser.link(about=ticket)
    member.act(ticket, "links/revoke", 200, reason="Forwarded.")
    gone = browser.see(link)
    assert gone.status_code == 410
    assert forms_in(gone.text) == []
    member.answer(ticket)
    assert browser.see(browser.link(about=ticket)).status_code == 200
