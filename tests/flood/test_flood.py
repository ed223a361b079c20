"""While strangers flood the form, answers, warnings and members' receipts leave in time: the whole, small."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from tests.flood.flooding import HOUR, Flood, flood
from tests.flood.scenario import MOST, Figures, Size, run

SMALL = Size(an_hour=60, hours=1, members=3, answers=2, warnings=4, settles=26 * HOUR)


@pytest.fixture
async def small() -> AsyncIterator[Flood]:
    """A provider that takes a third of what the whole flood's does."""
    async with flood(an_hour=30, a_minute=10) as made:
        yield made


def must_be_well(figures: Figures) -> None:
    late = {what: wait for what, wait in figures.waits.items() if wait > MOST[what]}
    assert late == {}
    assert set(figures.waits) == set(MOST)
    assert (figures.unended, figures.tickets_missing, figures.waiting_at_end) == (0, 0, 0)


@pytest.mark.usefixtures("settings")
async def test_strangers_keep_no_answer_warning_or_members_receipt_from_leaving(small: Flood) -> None:
    figures = await run(small, SMALL)
    must_be_well(figures)
    assert figures.refused == 0
    assert figures.most_waiting > 30
    receipts = figures.states["all: stranger_receipts"]
    assert receipts["sent"] > 0
    assert receipts["sent"] + receipts["withdrawn"] == SMALL.an_hour
    assert figures.told_together > 0


@pytest.mark.usefixtures("settings")
async def test_a_provider_that_was_away_for_three_hours_takes_all_of_it_from_its_return(small: Flood) -> None:
    figures = await run(small, replace(SMALL, away=3 * HOUR))
    must_be_well(figures)
