"""A slot that is booked is never proposed again, however many tickets are open."""

from shared.ports.store import Table
from shared.usecases.conferences.confer import busy_slots
from tests.fakes.desk import START, FakeDesk
from tests.triggers.calling import call
from tests.triggers.conferences.offering import HOUR, act, asked, offer, pick
from tests.triggers.examples import REQUEST


def rows_of_slots(fake: FakeDesk) -> int:
    """How many conferences the agenda says are booked."""
    return sum(table is Table.AGENDA and key.startswith("slot-") for table, _, key in fake.store.everything())


async def test_a_booked_slot_is_busy_behind_more_open_tickets_than_were_once_looked_through(
    fake: FakeDesk,
) -> None:
    await offer(fake, await asked(fake), 20, 30)
    for number in range(201):
        await call("POST", "/api/intake", REQUEST | {"message": f"Number {number}."})
    await pick(fake)
    (slot,) = await busy_slots(fake.desk, "another")
    assert slot.start == START + 20 * HOUR


async def test_a_slot_that_is_called_off_is_free_again_and_its_row_goes(fake: FakeDesk) -> None:
    conference = await asked(fake)
    await offer(fake, conference, 20, 30)
    await pick(fake)
    assert rows_of_slots(fake) == 1
    await act(fake, conference, "cancel", reason="Ill.")
    assert await busy_slots(fake.desk, "another") == ()
    await fake.advance(HOUR)
    assert rows_of_slots(fake) == 0


async def test_a_slot_that_has_passed_is_not_read(fake: FakeDesk) -> None:
    await offer(fake, await asked(fake), 20, 30)
    await pick(fake)
    fake.clock.instant = START + 21 * HOUR
    assert await busy_slots(fake.desk, "another") == ()
