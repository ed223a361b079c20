"""Whoever wants everything finds everything: every row of a table, and every file."""

from uuid import uuid4

import pytest

from shared.ports.store import Create, Table, Upsert
from shared.ports.whole_storage import LabelledFile, WholeFiles, WholeStore
from shared.usecases.records.row_ranges import every_row
from tests.contract.store_examples import fresh_partition

T = Table.RELEASES
"""A table that no other contract test fills."""


@pytest.mark.parametrize("limit", [1, 3, 1000])
async def test_rows_of_all_partitions_come_by_partition_and_key_from_a_name_on(
    store: WholeStore, limit: int
) -> None:
    start = fresh_partition()
    places = [(f"{start}-{partition}", key) for partition in "bac" for key in ("row-2", "row-1")]
    for partition, key in places:
        await store.commit(T, partition, [Upsert(key, f"{partition} {key}")])
    found = await store.everywhere(T, first=f"{start}-b", limit=limit)
    here = [each for each in found if each.partition.startswith(f"{start}-")]
    wanted = [place for place in sorted(places) if not place[0].endswith("-a")][:limit]
    assert [(each.partition, each.row.key) for each in here] == wanted
    assert [each.row for each in here] == [await store.get(T, *place) for place in wanted]


async def test_every_row_of_a_table_is_found_once_also_where_a_partition_is_more_than_a_page(
    store: WholeStore,
) -> None:
    large, small = fresh_partition(), fresh_partition()
    for part in range(3):
        rows = [Create(f"row-{part}{number:02}", "") for number in range(90)]
        await store.commit(T, large, rows)
    await store.commit(T, small, [Create("row", "")])
    found = [each.partition async for each in every_row(store, T)]
    assert (found.count(large), found.count(small)) == (270, 1)


async def test_a_table_that_nobody_wrote_to_has_no_row_anywhere(store: WholeStore) -> None:
    assert list(await store.everywhere(Table.REGISTER, first="")) == []


async def test_every_file_is_named_with_whose_it_is(files: WholeFiles) -> None:
    key = uuid4().hex
    await files.put(key, b"content", "text/plain", ticket="abcdefghijklmnop")
    assert LabelledFile(key, "abcdefghijklmnop") in [each async for each in files.names()]
