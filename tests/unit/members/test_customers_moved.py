"""A billing customer is claimed by one member; moved, its history counts for the one that claims it now."""

from contextlib import suppress
from datetime import timedelta

import pytest

from shared.domain.members.billing import BillingEvent
from shared.domain.members.member import Customer, Member, Person
from shared.domain.members.member_errors import CustomerClaimed
from shared.domain.refusals.errors import MemberUnknown
from shared.ports.store import StoreError
from shared.usecases.members.customer_claims import take_claims
from shared.usecases.members.put_member import put_member, read_member
from shared.usecases.members.record_billing_event import record_billing_event
from tests.examples.billing_stories import told
from tests.examples.contract_story import DAY, HOUR, Story
from tests.fakes.desk import START, FakeDesk
from tests.fakes.one_fault import Fate, FaultyStore, Killed, OneFault
from tests.faults.faulty import InterruptedProcess, desk_of

CUSTOMER = Customer(provider="standard", id="cus_1")


def member(name: str, *customers: Customer) -> Member:
    return Member(
        id=name,
        name=name.title(),
        owner=Person(address=f"owner@{name}.example.org"),
        domains=(f"{name}.example.org",),
        customers=customers,
    )


ACME, BOLT = member("acme", CUSTOMER), member("bolt", CUSTOMER)


def said(status: str, days: int, number: int) -> BillingEvent:
    """The provider's word, in force some days from the start of the story."""
    return told(status, number=number).model_copy(update={"at": START + days * DAY})


async def written(fake: FakeDesk, each: Member, *, move: bool = False) -> None:
    await put_member(fake.desk, each, move=move)
    await fake.rest()


async def subscriptions(fake: FakeDesk) -> tuple[int, int]:
    """How many subscriptions each of the two has."""
    acme, bolt = [(await read_member(fake.desk, name)).subscriptions for name in ("acme", "bolt")]
    return len(acme), len(bolt)


@pytest.fixture
async def fake() -> FakeDesk:
    """Acme is billed and active; Bolt is a member without a customer."""
    made = FakeDesk()
    await written(made, ACME)
    await written(made, member("bolt"))
    await record_billing_event(made.desk, said("active", -5, 1))
    await made.rest()
    return made


async def test_a_customer_that_another_member_claims_is_refused_with_its_name(fake: FakeDesk) -> None:
    with pytest.raises(CustomerClaimed) as refused:
        await put_member(fake.desk, BOLT)
    assert refused.value.claimers == {"customers.0.id": "acme"}
    assert await subscriptions(fake) == (1, 0)


async def test_a_member_whose_claim_is_refused_stays_as_it_was(fake: FakeDesk) -> None:
    with pytest.raises(CustomerClaimed):
        await put_member(fake.desk, BOLT)
    assert (await read_member(fake.desk, "bolt")).member.customers == ()


async def test_moved_its_history_counts_for_the_new_member_and_for_no_other(fake: FakeDesk) -> None:
    await written(fake, BOLT, move=True)
    assert await subscriptions(fake) == (0, 1)
    assert (await read_member(fake.desk, "acme")).member.customers == ()


async def test_late_events_go_to_the_new_member(fake: FakeDesk) -> None:
    await written(fake, BOLT, move=True)
    await record_billing_event(fake.desk, said("cancelled", -1, 2))
    (history,) = (await read_member(fake.desk, "bolt")).subscriptions
    assert [state.status for state in history.states] == ["active", "cancelled"]


async def test_moved_there_and_back_everything_counts_where_it_is(fake: FakeDesk) -> None:
    await written(fake, BOLT, move=True)
    await record_billing_event(fake.desk, said("past_due", -1, 2))
    await written(fake, ACME, move=True)
    (history,) = (await read_member(fake.desk, "acme")).subscriptions
    assert [state.status for state in history.states] == ["active", "past_due"]
    assert await subscriptions(fake) == (1, 0)


