"""A supporter replies to the notice from a mail program, on the whole stack: raw mails in, mails caught."""

from email.message import EmailMessage
from typing import Any

import pytest

from shared.domain.values.identity import short_code
from tests.e2e.member_at_the_desk import MemberAtTheDesk
from tests.examples.running_stack import StackUnderTest

ANNA = "anna@vendor.example.com"


@pytest.fixture(scope="module")
def member(stack: StackUnderTest) -> MemberAtTheDesk:
    """A member that subscribes to Planner, for which Rune is responsible."""
    made = MemberAtTheDesk(stack, "replier")
    body = {
        "name": "Replier",
        "language": "sv",
        "owner": {"address": "owner@replier.example.org"},
        "domains": ["replier.example.org"],
        "subscriptions": [{"product": "planner", "since": "2020-01-01T00:00:00Z"}],
        "seats": [{"product": "planner", "address": "rune@replier.example.org", "name": "Rune"}],
    }
    assert stack.keyed.put("/api/members/replier", json=body, headers={"If-Match": "*"}).status_code in {
        200,
        201,
    }
    stack.rest()
    return made


def hand_over(member: MemberAtTheDesk, message: EmailMessage) -> dict[str, Any]:
    """What has become of this raw mail."""
    answer = member.stack.keyed.post(
        "/api/intake/mail", content=message.as_bytes(), headers={"Content-Type": "message/rfc822"}
    )
    assert answer.status_code == 202, answer.text
    member.stack.rest()
    return dict(answer.json())


def asked(member: MemberAtTheDesk, name: str) -> str:
    """The ticket of a mail in which the member's user reports an error."""
    message = EmailMessage()
    message["From"] = f"Eva <{member.email}>"
    message["To"] = "support@vendor.example.com"
    message["Subject"] = "Fel: Veckoplan stops"
    message["Message-ID"] = f"<{name}@replier.example.org>"
    message.set_content("The week view stays empty.")
    return str(hand_over(member, message)["ticket"])


def notice(member: MemberAtTheDesk, ticket: str) -> dict[str, Any]:
    """The last mail to Anna about the ticket."""
    return [mail for mail in member.stack.mails(to=ANNA) if short_code(ticket) in mail["subject"]][-1]


def reply(told: dict[str, Any], words: str, name: str, sender: str = ANNA) -> EmailMessage:
    """A mail program's reply: the words, then the notice, quoted, as text and as HTML."""
    address = told["reply_to"][0]["address"]
    message = EmailMessage()
    message["From"] = f"Anna <{sender}>"
    message["To"] = address
    message["Subject"] = f"SV: {told['subject']}"
    message["Message-ID"] = f"<{name}@pc.example.com>"
    message["In-Reply-To"] = told["headers"]["Message-ID"]
    quoted = "".join(f"> {line}\n" for line in told["text"].splitlines())
    message.set_content(f"{words}\n\nDen mån 2 mars 2026 kl 10:00 skrev Support <{address}>:\n\n{quoted}")
    return message


def test_a_reply_to_the_notice_reaches_the_requester_under_the_own_mail_with_the_copy_and_meets_the_clock(
    member: MemberAtTheDesk,
) -> None:
    ticket = asked(member, "week")
    told = notice(member, ticket)
    assert "> The week view stays empty." in told["text"]
    assert told["headers"]["Auto-Submitted"] == "auto-generated"
    mail = reply(told, "Press Save first.", "answer")
    for _ in range(2):
        assert hand_over(member, mail)["taken_as"] == "supporter"
    answer = member.stack.mails(to=member.email)[-1]
    assert answer["text"].startswith("Press Save first.\n")
    assert "stays empty" not in answer["text"]
    assert answer["headers"]["In-Reply-To"] == "<week@replier.example.org>"
    assert answer["headers"]["References"] == "<week@replier.example.org>"
    assert [copy["address"] for copy in answer["cc"]] == ["rune@replier.example.org"]
    assert len(member.stack.mails(to=member.email)) == 2  # the receipt and the answer
    seen = member.view(ticket)
    assert [(clock["state"], clock["how"]) for clock in seen["clocks"]] == [("met", "answer")]


def test_a_note_and_a_slip_and_a_stranger_reach_nobody_and_stop_no_clock(member: MemberAtTheDesk) -> None:
    ticket = asked(member, "month")
    told, before = notice(member, ticket), len(member.stack.mails(to=member.email))
    hand_over(member, reply(told, "/notera\nDe betalar aldrig.", "note"))
    hand_over(member, reply(told, "/ntoera\nDe betalar aldrig.", "slip"))
    assert "inget är gjort" in notice(member, ticket)["subject"]
    hand_over(member, reply(told, "Send money.", "spoof", sender="anna@elsewhere.example.org"))
    assert len(member.stack.mails(to=member.email)) == before
    seen = member.view(ticket)
    assert [clock["state"] for clock in seen["clocks"]] == ["running"]
    assert [note["text"] for note in seen["notes"]] == ["De betalar aldrig."]
    assert [kept["text"] for kept in seen["automatic_mails"]] == ["Send money."]
    assert "money" not in notice(member, ticket)["text"]
    hand_over(member, reply(notice(member, ticket), "/stäng\n\nPress Save first.", "right"))
    seen = member.view(ticket)
    assert ([clock["state"] for clock in seen["clocks"]], bool(seen["closed"])) == (["met"], True)
