"""The REST API as a signed client sees it, without the SDK between."""

import hashlib
from base64 import b64encode
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest

from devstack.mail_catcher import Fault, MailCatcher, running_mail_catcher
from devstack.mail_catcher.signature import Signed, key_bytes, sign

NOW = datetime(2026, 10, 24, 10, 0, tzinfo=UTC)
OPERATION = "6c5d3f0e-7f0c-4f3e-9a52-0d9d4f8f8a11"
SEND = "/emails:send?api-version=2025-09-01"
BODY = b"""{
    "senderAddress": "support@example.com",
    "content": {"subject": "S", "plainText": "T"},
    "recipients": {"to": [{"address": "karin@example.org"}]}
}"""


@dataclass(frozen=True)
class Client:
    """Signs what it sends."""

    catcher: MailCatcher
    http: httpx.AsyncClient

    async def post(
        self, body: bytes = BODY, target: str = SEND, headers: Mapping[str, str] | None = None
    ) -> httpx.Response:
        return await self._request("POST", target, body, headers or {})

    async def get(self, target: str) -> httpx.Response:
        return await self._request("GET", target, b"", {})

    async def _request(
        self, method: str, target: str, body: bytes, headers: Mapping[str, str]
    ) -> httpx.Response:
        signed = {
            "Host": self.catcher.endpoint.removeprefix("http://"),
            "x-ms-date": format_datetime(datetime.now(UTC), usegmt=True),
            "x-ms-content-sha256": b64encode(hashlib.sha256(body).digest()).decode(),
        }
        signature = sign(Signed(method, target, signed, body), target, key_bytes(self.catcher.key))
        scheme = "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256"
        everything = {**headers, **signed, "Authorization": f"{scheme}&Signature={signature}"}
        return await self.http.request(method, target, content=body, headers=everything)


@pytest.fixture
async def client() -> AsyncIterator[Client]:
    async def now() -> datetime:
        return NOW

    async with (
        running_mail_catcher(now=now) as catcher,
        httpx.AsyncClient(base_url=catcher.endpoint, trust_env=False) as http,
    ):
        yield Client(catcher, http)


def _repeatable(first_sent: datetime = NOW) -> dict[str, str]:
    date = format_datetime(first_sent, usegmt=True)
    return {"Repeatability-Request-ID": OPERATION, "Repeatability-First-Sent": date}


async def test_a_send_is_accepted_and_its_operation_succeeds(client: Client) -> None:
    sent = await client.post(headers={"Operation-Id": OPERATION.upper()})
    asked = await client.get(f"/emails/operations/{OPERATION}?api-version=2025-09-01")

    assert sent.status_code == 202
    assert sent.json() == {"id": OPERATION, "status": "Running"}
    assert sent.headers["operation-id"] == OPERATION
    assert sent.headers["Operation-Location"] == str(asked.url)
    assert asked.json()["status"] == "Succeeded"
    assert [mail.received for mail in client.catcher.mails()] == [NOW]


async def test_a_send_without_an_operation_id_gets_one_of_its_own(client: Client) -> None:
    first, second = await client.post(), await client.post()

    assert first.json()["id"] != second.json()["id"]
    assert len(client.catcher.mails()) == 2


async def test_a_repeatability_id_alone_names_the_operation(client: Client) -> None:
    sent = [await client.post(headers=_repeatable()) for _ in range(2)]

    assert [each.json()["id"] for each in sent] == [OPERATION, OPERATION]
    assert len(client.catcher.mails()) == 1


async def test_an_unknown_operation_is_404(client: Client) -> None:
    assert (await client.get(f"/emails/operations/{OPERATION}?api-version=2025-09-01")).status_code == 404


@pytest.mark.parametrize("minutes", [-6, 6])
async def test_a_first_sent_outside_the_tracked_time_is_412_and_nothing_is_delivered(
    client: Client, minutes: int
) -> None:
    answer = await client.post(headers=_repeatable(NOW + timedelta(minutes=minutes)))

    assert answer.status_code == 412
    assert client.catcher.mails() == []


async def test_a_repetition_with_other_content_is_400(client: Client) -> None:
    await client.post(headers=_repeatable())

    assert (await client.post(BODY.replace(b'"T"', b'"U"'), headers=_repeatable())).status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"Operation-Id": "seven"},
        {"Repeatability-Request-ID": OPERATION},
        {"Repeatability-Request-ID": OPERATION, "Repeatability-First-Sent": "now"},
        {"Repeatability-First-Sent": "Sat, 24 Oct 2026 10:00:00 GMT"},
    ],
)
async def test_malformed_headers_are_400(client: Client, headers: Mapping[str, str]) -> None:
    answer = await client.post(headers=headers)

    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == answer.headers["x-ms-error-code"] == "BadRequest"


async def test_a_send_without_an_api_version_is_400(client: Client) -> None:
    assert (await client.post(target="/emails:send")).status_code == 400


async def test_a_failure_comes_once_with_its_wish_and_delivers_nothing(client: Client) -> None:
    client.catcher.fail_next(Fault(status=429, retry_after=5))

    failed, sent = await client.post(), await client.post()

    assert (failed.status_code, failed.headers["Retry-After"]) == (429, "5")
    assert failed.json()["error"]["code"] == "TooManyRequests"
    assert sent.status_code == 202
    assert len(client.catcher.mails()) == 1


@pytest.mark.parametrize(("fault", "delivered"), [({"drop": True}, 0), ({"accept_then_drop": True}, 1)])
async def test_a_dropped_connection_gives_no_answer(
    client: Client, fault: dict[str, bool], delivered: int
) -> None:
    client.catcher.fail_next(Fault.model_validate(fault))

    with pytest.raises(httpx.TransportError):
        await client.post()

    assert len(client.catcher.mails()) == delivered


async def test_a_body_far_over_the_limit_is_denied_without_being_kept(client: Client) -> None:
    answer = await client.post(b"x" * (21 * 1024 * 1024))

    assert answer.status_code == 401
    assert client.catcher.mails() == []
