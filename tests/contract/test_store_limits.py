"""What Table Storage does not take is refused before it is sent, by the fake and the adapter alike."""

from collections.abc import Sequence

import pytest

from shared.ports.store import Change, Create, Remove, Store, StoreLimit, Table, Upsert
from tests.contract.store_examples import contents, filled, fresh_partition

# aiohttp warns of bodies over 1 MiB; nothing in the desk writes such, but the limits are promised
pytestmark = pytest.mark.filterwarnings("ignore:Sending a large body:ResourceWarning")

T = Table.TICKETS
MEBIBYTE = 1024 * 1024


async def test_a_hundred_rows_are_one_transaction(store: Store) -> None:
    partition = fresh_partition()
    await store.commit(T, partition, [Create(f"{number:03}", "text") for number in range(100)])
    assert len(await contents(store, partition)) == 100


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param([], id="no change"),
        pytest.param([Create(f"{number:03}", "") for number in range(101)], id="101 rows"),
        pytest.param([Create("row", ""), Upsert("row", "")], id="a key twice"),
        pytest.param([Upsert("row", ""), Remove("row", 'W/"1"')], id="written and removed"),
        pytest.param([Create("row", "a" * (MEBIBYTE // 2))], id="a row of a mebibyte"),
        pytest.param([Create("row", "𝄞" * (MEBIBYTE // 4))], id="a row of a mebibyte in astral letters"),
        pytest.param(
            [Create(f"{number}", "a" * 500_000) for number in range(9)], id="more than 4 MiB of plain letters"
        ),
        pytest.param(
            [Create(f"{number}", "å" * 350_000) for number in range(2)], id="more than 4 MiB once escaped"
        ),
    ],
)
async def test_what_one_transaction_cannot_carry_is_refused_whole(
    store: Store, changes: Sequence[Change]
) -> None:
    partition, _ = await filled(store, "before")
    with pytest.raises(StoreLimit):
        await store.commit(T, partition, changes)
    assert await contents(store, partition) == {"before": "old"}


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param([Create("row", "a" * 523_000)], id="a row a little under a mebibyte"),
        pytest.param([Create("row", "𝄞" * 261_500)], id="the same in astral letters"),
        pytest.param([Create(f"{number}", "a" * 515_000) for number in range(8)], id="nearly 4 MiB"),
        pytest.param([Create(f"{number}", "å" * 340_000) for number in range(2)], id="nearly 4 MiB escaped"),
    ],
)
async def test_what_one_transaction_just_carries_is_kept(store: Store, changes: Sequence[Create]) -> None:
    partition = fresh_partition()
    await store.commit(T, partition, changes)
    assert await contents(store, partition) == {change.key: change.text for change in changes}
