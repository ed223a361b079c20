"""An answer bounces, on the whole stack: catcher, queue, function, tables, and the mail that tells of it."""

import httpx
import pytest

from shared.domain.values.identity import short_code
from tests.e2e.member_at_the_desk import MemberAtTheDesk
from tests.examples.running_stack import StackUnderTest


@pytest.fixture(scope="module")
def member(stack: StackUnderTest) -> MemberAtTheDesk:
    """A member that subscribes to Planner."""
    made = MemberAtTheDesk(stack, "bouncer")
    made.subscribed()
    return made


def wish(stack: StackUnderTest, to: str, status: str | None, schema: str = "event_grid") -> None:
    """From now on mail to this address is reported so."""
    asked = {"to": to, "status": status, "schema": schema}
    answer = httpx.put(f"{stack.running.mails}/reports", json=asked, trust_env=False)
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("schema", ["event_grid", "cloud_events"])
def test_after_a_bounce_the_clock_runs_on_with_the_same_due_and_supporters_are_told(
    stack: StackUnderTest, member: MemberAtTheDesk, schema: str
) -> None:
    ticket = member.ask(f"It stops ({schema}).")
    (before,) = member.clocks(ticket).values()
    told = len(stack.mails(to="anna@vendor.example.com"))
    wish(stack, member.email, "Bounced", schema)
    member.answer(ticket)
    wish(stack, member.email, None)
    stack.rest()
    stack.advance("5m")
    (after,) = member.clocks(ticket).values()
    assert (after["state"], after["due"], after["ended"]) == ("running", before["due"], None)
    assert "answer_bounced" in [event["event"] for event in member.view(ticket)["events"]]
    mails = [
        mail["subject"]
        for mail in stack.mails(to="anna@vendor.example.com")[told:]
        if short_code(ticket) in mail["subject"]
    ]
    assert len(mails) == 1
    again = member.answer(ticket, text="Once more: press Save first.")
    assert [clock["state"] for clock in again["clocks"]] == ["met"]


def test_a_caught_mail_can_be_reported_afterwards_as_spam_and_counts_on(
    stack: StackUnderTest, member: MemberAtTheDesk
) -> None:
    ticket = member.ask("It is slow.")
    member.answer(ticket)
    (answer,) = [mail for mail in stack.mails(to=member.email) if short_code(ticket) in mail["subject"]][1:]
    url = f"{stack.running.mails}/mails/{answer['number']}/reports"
    asked = httpx.post(url, json={"to": member.email, "status": "FilteredSpam"}, trust_env=False)
    assert asked.status_code == 202, asked.text
    stack.rest()
    stack.advance("5m")
    assert "answer_doubted" in [event["event"] for event in member.view(ticket)["events"]]
    assert [clock["state"] for clock in member.clocks(ticket).values()] == ["met"]
