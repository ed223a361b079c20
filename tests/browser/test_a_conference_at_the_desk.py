"""A supporter offers free times, moves what was picked, and says from the reminder that it was held."""

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_desk_seen_in_all_ways import sign_in
from tests.e2e.member_at_the_desk import MemberAtTheDesk
from tests.examples.running_stack import StackUnderTest

PLACE = "https://teams.example.com/meet/77"
BEN = "ben@vendor.example.com"


@pytest.fixture(scope="module")
def member(stack: StackUnderTest) -> MemberAtTheDesk:
    """A member that subscribes to Planner."""
    made = MemberAtTheDesk(stack, "conferring")
    made.subscribed()
    return made


def offer_two(page: Page) -> None:
    """Tick the first two of the free times, and send them."""
    page.get_by_text("Offer slots for the conference", exact=True).first.click()
    times = page.get_by_role("group", name="Free times to offer").get_by_role("checkbox")
    expect(times.nth(2)).to_be_visible()
    times.nth(0).check()
    times.nth(1).check()
    page.locator("#offer-way").select_option("teams")
    page.locator("#offer-place").fill(PLACE)
    page.get_by_role("button", name="Send the slots").click()
    expect(page.get_by_role("status")).to_have_text("The slots are offered.")


def pick_first(browser: Browser, member: MemberAtTheDesk) -> None:
    """The requester opens its mail's link, and picks the first slot."""
    member.stack.rest()
    text = str(member.stack.mails(to=member.email)[-1]["text"])
    found = re.search(r"https?://\S+/api/member/conference/\S+", text)
    assert found, text
    page = browser.new_page(locale="en-GB")
    page.goto(found.group(0))
    page.locator("#pick-1").click()
    expect(page.get_by_role("status")).to_contain_text("The conference is booked")
    page.close()
    member.stack.rest()


def move(page: Page) -> datetime:
    """Open the form from where the conference is shown, and choose another free time: when it begins then."""
    page.get_by_role("link", name="Move the conference").click()
    time = page.locator("#move-time1")
    expect(time).to_be_visible()
    time.select_option(index=2)
    begins = time.input_value()
    page.locator("#move-reason").fill("Ben is ill.")
    page.get_by_role("button", name="Move", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("The conference is moved.")
    return datetime.fromisoformat(begins)


def reminded(member: MemberAtTheDesk) -> str:
    """The address behind "It was held" in the last reminder to Ben."""
    mail = [each for each in member.stack.mails(to=BEN) if "Reminder" in each["subject"]][-1]
    found = re.search(r"https?://\S+/desk/tickets/\S+\?open=held", mail["text"])
    assert found, mail["text"]
    return found.group(0)


def test_free_times_are_offered_one_is_moved_and_the_reminder_leads_to_how_it_went(
    browser: Browser, stack: StackUnderTest, member: MemberAtTheDesk
) -> None:
    ticket = member.ask("May we talk?", kind="conference", subject="The week view")
    page = browser.new_page(locale="en-GB")
    sign_in(page, stack, "Ben Baker", f"/desk/tickets/{ticket}")
    offer_two(page)
    pick_first(browser, member)
    page.goto(f"{stack.running.http}/desk/tickets/{ticket}")
    card = page.get_by_role("region", name="Conference")
    expect(card).to_contain_text(f"Ben Baker meets {member.email}.")
    expect(card.get_by_role("link", name=PLACE)).to_have_attribute("href", PLACE)
    begins = move(page)
    stack.rest()
    assert "New time" in stack.mails(to=member.email)[-1]["subject"]
    minutes = (begins - stack.now()) // timedelta(minutes=1)
    stack.advance(f"{minutes - 30}m")
    page.goto(reminded(member))
    expect(card).to_contain_text("Once it has begun, you say here whether it was held.")
    expect(page.locator("#held-note")).to_have_count(0)
    stack.advance("31m")
    page.goto(reminded(member))
    page.locator("#held-note").fill("We went through the week view.")
    page.locator("#act-held").get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_have_text("The conference is saved as held.")
    clock = member.clocks(ticket)["conference-m1"]
    assert (clock["state"], clock["how"]) == ("met", "held")
    page.close()
