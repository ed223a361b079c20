"""The report is what a recount of the raw event rows comes to, whatever happened."""

from random import Random
from statistics import median

import pytest

from shared.domain.books.books import VendorSide
from shared.ports.store import Remove, Table
from shared.usecases.books.read_report import ReportView, read_report
from shared.usecases.records.member_rows import member_key
from tests.naive.naive_books import Counted, naive_books
from tests.properties.random_acts import MEMBERS, MONTHS, RandomActs

SEEDS = range(40)
STEPS = 60


def recounted(counted: Counted) -> VendorSide:
    """The naive figures in the report's shape."""
    hours = sorted(counted.hours)
    measured = {"median_hours": round(median(hours), 4), "worst_hours": round(hours[-1], 4)} if hours else {}
    return VendorSide.model_validate({**counted.figures, **measured})


async def reports(history: RandomActs) -> list[ReportView]:
    return [await read_report(history.fake.desk, month) for month in MONTHS]


async def lived(seed: int) -> RandomActs:
    """Every third is about conferences."""
    history = RandomActs(Random(seed), talking=seed % 3 == 2)  # noqa: S311 - a history to repeat, no secret
    await history.run(STEPS)
    return history


@pytest.mark.parametrize("seed", SEEDS)
async def test_every_report_equals_a_naive_recount_of_the_raw_events(seed: int) -> None:
    history = await lived(seed)
    keys = {each.id: member_key(history.fake.desk, each.id) for each in MEMBERS}
    naive = naive_books(history.fake.store, history.fake.clock.now())
    for report in await reports(history):
        told = {keys[each.member]: each.vendor_side for each in report.members}
        told |= {"": report.no_member, "total": report.total.vendor_side}
        listed = {key for key, month in naive if month == report.month} | {"", "total"}
        assert told == {key: recounted(naive.get((key, report.month), Counted())) for key in listed}


@pytest.mark.parametrize("seed", SEEDS[:5])
async def test_erasing_what_people_wrote_changes_no_figure(seed: int) -> None:
    history = await lived(seed)
    before = await reports(history)
    erased = await erase_words(history)
    assert erased
    assert await reports(history) == before


async def erase_words(history: RandomActs) -> int:
    """Take away every row with what people wrote, as an erasure does; how many there were."""
    store = history.fake.store
    words = [
        (table, partition, row)
        for table, partition, key in store.everything()
        if table is Table.TICKETS and key.startswith(("said-", "text-"))
        if (row := await store.get(table, partition, key))
    ]
    for table, partition, row in words:
        await store.commit(table, partition, [Remove(row.key, row.etag)])
    return len(words)


async def test_the_histories_reach_every_figure_that_there_can_be() -> None:
    reached: set[str] = set()
    for seed in SEEDS[:30]:
        history = await lived(seed)
        for counted in naive_books(history.fake.store, history.fake.clock.now()).values():
            reached |= counted.figures.keys()
    assert reached == set(VendorSide.model_fields) - {"median_hours", "worst_hours"}
