"""What each provider sends, in its documented shape, reaches the door through its bridge and means the same.

The events are made up. The desk's door, its signatures and its gate are the real ones.
"""

import csv
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from types import ModuleType
from typing import Any

import pytest

from shared import wiring
from shared.domain.members.member import Customer
from shared.domain.values.vendor import Product
from shared.usecases.members.put_member import put_member
from tests.fakes.desk import FakeDesk
from tests.triggers.billing.bridging import SAMPLES, bridges
from tests.triggers.calling import call
from tests.triggers.examples import ACME, STANDARD_SECRET

__all__ = ["bridges"]

type Bridges = Mapping[str, ModuleType]
NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
SOLD = ("prod_planner", "2001", "planner-SEK-monthly", "PLANNER")
CUSTOMERS = ("ctm_acme", "1001", "acme-at-chargebee", "77", "acme")


@pytest.fixture
async def desk(fake: FakeDesk) -> FakeDesk:
    """Acme is a customer of every provider, and each of them sells Planner."""
    fake.clock.instant = NOW
    fake.vendor = fake.vendor.but(products=(Product(id="planner", name="Planner", billing_ids=SOLD),))
    wiring.use_desk(fake.desk)
    customers = tuple(Customer(provider="standard", id=name) for name in CUSTOMERS)
    await put_member(fake.desk, ACME.but(customers=customers, subscriptions=()), read=("*",))
    return fake


def sample(name: str) -> Any:  # noqa: ANN401 - JSON is anything
    return json.loads((SAMPLES / f"{name}.json").read_text())


async def sent(bridges: Bridges, events: Iterable[tuple[str, dict[str, Any]]]) -> list[int]:
    """Sign and send what a bridge made, twice: what each answer was."""
    answers = []
    for event_id, event in list(events) * 2:
        body = json.dumps(event).encode()
        headers = bridges["hand_on"].signed(event_id, body, STANDARD_SECRET, int(NOW.timestamp()))
        answers.append((await call("POST", "/api/billing/standard", body, headers)).status)
    return answers


async def stands() -> tuple[str, str, bool, str | None]:
    """Product, the provider's word, whether Acme is covered now, and until when."""
    (state,) = (await call("GET", "/api/members/acme")).json["subscriptions"]
    return state["product"], state["status"], state["coverage"]["covered"], state["coverage"]["until"]


def changed(said: Any, where: str, **fields: object) -> bytes:  # noqa: ANN401 - JSON is anything
    """The sample's bytes, with these fields changed in the part at this path."""
    part = said
    for name in where.split("."):
        part = part[name]
    part.update(fields)
    return json.dumps(said).encode()


END, BEGIN = "2026-04-01T00:00:00Z", "2026-03-01T00:00:00Z"
CANCELS = {"action": "cancel", "effective_at": END, "resume_at": None}
GRACE = "2026-03-15T08:00:00.250000Z"
LEMON, BEE = "data.attributes", "content.subscription"
BY_PROVIDER = [
    ("paddle", "data", {}, "active", True, END),
    ("paddle", "data", {"status": "trialing"}, "trialing", True, END),
    ("paddle", "data", {"status": "past_due"}, "past_due", True, GRACE),
    ("paddle", "data", {"scheduled_change": CANCELS}, "cancelled", True, END),
    ("paddle", "data", {"status": "paused", "current_billing_period": None}, "paused", False, None),
    ("paddle", "data", {"status": "canceled", "current_billing_period": None}, "canceled", False, None),
    ("lemon_squeezy", LEMON, {}, "active", True, END),
    ("lemon_squeezy", LEMON, {"status": "on_trial", "trial_ends_at": END}, "on_trial", True, END),
    ("lemon_squeezy", LEMON, {"status": "past_due"}, "past_due", True, "2026-03-15T08:00:00Z"),
    ("lemon_squeezy", LEMON, {"status": "unpaid"}, "unpaid", False, None),
    ("lemon_squeezy", LEMON, {"status": "cancelled", "ends_at": END}, "cancelled", True, END),
    ("lemon_squeezy", LEMON, {"status": "expired", "ends_at": BEGIN}, "expired", False, None),
    ("lemon_squeezy", LEMON, {"status": "paused", "pause": {"mode": "void"}}, "paused", False, None),
    ("lemon_squeezy", LEMON, {"status": "paused", "pause": {"mode": "free"}}, "active", True, None),
    ("chargebee", BEE, {}, "active", True, END),
    ("chargebee", BEE, {"status": "in_trial", "trial_end": 1775001600}, "in_trial", True, END),
    ("chargebee", BEE, {"due_invoices_count": 1}, "past_due", True, "2026-03-15T08:00:00Z"),
    ("chargebee", BEE, {"status": "non_renewing"}, "non_renewing", True, END),
    ("chargebee", BEE, {"status": "cancelled"}, "cancelled", False, None),
    ("chargebee", BEE, {"status": "paused"}, "paused", False, None),
    ("chargebee", BEE, {"status": "transferred"}, "cancelled", False, None),
]  # fmt: skip


