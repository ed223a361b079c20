"""The list of members follows what is written, billed and flagged, and opens with few requests."""

from datetime import timedelta

import pytest

from bench.counting import CountingStore
from shared.domain.facts.delivery_reports import DeliveryStatus, ProviderReport
from shared.domain.members.billing import BillingEvent, Provider
from shared.domain.members.gate import MemberFacts
from shared.domain.members.member import HandSubscription, Member, Person
from shared.domain.members.member_listing import MembersWanted
from shared.ports.store import Remove, Table
from shared.usecases.clocks.look import look_at
from shared.usecases.members.list_members import MembersView, list_members, write_in_list
from shared.usecases.members.put_member import put_member
from shared.usecases.members.record_billing_event import record_billing_event
from shared.usecases.outbox.flag_seats import clear_flag, flag_seats
from shared.usecases.records.member_rows import member_key
from tests.fakes.desk import START, FakeDesk
from tests.triggers.examples import ACME

RUNE = "rune@acme.example.org"
EVERYBODY = MembersWanted()


@pytest.fixture
async def fake() -> FakeDesk:
    """A desk at rest, with one member."""
    made = FakeDesk()
    await put_member(made.desk, ACME)
    return made


async def names(fake: FakeDesk, **wanted: object) -> list[str]:
    """The ids of those who are wanted, in order."""
    return [each.id for each in (await list_members(fake.desk, MembersWanted.model_validate(wanted))).members]


def named(number: int) -> Member:
    return Member(id=f"m{number:05}", name=f"Member {number:05}", owner=Person(address="o@x.example.org"))


async def test_a_member_stands_in_the_list_as_soon_as_it_is_written(fake: FakeDesk) -> None:
    await put_member(fake.desk, ACME.but(id="zeta", name="Åkeri", customers=()))
    await put_member(fake.desk, ACME.but(name="Örebro Bil", customers=()))
    assert await names(fake) == ["zeta", "acme"]


async def test_it_follows_what_a_provider_says(fake: FakeDesk) -> None:
    await fake.rest()
    event = BillingEvent(
        provider=Provider.STANDARD,
        id="e1",
        at=START,
        type="t",
        customer="cus_1",
        product="prod_ledger",
        subscription="s1",
        status="past_due",
    )
    await record_billing_event(fake.desk, event)
    await fake.rest()
    assert await names(fake, product="ledger", status="past_due") == ["acme"]
    assert await names(fake, product="ledger", empty_seat=True) == ["acme"]


async def test_it_follows_flags(fake: FakeDesk) -> None:
    await fake.rest()
    bounced = ProviderReport(
        operation_id="o", recipient=RUNE, status=DeliveryStatus.BOUNCED, attempted=fake.clock.now()
    )
    await flag_seats(fake.desk, bounced)
    await fake.rest()
    assert await names(fake, flagged=True) == ["acme"]
    await clear_flag(fake.desk, "acme", RUNE)
    await fake.rest()
    assert await names(fake, flagged=True) == []


async def test_what_was_listed_and_never_written_goes_with_the_next_look(fake: FakeDesk) -> None:
    never = MemberFacts(key=member_key(fake.desk, "never"), member=named(1))
    other = MemberFacts(key=member_key(fake.desk, "acme"), member=ACME.but(name="Never"))
    for each in (never, other):
        await write_in_list(fake.desk, each)
        await look_at(fake.desk, f"member-{each.key}")
    assert [each.name for each in (await list_members(fake.desk, EVERYBODY)).members] == ["Acme"]


async def test_a_member_that_an_older_version_wrote_is_listed_when_written_again(
    fake: FakeDesk,
) -> None:
    await fake.rest()
    (row,) = await fake.store.rows(Table.DIRECTORY, "members", first="a", before="z")
    await fake.store.commit(Table.DIRECTORY, "members", [Remove(row.key, row.etag)])
    assert await names(fake) == []
    await put_member(fake.desk, ACME)
    assert await names(fake) == ["acme"]


async def page(fake: FakeDesk, after: str = "") -> MembersView:
    return await list_members(fake.desk, EVERYBODY, after)


async def test_ten_thousand_members_open_with_at_most_twelve_requests_a_page_at_a_time() -> None:
    fake = FakeDesk()
    for number in range(10_000):
        member = named(number)
        year = HandSubscription(product="planner", since=START - timedelta(days=30))
        facts = MemberFacts(key=member_key(fake.desk, member.id), member=member.but(subscriptions=(year,)))
        await write_in_list(fake.desk, facts)
    counted = CountingStore(fake.store)
    fake.wrapped_store = counted
    first = await page(fake)
    assert counted.counts.requests <= 12
    assert (len(first.members), first.count, first.more, first.next) == (200, 10_000, True, "m00199")
    second = await page(fake, first.next)
    assert [each.id for each in second.members] == [f"m{number:05}" for number in range(200, 400)]
    last = await page(fake, "m09899")
    assert (len(last.members), last.more, last.next) == (100, False, "")
