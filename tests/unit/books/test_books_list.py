"""Which months there are, and how the report finds their tickets."""

from datetime import UTC, datetime, timedelta

import pytest

from shared.domain.agenda.agenda import Listing
from shared.domain.books.books import VendorSide
from shared.domain.books.months import months_near
from shared.domain.refusals.errors import MonthInvalid
from shared.usecases.books.read_report import read_report
from shared.usecases.messages.add_message import Further, add_message
from shared.usecases.records.agenda_rows import listed_in_month, write_agenda
from shared.usecases.records.ticket_rows import load_ticket
from tests.examples.kept_books import END_OF_MARCH, MID_MARCH, kept_desk, opened
from tests.fakes.desk import FakeDesk


@pytest.fixture
async def fake() -> FakeDesk:
    return await kept_desk()


async def test_a_row_of_the_list_that_is_not_so_adds_nothing(fake: FakeDesk) -> None:
    ticket = await opened(fake)
    for aggregate in (f"ticket-{ticket}", f"ticket-{'a' * 16}"):
        await write_agenda(fake.store, aggregate, MID_MARCH, look=None, listing=Listing(months=("2026-02",)))
    report = await read_report(fake.desk, "2026-02")
    assert (report.members, report.total.vendor_side) == ((), VendorSide())


async def test_a_month_that_is_still_to_come_is_empty(fake: FakeDesk) -> None:
    await opened(fake)
    report = await read_report(fake.desk, "9999-12")
    assert (report.members, report.no_member, report.total.vendor_side) == ((), VendorSide(), VendorSide())


@pytest.mark.parametrize(
    "month", ["2026-13", "2026-00", "abcd", "2026-3", "26-03", "2026-03-01", "\uff12026-03", ""]
)
async def test_what_is_no_month_is_refused(fake: FakeDesk, month: str) -> None:
    with pytest.raises(MonthInvalid):
        await read_report(fake.desk, month)


async def test_the_list_of_a_month_comes_in_pages_with_each_ticket_once(fake: FakeDesk) -> None:
    tickets = {await opened(fake, key=str(number)) for number in range(12)}
    pages = [page async for page in listed_in_month(fake.store, "2026-03", 2)]
    assert max(map(len, pages)) <= 2
    assert sorted(ticket for page in pages for ticket in page) == sorted(tickets)


@pytest.mark.parametrize(
    ("instant", "months"),
    [
        (MID_MARCH, ("2026-03",)),
        (END_OF_MARCH, ("2026-03", "2026-04")),
        (datetime(2027, 1, 1, 11, 59, tzinfo=UTC), ("2026-12", "2027-01")),
        (datetime(2027, 1, 1, 12, 0, tzinfo=UTC), ("2027-01",)),
    ],
)
def test_near_the_end_of_a_month_an_instant_is_in_two_somewhere(
    instant: datetime, months: tuple[str, ...]
) -> None:
    assert months_near(instant) == months


async def test_a_ticket_is_listed_in_each_month_in_which_a_message_came_and_in_no_other(
    fake: FakeDesk,
) -> None:
    ticket = await opened(fake)
    fake.clock.instant += timedelta(days=62)
    await add_message(fake.desk, ticket, Further(text="Again.", key="2"))
    loaded = await load_ticket(fake.store, ticket)
    assert loaded
    assert loaded.header.months == ("2026-03", "2026-05")
