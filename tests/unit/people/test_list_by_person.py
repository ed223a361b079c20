"""Every ticket is found by whoever wrote on it, and by the members that know them."""

from shared.domain.agenda.header import TicketHeader
from shared.domain.messages.merging import MergeBody, SplitBody
from shared.domain.values.identity import address_key
from shared.domain.values.intake import Submission
from shared.usecases.members.put_member import put_member
from shared.usecases.messages.add_message import Further, add_message
from shared.usecases.messages.move_turns import merge_ticket, split_turn
from shared.usecases.messages.open_ticket import Request, open_ticket
from shared.usecases.records.agenda_rows import listed_for
from shared.usecases.records.member_rows import member_key
from tests.fakes.desk import SECRET, FakeDesk
from tests.triggers.examples import ACME, BEA, EVA, STRANGER


async def opened(fake: FakeDesk, email: str, key: str = "1") -> str:
    """The ticket that this person opens."""
    submission = Submission(email=email, product="Planner", message="It stops.")
    return (await open_ticket(fake.desk, Request(submission, "form", key))).state.id


async def found(fake: FakeDesk, known_as: str) -> set[str]:
    """The tickets that are listed under this key."""
    return {row.hint.aggregate for row in await listed_for(fake.store, known_as)}


async def of(fake: FakeDesk, address: str) -> set[str]:
    """The tickets that are listed under this person."""
    return await found(fake, address_key(SECRET, address))


async def test_a_ticket_is_found_by_its_requester_however_the_address_is_written() -> None:
    fake = FakeDesk()
    ticket = await opened(fake, STRANGER)
    assert await of(fake, STRANGER.upper()) == {f"ticket-{ticket}"}
    assert await of(fake, EVA) == set()


async def test_it_is_found_by_everybody_who_writes_on_it_later_and_by_the_member() -> None:
    fake = FakeDesk()
    await put_member(fake.desk, ACME)
    ticket = await opened(fake, EVA)
    await add_message(fake.desk, ticket, Further(text="With us too.", email=BEA))
    assert await of(fake, BEA) == await of(fake, EVA) == {f"ticket-{ticket}"}
    assert await found(fake, member_key(fake.desk, ACME.id)) == {f"ticket-{ticket}"}


async def test_what_is_merged_or_split_off_is_found_by_whoever_wrote_what_moved() -> None:
    fake = FakeDesk()
    await put_member(fake.desk, ACME)
    source, target = await opened(fake, EVA), await opened(fake, BEA, "2")
    await add_message(fake.desk, source, Further(text="Another matter.", email=STRANGER, unverified=True))
    split = await split_turn(fake.desk, source, SplitBody(author="anna"), about="m2")
    await merge_ticket(fake.desk, source, MergeBody(into=target, author="anna"))
    await fake.rest()
    away = split.state.turn("m2").split_into
    assert {f"ticket-{away}", f"ticket-{source}"} <= await of(fake, STRANGER)
    assert await of(fake, EVA) == {f"ticket-{each}" for each in (source, target, away)}


async def test_one_of_before_the_list_is_listed_with_its_next_act() -> None:
    fake = FakeDesk()
    header = await open_ticket(
        fake.desk, Request(Submission(email=STRANGER, product="Planner", message="Stops."), "form", "1")
    )
    before = TicketHeader.model_validate(header.model_dump(exclude={"people"}))
    assert before.listed_for == (address_key(SECRET, STRANGER),)
