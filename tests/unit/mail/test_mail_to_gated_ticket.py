"""A supporter answers the notice of a gated ticket: help that nobody pays for needs a reason."""

import pytest

from tests.examples.supporter_replies import ANNA, SupportersDesk

STRANGER = "stranger@elsewhere.example.org"
ANSWER = "Hello,\n\npress Save first."


@pytest.fixture
async def desk() -> SupportersDesk:
    """A desk with one member, which the writer does not belong to."""
    made = SupportersDesk()
    await made.begin()
    return made


async def test_a_plain_reply_to_the_notice_of_a_gated_ticket_is_asked_to_take_it_with_a_reason_first(
    desk: SupportersDesk,
) -> None:
    """a supporter's plain reply to the notice of a gated ticket: asked to take it with a reason first"""
    ticket = await desk.ask(email=STRANGER)
    before = len(desk.mailed(STRANGER))
    await desk.reply(desk.notice(), ANSWER)
    assert len(desk.mailed(STRANGER)) == before
    assert (await desk.view(ticket)).entries == ()
    assert "/ta " in desk.mailed(ANNA)[-1].text


async def test_with_a_reason_it_is_taken_its_clock_starts_and_the_answer_meets_it(
    desk: SupportersDesk,
) -> None:
    ticket = await desk.ask(email=STRANGER)
    await desk.reply(desk.notice(), f"/ta-an en gammal kund\n\n{ANSWER}")
    assert await desk.clocks(ticket) == {"reply-m1": "met"}
    assert any("press Save first." in mail.text for mail in desk.mailed(STRANGER))


async def test_what_is_covered_is_not_taken_again_and_its_author_is_told(desk: SupportersDesk) -> None:
    ticket = await desk.ask()
    await desk.reply(desk.notice(), f"/take-on an old friend\n\n{ANSWER}")
    assert (await desk.view(ticket)).entries == ()
    assert "/ta " in desk.mailed(ANNA)[-1].text
