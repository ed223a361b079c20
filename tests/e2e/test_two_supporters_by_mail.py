"""Two supporters answer one message from their mail programs within seconds, on the whole stack."""

from typing import Any

import pytest

from shared.domain.values.identity import short_code
from tests.e2e.member_at_the_desk import MemberAtTheDesk
from tests.e2e.test_supporter_by_mail import ANNA, asked, hand_over, reply
from tests.examples.running_stack import StackUnderTest

BEN = "ben@vendor.example.com"


@pytest.fixture(scope="module")
def member(stack: StackUnderTest) -> MemberAtTheDesk:
    """A member that subscribes to Planner."""
    made = MemberAtTheDesk(stack, "twofold")
    body = {
        "name": "Twofold",
        "language": "en",
        "owner": {"address": "owner@twofold.example.org"},
        "domains": ["twofold.example.org"],
        "subscriptions": [{"product": "planner", "since": "2020-01-01T00:00:00Z"}],
    }
    written = stack.keyed.put("/api/members/twofold", json=body, headers={"If-Match": "*"})
    assert written.status_code in {200, 201}
    stack.rest()
    return made


def told(member: MemberAtTheDesk, to: str, ticket: str, about: str = "") -> dict[str, Any]:
    """The last mail to this supporter about the ticket whose subject says this."""
    code = short_code(ticket)
    return [
        mail for mail in member.stack.mails(to=to) if code in mail["subject"] and about in mail["subject"]
    ][-1]


def texts_to_eva(member: MemberAtTheDesk) -> str:
    return "\n".join(mail["text"] for mail in member.stack.mails(to=member.email))


def test_the_second_answer_is_held_its_author_asked_and_one_reply_sends_it_all_the_same(
    member: MemberAtTheDesk,
) -> None:
    ticket = asked(member, "both")
    notices = told(member, ANNA, ticket), told(member, BEN, ticket)
    for notice, words, who in zip(
        notices, ("Press Save first.", "/close\n\nHold Shift."), (ANNA, BEN), strict=True
    ):
        assert hand_over(member, reply(notice, words, who, sender=who))["taken_as"] == "supporter"
    assert "Press Save first." in texts_to_eva(member)
    assert "Hold Shift." not in texts_to_eva(member)
    question = told(member, BEN, ticket, "Your answer is waiting")
    assert "Press Save first." in question["text"]
    assert [each["author"] for each in member.view(ticket)["second_answers"]] == ["ben"]

    hand_over(member, reply(question, "/send", "send", sender=BEN))
    assert "Hold Shift." in texts_to_eva(member)
    seen = member.view(ticket)
    assert [each["author"] for each in seen["entries"]] == ["anna", "ben"]
    assert seen["closed"]


def test_in_swedish_too_and_the_other_hears_that_it_was_answered(member: MemberAtTheDesk) -> None:
    ticket = asked(member, "other-way-round")
    notice = told(member, ANNA, ticket)
    hand_over(member, reply(told(member, BEN, ticket), "Press Save first.", "ben-first", sender=BEN))
    assert told(member, ANNA, ticket, "Ben Baker har svarat")
    hand_over(member, reply(notice, "Hold Shift.", "anna-second"))
    question = told(member, ANNA, ticket, "Ditt svar väntar")
    assert "/skicka" in question["text"]
    hand_over(member, reply(question, "/skicka", "anna-sends"))
    assert [each["author"] for each in member.view(ticket)["entries"]] == ["ben", "anna"]
