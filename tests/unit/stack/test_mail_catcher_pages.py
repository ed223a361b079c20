"""The pages, the JSON view and the failures on request, over HTTP."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import httpx
import pytest

from devstack.mail_catcher import MailCatcher, running_mail_catcher
from devstack.mail_catcher.message import read_message

NOW = datetime(2026, 10, 24, 10, 0, tzinfo=UTC)
BODY = b"""{
    "senderAddress": "support@example.com",
    "content": {"subject": "Hej <script>alert(1)</script>", "plainText": "1 < 2", "html": "<p id=x>H</p>"},
    "recipients": {
        "to": [{"address": "karin@example.org", "displayName": "Karin \\u00c5s"}],
        "cc": [{"address": "bo@example.se"}]
    },
    "replyTo": [{"address": "support@example.com", "displayName": "Support"}],
    "headers": {"Message-ID": "<1@example.com>"},
    "attachments": [{"name": "bild <\\u00e5>.png", "contentType": "image/png", "contentInBase64": "iVBORw=="}]
}"""


@pytest.fixture
async def catcher() -> AsyncIterator[MailCatcher]:
    async with running_mail_catcher() as running:
        for number in range(3):
            running.mailbox.deliver(read_message(BODY), f"operation-{number}", NOW)
        yield running


@pytest.fixture
async def browser(catcher: MailCatcher) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=catcher.endpoint, trust_env=False) as client:
        yield client


async def test_the_json_view_has_every_field_of_a_mail(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/api/mails?since=2")

    assert answer.json() == [
        {
            "number": 3,
            "to": [{"address": "karin@example.org", "name": "Karin Ås"}],
            "cc": [{"address": "bo@example.se", "name": ""}],
            "bcc": [],
            "reply_to": [{"address": "support@example.com", "name": "Support"}],
            "sender": "support@example.com",
            "subject": "Hej <script>alert(1)</script>",
            "text": "1 < 2",
            "html": "<p id=x>H</p>",
            "headers": {"Message-ID": "<1@example.com>"},
            "received": "2026-10-24T10:00:00Z",
            "operation_id": "operation-2",
            "attachments": [{"name": "bild <å>.png", "content_type": "image/png", "size": 4}],
        }
    ]


async def test_the_json_view_is_oldest_first_and_can_be_asked_for_one_address(
    browser: httpx.AsyncClient,
) -> None:
    everything = (await browser.get("/api/mails")).json()
    to_bo = (await browser.get("/api/mails", params={"to": "bo@example.se", "since": "1"})).json()
    to_nobody = (await browser.get("/api/mails", params={"to": "nobody@example.org"})).json()

    assert [mail["number"] for mail in everything] == [1, 2, 3]
    assert [mail["number"] for mail in to_bo] == [2, 3]
    assert to_nobody == []


async def test_the_json_view_says_when_since_is_no_number(browser: httpx.AsyncClient) -> None:
    assert (await browser.get("/api/mails?since=x")).status_code == 400


async def test_the_list_shows_the_newest_first_and_runs_nothing_from_a_subject(
    browser: httpx.AsyncClient,
) -> None:
    page = await browser.get("/")

    assert page.text.index("/mails/3") < page.text.index("/mails/2") < page.text.index("/mails/1")
    assert "&lt;script&gt;" in page.text
    assert "<script>alert" not in page.text
    assert "Karin Ås &lt;karin@example.org&gt;" in page.text
    assert "Sat 24 Oct 2026, 12:00" in page.text
    assert "script-src 'self';" in page.headers["Content-Security-Policy"]


async def test_a_mails_page_has_its_people_text_and_headers(browser: httpx.AsyncClient) -> None:
    page = (await browser.get("/mails/2")).text

    for shown in (
        "Support &lt;support@example.com&gt;",
        "bo@example.se",
        "1 &lt; 2",
        "&lt;1@example.com&gt;",
    ):
        assert shown in page
    assert 'src="/mails/2/html" sandbox="allow-same-origin allow-popups' in page


async def test_the_html_part_is_shown_whole_but_may_run_and_fetch_nothing(browser: httpx.AsyncClient) -> None:
    part = await browser.get("/mails/2/html")

    assert part.text.startswith("<p id=x>H</p>")
    policy = part.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert policy.startswith("sandbox ")
    assert "script" not in policy


async def test_an_attachment_is_named_on_the_mails_page_and_comes_as_a_download(
    browser: httpx.AsyncClient,
) -> None:
    page = (await browser.get("/mails/2")).text
    file = await browser.get("/mails/2/attachments/1")

    assert '<a href="/mails/2/attachments/1">bild &lt;å&gt;.png</a>' in page
    assert (file.content, file.headers["Content-Type"]) == (b"\x89PNG", "image/png")
    assert file.headers["Content-Disposition"] == "attachment; filename*=UTF-8''bild%20%3C%C3%A5%3E.png"
    assert file.headers["Content-Security-Policy"].startswith("sandbox")


@pytest.mark.parametrize(
    "path",
    [
        "/mails/2/attachments/0",
        "/mails/2/attachments/2",
        "/mails/9",
        "/mails/9/html",
        "/mails/x",
        "/pages/none.css",
        "/pages/list.html",
    ],
)
async def test_what_is_not_there_is_404(browser: httpx.AsyncClient, path: str) -> None:
    assert (await browser.get(path)).status_code == 404


@pytest.mark.parametrize("name", ["style.css", "list.js", "mail.js"])
async def test_what_the_pages_load_is_there(browser: httpx.AsyncClient, name: str) -> None:
    assert (await browser.get(f"/pages/{name}")).status_code == 200


async def test_everything_can_be_forgotten(browser: httpx.AsyncClient) -> None:
    assert (await browser.delete("/api/mails")).status_code == 204

    assert (await browser.get("/api/mails")).json() == []
    assert "No mail yet" in (await browser.get("/")).text


async def test_failures_are_ordered_and_withdrawn(browser: httpx.AsyncClient, catcher: MailCatcher) -> None:
    order = {"next": [{"status": 429, "retry_after": 5}, {"drop": True}], "to": "karin@example.org"}

    assert (await browser.post("/faults", json=order)).json() == {"coming": 2}
    assert (await browser.delete("/faults")).status_code == 204
    assert len(catcher.script) == 0


@pytest.mark.parametrize(
    "order", [{}, {"next": [{}]}, {"next": [{"status": 200}]}, {"next": [{"status": 500, "drop": True}]}]
)
async def test_a_failure_that_is_not_one_thing_is_not_ordered(
    browser: httpx.AsyncClient, catcher: MailCatcher, order: dict[str, object]
) -> None:
    assert (await browser.post("/faults", json=order)).status_code == 400
    assert len(catcher.script) == 0


async def test_a_form_on_some_web_page_cannot_order_failures(browser: httpx.AsyncClient) -> None:
    answer = await browser.post("/faults", content='{"next": []}', headers={"Content-Type": "text/plain"})

    assert answer.status_code == 415


async def test_a_request_without_a_signature_is_denied_as_the_service_does(
    browser: httpx.AsyncClient,
) -> None:
    sent = await browser.post("/emails:send?api-version=2025-09-01", content=BODY)
    asked = await browser.get(
        "/emails/operations/6c5d3f0e-7f0c-4f3e-9a52-0d9d4f8f8a11?api-version=2025-09-01"
    )

    for answer in (sent, asked):
        assert answer.status_code == 401
        assert answer.json()["error"]["code"] == answer.headers["x-ms-error-code"] == "Denied"
