"""The main path in one process over fakes: from a request to the clock that is met or told of."""

from datetime import timedelta

import pytest

from shared.domain.answers.answering import AnswerBody, ContactBody
from shared.domain.answers.closing import CloseBody
from shared.domain.clocks.clocks import ClockState
from shared.domain.events.answer_events import Contact
from shared.domain.members.member import HandSubscription, Member, Person, Seat
from shared.domain.refusals.errors import KeyReused, TurnUnanswered
from shared.domain.values.fields import ReasonBody
from shared.domain.values.gate_reason import GateReason
from shared.domain.values.intake import Kind, Submission
from shared.usecases.answers.answer_ticket import (
    answer_ticket,
    close_ticket,
    log_contact,
    withdraw_entry,
)
from shared.usecases.members.put_member import put_member
from shared.usecases.messages.open_ticket import Request, open_ticket
from shared.usecases.views.read_tickets import read_queue, read_ticket
from tests.fakes.desk import START, FakeDesk
from tests.fakes.mailer import Fate, Fault

ACME = Member(
    id="acme",
    name="Acme",
    owner=Person(address="owner@acme.example.org"),
    domains=("acme.example.org",),
    contacts=(Person(address="eva@acme.example.org", name="Eva"),),
    seats=(Seat(product="planner", address="rune@acme.example.org", name="Rune"),),
    subscriptions=(HandSubscription(product="planner", since=START - timedelta(days=30)),),
)


@pytest.fixture
async def fake() -> FakeDesk:
    """A desk with one member that subscribes to Planner."""
    made = FakeDesk()
    await put_member(made.desk, ACME)
    await made.rest()
    return made


def request(email: str = "eva@acme.example.org", key: str = "k1", **fields: object) -> Request:
    """A request about Planner."""
    told = {"email": email, "product": "Planner", "kind": "error", "message": "It stops."} | fields
    return Request(submission=Submission.model_validate(told), channel="form", key=key)


def recipients(fake: FakeDesk) -> list[str]:
    """Who was mailed, in order."""
    return [mail.to.address for mail in fake.mailer.delivered]


async def test_a_covered_request_gets_a_receipt_and_a_reply_clock_of_24_hours(fake: FakeDesk) -> None:
    header = await open_ticket(fake.desk, request())
    await fake.rest()
    assert recipients(fake) == ["eva@acme.example.org", "anna@example.com", "bo@example.com"]
    (entry,) = (await read_queue(fake.desk)).tickets
    assert (entry.ticket, entry.due) == (header.state.id, START + timedelta(hours=24))
    assert (entry.seconds_left, entry.gated, entry.member) == (24 * 3600, False, "acme")


async def test_a_stranger_is_told_the_choices_and_no_clock_runs(fake: FakeDesk) -> None:
    header = await open_ticket(fake.desk, request("someone@other.example.org"))
    await fake.rest()
    assert header.state.turns[0].reason is GateReason.UNKNOWN_SENDER
    (entry,) = (await read_queue(fake.desk)).tickets
    assert (entry.gated, entry.clocks) == (True, ())
    assert await fake.advance(timedelta(hours=30)) == []


async def test_the_same_request_twice_is_one_ticket_with_one_set_of_mails(fake: FakeDesk) -> None:
    first = await open_ticket(fake.desk, request())
    again = await open_ticket(fake.desk, request())
    await fake.rest()
    assert first == again
    assert len(fake.mailer.delivered) == 3


async def test_a_used_key_with_other_content_is_refused(fake: FakeDesk) -> None:
    await open_ticket(fake.desk, request())
    with pytest.raises(KeyReused):
        await open_ticket(fake.desk, request(message="Something else."))


async def test_each_level_is_told_once_to_everybody_on_duty(fake: FakeDesk) -> None:
    await open_ticket(fake.desk, request())
    await fake.rest()
    mails = await fake.advance(timedelta(hours=25))
    assert [mail.to.address for mail in mails] == ["anna@example.com", "bo@example.com"] * 4
    assert len({mail.operation_id for mail in mails}) == 8


async def test_an_answer_meets_the_clock_and_is_copied_to_the_responsible_person(fake: FakeDesk) -> None:
    ticket = (await open_ticket(fake.desk, request())).state.id
    await fake.rest()
    fake.clock.instant += timedelta(hours=2)
    await answer_ticket(fake.desk, ticket, AnswerBody(author="anna", text="Press save.", answers_up_to="m1"))
    await fake.rest()
    answer = fake.mailer.delivered[-2]  # the last tells the other supporter
    assert (answer.to.address, [each.address for each in answer.cc]) == (
        "eva@acme.example.org",
        ["rune@acme.example.org"],
    )
    view = await read_ticket(fake.desk, ticket)
    assert (view.clocks[0].state, view.owner) == (ClockState.MET, "anna")
    assert await fake.advance(timedelta(hours=30)) == []


async def test_a_conference_request_starts_a_second_clock_of_36_hours(fake: FakeDesk) -> None:
    header = await open_ticket(fake.desk, request(kind=Kind.CONFERENCE))
    view = await read_ticket(fake.desk, header.state.id)
    assert [clock.due - clock.start for clock in view.clocks] == [timedelta(hours=24), timedelta(hours=36)]


async def test_closing_with_an_unanswered_turn_needs_a_reason_and_stops_no_clock(fake: FakeDesk) -> None:
    ticket = (await open_ticket(fake.desk, request())).state.id
    with pytest.raises(TurnUnanswered):
        await close_ticket(fake.desk, ticket, CloseBody(author="anna"))
    await close_ticket(fake.desk, ticket, CloseBody(author="anna", reason="A test."))
    assert (await read_ticket(fake.desk, ticket)).clocks[0].state is ClockState.RUNNING


@pytest.mark.parametrize(("key", "times"), [(None, 2), ("k1", 1)])
async def test_what_was_withdrawn_is_logged_again_unless_the_key_says_it_is_the_same_request(
    fake: FakeDesk, key: str | None, times: int
) -> None:
    ticket = (await open_ticket(fake.desk, request())).state.id
    call = ContactBody(contact=Contact.CALL, author="anna", note="Solved together.", answers_up_to="m1")
    await log_contact(fake.desk, ticket, call, key)
    (entry,) = (await read_ticket(fake.desk, ticket)).entries
    await withdraw_entry(
        fake.desk, ticket, ReasonBody(author="anna", reason="On the wrong ticket."), about=entry.id
    )
    for _ in range(2):
        await log_contact(fake.desk, ticket, call, key)
    view = await read_ticket(fake.desk, ticket)
    assert [event.event for event in view.events].count("contact_logged") == times
    assert len(view.entries) == times - 1


async def test_an_answer_that_was_refused_for_good_is_mailed_when_it_is_sent_again(fake: FakeDesk) -> None:
    ticket = (await open_ticket(fake.desk, request())).state.id
    await fake.rest()
    fake.mailer.fail_next(Fault(Fate.REFUSED, to="eva@acme.example.org"))
    for state in (ClockState.RUNNING, ClockState.MET):
        await answer_ticket(
            fake.desk, ticket, AnswerBody(author="anna", text="Press save.", answers_up_to="m1")
        )
        await fake.rest()
        assert (await read_ticket(fake.desk, ticket)).clocks[0].state is state
    assert recipients(fake)[-1] == "eva@acme.example.org"