async def test_let_go_and_claimed_by_another_the_history_goes_with_it(fake: FakeDesk) -> None:
    await written(fake, member("acme"))
    assert await subscriptions(fake) == (0, 0)
    await written(fake, BOLT)
    assert await subscriptions(fake) == (0, 1)


async def test_the_one_that_lost_it_cannot_take_it_back_unasked(fake: FakeDesk) -> None:
    await written(fake, BOLT, move=True)
    with pytest.raises(CustomerClaimed):
        await put_member(fake.desk, ACME)
    assert await subscriptions(fake) == (0, 1)


async def test_what_waits_is_asked_for_at_the_new_member_and_covered_no_more_at_the_old() -> None:
    story = Story()
    fake = story.fake
    await written(fake, ACME)
    await written(fake, member("bolt"))
    await record_billing_event(fake.desk, said("active", -5, 1))
    waiting = await story.ask(email="eva@bolt.example.org")
    assert (await story.turn(waiting)).covered is False
    await written(fake, BOLT, move=True)
    assert (await story.turn(waiting)).covered is True
    assert (await story.turn(await story.ask(email="eva@acme.example.org"))).covered is False


@pytest.mark.parametrize("fate", Fate)
@pytest.mark.parametrize("again", [True, False])
async def test_interrupted_at_any_call_a_move_is_whole_or_was_never_begun(fate: Fate, *, again: bool) -> None:
    """Whether the caller sends it again or not, and an event that comes meanwhile is not lost."""
    for number in range(1, 60):
        fake = FakeDesk()
        for each in (ACME, member("bolt")):
            await written(fake, each)
        await record_billing_event(fake.desk, said("active", -5, 1))
        await fake.advance(HOUR)
        fault = OneFault(number=number, fate=fate)
        fake.wrapped_store = FaultyStore(fake.store, fault)
        with suppress(StoreError, Killed):
            await put_member(fake.desk, BOLT, move=True)
        fake.wrapped_store = None
        await record_billing_event(fake.desk, said("cancelled", -1, 2))
        if again:
            await put_member(fake.desk, BOLT, move=True)
        await fake.advance(HOUR / 2)
        owners = [name for name in ("acme", "bolt") if (await read_member(fake.desk, name)).subscriptions]
        assert owners == ["bolt"] if again else len(owners) == 1, number
        (history,) = (await read_member(fake.desk, owners[0])).subscriptions
        assert [state.status for state in history.states] == ["active", "cancelled"], number
        if not fault.happened:
            break
    else:
        pytest.fail("the move takes more calls than are tried")


async def test_a_claim_whose_member_was_never_written_is_free_after_some_minutes() -> None:
    fake = FakeDesk()
    await take_claims(fake.desk, ACME, move=False)
    with pytest.raises(CustomerClaimed):
        await put_member(fake.desk, BOLT)
    fake.clock.instant += timedelta(minutes=2)
    await written(fake, BOLT)
    await record_billing_event(fake.desk, said("active", -5, 1))
    assert len((await read_member(fake.desk, "bolt")).subscriptions) == 1


async def test_of_two_that_claim_a_customer_in_between_each_other_one_is_refused() -> None:
    """Neither had claimed it when both looked."""
    for number in range(1, 20):
        fake = FakeDesk()

        async def meanwhile(desk: FakeDesk = fake) -> None:
            with suppress(CustomerClaimed):
                await put_member(desk.desk, BOLT)

        process = InterruptedProcess(number, meanwhile)
        with suppress(CustomerClaimed):
            await put_member(desk_of(process, fake.desk), ACME)
        await fake.advance(HOUR / 2)
        names = [name for name in ("acme", "bolt") if await _claims(fake, name)]
        assert len(names) == 1, number


async def _claims(fake: FakeDesk, name: str) -> bool:
    try:
        return (await read_member(fake.desk, name)).member.customers == (CUSTOMER,)
    except MemberUnknown:
        return False
