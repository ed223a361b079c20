"""What scanners say of files, and who may open them then."""

import asyncio

import pytest

from shared.domain.facts.files import FileScan, after_result, may_open, must_open
from shared.domain.refusals.errors import FileInfected, FileUnknown, FileUnscanned
from shared.domain.values.file_scanning import FileScanning
from shared.usecases.files.keep_files import keep_files
from shared.usecases.files.open_file import file_scan, file_scans, record_scan
from tests.examples.file_examples import given
from tests.fakes.desk import FakeDesk

CLEAN, INFECTED, UNSCANNED = FileScan.CLEAN, FileScan.INFECTED, FileScan.UNSCANNED


async def kept(fake: FakeDesk) -> str:
    """A file's id."""
    (file,), _ = await keep_files(fake.desk, "t", "m1", given("screen.png"))
    return file.facts.id


async def test_a_file_is_unscanned_until_a_scanner_has_spoken() -> None:
    fake = FakeDesk()
    file = await kept(fake)
    assert await file_scan(fake.store, file) is UNSCANNED
    told = await record_scan(fake.desk, file, CLEAN)
    assert (told.scan, told.scanned) == (CLEAN, fake.clock.now())
    assert await file_scans(fake.store, [file, file]) == {file: CLEAN}


@pytest.mark.parametrize("results", [(CLEAN, INFECTED, CLEAN), (INFECTED, CLEAN), (INFECTED, INFECTED)])
async def test_results_in_any_order_leave_a_file_infected_that_once_was(
    results: tuple[FileScan, ...],
) -> None:
    fake = FakeDesk()
    file = await kept(fake)
    for result in results:
        told = await record_scan(fake.desk, file, result)
    assert told.scan is await file_scan(fake.store, file) is INFECTED


async def test_a_result_told_twice_changes_nothing_the_second_time() -> None:
    fake = FakeDesk()
    file = await kept(fake)
    first = await record_scan(fake.desk, file, CLEAN)
    before = fake.store.everything()
    assert await record_scan(fake.desk, file, CLEAN) == first
    assert fake.store.everything() == before


async def test_results_told_at_once_end_as_the_worst_of_them() -> None:
    fake = FakeDesk()
    file = await kept(fake)
    await asyncio.gather(*(record_scan(fake.desk, file, each) for each in (CLEAN, INFECTED, CLEAN)))
    assert await file_scan(fake.store, file) is INFECTED


async def test_a_file_that_is_not_there_has_no_result() -> None:
    fake = FakeDesk()
    with pytest.raises(FileUnknown):
        await record_scan(fake.desk, "a2b3c4d5e6f7a2b3", CLEAN)
    assert fake.store.everything() == FakeDesk().store.everything()


@pytest.mark.parametrize(
    ("scan", "scanning", "opens"),
    [
        (CLEAN, FileScanning.DEFENDER, True),
        (CLEAN, FileScanning.OFF, True),
        (UNSCANNED, FileScanning.DEFENDER, False),
        (UNSCANNED, FileScanning.OFF, True),
        (INFECTED, FileScanning.DEFENDER, False),
        (INFECTED, FileScanning.OFF, False),
    ],
)
def test_a_file_is_opened_where_it_is_clean_or_nothing_scans(
    scan: FileScan, scanning: FileScanning, *, opens: bool
) -> None:
    assert may_open(scan, scanning) is opens
    if opens:
        must_open(scan, scanning)
        return
    with pytest.raises(FileInfected if scan is INFECTED else FileUnscanned):
        must_open(scan, scanning)


@pytest.mark.parametrize("result", [CLEAN, INFECTED])
def test_a_first_result_counts_as_it_is(result: FileScan) -> None:
    assert after_result(UNSCANNED, result) is result
