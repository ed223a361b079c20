"""The catcher writes delivery reports that the desk can read, and says where it cannot."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import httpx
import pytest

from devstack.mail_catcher import CaughtMail, MailCatcher, NamedAddress, running_mail_catcher
from devstack.mail_catcher.message import read_message
from devstack.mail_catcher.reports import Reports, Schema, Status, Wish, event_of
from shared.domain.facts.delivery_reports import DeliveryStatus
from shared.web.mail.delivery_report_events import read_delivery_report

NOW = datetime(2026, 10, 24, 10, 0, tzinfo=UTC)
OPERATION = "6c5d3f0e-7f0c-4f3e-9a52-0d9d4f8f8a11"
MAIL = CaughtMail(
    number=1,
    to=[NamedAddress(address="Karin@example.org")],
    cc=[NamedAddress(address="bo@example.se")],
    bcc=[],
    reply_to=[],
    sender="support@example.com",
    subject="S",
    text="T",
    html="",
    headers={},
    received=NOW,
    operation_id=OPERATION,
)
BODY = b"""{
    "senderAddress": "support@example.com",
    "content": {"subject": "S", "plainText": "T"},
    "recipients": {"to": [{"address": "karin@example.org"}]}
}"""


@pytest.fixture
async def catcher() -> AsyncIterator[MailCatcher]:
    async with running_mail_catcher(reports_to="") as running:
        running.mailbox.deliver(read_message(BODY), OPERATION, NOW)
        yield running


@pytest.mark.parametrize("schema", Schema)
@pytest.mark.parametrize("status", Status)
def test_the_desk_reads_every_report_of_the_catcher(schema: Schema, status: Status) -> None:
    event = event_of(MAIL, "karin@example.org", status, schema, NOW)
    read = read_delivery_report(json.dumps(event).encode())
    assert (read.operation_id, read.recipient, read.attempted) == (OPERATION, "karin@example.org", NOW)
    assert read.status is DeliveryStatus(status.value)


def test_the_catcher_knows_every_status_that_the_desk_knows() -> None:
    assert {each.value for each in Status} == {each.value for each in DeliveryStatus}


class _Heard(Reports):
    """Keeps what would go to the queue."""

    def __init__(self) -> None:
        super().__init__(None)
        self.heard: list[tuple[str, Status | None]] = []

    async def report(self, mail: CaughtMail, wish: Wish, now: datetime) -> None:
        del mail, now
        self.heard.append((wish.to, wish.status))


async def test_what_is_wished_of_an_address_is_reported_of_it_alone_until_it_is_taken_back() -> None:
    reports = _Heard()
    await reports.of_caught(MAIL, NOW)
    reports.wish(Wish.model_validate({"to": "KARIN@example.org", "status": "Bounced"}))
    await reports.of_caught(MAIL, NOW)
    assert reports.wished() == {"karin@example.org": "Bounced"}
    reports.wish(Wish.model_validate({"to": "karin@example.org", "status": None}))
    await reports.of_caught(MAIL, NOW)
    assert reports.heard == [("karin@example.org", "Bounced")]


async def test_a_catcher_without_a_queue_says_so(catcher: MailCatcher) -> None:
    async with httpx.AsyncClient(base_url=catcher.endpoint, trust_env=False) as browser:
        wish = {"to": "karin@example.org", "status": "Bounced"}
        for answer in (
            await browser.put("/reports", json=wish),
            await browser.post("/mails/1/reports", json=wish),
        ):
            assert (answer.status_code, "no queue" in answer.text) == (409, True)
        assert (await browser.get("/reports")).json() == {}
        page = await browser.get("/mails/1")
        assert all(f'<button type="button" value="{word}">' in page.text for word in ("Bounced", "Delivered"))
