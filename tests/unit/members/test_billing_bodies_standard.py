"""From a verified Standard Webhooks body to a billing event, or to another event that is kept as it came."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.members.billing import LATEST, BillingEvent, OtherEvent, Provider
from shared.web.billing.billing_bodies import BillingBodyMalformed, read_standard

AT = datetime(2026, 3, 1, 9, 0, 0, 250_000, tzinfo=UTC)


def body(**changed: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON is anything
    data = {
        "customer": "cus_1",
        "product": "prod_1",
        "subscription": "sub_1",
        "status": "active",
        "paid_until": "2026-04-01T00:00:00+02:00",
    } | changed
    return {"type": "subscription.updated", "timestamp": "2026-03-01T09:00:00.25Z", "data": data}


def read(content: object) -> BillingEvent | OtherEvent:
    return read_standard(json.dumps(content).encode(), "msg_1")


def without(field: str) -> dict[str, Any]:
    whole = body()
    del whole["data"][field]
    return whole


def test_an_update_becomes_a_billing_event_in_utc() -> None:
    assert read(body()) == BillingEvent(
        provider=Provider.STANDARD,
        id="msg_1",
        at=AT,
        type="subscription.updated",
        customer="cus_1",
        product="prod_1",
        subscription="sub_1",
        status="active",
        paid_until=datetime(2026, 3, 31, 22, 0, tzinfo=UTC),
    )


@pytest.mark.parametrize("content", [without("paid_until"), body(paid_until=None)])
def test_the_paid_period_may_be_left_out(content: dict[str, Any]) -> None:
    event = read(content)
    assert isinstance(event, BillingEvent)
    assert event.paid_until is None


@pytest.mark.parametrize("text", ["9999-12-31T23:59:59Z", "9999-12-31T23:59:59.999999-12:00"])
def test_paid_for_ever_is_the_latest_instant_we_reckon_with(text: str) -> None:
    event = read(body(paid_until=text))
    assert isinstance(event, BillingEvent)
    assert event.paid_until == LATEST


def test_personal_data_and_amounts_are_not_taken_over() -> None:
    event = read(body(email="anna@example.com", amount=1200, name="Anna"))
    assert not any(word in repr(event) for word in ("anna", "Anna", "1200"))


def test_a_status_we_do_not_know_is_taken_over_as_it_is() -> None:
    event = read(body(status="Hibernating"))
    assert isinstance(event, BillingEvent)
    assert event.status == "Hibernating"


@pytest.mark.parametrize(
    ("data", "customer"),
    [
        ({"customer": "cus_1", "amount": 5}, "cus_1"),
        ({"customer": 7}, None),
        ({}, None),
        ([1], None),
        (None, None),
    ],
)
def test_another_type_is_kept_with_its_customer_where_it_names_one(
    data: object, customer: str | None
) -> None:
    content = {"type": "invoice.paid", "timestamp": "2026-03-01T09:00:00.25Z", "data": data}
    event = read(content)
    assert event == OtherEvent(
        provider=Provider.STANDARD,
        id="msg_1",
        at=AT,
        type="invoice.paid",
        customer=customer,
        raw=json.dumps(content),
    )
    assert "invoice.paid" in repr(event)
    assert "amount" not in repr(event)


@pytest.mark.parametrize("timestamp", [None, "yesterday", 1_772_355_600, "2026-03-01T09:00:00"])
def test_another_type_is_kept_even_without_a_readable_instant(timestamp: object) -> None:
    event = read({"type": "invoice.paid", "timestamp": timestamp})
    assert isinstance(event, OtherEvent)
    assert event.at is None


@pytest.mark.parametrize("field", ["customer", "product", "subscription", "status"])
@pytest.mark.parametrize("value", [None, "", 5, True, ["x"], {"id": "x"}, "x" * 256, "a\nb", "a\x00"])
def test_a_field_of_another_kind_is_refused_by_name_without_its_value(field: str, value: object) -> None:
    with pytest.raises(BillingBodyMalformed, match=f"data.{field}: ") as refused:
        read(body(**{field: value}))
    assert "xxx" not in str(refused.value)


@pytest.mark.parametrize("field", ["customer", "product", "subscription", "status"])
def test_a_field_that_is_missing_is_named(field: str) -> None:
    with pytest.raises(BillingBodyMalformed, match=f"data.{field}: "):
        read(without(field))


@pytest.mark.parametrize(
    "instant",
    [
        "", "soon", "2026-03-01", "2026-03-01T09:00:00", 1_772_355_600, 1.5, True,
        "0001-01-01T00:00:00+14:00",
        "1969-12-31T23:59:59Z", "2026-02-30T00:00:00Z", "2026-03-01T09:00:00+99:00", "9" * 5000,
        "10000-01-01T00:00Z",
    ],
)  # fmt: skip
def test_an_instant_without_offset_or_sense_is_refused(instant: object) -> None:
    with pytest.raises(BillingBodyMalformed, match="timestamp: Give a time with its offset"):
        read(body() | {"timestamp": instant})
    with pytest.raises(BillingBodyMalformed, match=r"data\.paid_until: Give a time with its offset"):
        read(body(paid_until=instant))


@pytest.mark.parametrize(
    "raw",
    [
        b"", b" ", b"null", b"[]", b'"text"', b"5", b"{", b"{}", b'{"type": 5}', b'{"type": ""}', b"\xff",
        b'{"type": "a", "b": "\xff"}', b'{"type": "a\\ud800"}', b"[" * 100_000,
        b'{"type": "a", "b": ' + b"[" * 10_000,
        b"\xef\xbb\xbf{}", '{"type": "a"}'.encode("utf-16"), b'{"type": "subscription.updated"}',
        b'{"type": "subscription.updated", "timestamp": "2026-03-01T09:00:00Z", "data": []}',
    ],
)  # fmt: skip
def test_what_is_no_body_of_this_kind_is_refused(raw: bytes) -> None:
    with pytest.raises(BillingBodyMalformed):
        read_standard(raw, "msg_1")


@pytest.mark.parametrize("webhook_id", ["", "x" * 256, "a\nb", "\ud800"])
@pytest.mark.parametrize("content", [body(), {"type": "invoice.paid"}])
def test_an_id_that_cannot_be_kept_is_refused(webhook_id: str, content: dict[str, Any]) -> None:
    with pytest.raises(BillingBodyMalformed):
        read_standard(json.dumps(content).encode(), webhook_id)


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["9999-12-31T23:59:59-23:59"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
fields = st.fixed_dictionaries(
    {}, optional={name: st.just(text) | anything for name, text in body()["data"].items()}
)
bodies = st.fixed_dictionaries(
    {"type": st.sampled_from(["subscription.updated", "invoice.paid"]) | anything},
    optional={"timestamp": st.just("2026-03-01T09:00:00Z") | anything, "data": fields | anything},
)


@given(bodies | anything, st.text())
def test_no_json_raises_anything_else(content: object, webhook_id: str) -> None:
    try:
        event = read_standard(json.dumps(content).encode(), webhook_id)
    except BillingBodyMalformed as refused:
        assert str(refused)  # noqa: PT017 - an event is as good as a refusal here
    else:
        assert type(event).model_validate_json(event.model_dump_json()) == event


@given(st.binary())
def test_no_bytes_raise_anything_else(raw: bytes) -> None:
    with pytest.raises(BillingBodyMalformed):
        read_standard(raw, "msg_1")
