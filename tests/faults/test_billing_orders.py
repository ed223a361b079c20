"""Billing events come late, twice and out of order, before and after a member claims their customer."""

from itertools import permutations

import pytest

from tests.faults.examples import ACTIVE, CANCELLED, CLAIMING, PAST_DUE
from tests.faults.outcome import Outcome, outcome_of
from tests.faults.stories import HOURS, Step, Story, billing, put, rest


async def outcome(*steps: Step) -> Outcome:
    """What comes of these steps."""
    world = await Story("", rest, steps).begun()
    await world.recover(HOURS)
    assert not world.broken(), "\n".join(world.broken())
    return outcome_of(world.witness.reading())


@pytest.mark.parametrize("claimed_after", range(4))
async def test_every_order_and_repetition_ends_in_the_same_state(claimed_after: int) -> None:
    expected = await outcome(put(CLAIMING), rest, billing(ACTIVE, PAST_DUE, CANCELLED))
    for order in permutations((ACTIVE, PAST_DUE, CANCELLED)):
        before, after = order[:claimed_after], order[claimed_after:]
        steps = (billing(*before), put(CLAIMING), rest, billing(*after), billing(order[0]), billing(*order))
        assert await outcome(*steps) == expected
