"""What is written to a store is what is read from it: texts, keys, order, ranges."""

import pytest
from hypothesis import example, given

from shared.ports.store import Create, Replace, Row, Store, StoreLimit, Table, Upsert
from tests.contract.store_examples import (
    all_rows,
    contents,
    few,
    filled,
    fresh_partition,
    key_sets,
    keys,
    long_texts,
    texts,
)

T = Table.TICKETS


@few
@given(text=texts | long_texts())
@example(text="")
@example(text="\x00\x1f\x7f\u2028\ufeff\ufffd\uffff")
@example(text="a" * 32_767 + "𝄞" + "a" * 32_767 + "𝄞")
async def test_any_text_is_read_back_as_it_was_written(store: Store, text: str) -> None:
    partition = fresh_partition()
    (etag,) = await store.commit(T, partition, [Create("row", text)])
    assert await store.get(T, partition, "row") == Row("row", text, etag)
    assert await all_rows(store, partition) == [Row("row", text, etag)]


@few
@given(names=key_sets)
async def test_rows_come_in_the_order_of_their_keys_by_code_point(store: Store, names: list[str]) -> None:
    partition, _ = await filled(store, *names)
    assert [row.key for row in await all_rows(store, partition)] == sorted(names)


@few
@given(names=key_sets, first=keys, before=keys)
@example(names=["a", "b", "c"], first="a", before="c")
@example(names=["a", "b", "c"], first="b", before="b")
async def test_a_range_has_its_first_key_and_not_its_last(
    store: Store, names: list[str], first: str, before: str
) -> None:
    partition, _ = await filled(store, *names)
    rows = await store.rows(T, partition, first=first, before=before)
    assert [row.key for row in rows] == sorted(name for name in names if first <= name < before)


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 1000])
async def test_a_range_gives_the_first_rows_up_to_the_limit(store: Store, limit: int) -> None:
    partition, _ = await filled(store, "c", "a", "b")
    rows = await store.rows(T, partition, first="", before="~", limit=limit)
    assert [row.key for row in rows] == ["a", "b", "c"][:limit]


async def test_more_rows_than_one_transaction_carries_are_read_with_one_call(store: Store) -> None:
    partition = fresh_partition()
    names = [f"{number:04}" for number in range(150)]
    for part in (names[:100], names[100:]):
        await store.commit(T, partition, [Create(name, name) for name in part])
    assert [row.text for row in await all_rows(store, partition)] == names


async def test_partitions_and_tables_are_apart(store: Store) -> None:
    partition, _ = await filled(store, "row", text="here")
    other = fresh_partition()
    await store.commit(Table.AGENDA, partition, [Create("row", "another table")])
    await store.commit(T, other, [Create("row", "another partition")])
    assert await contents(store, partition) == {"row": "here"}
    assert await contents(store, other) == {"row": "another partition"}


async def test_rows_are_found_across_partitions_by_how_name_and_key_begin(store: Store) -> None:
    start = f"{fresh_partition()}-"
    for partition in (f"{start}b", f"{start}a", f"{start}z", f"a{start}"):
        await store.commit(T, partition, [Create(key, f"{partition} {key}") for key in ("head-x", "tail-x")])
    found = await store.across(T, first=start, before=f"{start}c", begins="head-")
    assert [row.text for row in found] == [f"{start}a head-x", f"{start}b head-x"]
    few = await store.across(T, first=start, before=f"{start}~", begins="head-", limit=1)
    assert [row.text for row in few] == [f"{start}a head-x"]
    assert list(await store.across(Table.NEWS, first="a", before="b", begins="head-")) == []


async def test_where_there_is_no_row_there_is_none(store: Store) -> None:
    partition, _ = await filled(store, "row")
    assert await store.get(T, partition, "other") is None
    assert await store.get(T, fresh_partition(), "row") is None
    assert await all_rows(store, fresh_partition()) in ([], ())


async def test_a_table_that_nobody_wrote_to_is_empty(store: Store) -> None:
    assert await store.get(Table.NEWS, "p", "row") is None
    assert list(await all_rows(store, "p", Table.NEWS)) == []


@few
@given(before=long_texts(), after=texts)
async def test_a_row_written_over_keeps_nothing_of_its_old_text(
    store: Store, before: str, after: str
) -> None:
    partition, etags = await filled(store, "replaced", "upserted", text=before)
    await store.commit(
        T, partition, [Replace("replaced", after, etags["replaced"]), Upsert("upserted", after)]
    )
    assert await contents(store, partition) == {"replaced": after, "upserted": after}


@pytest.mark.parametrize("key", ["", "a b", "a/b", "å", "a_b", "a'b", "a\n", "k" * 256])
async def test_other_keys_than_letters_digits_and_hyphens_are_refused(store: Store, key: str) -> None:
    partition = fresh_partition()
    with pytest.raises(StoreLimit):
        await store.commit(T, partition, [Create("fine", ""), Create(key, "")])
    with pytest.raises(StoreLimit):
        await store.commit(T, key, [Create("fine", "")])
    assert await contents(store, partition) == {}
