"""Hourly work on the whole stack: from the message that asks for it to the month's statement."""

import csv
import io
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

from shared.domain.facts.links import Purpose
from shared.domain.values.identity import short_code
from tests.e2e.member_at_the_desk import MemberAtTheDesk
from tests.examples.member_links import form_for, link_in
from tests.examples.running_stack import StackUnderTest

STOCKHOLM = ZoneInfo("Europe/Stockholm")
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
QUOTE: dict[str, Any] = {
    "text": "A report of your own is a new solution. We can build it for you.",
    "answers_up_to": "m1",
    "estimate_minutes": 60,
    "limit_minutes": 100,
    "hourly_price": "1234.50",
    "currency": "SEK",
}


def split_part(member: MemberAtTheDesk) -> str:
    """The ticket of a second message, about what is out of scope, split off the first."""
    ticket = member.ask("The calendar stays empty.")
    member.write(ticket, "And could you build us a report?")
    split = member.act(ticket, "turns/m2/split", 202)["split"]
    return str(split[0]["into"])


def quoted(member: MemberAtTheDesk, ticket: str) -> str:
    """The path of the link in the mail by which the member reads the quote."""
    member.act(ticket, "quotes", 202, **QUOTE)
    mails = [mail for mail in member.stack.mails(to=member.email) if short_code(ticket) in mail["subject"]]
    return link_in(mails[-1]["text"], Purpose.QUOTE)


def send(stack: StackUnderTest, link: str, act: str, **typed: str) -> str:
    """Fill in the page's form for this act as a browser does; the page that follows."""
    page = stack.http.get(link, headers=BROWSER)
    assert page.status_code == 200, page.text
    done = stack.http.post(link, data=form_for(page.text, act) | typed, headers=BROWSER)
    assert done.status_code == 303, done.text
    stack.rest()
    return stack.http.get(done.headers["location"], headers=BROWSER).text


def refused(stack: StackUnderTest, ticket: str, minutes: int) -> tuple[str, str]:
    """The kind of problem of minutes that are not taken, and what it says."""
    body = {"author": "anna", "minutes": minutes, "text": "More."}
    answer = stack.keyed.post(f"/api/tickets/{ticket}/minutes", json=body)
    assert answer.status_code == 409, answer.text
    return str(answer.json()["type"]).rpartition("#problem-")[2], str(answer.json()["detail"])


def accepted(member: MemberAtTheDesk) -> str:
    """A split part that was quoted and accepted by the mail's link; the ticket."""
    member.subscribed()
    ticket = split_part(member)
    page = send(member.stack, quoted(member, ticket), "accept", signature="Ulla User", agreed="yes")
    assert "Ulla User" in page
    return ticket


def test_a_split_part_is_quoted_and_accepted_by_the_mails_link_and_both_sides_are_told(
    stack: StackUnderTest,
) -> None:
    member = MemberAtTheDesk(stack, "hourly")
    ticket = accepted(member)
    (quote,) = member.view(ticket)["work"]["quotes"]
    assert (quote["status"], quote["decided_by"]) == ("accepted", "Ulla User")
    confirmed = [mail for mail in stack.mails(to=member.email) if "has been accepted" in mail["subject"]]
    told = [
        mail for mail in stack.mails(to="owner@hourly.example.org") if short_code(ticket) in mail["subject"]
    ]
    assert (len(confirmed), len(told)) == (1, 1)


def test_minutes_wait_for_the_acceptance_and_the_limit_warns_and_stops(stack: StackUnderTest) -> None:
    member = MemberAtTheDesk(stack, "limited")
    member.subscribed()
    ticket = split_part(member)
    link = quoted(member, ticket)
    assert refused(stack, ticket, 1)[0] == "work-not-accepted"
    send(stack, link, "accept", signature="Ulla User", agreed="yes")
    before = len(stack.mails())
    member.act(ticket, "minutes", 201, minutes=80, text="Built it.")
    (warning,) = stack.mails()[before:]
    assert short_code(ticket) in warning["subject"]
    kind, told = refused(stack, ticket, 21)
    assert (kind, "20" in told) == ("work-limit-reached", True)


def test_a_months_work_is_accounted_for_as_csv_on_paper_and_in_the_books(stack: StackUnderTest) -> None:
    member = MemberAtTheDesk(stack, "accounted")
    ticket = accepted(member)
    day = stack.now().astimezone(STOCKHOLM).date()
    member.act(ticket, "minutes", 201, minutes=80, text="=Built it.")
    month = f"{day:%Y-%m}"
    as_csv = stack.keyed.get(f"/api/statements/{month}", headers={"Accept": "text/csv"})
    rows = list(csv.DictReader(io.StringIO(as_csv.content.decode("utf-8-sig"), newline="")))
    (row,) = [each for each in rows if each["ticket"] == ticket]
    assert (row["member"], row["day"], row["minutes"]) == ("accounted", day.isoformat(), "80")
    assert (row["cost"], row["text"]) == ("1646.00", "'=Built it.")
    address = f"/api/statements/{month}?member=accounted&format=html&language=sv"
    paper = unescape(stack.keyed.get(address).text).replace("\u00a0", " ")
    for words in ("Specifikation över timarbete", ticket, "Ulla User", "1 646,00 kr", "1 234,50 kr"):
        assert words in paper
    report = stack.keyed.get(f"/api/reports/{month}").json()
    (mine,) = [each["vendor_side"] for each in report["members"] if each["member"] == "accounted"]
    assert mine["billable_minutes"] == 80
    assert stack.http.get(f"/api/statements/{month}").status_code == 401


def test_a_quote_declined_by_the_mails_link_ends_the_turn_and_stays_readable(stack: StackUnderTest) -> None:
    member = MemberAtTheDesk(stack, "declining")
    member.subscribed()
    ticket = member.ask("Could you build us a report?")
    link = quoted(member, ticket)
    assert "You have declined" in send(stack, link, "decline", words="Next year, perhaps.")
    view = member.view(ticket)
    assert view["work"]["quotes"][0]["status"] == "declined"
    assert (view["entries"][-1]["how"], view["entries"][-1]["text"]) == ("declined", "Next year, perhaps.")
    address = f"/api/tickets/{ticket}/clocks/reply-m1?language=en"
    explained = stack.keyed.get(address, headers={"Accept": "text/plain"})
    assert "The member declined the quote" in explained.text
    again = stack.http.post(link, data={"act": "accept", "signature": "U", "agreed": "yes"}, headers=BROWSER)
    assert (again.status_code, "already been answered" in again.text) == (409, True)


def test_a_quote_that_was_taken_back_is_a_kind_page(stack: StackUnderTest) -> None:
    member = MemberAtTheDesk(stack, "tardy")
    member.subscribed()
    ticket = member.ask("Could you build us a report?")
    link = quoted(member, ticket)
    (quote,) = member.view(ticket)["work"]["quotes"]
    member.act(ticket, f"quotes/{quote['id']}/withdraw", 202, reason="It is covered after all.")
    assert "The quote is no longer valid" in member.mailed(ticket)[-1]
    late = stack.http.post(link, data={"act": "accept", "signature": "U", "agreed": "yes"}, headers=BROWSER)
    assert (late.status_code, "The quote is no longer valid" in late.text) == (410, True)
    assert member.view(ticket)["work"]["quotes"][0]["status"] == "withdrawn"
