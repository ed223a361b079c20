"""A ticket with more turns than one transaction carries is never stuck: what is to be done is done to all."""

from datetime import timedelta

import pytest

from shared.adapters.row_limits import ENTITY_BYTES
from shared.domain.facts import ticket as facts
from shared.domain.members.member import Member
from shared.domain.messages.merging import MergeBody
from shared.domain.refusals.errors import TicketFull
from shared.usecases.mail.take_mail import TakenAs, take_mail
from shared.usecases.members.put_member import put_member
from shared.usecases.messages.add_message import Further, add_message
from shared.usecases.messages.move_turns import merge_ticket
from tests.examples.raw_mails import raw_mail
from tests.examples.supporter_replies import EVA, MEMBER, SupportersDesk

MANY = 40
STRANGER = "kim@new.example.net"


@pytest.fixture
async def desk() -> SupportersDesk:
    """A desk with one member."""
    made = SupportersDesk()
    await made.begin()
    return made


async def with_many_turns(desk: SupportersDesk, email: str) -> str:
    """A ticket whose requester has written again and again, and nobody has answered."""
    ticket = await desk.ask(key="many", email=email)
    for number in range(1, MANY):
        await add_message(desk.fake.desk, ticket, Further(text="And?", key=f"k{number}"))
    await desk.fake.rest()
    return ticket


async def test_all_turns_go_on_in_the_ticket_into_which_theirs_is_merged(desk: SupportersDesk) -> None:
    source, into = await with_many_turns(desk, EVA), await desk.ask(key="into")
    await merge_ticket(desk.fake.desk, source, MergeBody(into=into, author="anna"))
    await desk.fake.rest()
    merged = await desk.view(into)
    assert [turn.id for turn in merged.turns] == [f"m{number}" for number in range(1, MANY + 2)]
    assert [event.event for event in merged.events].count("turns_taken") == 1
    assert all(turn.text for turn in merged.turns)


async def test_all_turns_that_waited_at_the_gate_are_covered_once_the_subscription_is_active(
    desk: SupportersDesk,
) -> None:
    ticket = await with_many_turns(desk, STRANGER)
    other = await desk.ask(key="other", email=STRANGER)
    joined: dict[str, object] = {"id": "new", "name": "New", "domains": ("new.example.net",), "seats": ()}
    await put_member(desk.fake.desk, Member.model_validate(MEMBER.model_dump() | joined))
    for _ in range(3):
        await desk.fake.advance(timedelta(minutes=5))
    for each in (ticket, other):
        assert all(turn.covered for turn in (await desk.view(each)).turns)


async def test_a_full_ticket_takes_no_message_more_and_is_still_answered_and_closed(
    desk: SupportersDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket = await desk.ask(key="full")
    await add_message(desk.fake.desk, ticket, Further(text="And?", key="once"))
    monkeypatch.setattr(facts, "MOST_OF_A_STATE", 100)
    with pytest.raises(TicketFull):
        await add_message(desk.fake.desk, ticket, Further(text="More?", key="more"))
    await add_message(desk.fake.desk, ticket, Further(text="And?", key="once"))
    await desk.fake.rest()
    await desk.reply(desk.notice(), "/close\nPress Save.")
    view = await desk.view(ticket)
    assert (len(view.turns), view.closed is not None) == (2, True)


async def test_what_is_too_much_for_one_ticket_is_not_merged_into_one(
    desk: SupportersDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, into = await desk.ask(key="source"), await desk.ask(key="into")
    monkeypatch.setattr(facts, "MOST_OF_A_STATE", 100)
    with pytest.raises(TicketFull):
        await merge_ticket(desk.fake.desk, source, MergeBody(into=into, author="anna"))
    assert "ticket_merged" not in [event.event for event in (await desk.view(source)).events]


async def test_a_mail_to_a_full_ticket_is_a_ticket_of_its_own(
    desk: SupportersDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket = await desk.ask(key="full")
    receipt = desk.mailed(EVA)[-1]
    assert receipt.reply_to is not None
    monkeypatch.setattr(facts, "MOST_OF_A_STATE", 100)
    taken = await take_mail(desk.fake.desk, raw_mail(From=EVA, To=receipt.reply_to.address))
    assert (taken.taken_as, taken.ticket == ticket) == (TakenAs.TICKET, False)


def test_a_ticket_that_is_full_leaves_supporters_half_of_its_row() -> None:
    assert 2 * 2 * facts.MOST_OF_A_STATE < ENTITY_BYTES
