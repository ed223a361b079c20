"""A word for a status that the desk does not know: the old state holds, and people are told once."""

from datetime import timedelta
from itertools import permutations

import pytest

from shared.domain.members.billing import BillingEvent, Provider
from shared.domain.members.coverage import best_coverage
from shared.domain.members.member import Customer, Person
from shared.domain.values.gate_reason import GateReason
from shared.ports.store import StoreError, Table
from shared.usecases.members.put_member import put_member, read_member
from shared.usecases.members.record_billing_event import record_billing_event
from tests.examples.escalation_examples import ACME, vendor
from tests.fakes.desk import START, FakeDesk
from tests.fakes.one_fault import Fate, FaultyMailer, FaultyQueue, FaultyStore, Killed, OneFault

BILLED = ACME.model_copy(
    update={
        "owner": Person(address="owner@acme.example.org"),
        "customers": (Customer(provider="standard", id="cus_1"),),
        "subscriptions": (),
    }
)
BOTH = ["anna@example.com", "bo@example.com"]


def billed(
    number: int, status: str, product: str = "prod_planner", subscription: str = "sub_1"
) -> BillingEvent:
    """A statement of the provider, the later the greater its number."""
    return BillingEvent(
        provider=Provider.STANDARD,
        id=f"evt_{number}",
        at=START - timedelta(days=10 - number),
        type="subscription.updated",
        customer="cus_1",
        product=product,
        subscription=subscription,
        status=status,
        paid_until=START + timedelta(days=30),
    )


ACTIVE, ON_ICE, STILL_ON_ICE = billed(1, "active"), billed(2, "on_ice"), billed(3, "on_ice")


async def desk_of_billed() -> FakeDesk:
    """A desk at rest whose one member is billed."""
    fake = FakeDesk()
    await put_member(fake.desk, BILLED)
    await fake.rest()
    return fake


def recipients(fake: FakeDesk) -> list[str]:
    """Who was mailed, by address."""
    return sorted(mail.to.address for mail in fake.mailer.delivered)


async def test_everybody_on_duty_is_told_member_product_and_word() -> None:
    fake = await desk_of_billed()
    await record_billing_event(fake.desk, ACTIVE)
    await record_billing_event(fake.desk, ON_ICE)
    await fake.rest()
    assert recipients(fake) == BOTH
    english = fake.mailer.delivered[1]
    assert english.subject == "Unknown subscription status: Acme"
    for part in (english.text, english.html):
        assert all(word in part for word in ("Acme", "Planner", "on_ice"))


async def test_the_old_state_holds() -> None:
    fake = await desk_of_billed()
    for event in (ACTIVE, ON_ICE):
        await record_billing_event(fake.desk, event)
    facts = await read_member(fake.desk, "acme")
    assert best_coverage(facts.subscriptions, START, timedelta()).reason is GateReason.SUBSCRIBED


async def test_a_product_that_is_none_of_ours_is_told_as_the_provider_calls_it() -> None:
    fake = await desk_of_billed()
    await record_billing_event(fake.desk, billed(1, "on_ice", product="prod_other"))
    await fake.rest()
    assert "prod_other" in fake.mailer.delivered[0].text


async def test_in_any_order_and_repetition_a_word_is_told_once_for_a_subscription() -> None:
    for order in permutations((ACTIVE, ON_ICE, STILL_ON_ICE, ON_ICE)):
        fake = await desk_of_billed()
        for event in order:
            await record_billing_event(fake.desk, event)
        await fake.rest()
        assert recipients(fake) == BOTH
        assert await fake.advance(timedelta(hours=1)) == []


async def test_another_word_or_another_subscription_is_told_anew() -> None:
    fake = await desk_of_billed()
    for event in (ON_ICE, billed(4, "frozen"), billed(5, "on_ice", subscription="sub_2")):
        await record_billing_event(fake.desk, event)
    await fake.rest()
    assert recipients(fake) == sorted(BOTH * 3)


async def test_a_known_status_tells_nobody() -> None:
    fake = await desk_of_billed()
    for number, status in enumerate(("active", "Past Due", "canceled", "paused")):
        await record_billing_event(fake.desk, billed(number, status))
    await fake.rest()
    assert recipients(fake) == []


async def test_an_event_that_waited_for_its_member_is_told_of_when_it_is_adopted() -> None:
    fake = FakeDesk()
    await record_billing_event(fake.desk, ON_ICE)
    await fake.rest()
    assert recipients(fake) == []
    await put_member(fake.desk, BILLED)
    await fake.rest()
    assert recipients(fake) == BOTH


async def test_where_nobody_is_on_duty_the_fallback_address_is_told() -> None:
    fake = await desk_of_billed()
    fake.vendor = vendor(absent=("anna", "bo"))
    await record_billing_event(fake.desk, ON_ICE)
    await fake.rest()
    assert recipients(fake) == ["desk@example.com"]


@pytest.mark.parametrize("fate", Fate)
async def test_whatever_is_interrupted_everybody_is_told_once(fate: Fate) -> None:
    """The provider sends the event again where it got no answer."""
    for number in range(1, await _calls() + 1):
        fake = await desk_of_billed()
        fault = OneFault(number=number, fate=fate)
        mailer = await _interrupted(fake, fault)
        assert fault.happened
        assert recipients(fake) == BOTH, number
        assert mailer.handed_over.total() <= len(BOTH) + 1
        notices = [text for (table, _, _), text in fake.store.everything().items() if table is Table.NEWS]
        assert all('"state":"sent"' in text for text in notices)


async def _calls() -> int:
    fault = OneFault(number=0, fate=Fate.KILLED_BEFORE)
    await _interrupted(await desk_of_billed(), fault)
    return fault.calls


async def _interrupted(fake: FakeDesk, fault: OneFault) -> FaultyMailer:
    mailer = FaultyMailer(fake.mailer, fault)
    fake.wrapped_store = FaultyStore(fake.store, fault)
    fake.wrapped_queue = FaultyQueue(fake.queue, fault)
    fake.wrapped_mailer = mailer
    try:
        await record_billing_event(fake.desk, ON_ICE)
    except (Killed, StoreError):
        await record_billing_event(fake.desk, ON_ICE)
    try:
        await fake.rest()
    except (Killed, StoreError):
        fake.queue.take()
    fake.wrapped_store = fake.wrapped_queue = None
    fake.wrapped_mailer = FaultyMailer(fake.mailer, OneFault(0, fate=fault.fate), mailer.handed_over)
    await fake.advance(timedelta(minutes=30))
    return mailer