@pytest.mark.parametrize(("provider", "where", "fields", "word", "covered", "until"), BY_PROVIDER)
@pytest.mark.usefixtures("desk")
async def test_each_status_of_a_provider_covers_as_the_page_says_however_often_it_is_sent(
    bridges: Bridges, provider: str, where: str, fields: dict[str, object], word: str, *,
    covered: bool, until: str | None,
) -> None:  # fmt: skip
    body = changed(sample(provider), where, **fields)
    assert await sent(bridges, bridges[provider].events(body)) == [200, 200]
    assert await stands() == ("planner", word, covered, until)


async def test_what_begins_later_at_chargebee_covers_from_then(desk: FakeDesk, bridges: Bridges) -> None:
    body = changed(sample("chargebee"), "content.subscription", status="future", start_date=1775001600)
    assert await sent(bridges, bridges["chargebee"].events(body)) == [200, 200]
    assert (await stands())[1:3] == ("", False)
    desk.clock.instant = datetime(2026, 4, 1, tzinfo=UTC)
    assert (await stands())[1:3] == ("active", True)


PASSED_OVER = [
    ("paddle", {"event_type": "transaction.completed", "data": {}}),
    ("lemon_squeezy", {"data": {"type": "subscription-invoices", "attributes": {}}}),
    ("lemon_squeezy", {"data": {"type": "subscriptions", "attributes": {"test_mode": True}}}),
    ("chargebee", {"content": {"customer": {}}}),
]


@pytest.mark.parametrize(("provider", "said"), PASSED_OVER)
def test_what_is_of_no_subscription_and_what_is_a_test_is_passed_over(
    bridges: Bridges, provider: str, said: object
) -> None:
    assert list(bridges[provider].events(json.dumps(said).encode())) == []


INVOICES = [
    ("not due yet", {}, "active", True, "2027-03-01T00:00:00Z"),
    ("overdue", {"due": "2026-03-05"}, "past_due", True, "2026-03-20T00:00:00Z"),
    ("paid late", {"due": "2026-03-05", "paid": "2026-03-06"}, "active", True, "2027-03-01T00:00:00Z"),
    ("cancelled", {"cancelled": "yes"}, "cancelled", False, None),
    ("cancelled when overdue", {"due": "2026-03-05", "cancelled": "yes"}, "cancelled", False, None),
]


@pytest.mark.parametrize(("_of", "changes", "word", "covered", "until"), INVOICES)
@pytest.mark.usefixtures("desk")
async def test_an_invoice_by_hand_covers_its_period_and_overdue_the_grace_days(
    bridges: Bridges, _of: str, changes: dict[str, str], word: str, *, covered: bool, until: str | None
) -> None:
    (row,) = csv.DictReader((SAMPLES / "invoices.csv").read_text().splitlines())
    for day in (NOW - timedelta(days=8), NOW):
        events = bridges["invoices"].events({**row, **changes}, day.date())
        assert set(await sent(bridges, events)) == {200}
    assert await stands() == ("planner", word, covered, until)


AT_FORTNOX = [
    ({}, "active", True),
    ({"DueDate": "2026-03-05"}, "past_due", True),
    ({"DueDate": "2026-03-05", "Balance": 0, "FinalPayDate": "2026-03-09"}, "active", True),
    ({"Cancelled": True}, "cancelled", False),
    ({"CreditInvoiceReference": 1002, "Balance": 0}, "cancelled", False),
]


@pytest.mark.parametrize(("changes", "word", "covered"), AT_FORTNOX)
@pytest.mark.usefixtures("desk")
async def test_an_invoice_of_fortnox_is_read_as_one_by_hand(
    bridges: Bridges, changes: dict[str, object], word: str, *, covered: bool
) -> None:
    invoice = sample("fortnox")["Invoice"] | changes
    (row,) = bridges["fortnox"].rows(invoice)
    assert row["product"] == "PLANNER"
    assert set(await sent(bridges, bridges["invoices"].events(row, NOW.date()))) == {200}
    assert (await stands())[1:3] == (word, covered)


@pytest.mark.parametrize("changes", [{"InvoicePeriodStart": None}, {"Credit": "true"}])
def test_an_invoice_of_fortnox_without_a_period_and_a_credit_are_passed_over(
    bridges: Bridges, changes: dict[str, object]
) -> None:
    assert list(bridges["fortnox"].rows(sample("fortnox")["Invoice"] | changes)) == []
