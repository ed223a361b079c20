"""What people write at a running desk stands in none of its logs."""

import pytest

from tests.e2e.member_at_the_desk import MemberAtTheDesk
from tests.examples.running_stack import StackUnderTest

BIRD = "canarybird"
MAIL = f"""\
From: {BIRD} <user@{BIRD}.example.org>\r
Subject: {BIRD}\r
Message-ID: <first@{BIRD}.example.org>\r
\r
{BIRD}\r
"""


@pytest.fixture
def member(stack: StackUnderTest) -> MemberAtTheDesk:
    """A member whose addresses have a bird in them."""
    made = MemberAtTheDesk(stack, BIRD)
    made.subscribed()
    return made


def test_no_bird_sits_in_a_log(member: MemberAtTheDesk) -> None:
    stack = member.stack
    ticket = member.ask(f"{BIRD} sings.", name=BIRD, subject=BIRD)
    member.act(ticket, "notes", 201, text=BIRD)
    member.act(ticket, "answers", 202, text=BIRD, answers_up_to="m1")
    rfc822 = {"Content-Type": "message/rfc822"}
    assert stack.keyed.post("/api/intake/mail", content=MAIL.encode(), headers=rfc822).status_code == 202
    refused = stack.http.post("/api/intake", json={"email": BIRD, "message": BIRD})
    assert refused.status_code == 422
    assert BIRD not in refused.text
    stack.rest()
    logs = list(stack.folder.rglob("*.log*"))
    assert logs
    assert [each.name for each in logs if BIRD in each.read_text().lower()] == []
