"""Whoever has written a lot is found by address with few requests."""

from bench.counting import CountingStore
from shared.usecases.search.find_tickets import MOST_NAMED, find_tickets
from tests.fakes.desk import FakeDesk
from tests.unit.search.searching import EVA, asked, scan_after


async def test_of_an_address_with_many_tickets_only_those_written_last_are_read() -> None:
    fake = FakeDesk()
    names = []
    for number in range(MOST_NAMED + 3):
        names.append(await asked(fake, f"Sausage {number}.", key=f"k{number}"))
        await scan_after(fake)
    fake.wrapped_store = counting = CountingStore(fake.store)
    view = await find_tickets(fake.desk, EVA)
    assert counting.counts.requests <= 8 + MOST_NAMED
    assert [each.ticket for each in view.tickets[:MOST_NAMED]] == names[:2:-1]
    rest = await find_tickets(fake.desk, EVA, after=view.next)
    assert [each.ticket for each in rest.tickets] == names[2::-1]
