"""On the whole stack: a link and a quote whose time is over, said kindly, and how it goes on from there."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from shared.domain.facts.links import Purpose, read, sign
from shared.domain.values.identity import derived_key
from tests.e2e.member_at_the_desk import MemberAtTheDesk
from tests.e2e.member_browser import BROWSER, MemberBrowser
from tests.examples.member_links import forms_in, token_of
from tests.examples.running_stack import StackUnderTest

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def ended(stack: StackUnderTest, link: str) -> str:
    """The same link, as the stack itself would have signed it long ago."""
    key = derived_key(stack.running.secrets.desk_secret.encode(), "links")
    old = read(token_of(link), [key]).model_copy(update={"expires": stack.now() - timedelta(days=1)})
    return f"{link.rpartition('/')[0]}/{sign(old, key)}"


def test_an_expired_link_says_so_and_a_new_one_is_mailed_to_its_person_only(stack: StackUnderTest) -> None:
    member = MemberAtTheDesk(stack, "patient")
    member.subscribed()
    browser = MemberBrowser(stack, member.email)
    ticket = member.ask("Where is the week view?")
    link = ended(stack, browser.link(about=ticket))
    as_program = stack.http.get(link)
    assert (as_program.status_code, as_program.headers["content-type"]) == (410, "application/problem+json")
    page, before = browser.see(link), len(stack.mails())
    assert (page.status_code, "The link has expired" in page.text) == (410, True)
    ((address, hidden),) = forms_in(page.text)
    assert stack.http.post(address, data=hidden, headers=BROWSER).status_code in {200, 303}
    stack.rest()
    (mail,) = stack.mails()[before:]
    assert [each["address"] for each in mail["to"]] == [member.email]
    assert browser.see(browser.link(about=ticket)).status_code == 200


def test_an_expired_quote_is_accepted_by_nobody_and_nothing_is_billed(stack: StackUnderTest) -> None:
    member = MemberAtTheDesk(stack, "hesitant")
    member.subscribed()
    browser = MemberBrowser(stack, member.email)
    ticket = member.ask("Could you build us a report?")
    today = stack.now().astimezone(STOCKHOLM).date()
    quote = {"text": "A new solution.", "answers_up_to": "m1", "estimate_minutes": 60}
    member.act(ticket, "quotes", 202, **quote, last_day=today.isoformat())
    link = browser.link(Purpose.QUOTE, about=ticket)
    assert browser.see(link).status_code == 200
    stack.advance("25h")
    late = stack.http.post(link, data={"act": "accept", "signature": "U", "agreed": "yes"}, headers=BROWSER)
    assert (late.status_code, "The quote has expired" in late.text) == (410, True)
    assert forms_in(browser.see(link).text) == []
    assert member.view(ticket)["work"]["quotes"][0]["status"] == "expired"
    refused = member.act(ticket, "minutes", 409, minutes=5, text="Drew it.")
    assert refused["type"].endswith("work-not-accepted")
