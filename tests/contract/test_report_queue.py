"""The catcher's reports arrive in a real queue as Event Grid would put them there."""

import base64
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import httpx
import pytest
from azure.core.pipeline.transport import AioHttpTransport
from azure.storage.queue.aio import QueueClient

from devstack.azurite import Azurite
from devstack.mail_catcher import MailCatcher, running_mail_catcher
from devstack.mail_catcher.message import read_message
from shared.domain.facts.delivery_reports import DeliveryStatus
from shared.web.mail.delivery_report_events import read_delivery_report

NOW = datetime(2026, 10, 24, 10, 0, tzinfo=UTC)
OPERATION = "6c5d3f0e-7f0c-4f3e-9a52-0d9d4f8f8a11"
BODY = b"""{
    "senderAddress": "support@example.com",
    "content": {"subject": "S", "plainText": "T"},
    "recipients": {"to": [{"address": "karin@example.org"}]}
}"""


@pytest.fixture
async def catcher(azurite: Azurite) -> AsyncIterator[MailCatcher]:
    async with running_mail_catcher(reports_to=azurite.connection_string) as running:
        running.mailbox.deliver(read_message(BODY), OPERATION, NOW)
        yield running


async def test_a_wish_is_a_message_in_base64_in_a_queue_that_is_made_where_it_is_missing(
    azurite: Azurite, catcher: MailCatcher
) -> None:
    async with httpx.AsyncClient(base_url=catcher.endpoint, trust_env=False) as browser:
        for schema in ("event_grid", "cloud_events"):
            wish = {"to": "KARIN@example.org", "status": "Bounced", "schema": schema}
            assert (await browser.post("/mails/1/reports", json=wish)).status_code == 202
        other = {"to": "bo@example.org", "status": "Bounced"}
        assert (await browser.post("/mails/1/reports", json=other)).status_code == 404
        assert (await browser.put("/reports", json=other | {"status": "Vanished"})).status_code == 400
        assert (await browser.put("/reports", content=b"{}")).status_code == 415
    transport = AioHttpTransport(use_env_settings=False)
    async with QueueClient.from_connection_string(
        azurite.connection_string, "delivery-reports", transport=transport
    ) as queue:
        found = [base64.b64decode(message.content) async for message in queue.receive_messages()]
    reports = [read_delivery_report(each) for each in found]
    assert [(each.operation_id, each.status) for each in reports] == [(OPERATION, DeliveryStatus.BOUNCED)] * 2
