"""Members from a file: what that would come to is read in few requests, and a failure stops all of it."""

import pytest

from bench.counting import CountingStore
from shared.domain.members.member import Customer
from shared.domain.members.member_errors import CustomerClaimed
from shared.ports.store import StoreUnavailable
from shared.usecases.members.import_members import (
    ImportOutcome,
    digest_of_import,
    foresee_import,
    write_import,
)
from shared.usecases.members.put_member import put_member, read_member
from tests.fakes.desk import FakeDesk
from tests.fakes.one_fault import Fate, FaultyStore, OneFault
from tests.triggers.examples import ACME

NEW = [ACME.but(id=f"m{each}", customers=()) for each in range(100)]


@pytest.fixture
async def fake() -> FakeDesk:
    """A desk with one member."""
    made = FakeDesk()
    await put_member(made.desk, ACME)
    await made.rest()
    return made


async def test_it_takes_one_request_a_member_and_writes_nothing(fake: FakeDesk) -> None:
    counted = CountingStore(fake.store)
    fake.wrapped_store = counted
    before = fake.store.everything()
    found = await foresee_import(fake.desk, [ACME, ACME.but(id="b", name="B", customers=()), *NEW])
    assert counted.counts.requests <= 102
    assert [each.outcome for each in found][:2] == [ImportOutcome.UNCHANGED, ImportOutcome.NEW]
    assert fake.store.everything() == before


async def test_of_two_that_name_one_billing_customer_the_first_is_to_have_it(fake: FakeDesk) -> None:
    customer = Customer(provider="stripe", id="cus_5")
    two = [each.but(customers=(customer,)) for each in NEW[:2]]
    first, second = await foresee_import(fake.desk, two)
    assert (first.outcome, second.outcome) == (ImportOutcome.NEW, ImportOutcome.REFUSED)
    assert isinstance(second.refused, CustomerClaimed)
    await write_import(fake.desk, await foresee_import(fake.desk, two))
    assert (await foresee_import(fake.desk, two))[0].outcome is ImportOutcome.UNCHANGED


async def test_the_digest_is_another_once_a_member_has_changed(fake: FakeDesk) -> None:
    changed = [ACME.but(name="From the file")]
    first = digest_of_import(fake.desk, "text", await foresee_import(fake.desk, changed))
    assert first == digest_of_import(fake.desk, "text", await foresee_import(fake.desk, changed))
    await put_member(fake.desk, ACME.but(name="By hand"))
    assert first != digest_of_import(fake.desk, "text", await foresee_import(fake.desk, changed))


async def test_where_storage_fails_nothing_goes_on_and_it_can_be_done_again(fake: FakeDesk) -> None:
    foreseen = await foresee_import(fake.desk, NEW)
    fake.wrapped_store = FaultyStore(fake.store, OneFault(200, Fate.UNAVAILABLE))
    with pytest.raises(StoreUnavailable):
        await write_import(fake.desk, foreseen)
    await write_import(fake.desk, foreseen)
    found = await foresee_import(fake.desk, NEW)
    assert {each.outcome for each in found} == {ImportOutcome.UNCHANGED}


async def test_what_somebody_writes_between_foreseeing_and_writing_is_not_written_over(
    fake: FakeDesk,
) -> None:
    foreseen = await foresee_import(fake.desk, [ACME.but(name="From the file"), NEW[0], NEW[1]])
    by_hand = [ACME.but(name="By hand"), NEW[0].but(name="By hand")]
    for each in by_hand:
        await put_member(fake.desk, each)
    await write_import(fake.desk, foreseen)
    found = [(await read_member(fake.desk, each.member.id)).member.name for each in foreseen]
    assert found == ["By hand", "By hand", NEW[1].name]
