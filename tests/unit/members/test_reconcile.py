"""A provider's list against what the desk has heard: equal, repaired, kept, or missing at the provider."""

from datetime import timedelta

import pytest
from pydantic import ValidationError

from shared.domain.members.billing import BillingEvent
from shared.domain.members.member import Customer
from shared.domain.members.reconciling import ListedSubscription, ProvidersList
from shared.domain.refusals.errors import InstantInFuture
from shared.domain.values.intake import Submission
from shared.usecases.members.put_member import put_member, read_member
from shared.usecases.members.reconcile_billing import Outcome, ReconciledView, reconcile_billing
from shared.usecases.members.record_billing_event import record_billing_event
from shared.usecases.messages.open_ticket import Request, open_ticket
from shared.usecases.records.ticket_rows import load_ticket
from tests.examples.escalation_examples import ACME
from tests.examples.reconcile_examples import PAID_UNTIL, listed, listing, said
from tests.fakes.desk import START, FakeDesk

BILLED = ACME.model_copy(
    update={"customers": (Customer(provider="standard", id="cus_1"),), "subscriptions": ()}
)


async def desk_that_heard(*events: BillingEvent) -> FakeDesk:
    """A desk whose one member is billed, and what its provider has said."""
    fake = FakeDesk()
    await put_member(fake.desk, BILLED)
    for event in events:
        await record_billing_event(fake.desk, event)
    await fake.rest()
    return fake


async def reconciled(fake: FakeDesk, given: ProvidersList, *, dry_run: bool = False) -> ReconciledView:
    """What came of the list."""
    return await reconcile_billing(fake.desk, given, dry_run=dry_run)


def outcomes(view: ReconciledView) -> list[Outcome]:
    """The outcome of each line."""
    return [line.outcome for line in view.lines]


async def status_in_force(fake: FakeDesk) -> str:
    """What the member's one provider subscription is in."""
    (history,) = (await read_member(fake.desk, "acme")).subscriptions
    return history.states_at(fake.clock.now())[-1].status


async def test_what_was_said_last_is_equal_and_changes_nothing() -> None:
    fake = await desk_that_heard(said("active"))
    before = fake.store.everything()
    assert outcomes(await reconciled(fake, listing(listed()))) == [Outcome.EQUAL]
    assert fake.store.everything() == before


async def test_the_providers_spelling_of_a_known_status_makes_no_difference() -> None:
    fake = await desk_that_heard(said("canceled"))
    assert outcomes(await reconciled(fake, listing(listed("Cancelled")))) == [Outcome.EQUAL]


@pytest.mark.parametrize(
    "line",
    [listed("cancelled"), listed(paid_until=PAID_UNTIL + timedelta(days=365)), listed(paid_until=None)],
)
async def test_what_differs_is_repaired_and_equal_from_then_on(line: ListedSubscription) -> None:
    fake = await desk_that_heard(said("active"))
    first = await reconciled(fake, listing(line))
    again = await reconciled(fake, listing(line))
    assert (outcomes(first), outcomes(again)) == ([Outcome.REPAIRED], [Outcome.EQUAL])
    assert (first.lines[0].desk_status, first.lines[0].status) == ("active", line.status)
    assert await status_in_force(fake) == line.status


async def test_a_subscription_that_no_event_ever_named_is_repaired() -> None:
    fake = await desk_that_heard()
    (line,) = (await reconciled(fake, listing(listed()))).lines
    assert (line.outcome, line.desk_status, line.member) == (Outcome.REPAIRED, "", "acme")
    assert await status_in_force(fake) == "active"


async def test_a_dry_run_tells_what_differs_and_writes_nothing() -> None:
    fake = await desk_that_heard(said("active"))
    before = fake.store.everything()
    lines = (listed("past_due"), listed(customer="cus_nobody"))
    view = await reconciled(fake, listing(*lines), dry_run=True)
    assert (view.dry_run, view.differs, view.unknown_customer) == (True, 1, 1)
    assert fake.store.everything() == before


async def test_lines_are_answered_in_the_order_of_the_list() -> None:
    fake = await desk_that_heard(said("active"))
    lines = [
        listed(customer="cus_nobody"),
        listed(subscription="sub_2"),
        listed(),
        listed(product="prod_other"),
    ]
    view = await reconciled(fake, listing(*lines))
    assert [(each.customer, each.product, each.subscription) for each in view.lines] == [
        each.name for each in lines
    ]
    assert (view.equal, view.repaired, view.unknown_customer) == (1, 2, 1)


