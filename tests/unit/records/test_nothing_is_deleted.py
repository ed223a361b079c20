"""Time alone deletes nothing of a ticket: there is no retention that anybody has switched on."""

from datetime import timedelta

from shared.ports.store import Table
from shared.usecases.clocks.scan_clocks import scan_clocks
from tests.examples.kept_books import answered, kept_desk, opened
from tests.fakes.desk import FakeDesk


def rows(fake: FakeDesk) -> set[tuple[Table, str, str]]:
    """Every row that is a truth, by its place; the agenda's are hints."""
    return {place for place in fake.store.everything() if place[0] is not Table.AGENDA}


async def test_two_years_later_each_row_of_a_ticket_that_the_desk_has_closed_is_still_there() -> None:
    fake = await kept_desk()
    await answered(fake, await opened(fake), timedelta(hours=1))
    before = rows(fake)
    for _ in range(104):
        fake.clock.instant += timedelta(days=7)
        await scan_clocks(fake.desk)
        await fake.rest()
    assert before
    assert before - rows(fake) == set()
