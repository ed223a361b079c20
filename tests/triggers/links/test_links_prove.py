"""A link that was mailed proves its reader's address once something is done by it, not once it is opened."""

from collections.abc import Sequence
from datetime import timedelta

from shared import wiring
from shared.domain.facts.links import Purpose
from shared.domain.members.member import Seat
from shared.domain.members.member_change import MemberChange
from shared.ports.store import Change, StoreUnavailable, Table
from shared.usecases.members.change_member import change_member
from shared.usecases.members.put_member import put_member
from shared.usecases.records.standing_rows import standing_of
from tests.examples.member_links import form_for
from tests.fakes.desk import FakeDesk
from tests.fakes.store import MemoryStore
from tests.triggers.calling import call
from tests.triggers.examples import ACME, EVA, TOKEN
from tests.triggers.links.following import act, mailed_link, see, send
from tests.triggers.tickets import opened


async def is_proved(fake: FakeDesk, address: str) -> bool:
    return (await standing_of(fake.desk, address)).is_proved(fake.clock.instant)


async def test_opening_a_link_proves_nothing_and_a_message_by_it_does(fake: FakeDesk) -> None:
    await opened(fake)
    link = mailed_link(fake, EVA)
    form = form_for((await see(link)).text, "message") | {"message": "It happens in the week view."}
    assert not await is_proved(fake, EVA)
    assert (await send(link, form)).status == 303
    assert await is_proved(fake, EVA)


class WithoutProofs(MemoryStore):
    """The same storage; how addresses stand cannot be written."""

    async def commit(self, table: Table, partition: str, changes: Sequence[Change]) -> Sequence[str]:
        if any(change.key.startswith("standing-") for change in changes):
            raise StoreUnavailable
        return await super().commit(table, partition, changes)


async def test_what_was_done_by_a_link_is_told_as_done_though_the_proof_could_not_be_noted(
    fake: FakeDesk,
) -> None:
    await opened(fake)
    link = mailed_link(fake, EVA)
    form = form_for((await see(link)).text, "message") | {"message": "It happens in the week view."}
    fake.wrapped_store = store = WithoutProofs()
    vars(store).update(vars(fake.store))
    wiring.use_desk(fake.desk)
    assert (await send(link, form)).status == 303
    assert "It happens in the week view." in (await see(link)).text


async def test_confirming_the_address_proves_it_for_every_ticket(fake: FakeDesk) -> None:
    await opened(fake)
    await act(fake, mailed_link(fake, EVA), "confirm")
    assert await is_proved(fake, EVA)


async def test_a_form_that_is_refused_proves_nothing(fake: FakeDesk) -> None:
    await opened(fake)
    link = mailed_link(fake, EVA)
    assert (await send(link, {"act": "message", "token": TOKEN, "message": " "})).status == 422
    assert (await call("POST", link, {"act": "erase"})).status == 422
    assert (await send(link.replace("ticket.", "ticket.a"), {"act": "confirm"})).status == 404
    assert not await is_proved(fake, EVA)


async def test_asking_for_a_new_link_proves_nothing(fake: FakeDesk) -> None:
    await opened(fake)
    link = mailed_link(fake, EVA)
    fake.clock.instant += timedelta(days=100)
    assert (await send(link.replace("/ticket/", "/renewal/", 1), {})).status == 200
    assert not await is_proved(fake, EVA)


async def test_confirming_a_seat_proves_its_holders_address(fake: FakeDesk) -> None:
    await put_member(fake.desk, ACME)
    rut = Seat(product="planner", address="rut@acme.example.org")
    await change_member(fake.desk, "acme", MemberChange(seats=(rut,)), read=("*",))
    await fake.rest()
    await act(fake, mailed_link(fake, rut.address, Purpose.SEAT), "confirm")
    assert await is_proved(fake, rut.address)
