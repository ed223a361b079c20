"""Delivery reports are read strictly, in both of Event Grid's schemas."""

import base64
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from shared.domain.facts.delivery_reports import DeliveryStatus, ProviderReport
from shared.web.mail.delivery_report_events import read_delivery_report
from tests.examples.report_bodies import ATTEMPTED, OPERATION, TYPE, body, cloud_event, data, event_grid

type Schema = Callable[..., dict[str, Any]]
SCHEMAS: list[Schema] = [event_grid, cloud_event]
EXPECTED = ProviderReport(
    operation_id=OPERATION,
    recipient="eva@acme.example.org",
    status=DeliveryStatus.BOUNCED,
    attempted=datetime(2026, 3, 2, 11, 26, 32, 991234, tzinfo=UTC),
)


@pytest.mark.parametrize("schema", SCHEMAS)
def test_a_report_is_read_in_both_schemas_plain_and_in_base64(schema: Schema) -> None:
    plain = body(schema())
    assert read_delivery_report(plain) == EXPECTED
    assert read_delivery_report(base64.b64encode(plain)) == EXPECTED
    assert read_delivery_report(b"\n " + plain) == EXPECTED


@pytest.mark.parametrize("schema", SCHEMAS)
def test_both_spellings_of_the_instant_of_the_attempt_are_read(schema: Schema) -> None:
    said = data(deliveryAttemptTimeStamp=ATTEMPTED)
    del said["deliveryAttemptTimestamp"]
    assert read_delivery_report(body(schema(said))) == EXPECTED


@pytest.mark.parametrize("status", DeliveryStatus)
def test_every_documented_status_is_known(status: DeliveryStatus) -> None:
    assert read_delivery_report(body(event_grid(data(status=status.value)))).status is status
    assert [status.reached, status.doubtful, status.undeliverable].count(True) == 1


@pytest.mark.parametrize("details", [None, {}, {"statusMessage": None}, "text", []])
def test_what_the_recipients_server_said_is_passed_over(details: object) -> None:
    assert read_delivery_report(body(event_grid(data(deliveryStatusDetails=details)))) == EXPECTED


@pytest.mark.parametrize("schema", SCHEMAS)
@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("messageId", "not-a-uuid"),
        ("messageId", 7),
        ("messageId", None),
        ("recipient", "no address"),
        ("recipient", "a@" + "b" * 320),
        ("recipient", ["eva@acme.example.org"]),
        ("sender", ""),
        ("status", "delivered"),
        ("status", "Vanished"),
        ("status", None),
        ("deliveryAttemptTimestamp", "2026-03-02T11:26:32"),
        ("deliveryAttemptTimestamp", "yesterday"),
        ("deliveryAttemptTimestamp", 1772450792),
    ],
)
def test_a_field_that_is_not_as_documented_makes_it_unreadable(
    schema: Schema, field: str, wrong: object
) -> None:
    with pytest.raises(ValueError, match=field) as caught:
        read_delivery_report(body(schema(data(**{field: wrong}))))
    assert f"data.{field}" in str(caught.value)
    assert "eva@acme" not in str(caught.value)


@pytest.mark.parametrize("schema", SCHEMAS)
@pytest.mark.parametrize("field", ["sender", "recipient", "messageId", "status", "deliveryAttemptTimestamp"])
def test_a_field_that_is_missing_makes_it_unreadable(schema: Schema, field: str) -> None:
    said = data()
    del said[field]
    with pytest.raises(ValueError, match=field):
        read_delivery_report(body(schema(said)))


@pytest.mark.parametrize(
    "other",
    [
        event_grid(eventType="Microsoft.Communication.EmailEngagementTrackingReportReceived"),
        cloud_event(type="Microsoft.EventGrid.SubscriptionValidationEvent"),
        cloud_event(specversion="2.0"),
        cloud_event(specversion=1.0),
        event_grid(eventType=None, type=TYPE),
        event_grid(id=None),
        event_grid({}),
        [event_grid()],
        {},
        "Bounced",
        None,
    ],
)
def test_any_other_event_is_unreadable(other: object) -> None:
    with pytest.raises(ValueError, match=r"^[\w.]+: \w+"):
        read_delivery_report(body(other))


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"\xff\xfe", b"=", b"e30", b"bm8=", b'{"a":"\\ud800"}', b"[" * 5000]
)
def test_what_is_no_json_is_unreadable(raw: bytes) -> None:
    with pytest.raises(ValueError, match=r"^[\w.]+: \w+"):
        read_delivery_report(raw)
