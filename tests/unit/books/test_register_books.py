"""What the report counts of the register of errors, over fakes and by hand."""

from datetime import UTC, datetime, timedelta

import pytest

from shared.domain.books.register_books import RegisterSide
from shared.domain.register.entry import EntryState
from shared.domain.register.keeping import EntryBody, EntryStateBody
from shared.domain.register.tying import TieBody
from shared.usecases.books.read_report import read_report
from shared.usecases.register.enter_error import enter_error
from shared.usecases.register.keep_entry import move_entry, release_entries
from shared.usecases.register.tie_ticket import tie_ticket
from tests.examples.kept_books import BEA, END_OF_MARCH, EVA, MID_MARCH, kept_desk, opened
from tests.fakes.desk import FakeDesk
from tests.triggers.register.registering import ENTRY


@pytest.fixture
async def fake() -> FakeDesk:
    """A desk whose books are kept, in the middle of March."""
    return await kept_desk()


async def entered(fake: FakeDesk, *tickets: str) -> str:
    """A new entry to which these tickets are tied."""
    body = EntryBody.model_validate(ENTRY | {"versions": [str(fake.clock.instant)]})
    name = (await enter_error(fake.desk, body)).name
    for ticket in tickets:
        await tie_ticket(fake.desk, ticket, TieBody(author="anna"), name)
    await fake.rest()
    return name


async def moved(fake: FakeDesk, name: str, state: EntryState, **said: str) -> None:
    """The entry comes to this state now."""
    await move_entry(fake.desk, name, EntryStateBody(state=state, author="anna", **said))
    await fake.rest()


async def test_a_month_with_two_errors_equals_one_reckoned_by_hand(fake: FakeDesk) -> None:
    eva, bea = await opened(fake, EVA, key="e"), await opened(fake, BEA, key="b")
    first = await entered(fake, eva, bea)
    fake.clock.instant += timedelta(hours=1)
    second = await entered(fake, eva)
    fake.clock.instant = MID_MARCH + timedelta(days=1)
    for name in (first, second):
        await moved(fake, name, EntryState.CONFIRMED)
    fake.clock.instant += timedelta(days=2, hours=12)
    await moved(fake, first, EntryState.FIXED, version="9.1")
    fake.clock.instant += timedelta(days=1)
    await release_entries(fake.desk, [first], "9.1", "anna")
    report = await read_report(fake.desk, "2026-03")
    both = RegisterSide(
        register_reported=2,
        register_confirmed=2,
        register_fixed=1,
        register_released=1,
        register_open=1,
        register_median_days=3.5,
        register_worst_days=3.5,
    )
    sides = {each.member: each.register_side for each in report.members}
    assert report.total.register_side == sides["acme"] == both
    assert sides["beta"] == both.but(register_reported=1, register_confirmed=1, register_open=0)


async def test_each_step_counts_in_its_month_where_the_vendor_is_and_the_median_is_of_the_month(
    fake: FakeDesk,
) -> None:
    names = [await entered(fake)]
    fake.clock.instant = END_OF_MARCH
    names.append(await entered(fake))
    for name in names:
        await moved(fake, name, EntryState.CONFIRMED)
    fake.clock.instant = END_OF_MARCH + timedelta(days=1)
    await release_entries(fake.desk, names[:1], "9.1", "anna")
    fake.clock.instant = END_OF_MARCH + timedelta(days=4)
    await release_entries(fake.desk, names[1:], "9.2", "anna")
    march = (await read_report(fake.desk, "2026-03")).total.register_side
    april = (await read_report(fake.desk, "2026-04")).total.register_side
    assert march == RegisterSide(register_reported=2, register_confirmed=2)
    assert april == RegisterSide(
        register_fixed=2, register_released=2, register_median_days=2.5, register_worst_days=4.0
    )


async def test_what_was_fixed_and_was_not_after_all_is_open_again(fake: FakeDesk) -> None:
    name = await entered(fake)
    await moved(fake, name, EntryState.CONFIRMED)
    await moved(fake, name, EntryState.FIXED, version="9.1")
    await moved(fake, name, EntryState.CONFIRMED, reason="It comes back.")
    side = (await read_report(fake.desk, "2026-03")).total.register_side
    assert (side.register_fixed, side.register_open) == (0, 1)


async def test_an_entry_that_is_open_counts_in_no_month_before_it_nor_to_come(fake: FakeDesk) -> None:
    await entered(fake)
    fake.clock.instant = datetime(2026, 4, 10, tzinfo=UTC)
    found = {
        month: (await read_report(fake.desk, month)).total.register_side.register_open
        for month in ("2026-02", "2026-03", "2026-04", "2026-05")
    }
    assert found == {"2026-02": 0, "2026-03": 1, "2026-04": 1, "2026-05": 0}
