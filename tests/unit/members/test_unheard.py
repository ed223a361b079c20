"""What a billing provider says and counts for nobody: kept, and told once, an hour's in one mail."""

from collections.abc import Sequence

import pytest

from shared.domain.members.billing import HeardEvent, OtherEvent, Provider
from shared.ports.mailer import Mail
from shared.ports.store import StoreError
from shared.usecases.members.put_member import put_member
from shared.usecases.members.record_billing_event import record_billing_event
from shared.web.billing.billing_bodies import read_stripe
from tests.examples.billing_stories import told
from tests.examples.contract_story import HOUR
from tests.examples.stripe_bodies import event, item, subscription
from tests.fakes.desk import FakeDesk
from tests.fakes.one_fault import Fate, FaultyStore, Killed, OneFault
from tests.unit.members.test_customers_moved import ACME

UNKNOWN = told("active").model_copy(update={"customer": "cus_nobody"})


def stripes(body: bytes) -> Sequence[HeardEvent]:
    heard = read_stripe(body)
    return heard if isinstance(heard, tuple) else (heard,)


def other(kind: str, number: int = 1) -> OtherEvent:
    return OtherEvent(provider=Provider.STANDARD, id=f"o_{number}", type=kind, customer="cus_1", raw="{}")


async def heard(fake: FakeDesk, *events: HeardEvent) -> list[Mail]:
    """The mails within two hours of these."""
    for each in events:
        await record_billing_event(fake.desk, each)
    return await fake.advance(2 * HOUR)


@pytest.fixture
async def fake() -> FakeDesk:
    """Acme claims the customer cus_1 of Standard Webhooks."""
    made = FakeDesk()
    await put_member(made.desk, ACME)
    await made.rest()
    return made


QUANTITY_0 = event(subscription(item("prod_planner", quantity=0), customer="cus_q"))
TEST_MODE = event(subscription(item("prod_planner"), customer="cus_t"), livemode=False)


@pytest.mark.parametrize(
    ("events", "words"),
    [
        ((UNKNOWN,), ("cus_nobody", "ingen av våra kunder")),
        ((told("active", product="prod_x"),), ("cus_1", "prod_x", "ingen inställning")),
        ((other("subscription.cancelled"),), ("cus_1", "subscription.cancelled")),
        ((other("v1.customer.subscription.updated"),), ("v1.customer.subscription.updated",)),
        (stripes(QUANTITY_0), ("cus_q", "prod_planner", "antalet i prenumerationen är 0")),
        (stripes(TEST_MODE), ("cus_t", "testläge")),
    ],
)
async def test_it_is_told_to_the_fallback_address_with_what_to_do(
    fake: FakeDesk, events: Sequence[HeardEvent], words: Sequence[str]
) -> None:
    (mail,) = await heard(fake, *events)
    assert mail.to.address == "desk@example.com"
    for part in (mail.text, mail.html):
        assert [word for word in words if word not in part] == []


async def test_it_is_told_once_a_customer_and_reason_however_often_it_is_said(fake: FakeDesk) -> None:
    later = UNKNOWN.model_copy(update={"id": "evt_2"})
    (mail,) = await heard(fake, UNKNOWN, UNKNOWN, later)
    assert mail.text.count("cus_nobody") == 1
    assert await heard(fake, later, UNKNOWN.model_copy(update={"id": "evt_3"})) == []


async def test_all_of_an_hour_is_one_mail_and_the_next_hours_another(fake: FakeDesk) -> None:
    another = UNKNOWN.model_copy(update={"customer": "cus_other"})
    (mail,) = await heard(fake, UNKNOWN, another, other("subscription.deleted"))
    assert all(word in mail.text for word in ("cus_nobody", "cus_other", "subscription.deleted"))
    (mail,) = await heard(fake, UNKNOWN.model_copy(update={"customer": "cus_late"}))
    assert "cus_nobody" not in mail.text


@pytest.mark.parametrize(
    "silent",
    [
        told("active"),
        UNKNOWN.model_copy(update={"status": "cancelled"}),
        other("invoice.paid"),
        other("subscription_schedule.updated"),
    ],
)
async def test_what_is_as_it_should_be_or_costs_nobody_anything_is_not_told(
    fake: FakeDesk, silent: HeardEvent
) -> None:
    assert await heard(fake, silent) == []


async def test_a_hundred_customers_and_more_are_told_in_further_mails(fake: FakeDesk) -> None:
    for number in range(130):
        many = {"customer": f"cus_x{number}", "id": f"e{number}"}
        await record_billing_event(fake.desk, UNKNOWN.model_copy(update=many))
    mails = await fake.advance(3 * HOUR)
    assert [mail.text.count("cus_") for mail in mails] == [100, 30]


@pytest.mark.parametrize("fate", Fate)
async def test_interrupted_at_any_call_it_is_told_once(fate: Fate) -> None:
    """The provider sends the event again where it got no answer, also in another hour."""
    for wait in (HOUR / 4, 2 * HOUR):
        for number in range(1, 20):
            fake = FakeDesk()
            fake.wrapped_store = FaultyStore(fake.store, OneFault(number=number, fate=fate))
            try:
                await record_billing_event(fake.desk, UNKNOWN)
            except (StoreError, Killed):
                fake.wrapped_store = None
                await fake.advance(wait)
            fake.wrapped_store = None
            await record_billing_event(fake.desk, UNKNOWN)
            await fake.advance(3 * HOUR)
            assert sum("cus_nobody" in mail.text for mail in fake.mailer.delivered) == 1, number
