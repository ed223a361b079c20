"""Which member a billing event belongs to: the one that names the customer now, else nobody yet."""

from datetime import timedelta

from shared.domain.members.billing import BillingEvent, Provider
from shared.domain.members.member import Customer, Member, Person
from shared.ports.store import Table
from shared.usecases.members.put_member import put_member, read_member, write_directory
from shared.usecases.members.record_billing_event import record_billing_event
from shared.usecases.records.member_rows import customer_key, member_key
from tests.fakes.desk import START, FakeDesk

CUSTOMER = Customer(provider="standard", id="cus_1")
EVENT = BillingEvent(
    provider=Provider.STANDARD,
    id="evt_1",
    at=START - timedelta(days=1),
    type="subscription.updated",
    customer=CUSTOMER.id,
    product="prod_planner",
    subscription="sub_1",
    status="active",
)


def member(name: str, *customers: Customer) -> Member:
    """A member with these billing customers and nothing else."""
    owner = Person(address=f"owner@{name}.example.org")
    return Member(id=name, name=name.title(), owner=owner, customers=customers)


async def written(fake: FakeDesk, *members: Member) -> None:
    """These members, one after the other, each worked off."""
    for each in members:
        await put_member(fake.desk, each)
        await fake.rest()


async def subscriptions(fake: FakeDesk, name: str) -> int:
    """How many subscriptions the member has."""
    return len((await read_member(fake.desk, name)).subscriptions)


def unclaimed(fake: FakeDesk) -> int:
    """How many events wait for a member."""
    rows = fake.store.everything()
    return sum(table is Table.MEMBERS and key.startswith("unclaimed") for table, _, key in rows)


async def test_an_event_waits_where_the_directory_names_a_member_that_was_never_written() -> None:
    fake = FakeDesk()
    await write_directory(fake.desk, member_key(fake.desk, "acme"), [customer_key(fake.desk, CUSTOMER)])
    await record_billing_event(fake.desk, EVENT)
    assert unclaimed(fake) == 1
    await written(fake, member("acme", CUSTOMER))
    assert (await subscriptions(fake, "acme"), unclaimed(fake)) == (1, 0)


async def test_an_event_goes_to_the_member_that_names_the_customer_now() -> None:
    fake = FakeDesk()
    await written(fake, member("acme", CUSTOMER), member("acme"), member("bolt", CUSTOMER))
    await record_billing_event(fake.desk, EVENT)
    assert (await subscriptions(fake, "acme"), await subscriptions(fake, "bolt")) == (0, 1)


async def test_an_event_of_a_customer_that_was_let_go_waits_for_the_next_member() -> None:
    fake = FakeDesk()
    await written(fake, member("acme", CUSTOMER), member("acme"))
    await record_billing_event(fake.desk, EVENT)
    assert (await subscriptions(fake, "acme"), unclaimed(fake)) == (0, 1)
    await written(fake, member("bolt", CUSTOMER))
    assert (await subscriptions(fake, "bolt"), unclaimed(fake)) == (1, 0)
