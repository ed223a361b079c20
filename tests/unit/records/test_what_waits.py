"""What waits at the gate for a member is found whatever else waits, and cheaply where little does."""

from string import ascii_lowercase

import pytest

from bench.counting import CountingStore
from shared.domain.agenda.agenda import Listing, shards
from shared.usecases.records.agenda_rows import FEW, gated_under, write_agenda
from tests.fakes.desk import START, FakeDesk

KEYS = ("a" * 16, "b" * 16, "c" * 16)


async def waiting(fake: FakeDesk, tickets: int, key: str, name: str) -> set[str]:
    """So many tickets wait under this key; their names."""
    named = {f"ticket-{ascii_lowercase[number % 26]}{name}{number:013}" for number in range(tickets)}
    for each in named:
        listing = Listing(rows=(f"gated-{key}-{each}",))
        await write_agenda(fake.store, each, START, look=None, listing=listing)
    return named


@pytest.mark.parametrize("others", [0, FEW * 2, FEW * len(shards()) * 2])
async def test_what_waits_under_the_keys_is_found_beside_any_number_of_others(others: int) -> None:
    fake = FakeDesk()
    wanted = await waiting(fake, 3, KEYS[0], "aa") | await waiting(fake, FEW * 2, KEYS[2], "cc")
    await waiting(fake, others, "z" * 16, "zz")
    await waiting(fake, others, "2" * 16, "22")
    found = await gated_under(fake.store, KEYS)
    assert sorted(row.hint.aggregate for row in found) == sorted(wanted)


async def test_where_few_wait_one_request_a_shard_finds_them_whatever_a_member_is_known_by() -> None:
    fake = FakeDesk()
    await waiting(fake, 3, KEYS[0], "aa")
    store = CountingStore(fake.store)
    assert len(await gated_under(store, KEYS)) == 3
    assert store.counts.requests == len(shards())
