"""Billing events come in, opened by a signature alone."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest

from shared.web.billing.signatures import sign_standard
from tests.examples.stripe_bodies import event, item, subscription
from tests.fakes.desk import START, FakeDesk
from tests.triggers.calling import JSON, call
from tests.triggers.examples import STANDARD_SECRET, STRIPE_SECRET

STANDARD, STRIPE = "/api/billing/standard", "/api/billing/stripe"


def stated(**changed: object) -> bytes:
    """A Standard Webhooks body about Acme's Ledger."""
    data = {
        "customer": "cus_1",
        "product": "prod_ledger",
        "subscription": "sub_1",
        "status": "active",
        "paid_until": (START + timedelta(days=30)).isoformat(),
    }
    whole = {"type": "subscription.updated", "timestamp": START.isoformat(), "data": data | changed}
    return json.dumps(whole).encode()


def standard(body: bytes, at: datetime = START, webhook_id: str = "msg_1") -> dict[str, str]:
    """The headers with which the provider sends it."""
    return JSON | sign_standard(body, webhook_id, STANDARD_SECRET, at)


def stripe(body: bytes, at: datetime = START) -> dict[str, str]:
    """The headers with which Stripe sends it."""
    seconds = int(at.timestamp())
    signature = hmac.new(STRIPE_SECRET.encode(), f"{seconds}.".encode() + body, hashlib.sha256).hexdigest()
    return JSON | {"Stripe-Signature": f"t={seconds},v1={signature}"}


async def acmes() -> dict[str, str]:
    """The state of each of Acme's subscriptions that a provider keeps, by product."""
    shown = (await call("GET", "/api/members/acme")).json["subscriptions"]
    return {each["product"]: each["status"] for each in shown if each["provider"] != "hand"}


@pytest.mark.usefixtures("fake")
async def test_a_signed_event_is_stored_and_its_subscription_covers() -> None:
    answer = await call("POST", STANDARD, stated(), standard(stated()))
    assert (answer.status, answer.body) == (200, b"")
    assert await acmes() == {"ledger": "active"}


@pytest.mark.usefixtures("fake")
async def test_an_event_sent_again_counts_once_and_an_older_one_overrides_nothing() -> None:
    newer = stated(status="cancelled", paid_until=None)
    older = stated().replace(START.isoformat().encode(), (START - timedelta(days=1)).isoformat().encode(), 1)
    for body, webhook_id in [(newer, "msg_2"), (newer, "msg_2"), (older, "msg_1")]:
        assert (await call("POST", STANDARD, body, standard(body, webhook_id=webhook_id))).status == 200
    assert await acmes() == {"ledger": "cancelled"}


@pytest.mark.parametrize(
    "body",
    [stated(customer="cus_nobody"), stated(product="prod_nobody"), b'{"type":"invoice.paid"}'],
    ids=["customer", "product", "type"],
)
@pytest.mark.usefixtures("fake")
async def test_a_signed_event_of_what_nobody_knows_is_stored(body: bytes) -> None:
    assert (await call("POST", STANDARD, body, standard(body))).status == 200


SIGNED = standard(stated())
ADDRESSES = [(STANDARD, stated(), SIGNED), (STRIPE, event(subscription()), stripe(event(subscription())))]


@pytest.mark.parametrize(("address", "body", "_signed"), ADDRESSES)
@pytest.mark.usefixtures("fake")
async def test_an_unsigned_event_is_401_and_called_so(
    address: str, body: bytes, _signed: Mapping[str, str]
) -> None:
    answer = await call("POST", address, body, JSON)
    assert (answer.status, answer.problem) == (401, "signature-missing")
    assert await acmes() == {}


@pytest.mark.parametrize(("address", "body", "signed"), ADDRESSES)
@pytest.mark.usefixtures("fake")
async def test_an_event_changed_after_it_was_signed_is_401(
    address: str, body: bytes, signed: Mapping[str, str]
) -> None:
    answer = await call("POST", address, body + b" ", signed)
    assert (answer.status, answer.problem) == (401, "not-authentic")
    assert await acmes() == {}


@pytest.mark.parametrize(("address", "body", "signed"), ADDRESSES)
@pytest.mark.parametrize(("minutes", "status"), [(-6, 401), (-5, 200), (5, 200), (6, 401)])
async def test_an_event_is_taken_up_to_300_seconds_from_when_it_was_signed(
    fake: FakeDesk, address: str, body: bytes, signed: Mapping[str, str], minutes: int, status: int
) -> None:
    fake.clock.instant += timedelta(minutes=minutes)
    answer = await call("POST", address, body, signed)
    assert answer.status == status
    assert status == 200 or answer.problem == "signature-too-old"


