"""What only the real adapter can show: no answer, wrong answers, and silence about what was stored."""

import asyncio
import traceback

import pytest

from devstack.azurite import Azurite
from shared.adapters.tables import TableStore
from shared.ports.store import Create, Replace, StoreConflict, StoreUnavailable, Table
from tests.contract.store_examples import filled
from tests.contract.unreachable import KEY, nobody_listens

T = Table.TICKETS


async def each_call(connection_string: str) -> list[StoreUnavailable]:
    """What every method raises, in turn, on a store that is not there for us."""
    store = TableStore.from_connection_string(connection_string)
    results = await asyncio.gather(
        store.get(T, "secret-partition", "secret-key"),
        store.rows(T, "secret-partition", first="secret-a", before="secret-b"),
        store.across(T, first="secret-a", before="secret-b", begins="secret-key"),
        store.commit(T, "secret-partition", [Create("secret-key", "secret text")]),
        return_exceptions=True,
    )
    await store.close()
    assert len([result for result in results if isinstance(result, StoreUnavailable)]) == len(results)
    return [result for result in results if isinstance(result, StoreUnavailable)]


async def test_a_store_that_cannot_be_reached_says_so_and_nothing_of_what_was_asked() -> None:
    errors = await each_call(nobody_listens())
    assert not any("secret" in str(error) or KEY in str(error) for error in errors)


@pytest.mark.filterwarnings("ignore:Testing an element:DeprecationWarning")  # the SDK, reading an XML refusal
async def test_a_store_that_refuses_its_key_is_unavailable(azurite: Azurite) -> None:
    with_another_key = azurite.connection_string.replace("AccountKey=Eby8", "AccountKey=Ebz8")
    errors = await each_call(with_another_key)
    assert {str(error) for error in errors} == {"storage answered 403 AuthorizationFailure"}


async def test_a_conflict_tells_neither_keys_nor_content(table_store: TableStore) -> None:
    partition, etags = await filled(table_store, "secret-key", text="secret text")
    await table_store.commit(T, partition, [Replace("secret-key", "secret text", etags["secret-key"])])
    for change in (Create("secret-key", "secret"), Replace("secret-key", "secret", etags["secret-key"])):
        with pytest.raises(StoreConflict) as caught:
            await table_store.commit(T, partition, [change])
        assert "secret" not in "".join(traceback.format_exception_only(caught.value))
        assert caught.value.__context__ is None or caught.value.__suppress_context__


async def test_rows_that_come_in_several_pages_are_all_read(azurite: Azurite) -> None:
    store = TableStore.from_connection_string(azurite.connection_string, page=2)
    partition, _ = await filled(store, *"abcdefg")
    whole = await store.rows(T, partition, first="", before="~")
    part = await store.rows(T, partition, first="b", before="~", limit=3)
    after, _ = await filled(store, *"hijkl")
    start, end = min(partition, after), f"{max(partition, after)}-"
    across = [row.key for row in await store.across(T, first=start, before=end, begins="")]
    some = [row.key for row in await store.across(T, first=start, before=end, begins="", limit=6)]
    await store.close()
    assert set(across) >= set("abcdefghijkl")
    assert some == across[:6]
    assert "".join(row.key for row in whole) == "abcdefg"
    assert "".join(row.key for row in part) == "bcd"
