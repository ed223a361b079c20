"""A supporter answers a notice whose ticket was merged or split meanwhile."""

import pytest

from shared.domain.messages.merging import MergeBody, SplitBody
from shared.domain.values.identity import short_code
from shared.usecases.messages.move_turns import merge_ticket, split_turn
from tests.examples.supporter_replies import ANNA, EVA, WORDS, SupportersDesk

ANSWER = "Press Save first."


@pytest.fixture
async def desk() -> SupportersDesk:
    """A desk with one member."""
    made = SupportersDesk()
    await made.begin()
    return made


@pytest.mark.parametrize("rested", [True, False])
async def test_an_answer_follows_its_turn_into_the_ticket_that_took_it(
    desk: SupportersDesk, *, rested: bool
) -> None:
    into = await desk.ask("Another matter.", key="k2")
    await desk.reply(desk.notice(), ANSWER, "<0@pc>")
    merged = await desk.ask()
    notice = desk.notice()
    await merge_ticket(desk.fake.desk, merged, MergeBody(into=into, author="bo"))
    if rested:
        await desk.fake.rest()
    for _ in range(2):
        assert await desk.reply(notice, ANSWER) == into
    assert len(desk.mailed(EVA)) == 4  # two receipts, two answers
    assert await desk.clocks(into) == {"reply-m1": "met", "reply-m2": "met"}
    assert await desk.clocks(merged) == {"reply-m1": "cancelled"}


async def test_where_the_other_ticket_has_turns_that_its_author_has_not_seen_nothing_is_answered(
    desk: SupportersDesk,
) -> None:
    into = await desk.ask("Another matter.", key="k2")
    merged = await desk.ask()
    notice = desk.notice()
    await merge_ticket(desk.fake.desk, merged, MergeBody(into=into, author="bo"))
    await desk.fake.rest()
    assert await desk.reply(notice, ANSWER) == into
    assert (len(desk.mailed(EVA)), await desk.clocks(into)) == (2, {"reply-m1": "running"})
    told = desk.mailed(ANNA)[-1]
    assert told.subject.endswith(f" [{short_code(into)}]")
    assert told.text.index("> Another matter.") < told.text.index(f"> {WORDS}")
    await desk.reply(told, ANSWER, "<2@pc>")
    assert await desk.clocks(into) == {"reply-m1": "met"}


async def test_an_answer_that_was_sent_before_the_merge_is_not_sent_again_after_it(
    desk: SupportersDesk,
) -> None:
    into, merged = await desk.ask("Another matter.", key="k2"), await desk.ask()
    notice = desk.notice()
    await desk.reply(notice, ANSWER)
    await merge_ticket(desk.fake.desk, merged, MergeBody(into=into, author="bo"))
    before = len(desk.fake.mailer.delivered)
    assert await desk.reply(notice, ANSWER) == merged
    assert len(desk.fake.mailer.delivered) == before


async def test_what_was_answered_before_the_merge_is_not_answered_once_more_elsewhere(
    desk: SupportersDesk,
) -> None:
    into, merged = await desk.ask("Another matter.", key="k2"), await desk.ask()
    notice = desk.notice()
    await desk.reply(notice, ANSWER)
    await merge_ticket(desk.fake.desk, merged, MergeBody(into=into, author="bo"))
    assert await desk.reply(notice, "One thing more.", "<2@pc>") == into
    assert len(desk.mailed(EVA)) == 3
    assert "slagits ihop" in desk.mailed(ANNA)[-1].text


async def test_an_answer_to_a_turn_that_was_split_off_goes_with_it(desk: SupportersDesk) -> None:
    ticket = await desk.ask()
    await desk.write(ticket, "Something else altogether.")
    notice = desk.notice()
    header = await split_turn(desk.fake.desk, ticket, SplitBody(author="bo"), about="m2")
    await desk.fake.rest()
    split = header.state.turn("m2").split_into
    assert await desk.reply(notice, ANSWER) == split
    assert (await desk.clocks(split), await desk.clocks(ticket)) == (
        {"reply-m1": "met"},
        {"reply-m1": "running"},
    )
