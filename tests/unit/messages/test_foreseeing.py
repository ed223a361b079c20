"""What a merge is foreseen to come to is what it comes to."""

from datetime import timedelta

import pytest

from shared.domain.answers.answering import AnswerBody
from shared.domain.clocks.clocks import clocks
from shared.domain.facts.ticket import TicketState
from shared.domain.messages.foreseeing import ForeseenMerge, foresee_merge
from shared.domain.messages.merging import MergeBody
from shared.domain.refusals.errors import AuthorUnknown, MergedIntoItself, TicketMergedAway
from shared.usecases.answers.answer_ticket import answer_ticket
from shared.usecases.messages.add_message import Further, add_message
from shared.usecases.messages.move_turns import merge_ticket
from shared.usecases.records.ticket_rows import known_ticket
from tests.fakes.desk import START, FakeDesk
from tests.unit.messages.test_turns_after_a_merge import fake, opened

__all__ = ["fake"]


async def state(desk: FakeDesk, ticket: str) -> TicketState:
    return (await known_ticket(desk.desk.store, ticket)).state


async def foreseen(desk: FakeDesk, source: str, target: str) -> ForeseenMerge:
    states = await state(desk, source), await state(desk, target)
    return foresee_merge(*states, "anna", desk.clock.now(), desk.desk.house())


async def merged(desk: FakeDesk, source: str, target: str) -> TicketState:
    """The target once the source has been merged into it."""
    await merge_ticket(desk.desk, source, MergeBody(into=target, author="anna"))
    await desk.rest()
    return await state(desk, target)


@pytest.mark.parametrize("later_first", [True, False])
async def test_the_clocks_that_run_afterwards_are_those_that_were_foreseen(
    fake: FakeDesk,
    later_first: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    first, second = await opened(fake, "k1"), await opened(fake, "k2")
    source, target = (second, first) if later_first else (first, second)
    seen = await foreseen(fake, source, target)
    assert [each.id for each in seen.moved] == ["m1"]
    assert [clock.due - START for clock in seen.runs] == [timedelta(hours=24)]
    assert bool(seen.brought) is not later_first
    after = await merged(fake, source, target)
    running = [clock for clock in clocks(after) if clock.ended is None]
    assert [(clock.id, clock.due) for clock in running] == [(clock.id, clock.due) for clock in seen.runs]


async def test_very_many_messages_are_foreseen_whole_and_what_is_answered_stays(fake: FakeDesk) -> None:
    source, target = await opened(fake, "k1"), await opened(fake, "k2")
    await answer_ticket(fake.desk, source, AnswerBody(author="anna", text="Save.", answers_up_to="m1"))
    for number in range(40):
        await add_message(fake.desk, source, Further(text=f"And {number}."))
    seen = await foreseen(fake, source, target)
    assert len(seen.moved) == 40
    assert len((await merged(fake, source, target)).turns) == 41


async def test_what_is_refused_is_refused_beforehand(fake: FakeDesk) -> None:
    one, two, three = [await opened(fake, key) for key in ("k1", "k2", "k3")]
    with pytest.raises(MergedIntoItself):
        await foreseen(fake, one, one)
    await merged(fake, two, three)
    with pytest.raises(TicketMergedAway):
        await foreseen(fake, one, two)
    states = await state(fake, one), await state(fake, three)
    with pytest.raises(AuthorUnknown):
        foresee_merge(*states, "nobody", fake.clock.now(), fake.desk.house())
