"""What others do between a member's reading and choosing is read anew, with all that goes with it."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from shared.domain.conferences.conferring import OfferBody, SlotBody
from shared.domain.facts.conference import Way
from shared.domain.facts.links import Link, Purpose, sign
from shared.domain.messages.merging import MergeBody
from shared.domain.values.identity import address_key
from shared.domain.values.intake import Submission
from shared.ports.store import Change, Row, Table
from shared.usecases.conferences.choose_slot import pick_slot
from shared.usecases.conferences.confer import offer_slots
from shared.usecases.members.put_member import put_member
from shared.usecases.messages.move_turns import merge_ticket
from shared.usecases.messages.open_ticket import Request, open_ticket
from shared.usecases.records.ticket_rows import known_ticket
from tests.examples.delivery_examples import ACME, EVA
from tests.fakes.desk import SECRET, START, FakeDesk
from tests.fakes.store import MemoryStore


@dataclass
class Interrupted:
    """``shared.ports.Store`` in which others act once, just before the first ticket is written."""

    inner: MemoryStore
    meanwhile: Callable[[], Awaitable[None]] | None

    async def get(self, table: Table, partition: str, key: str) -> Row | None:
        return await self.inner.get(table, partition, key)

    async def rows(
        self, table: Table, partition: str, *, first: str, before: str, limit: int = 1000
    ) -> Sequence[Row]:
        return await self.inner.rows(table, partition, first=first, before=before, limit=limit)

    async def across(
        self, table: Table, *, first: str, before: str, begins: str, limit: int = 1000
    ) -> Sequence[Row]:
        return await self.inner.across(table, first=first, before=before, begins=begins, limit=limit)

    async def commit(self, table: Table, partition: str, changes: Sequence[Change]) -> Sequence[str]:
        if table is Table.TICKETS and self.meanwhile:
            others, self.meanwhile = self.meanwhile, None
            await others()
        return await self.inner.commit(table, partition, changes)


async def opened(fake: FakeDesk, kind: str) -> str:
    """Eva's ticket of this kind."""
    told = {"email": EVA, "product": "Planner", "kind": kind, "message": f"A {kind}."}
    request = Request(submission=Submission.model_validate(told), channel="form", key=kind)
    ticket = (await open_ticket(fake.desk, request)).state.id
    await fake.rest()
    return ticket


async def offered(fake: FakeDesk, ticket: str) -> tuple[str, str]:
    """Eva's link to the two slots that Anna offers, and the first slot's id."""
    starts = (START + timedelta(hours=hours) for hours in (5, 8))
    slots = tuple(SlotBody(start=each, way=Way.TELEPHONE, place="+46 8 123 45 67") for each in starts)
    await offer_slots(fake.desk, ticket, OfferBody(author="anna", slots=slots), "k", about="m1")
    await fake.rest()
    (conference,) = (await known_ticket(fake.store, ticket)).state.conferences
    person = address_key(SECRET, EVA)
    link = Link.lasting(Purpose.CONFERENCE, ticket, person, START, about=conference.id)
    return sign(link, fake.desk.link_keys[0]), conference.on_offer[0].id


async def test_a_slot_is_picked_where_the_conference_stands_after_a_merge_at_the_same_moment() -> None:
    fake = FakeDesk()
    await put_member(fake.desk, ACME)
    asked, other = await opened(fake, "conference"), await opened(fake, "question")
    token, slot = await offered(fake, asked)
    others = replace(fake)

    async def merged() -> None:
        await merge_ticket(others.desk, asked, MergeBody(into=other, author="anna"))
        await others.rest()

    fake.wrapped_store = Interrupted(fake.store, merged)
    await pick_slot(fake.desk, token, slot)
    (conference,) = (await known_ticket(fake.store, other)).state.conferences
    assert conference.picked
    assert conference.picked.id == slot
