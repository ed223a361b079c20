"""Whose a ticket is, and who gets a copy of its answers."""

from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call
from tests.triggers.examples import EVA, STRANGER
from tests.triggers.tickets import opened

ANSWER = {"text": "Press Save first.", "answers_up_to": "m1"}


async def answered_by(fake: FakeDesk, ticket: str, author: str) -> str:
    """The ticket's owner once this supporter has answered it."""
    answer = await call("POST", f"{ticket}/answers", ANSWER | {"author": author})
    assert answer.status == 202, answer.text
    await fake.rest()
    return str(answer.json["owner"])


async def test_whoever_answers_first_owns_the_ticket_until_another_is_named(fake: FakeDesk) -> None:
    ticket = await opened(fake)
    assert (await call("GET", ticket)).json["owner"] == ""
    assert [await answered_by(fake, ticket, author) for author in ("bo", "anna")] == ["bo", "bo"]
    assert (await call("PUT", f"{ticket}/owner", {"owner": "anna"})).status == 200
    assert await answered_by(fake, ticket, "bo") == "anna"


async def test_an_answer_to_an_error_report_is_copied_where_the_member_knows_its_writer_and_nowhere_else(
    fake: FakeDesk,
) -> None:
    known, unknown = await opened(fake, email=EVA), await opened(fake, email=STRANGER)
    taken = await call("POST", f"{unknown}/turns/m1/take", {"author": "anna", "reason": "Worth an answer."})
    assert taken.status == 202, taken.text
    fake.mailer.delivered.clear()
    for ticket in (known, unknown):
        await answered_by(fake, ticket, "anna")
    mails = [mail for mail in fake.mailer.delivered if mail.to.address in {EVA, STRANGER}]
    copies = {mail.to.address: [each.address for each in mail.cc] for mail in mails}
    assert copies == {EVA: ["rune@acme.example.org"], STRANGER: []}