@pytest.mark.parametrize(
    "body", [b"{", b"[]", b'{"type": 7}', stated(status=None), stated(paid_until="soon")]
)
@pytest.mark.usefixtures("fake")
async def test_a_signed_event_that_cannot_be_read_is_400(body: bytes) -> None:
    answer = await call("POST", STANDARD, body, standard(body))
    assert (answer.status, answer.problem) == (400, "billing-body-malformed")


@pytest.mark.usefixtures("fake")
async def test_a_signed_event_that_cannot_be_read_is_told_which_field_is_wrong() -> None:
    body = stated(status=7, paid_until="soon")
    answer = await call("POST", STANDARD, body, standard(body))
    assert "data.status" in answer.json["detail"]
    assert "data.paid_until" in answer.json["detail"]
    told = {each["field"]: each["detail"] for each in answer.json["errors"]}
    assert told["data.status"] == "Send this field as text."
    assert told["data.paid_until"].startswith("Give a time with its offset")


@pytest.mark.usefixtures("fake")
async def test_why_an_event_was_refused_is_logged_and_nothing_of_what_it_says(
    caplog: pytest.LogCaptureFixture,
) -> None:
    await call("POST", STANDARD, stated(customer="cus_secret"), standard(stated()))
    body = stated(customer="cus_secret", status=7)
    await call("POST", STANDARD, body, standard(body))
    assert ["secret of this endpoint" in text or "data.status" in text for text in caplog.messages] == [
        True
    ] * 2
    assert "cus_secret" not in caplog.text


@pytest.mark.parametrize(("address", "_body", "signed"), ADDRESSES)
@pytest.mark.usefixtures("fake")
async def test_an_event_over_256_kib_is_413(address: str, _body: bytes, signed: Mapping[str, str]) -> None:
    answer = await call("POST", address, b" " * (256 * 1024 + 1), signed)
    assert (answer.status, answer.problem) == (413, "billing-body-too-large")


async def send_to_stripes(content: Mapping[str, Any], kind: str = "updated") -> int:
    body = event(content, kind)
    return (await call("POST", STRIPE, body, stripe(body))).status


@pytest.mark.usefixtures("fake")
async def test_a_stripe_event_speaks_of_every_product_of_its_subscription() -> None:
    assert await send_to_stripes(subscription(item("prod_planner"), item("prod_ledger"))) == 200
    assert await acmes() == {"planner": "active", "ledger": "active"}


@pytest.mark.usefixtures("fake")
async def test_a_stripe_event_of_what_nobody_knows_is_stored() -> None:
    assert await send_to_stripes(subscription(customer="cus_nobody")) == 200
    body = event({"object": "invoice", "id": "in_1"}, type="invoice.paid")
    assert (await call("POST", STRIPE, body, stripe(body))).status == 200


@pytest.mark.usefixtures("fake")
async def test_a_signed_stripe_event_that_cannot_be_read_is_400() -> None:
    body = event({"id": "sub_1"})
    answer = await call("POST", STRIPE, body, stripe(body))
    assert (answer.status, answer.problem) == (400, "billing-body-malformed")


@pytest.mark.parametrize(
    ("word", "language", "told"),
    [
        ("future", "en", "Send active for future"),
        ("future", "sv", "Skicka active för future"),
        ("unpaidoverdue", "en", "This word is about an invoice."),
        ("Transferred", "en", "Send cancelled for transferred"),
    ],
)
@pytest.mark.usefixtures("fake")
async def test_a_word_that_means_something_else_here_is_refused_with_what_to_send(
    word: str, language: str, told: str
) -> None:
    body = stated(status=word)
    answer = await call("POST", STANDARD, body, standard(body) | {"Accept-Language": language})
    assert (answer.status, answer.problem) == (400, "billing-body-malformed")
    assert [each["field"] for each in answer.json["errors"]] == ["data.status"]
    assert answer.json["errors"][0]["detail"].startswith(told)
    assert await acmes() == {}


@pytest.mark.usefixtures("fake")
async def test_non_renewing_without_an_end_is_refused_with_what_to_send() -> None:
    body = stated(status="non_renewing", paid_until=None)
    answer = await call("POST", STANDARD, body, standard(body))
    assert (answer.status, [each["field"] for each in answer.json["errors"]]) == (400, ["data.paid_until"])
    body = stated(status="non_renewing")
    assert (await call("POST", STANDARD, body, standard(body))).status == 200
    assert await acmes() == {"ledger": "non_renewing"}
