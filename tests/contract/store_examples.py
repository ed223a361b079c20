"""What the store's contract tests are made of: fresh partitions, texts that are hard to keep, keys."""

from collections.abc import Sequence
from itertools import count

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from shared.ports.store import Create, Row, Store, Table

_numbers = count(1)

few = settings(
    max_examples=40,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # every example has its own partition
)

letters = st.characters(exclude_categories=["Cs"])

texts = st.text(letters, max_size=300)

keys = st.text("abcxyzABCXYZ0129-", min_size=1, max_size=12)

key_sets = st.lists(keys, min_size=1, max_size=12, unique=True)


@st.composite
def long_texts(draw: st.DrawFn) -> str:
    """Texts of about one or two properties, with astral characters around the places where they are cut."""
    filler = draw(st.sampled_from(["a", "å", "𝄞", '"', "\n"]))
    length = draw(st.sampled_from([32_767, 32_768, 32_769, 65_535, 65_536]))
    units = 2 if filler > "\uffff" else 1
    return draw(texts) + filler * (length // units) + draw(texts)


def fresh_partition() -> str:
    """A partition that no other example has used in this run."""
    return f"p{next(_numbers)}"


async def all_rows(store: Store, partition: str, table: Table = Table.TICKETS) -> Sequence[Row]:
    """Everything in the partition, in order."""
    return await store.rows(table, partition, first="", before="~")


async def contents(store: Store, partition: str) -> dict[str, str]:
    """Every row's text by its key."""
    return {row.key: row.text for row in await all_rows(store, partition)}


async def filled(store: Store, *keys: str, text: str = "old") -> tuple[str, dict[str, str]]:
    """A fresh partition with these rows, and their versions by key."""
    partition = fresh_partition()
    etags = await store.commit(Table.TICKETS, partition, [Create(key, text) for key in keys])
    return partition, dict(zip(keys, etags, strict=True))
