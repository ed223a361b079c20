"""A slot that is booked is never proposed again, however many tickets are open."""

import pytest

from shared.domain.agenda.agenda import Listing, slot_key
from shared.domain.agenda.header import aggregate_of
from shared.ports.store import Table
from shared.usecases.conferences.confer import busy_slots
from shared.usecases.records.agenda_rows import write_agenda
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


async def test_a_slot_that_has_passed_is_not_busy(fake: FakeDesk) -> None:
    await offer(fake, await asked(fake), 20, 30)
    await pick(fake)
    fake.clock.instant = START + 21 * HOUR
    assert await busy_slots(fake.desk, "another") == ()


@pytest.mark.parametrize("passed", [False, True])
async def test_the_row_of_an_act_that_was_killed_before_its_commit_is_removed_once_it_is_old(
    fake: FakeDesk, *, passed: bool
) -> None:
    conference = await asked(fake)
    await offer(fake, conference, 20, 30)
    await pick(fake)
    for name in (conference.split("/")[3], "a" * 16):
        aggregate, end = aggregate_of(name), START + 22 * HOUR
        row = Listing(rows=(slot_key(aggregate, end),))
        await write_agenda(fake.store, aggregate, START, look=None, listing=row)
    assert len(await busy_slots(fake.desk, "another")) == 1
    assert rows_of_slots(fake) == 3
    fake.clock.instant = START + (23 * HOUR if passed else HOUR / 2)
    assert len(await busy_slots(fake.desk, "another")) == (0 if passed else 1)
    assert rows_of_slots(fake) == 1
