"""Whether an address is a member's is told by mail only."""

import re

import pytest

from tests.fakes.desk import FakeDesk
from tests.triggers.calling import Answer, call, submit
from tests.triggers.examples import EVA, REQUEST, STRANGER

REFERENCE = re.compile(r"[a-z2-7]{16}")


def without_reference(answer: Answer) -> tuple[int, str, dict[str, str]]:
    """Everything that the sender sees, but for the ticket's reference."""
    headers = {name: REFERENCE.sub("-", text) for name, text in answer.headers.items()}
    return answer.status, REFERENCE.sub("-", answer.text), headers


@pytest.mark.usefixtures("fake")
async def test_a_program_gets_the_same_answer_for_a_member_and_a_stranger() -> None:
    member, stranger = [
        await call("POST", "/api/intake", REQUEST | {"email": who}) for who in (EVA, STRANGER)
    ]
    assert member.json["ticket"] != stranger.json["ticket"]
    assert without_reference(member) == without_reference(stranger)


@pytest.mark.usefixtures("fake")
async def test_a_browser_gets_the_same_answer_and_page_for_a_member_and_a_stranger() -> None:
    member, stranger = [await submit(REQUEST | {"email": who}) for who in (EVA, STRANGER)]
    assert without_reference(member) == without_reference(stranger)
    pages = [await call("GET", each.headers["Location"]) for each in (member, stranger)]
    assert without_reference(pages[0]) == without_reference(pages[1])


async def test_the_mails_differ(fake: FakeDesk) -> None:
    for who in (EVA, STRANGER):
        await call("POST", "/api/intake", REQUEST | {"email": who})
    await fake.rest()
    subjects = {mail.to.address: mail.subject for mail in fake.mailer.delivered}
    assert subjects[EVA] != subjects[STRANGER]
