"""A mail comes in, its receipt is answered, and a person's answer goes back under it, on the whole stack."""

from email.message import EmailMessage
from typing import Any

import pytest

from tests.e2e.member_at_the_desk import DAY, MemberAtTheDesk, instant
from tests.examples.running_stack import JUDGE, StackUnderTest


@pytest.fixture(scope="module")
def member(stack: StackUnderTest) -> MemberAtTheDesk:
    """A member that subscribes to Planner."""
    made = MemberAtTheDesk(stack, "mailer")
    made.subscribed()
    return made


def hand_over(member: MemberAtTheDesk, name: str, text: str, **headers: str) -> dict[str, Any]:
    """What has become of this mail of the member's user."""
    message = EmailMessage()
    told = {"From": member.email, "To": "support@vendor.example.com", "Subject": "Veckoplan står still"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    for header, value in told.items():
        message[header] = value
    message["Message-ID"] = f"<{name}@{member.name}.example.org>"
    message.set_content(text)
    answer = member.stack.keyed.post(
        "/api/intake/mail", content=message.as_bytes(), headers={"Content-Type": "message/rfc822"}
    )
    assert answer.status_code == 202, answer.text
    member.stack.rest()
    return dict(answer.json())


def mails(member: MemberAtTheDesk) -> list[dict[str, Any]]:
    """What the member's user got."""
    return member.stack.mails(to=member.email)


def answer_to(member: MemberAtTheDesk) -> str:
    """Where an answer to the last mail to the member's user goes."""
    return str(mails(member)[-1]["reply_to"][0]["address"])


def test_a_mail_is_a_ticket_whose_receipt_is_answered_into_it(member: MemberAtTheDesk) -> None:
    vouched = f"{JUDGE}; dmarc=pass header.from={member.name}.example.org"
    ticket = hand_over(member, "first", "Det är tomt i kalendern.", Authentication_Results=vouched)["ticket"]
    (receipt,) = mails(member)
    assert receipt["headers"]["In-Reply-To"] == f"<first@{member.name}.example.org>"
    assert receipt["headers"]["Auto-Submitted"] == "auto-generated"
    assert f"+{ticket}-m1-" in answer_to(member)
    to = answer_to(member).upper()
    second, again = [hand_over(member, "second", "Veckovyn också.", To=to) for _ in range(2)]
    assert (second["taken_as"], second["ticket"], second["turn"]) == ("turn", ticket, "m2")
    assert again == second
    seen = member.view(ticket)
    assert [turn["text"] for turn in seen["turns"]] == ["Det är tomt i kalendern.", "Veckovyn också."]
    (clock,) = seen["clocks"]
    assert instant(clock["due"]) == instant(seen["turns"][0]["received"]) + DAY


def test_a_persons_answer_goes_under_the_mail_that_it_answers(member: MemberAtTheDesk) -> None:
    ticket = hand_over(member, "third", "Månadsvyn med.")["ticket"]
    member.answer(ticket)
    answer = mails(member)[-1]
    assert answer["subject"].startswith("Re: Veckoplan står still [")
    assert answer["headers"]["References"] == f"<third@{member.name}.example.org>"
    away = hand_over(member, "away", "Jag är borta.", To=answer_to(member), Auto_Submitted="auto-replied")
    assert (away["taken_as"], away["ticket"]) == ("automatic", ticket)
    seen = member.view(ticket)
    assert [kept["text"] for kept in seen["automatic_mails"]] == ["Jag är borta."]
    assert [clock["state"] for clock in seen["clocks"]] == ["met"]


def test_the_mail_can_be_fetched_as_it_came(member: MemberAtTheDesk) -> None:
    taken = hand_over(member, "kept", "Å, ä och ö.")
    kept = member.stack.keyed.get(f"/api/tickets/{taken['ticket']}/mails/{taken['mail']}")
    assert kept.headers["content-type"] == "application/octet-stream"
    assert f"<kept@{member.name}.example.org>".encode() in kept.content
    assert member.stack.http.get(f"/api/mails/{taken['mail']}").status_code == 401
