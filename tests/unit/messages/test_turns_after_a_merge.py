"""A merge loses no message, whatever comes back or comes late."""

from datetime import timedelta

import pytest

from shared.domain.answers.answering import AnswerBody
from shared.domain.clocks.clocks import ClockState
from shared.domain.members.member import HandSubscription, Member, Person
from shared.domain.messages.merging import MergeBody
from shared.domain.values.intake import Submission
from shared.usecases.answers.answer_ticket import answer_ticket
from shared.usecases.clocks.look import look_at
from shared.usecases.members.put_member import put_member
from shared.usecases.messages.move_turns import merge_ticket
from shared.usecases.messages.open_ticket import Request, open_ticket
from shared.usecases.views.read_tickets import read_ticket
from tests.fakes.desk import START, FakeDesk
from tests.fakes.mailer import Fate, Fault

ACME = Member(
    id="acme",
    name="Acme",
    owner=Person(address="owner@acme.example.org"),
    domains=("acme.example.org",),
    subscriptions=(HandSubscription(product="planner", since=START - timedelta(days=30)),),
)


@pytest.fixture
async def fake() -> FakeDesk:
    """A desk at rest with one member."""
    made = FakeDesk()
    await put_member(made.desk, ACME)
    await made.rest()
    return made


async def opened(fake: FakeDesk, key: str) -> str:
    """A ticket, an hour after the one before."""
    submission = Submission(email="eva@acme.example.org", product="Planner", message=f"It stops. {key}")
    ticket = (await open_ticket(fake.desk, Request(submission=submission, channel="form", key=key))).state.id
    await fake.rest()
    await fake.advance(timedelta(hours=1))
    return ticket


async def running(fake: FakeDesk, ticket: str) -> list[timedelta]:
    """When each running clock of the ticket is due, from the start of the test."""
    view = await read_ticket(fake.desk, ticket)
    return [clock.due - START for clock in view.clocks if clock.state is ClockState.RUNNING]


async def test_an_answer_that_is_refused_after_a_merge_leaves_its_message_to_the_other_ticket(
    fake: FakeDesk,
) -> None:
    source, target = await opened(fake, "k1"), await opened(fake, "k2")
    fake.mailer.fail_next(Fault(Fate.DEFERRED), Fault(Fate.REFUSED, to="eva@acme.example.org"))
    await answer_ticket(fake.desk, source, AnswerBody(author="anna", text="Press save.", answers_up_to="m1"))
    await fake.rest()
    await merge_ticket(fake.desk, source, MergeBody(into=target, author="anna"))
    await fake.rest()
    assert await running(fake, target) == [timedelta(hours=25)]
    await fake.advance(timedelta(hours=1))
    assert await running(fake, target) == [timedelta(hours=24)]


async def test_what_comes_to_a_ticket_that_was_merged_itself_meanwhile_goes_on_to_where_that_went(
    fake: FakeDesk,
) -> None:
    first, second, third = await opened(fake, "k1"), await opened(fake, "k2"), await opened(fake, "k3")
    await merge_ticket(fake.desk, first, MergeBody(into=second, author="anna"))
    fake.clock.instant += timedelta(minutes=11)  # nobody has looked: the move is still to be made
    await merge_ticket(fake.desk, second, MergeBody(into=third, author="anna"))
    await fake.rest()
    assert await running(fake, third) == [timedelta(hours=24)]
    await look_at(fake.desk, f"ticket-{first}")
    view = await read_ticket(fake.desk, third)
    received = sorted(turn.received - START for turn in view.turns)
    assert received == [timedelta(hours=hour) for hour in range(3)]


async def test_what_was_moved_before_the_ticket_was_merged_on_is_not_moved_twice(fake: FakeDesk) -> None:
    first, second, third = await opened(fake, "k1"), await opened(fake, "k2"), await opened(fake, "k3")
    await merge_ticket(fake.desk, first, MergeBody(into=second, author="anna"))
    await fake.rest()
    await merge_ticket(fake.desk, second, MergeBody(into=third, author="anna"))
    await fake.rest()
    await look_at(fake.desk, f"ticket-{first}")
    assert len((await read_ticket(fake.desk, third)).turns) == 3
    assert await running(fake, third) == [timedelta(hours=24)]
