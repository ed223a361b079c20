"""Customers that no member claims are listed with what was last heard of them, until a member names them."""

from datetime import timedelta

import pytest

from shared.domain.members.billing import BillingEvent, OtherEvent, Provider
from shared.domain.members.member import Customer
from shared.ports.store import Table
from shared.usecases.members.put_member import put_member
from shared.usecases.members.record_billing_event import record_billing_event
from shared.usecases.members.unclaimed_customers import list_unclaimed
from tests.fakes.desk import START, FakeDesk
from tests.triggers.examples import ACME


def event(number: int, customer: str = "cus_9", status: str = "active") -> BillingEvent:
    """The event of this hour."""
    return BillingEvent(
        provider=Provider.STRIPE,
        id=f"e{number}",
        at=START + timedelta(hours=number),
        type=f"type {number}",
        customer=customer,
        product="prod_planner",
        subscription="s1",
        status=status,
    )


@pytest.fixture
def fake() -> FakeDesk:
    """A desk without members."""
    return FakeDesk()


async def test_one_is_listed_with_the_newest_of_its_events_in_any_order(
    fake: FakeDesk,
) -> None:
    for each in (event(2, status="past_due"), event(1), event(2, status="past_due")):
        await record_billing_event(fake.desk, each)
    (customer,) = (await list_unclaimed(fake.desk)).customers
    assert (customer.provider, customer.customer, customer.events) == (Provider.STRIPE, "cus_9", 2)
    assert (customer.last.type, customer.last.status) == ("type 2", "past_due")
    assert (customer.last.at, customer.last.product) == (START + timedelta(hours=2), "prod_planner")


async def test_what_says_nothing_that_is_read_is_told_by_its_type(fake: FakeDesk) -> None:
    other = OtherEvent(provider=Provider.STRIPE, id="o", type="charge.made", customer="cus_9", raw="{}")
    await record_billing_event(fake.desk, other)
    await record_billing_event(fake.desk, other.but(id="nobody", customer=None))
    (customer,) = (await list_unclaimed(fake.desk)).customers
    assert (customer.last.type, customer.last.at, customer.last.status) == ("charge.made", None, "")


async def test_a_member_that_claims_it_takes_it_from_the_list(fake: FakeDesk) -> None:
    await record_billing_event(fake.desk, event(1))
    await put_member(fake.desk, ACME.but(customers=(Customer(provider="stripe", id="cus_9"),)))
    await fake.rest()
    assert (await list_unclaimed(fake.desk)).customers == ()
    fake.clock.instant += timedelta(minutes=6)
    await list_unclaimed(fake.desk)
    assert await fake.store.rows(Table.DIRECTORY, "unclaimed", first="a", before="z") == []


async def test_they_stand_by_provider_and_id_fifty_a_page(fake: FakeDesk) -> None:
    for number in range(60):
        await record_billing_event(fake.desk, event(1, f"cus_{number:02}"))
    first = await list_unclaimed(fake.desk)
    second = await list_unclaimed(fake.desk, first.next)
    found = [each.customer for each in (*first.customers, *second.customers)]
    assert found == [f"cus_{number:02}" for number in range(60)]
    assert (len(first.customers), first.more, second.more, second.next) == (50, True, False, "")
    assert (await list_unclaimed(fake.desk, "typo")).customers == ()
