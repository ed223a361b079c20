"""Billing customers that no member claims: everybody at the desk reads them, the owner gives them away."""

from datetime import timedelta

import pytest

from shared.domain.members.billing import BillingEvent, Provider
from shared.domain.members.member import Customer
from shared.usecases.members.put_member import put_member, read_member
from shared.usecases.members.record_billing_event import record_billing_event
from tests.examples.member_links import forms_in
from tests.fakes.desk import START, FakeDesk
from tests.triggers.calling import Answer, call
from tests.triggers.desk.signing_in import ANNA, BO, OLGA, look, said_at_fields, send
from tests.triggers.examples import ACME

PAGE = "/desk/members/unclaimed"


@pytest.fixture
async def waiting(fake: FakeDesk) -> FakeDesk:
    """Stripe has told of a customer that nobody claims."""
    event = BillingEvent(
        provider=Provider.STRIPE,
        id="e1",
        at=START - timedelta(days=1),
        type="customer.subscription.created",
        customer="cus <9>",
        product="prod_ledger",
        subscription="s1",
        status="active",
    )
    await record_billing_event(fake.desk, event)
    await fake.rest()
    return fake


async def give(listed: bool = True, **typed: str) -> Answer:  # noqa: FBT001, FBT002 - which of the forms
    """Fill in a form of Olga's page, and send it."""
    forms = [each for _, each in forms_in((await look(PAGE, OLGA)).text)]
    (hidden,) = (each for each in forms if ("about" in each) is listed)
    unescaped = {name: value.replace("&lt;", "<").replace("&gt;", ">") for name, value in hidden.items()}
    return await send(PAGE, unescaped | typed, OLGA)


@pytest.mark.usefixtures("waiting")
async def test_supporters_read_what_waits_and_have_no_form() -> None:
    page = (await look(PAGE, BO)).text
    for shown in ("cus &lt;9&gt;", "Ledger", "customer.subscription.created", "Events: 1."):
        assert shown in page
    assert forms_in(page) == []
    assert "Betalningar utan kund" in (await look(PAGE, ANNA)).text


async def test_the_owner_gives_it_to_a_member_with_all_that_was_heard(waiting: FakeDesk) -> None:
    answer = await give(member="acme")
    assert (answer.status, answer.headers["Location"]) == (303, f"{PAGE}?done=claim&language=sv")
    await waiting.rest()
    facts = await read_member(waiting.desk, "acme")
    assert Customer(provider="stripe", id="cus <9>") in facts.member.customers
    assert "prod_ledger" in {each.product for each in facts.subscriptions}
    page = (await look(answer.headers["Location"], OLGA)).text
    assert "Betalkontot hör nu till kunden." in page
    assert "Varje betalning hör till en kund." in page
    listed = (await call("GET", "/api/audit")).json["entries"]
    entry = next(each for each in listed if each["what"] == "desk_claim")
    assert entry["about"]["member"] == ["acme"]


async def test_a_supporter_is_refused_and_nothing_is_given(waiting: FakeDesk) -> None:
    before = waiting.store.everything()
    typed = {"act": "claim", "token": "", "provider": "stripe", "customer": "cus <9>", "member": "acme"}
    assert (await send(PAGE, typed, BO)).status == 403
    assert waiting.store.everything() == before


@pytest.mark.usefixtures("waiting")
@pytest.mark.parametrize(
    ("member", "status", "said"),
    [("", 422, "Fyll i fältet."), ("nobody", 404, "Det finns ingen kund med det id:t.")],
)
async def test_a_member_that_is_not_there_is_said_at_the_field(member: str, status: int, said: str) -> None:
    answer = await give(member=member)
    assert answer.status == status
    (field,) = said_at_fields(answer.text)
    assert field.endswith("-member")
    assert said in said_at_fields(answer.text)[field]


async def test_one_that_another_member_has_is_moved_only_where_that_is_ticked(waiting: FakeDesk) -> None:
    await put_member(waiting.desk, ACME.but(id="beta", name="Beta", customers=(), domains=()))
    await waiting.rest()
    waiting.clock.instant += timedelta(minutes=10)
    typed = {"provider": "standard", "customer": "cus_1", "member": "beta"}
    answer = await give(listed=False, **typed)
    assert answer.status == 409
    assert said_at_fields(answer.text) == {"claim-customer": "Det hör till acme."}
    assert (await give(listed=False, **typed, move="true")).status == 303
    await waiting.rest()
    assert (
        Customer(provider="standard", id="cus_1")
        in (await read_member(waiting.desk, "beta")).member.customers
    )
    kept = (await read_member(waiting.desk, "acme")).member.customers
    assert kept == (Customer(provider="stripe", id="cus_1"),)


async def test_a_member_claims_no_more_than_it_may(waiting: FakeDesk) -> None:
    many = tuple(Customer(provider="standard", id=f"many_{each}") for each in range(20))
    await put_member(waiting.desk, ACME.but(customers=many))
    answer = await give(member="acme")
    assert answer.status == 409
    assert "så många betalkonton som går" in answer.text
    assert (await read_member(waiting.desk, "acme")).member.customers == many
