"""Work on all cores comes to its end, however much of it there is."""

import os

from tests.faults.working import UNITS_PER_PROCESS, Tried, on_all_cores

MANY = 2 * UNITS_PER_PROCESS * (os.cpu_count() or 1) + 1


async def unit(place: int) -> Tried:
    return Tried(1, [f"unit {place}"])


def test_more_units_than_the_processes_have_their_share_of_are_all_done_in_their_order() -> None:
    assert [each.found for each in on_all_cores(unit, range(MANY))] == [[f"unit {n}"] for n in range(MANY)]
