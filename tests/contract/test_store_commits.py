"""A commit is all or nothing, under the versions that were read."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.ports.store import Change, Create, Remove, Replace, Store, StoreConflict, Table, Upsert
from tests.contract.store_examples import all_rows, contents, few, filled, fresh_partition, texts

T = Table.TICKETS
OLD = {"a": "old", "b": "old", "gone": "old"}

sound_changes = st.lists(
    st.sampled_from(["create", "replace", "upsert", "upsert-new", "remove"]), unique=True, max_size=5
)


def change_of(kind: str, text: str, etags: dict[str, str]) -> Change:
    """One change that must succeed on a partition filled with the rows of OLD."""
    changes: dict[str, Change] = {
        "create": Create("new", text),
        "replace": Replace("a", text, etags["a"]),
        "upsert": Upsert("b", text),
        "upsert-new": Upsert("newer", text),
        "remove": Remove("gone", etags["gone"]),
    }
    return changes[kind]


def after(kinds: list[str], text: str) -> dict[str, str]:
    """What the partition then holds."""
    written = {"create": "new", "replace": "a", "upsert": "b", "upsert-new": "newer"}
    held = OLD | {written[kind]: text for kind in kinds if kind in written}
    return {key: kept for key, kept in held.items() if not (key == "gone" and "remove" in kinds)}


@few
@given(kinds=sound_changes.filter(bool), text=texts)
async def test_a_commit_makes_all_its_changes_and_tells_their_versions(
    store: Store, kinds: list[str], text: str
) -> None:
    partition, etags = await filled(store, *OLD)
    changes = [change_of(kind, text, etags) for kind in kinds]
    versions = await store.commit(T, partition, changes)
    assert await contents(store, partition) == after(kinds, text)
    stored = {row.key: row.etag for row in await all_rows(store, partition)}
    assert list(versions) == [stored.get(change.key, "") for change in changes]


@few
@given(kinds=sound_changes, place=st.integers(0, 5), stale=st.sampled_from(["create", "replace", "remove"]))
async def test_one_stale_change_anywhere_leaves_everything_as_it_was(
    store: Store, kinds: list[str], place: int, stale: str
) -> None:
    partition, etags = await filled(store, *OLD, "moved")
    await store.commit(T, partition, [Replace("moved", "later", etags["moved"])])
    changes = [change_of(kind, "new", etags) for kind in kinds]
    refused: dict[str, Change] = {
        "create": Create("moved", "mine"),
        "replace": Replace("moved", "mine", etags["moved"]),
        "remove": Remove("moved", etags["moved"]),
    }
    changes.insert(place, refused[stale])
    with pytest.raises(StoreConflict):
        await store.commit(T, partition, changes)
    assert await contents(store, partition) == OLD | {"moved": "later"}


@pytest.mark.parametrize("kind", ["replace", "remove"])
async def test_a_row_that_is_gone_is_at_no_version(store: Store, kind: str) -> None:
    partition, etags = await filled(store, "row", "rest")
    await store.commit(T, partition, [Remove("row", etags["row"])])
    change = Replace("row", "mine", etags["row"]) if kind == "replace" else Remove("row", etags["row"])
    with pytest.raises(StoreConflict):
        await store.commit(T, partition, [change])
    assert await contents(store, partition) == {"rest": "old"}


async def test_a_row_made_anew_is_not_at_its_old_version(store: Store) -> None:
    partition, etags = await filled(store, "row")
    await store.commit(T, partition, [Remove("row", etags["row"])])
    await store.commit(T, partition, [Create("row", "old")])
    with pytest.raises(StoreConflict):
        await store.commit(T, partition, [Remove("row", etags["row"])])
    assert await contents(store, partition) == {"row": "old"}


@pytest.mark.parametrize("writer", ["replace", "upsert"])
async def test_writing_the_same_text_again_is_a_new_version(store: Store, writer: str) -> None:
    partition, etags = await filled(store, "row")
    again = Replace("row", "old", etags["row"]) if writer == "replace" else Upsert("row", "old")
    (version,) = await store.commit(T, partition, [again])
    assert version != etags["row"]
    with pytest.raises(StoreConflict):
        await store.commit(T, partition, [Replace("row", "mine", etags["row"])])


async def test_the_version_that_a_commit_tells_opens_the_next(store: Store) -> None:
    partition, etags = await filled(store, "row", "other")
    version = etags["row"]
    for text in ("second", "third"):
        version, _ = await store.commit(T, partition, [Replace("row", text, version), Upsert("other", text)])
    assert await contents(store, partition) == {"row": "third", "other": "third"}


@pytest.mark.parametrize("others", [0, 2])
async def test_of_concurrent_creates_exactly_one_wins(store: Store, others: int) -> None:
    partition = fresh_partition()
    tries = [
        store.commit(
            T,
            partition,
            [Create(f"of-{number}-{other}", "") for other in range(others)] + [Create("row", f"{number}")],
        )
        for number in range(8)
    ]
    results = await asyncio.gather(*tries, return_exceptions=True)
    winners = [number for number, result in enumerate(results) if not isinstance(result, BaseException)]
    assert len(winners) == 1
    assert all(isinstance(result, StoreConflict | list) for result in results)
    (winner,) = winners
    expected = {"row": f"{winner}"} | {f"of-{winner}-{other}": "" for other in range(others)}
    assert await contents(store, partition) == expected


async def test_of_concurrent_replacements_exactly_one_wins(store: Store) -> None:
    partition, etags = await filled(store, "row")
    tries = [
        store.commit(T, partition, [Replace("row", f"{number}", etags["row"]), Create(f"by-{number}", "")])
        for number in range(8)
    ]
    results = await asyncio.gather(*tries, return_exceptions=True)
    winners = [number for number, result in enumerate(results) if not isinstance(result, BaseException)]
    assert len(winners) == 1
    assert await contents(store, partition) == {"row": f"{winners[0]}", f"by-{winners[0]}": ""}


@pytest.mark.parametrize("kind", ["replace", "remove"])
async def test_no_version_at_all_is_the_version_of_no_row(store: Store, kind: str) -> None:
    """The service takes a change without a version as one whatever the row says."""
    partition, _ = await filled(store, "row", text="old")
    change = Replace("row", "new", "") if kind == "replace" else Remove("row", "")
    with pytest.raises(StoreConflict):
        await store.commit(T, partition, [change])
    assert await contents(store, partition) == {"row": "old"}
