"""Acts, scans and looks on two hosts, in orders that are drawn, with faults: nothing is lost or doubled.

A part of what ``make faults`` tries: so much fits into CI.
"""

import pytest

from tests.faults.schedules.schedule import Schedule

SEED = "1"


@pytest.mark.parametrize("number", range(20))
async def test_whatever_order_the_calls_of_two_hosts_come_in_the_promises_are_kept(number: int) -> None:
    assert await (await Schedule.drawn(SEED, number)).run() == []


async def test_the_same_seed_and_number_are_the_same_schedule() -> None:
    one, other = [await Schedule.drawn(SEED, 2) for _ in range(2)]
    assert await one.run() == await other.run()
    assert one.turns.happened == other.turns.happened
    assert one.turns.kills > 0