async def test_an_unknown_customer_is_kept_once_until_a_member_claims_it() -> None:
    fake = FakeDesk()
    assert outcomes(await reconciled(fake, listing(listed()))) == [Outcome.UNKNOWN_CUSTOMER]
    kept = fake.store.everything()
    fake.clock.instant += timedelta(days=1)
    assert outcomes(await reconciled(fake, listing(listed()))) == [Outcome.UNKNOWN_CUSTOMER]
    assert fake.store.everything() == kept
    await put_member(fake.desk, BILLED)
    await fake.rest()
    assert await status_in_force(fake) == "active"


async def test_what_is_missing_at_the_provider_is_reported_and_not_changed() -> None:
    fake = await desk_that_heard(said("active"), said("cancelled", subscription="sub_over"))
    before = fake.store.everything()
    view = await reconciled(fake, listing(complete=True))
    (line,) = view.lines
    assert (line.outcome, line.member, line.subscription) == (Outcome.MISSING_AT_PROVIDER, "acme", "sub_1")
    assert (line.status, line.desk_status) == ("", "active")
    assert fake.store.everything() == before
    assert (await reconciled(fake, listing())).lines == ()


async def test_another_providers_and_hand_kept_subscriptions_are_not_missing() -> None:
    fake = await desk_that_heard()
    await put_member(fake.desk, ACME.model_copy(update={"customers": BILLED.customers}))
    await record_billing_event(fake.desk, said("active"))
    view = await reconciled(fake, listing(complete=True, provider="stripe"))
    assert view.lines == ()


async def test_an_event_that_came_after_the_list_was_taken_holds() -> None:
    taken = START - timedelta(hours=1)
    fake = await desk_that_heard(said("past_due", START - timedelta(days=2)), said("active", START))
    view = await reconciled(fake, listing(listed("unpaid"), as_of=taken))
    assert (outcomes(view), view.as_of) == ([Outcome.REPAIRED], taken)
    assert await status_in_force(fake) == "active"


async def test_the_same_list_as_of_the_same_instant_is_recorded_once() -> None:
    """However late it is sent again, and whatever was said meanwhile."""
    fake = await desk_that_heard(said("past_due", START - timedelta(days=2)))
    given = listing(listed("unpaid"), as_of=START - timedelta(hours=1))
    await reconciled(fake, given)
    fake.clock.instant += timedelta(hours=1)
    once = fake.store.everything()
    await reconciled(fake, given)
    assert fake.store.everything() == once


async def test_a_list_of_an_instant_to_come_is_refused() -> None:
    fake = await desk_that_heard()
    with pytest.raises(InstantInFuture):
        await reconciled(fake, listing(listed(), as_of=START + timedelta(seconds=1)))


async def test_a_repair_opens_the_gate_for_what_waits() -> None:
    fake = await desk_that_heard(said("cancelled", paid_until=None))
    told = {"email": "eva@acme.example.org", "product": "Planner", "kind": "error", "message": "It stops."}
    request = Request(submission=Submission.model_validate(told), channel="form", key="k1")
    ticket = (await open_ticket(fake.desk, request)).state
    assert not ticket.turns[0].covered
    await reconciled(fake, listing(listed()))
    await fake.rest()
    opened = await load_ticket(fake.store, ticket.id)
    assert opened is not None
    assert opened.header.state.turns[0].covered


async def test_a_word_that_the_desk_does_not_know_is_told_to_supporters_once() -> None:
    fake = await desk_that_heard(said("active"))
    for _ in range(2):
        await reconciled(fake, listing(listed("on_ice")))
        await fake.rest()
    assert [mail.to.address for mail in fake.mailer.delivered] == ["anna@example.com", "bo@example.com"]
    assert await status_in_force(fake) == "active"


def test_a_subscription_that_is_listed_twice_is_refused() -> None:
    with pytest.raises(ValidationError, match="List each subscription to a product once only"):
        listing(listed(), listed("cancelled"))


async def test_what_a_stronger_event_of_the_same_second_holds_is_not_told_as_repaired() -> None:
    taken = START - timedelta(hours=1)
    fake = await desk_that_heard(said("cancelled", taken, paid_until=None))
    for _ in range(2):
        assert outcomes(await reconciled(fake, listing(listed("active"), as_of=taken))) == [Outcome.DIFFERS]
    assert await status_in_force(fake) == "cancelled"
