"""A call that is composed here is, on the wire, the one that the SDK makes; its answer means the same."""

import json
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Protocol

import pytest
from azure.core.credentials import AzureKeyCredential

from shared.adapters.mail import AzureMailer
from shared.adapters.queue import StorageQueue
from shared.adapters.tables import TableStore
from shared.ports.mailer import Address, Attachment
from shared.ports.store import Create, Remove, Replace, Table, Upsert
from tests.contract.provider import MAIL, OTHER_KEY
from tests.contract.recording import Asked, Recording, answer, recording

T = Table.TICKETS
NOW = datetime(2026, 10, 24, 10, 0, tzinfo=UTC)
ETAG = "W/\"datetime'2026-10-25T10%3A00%3A00.1234567Z'\""
DIFFERENT_EACH_TIME = ("x-ms-client-request-id", "x-ms-date", "date", "authorization", "host")
DIFFERENT_HERE = ("user-agent", "accept-encoding")
"""The desk says that it is the desk, and wants an answer as it is, not compressed."""

FULL_MAIL = replace(
    MAIL,
    subject='Svar på "ärendet" 🙂',
    cc=(Address("bo@example.se", "Bo Öberg, inköp"),),
    reply_to=Address("support+abc@example.com", "Support"),
    headers={"Message-ID": "<abc@example.com>"},
    attachments=(Attachment("möte.ics", "text/calendar", b"BEGIN:VCALENDAR\r\n"),),
)


class Call(Protocol):
    """A call to this service, the quick way or by the SDK."""

    def __call__(self, service: Recording, *, quick: bool) -> Awaitable[object]: ...


def _entity(key: str, **texts: str) -> str:
    keys = {"PartitionKey": "p", "RowKey": key, "Timestamp": "2026-10-25T10:00:00.1234567Z"}
    return json.dumps({"odata.metadata": "m", "odata.etag": ETAG, **keys, **texts})


def _page(*keys: str) -> str:
    return f'{{"odata.metadata": "m", "value": [{", ".join(_entity(key, t0=key) for key in keys)}]}}'


def _refusal(code: str) -> str:
    return json.dumps({"odata.error": {"code": code, "message": {"lang": "en-US", "value": "secret"}}})


async def _get(service: Recording, *, quick: bool) -> object:
    return await _with_store(service, lambda store: store.get(T, "p-1", "it's a/key"), quick=quick)


async def _rows(service: Recording, *, quick: bool) -> object:
    return await _with_store(
        service, lambda store: store.rows(T, "p-1", first="it's", before="b~/å", limit=3), quick=quick
    )


async def _across(service: Recording, *, quick: bool) -> object:
    bounds = {"first": "it's", "before": "b~/å", "begins": "head-'"}
    return await _with_store(service, lambda store: store.across(T, **bounds, limit=9), quick=quick)


async def _commit(service: Recording, *, quick: bool) -> object:
    changes = (Create("new", "å" * 40_000), Replace("a", "x", ETAG), Upsert("b", ""), Remove("c", ETAG))
    return await _with_store(service, lambda store: store.commit(T, "p-1", changes), quick=quick)


async def _with_store(
    service: Recording, call: Callable[[TableStore], Awaitable[object]], *, quick: bool
) -> object:
    store = TableStore.from_connection_string(service.connection_string, quick=quick, page=2)
    try:
        return await call(store)
    finally:
        await store.close()


async def _tell(service: Recording, *, quick: bool) -> object:
    queue = StorageQueue.from_connection_string(service.connection_string, quick=quick)
    try:
        await queue.tell("ticket-abc")
    finally:
        await queue.close()
    return None


async def _send(service: Recording, *, quick: bool) -> object:
    async with AzureMailer(service.address, AzureKeyCredential(OTHER_KEY), quick=quick) as mailer:
        await mailer.send(FULL_MAIL, first_sent=NOW)
    return None


NOT_FOUND = answer("404 Not Found", _refusal("ResourceNotFound"))
FIRST_PAGE = answer(
    "200 OK",
    _page("a", "b"),
    {"x-ms-continuation-NextPartitionKey": "1!8!cA/+=", "x-ms-continuation-NextRowKey": "1!4!Yg&="},
)
EMPTY_PAGE = answer("200 OK", _page(), {"x-ms-continuation-NextPartitionKey": "1!8!c&=~ '/"})
TAKEN = (
    '<?xml version="1.0"?><QueueMessagesList><QueueMessage><MessageId>m</MessageId><PopReceipt>r</PopReceipt>'
    "<InsertionTime>Sat, 24 Oct 2026 10:00:00 GMT</InsertionTime>"
    "<ExpirationTime>Sat, 31 Oct 2026 10:00:00 GMT</ExpirationTime>"
    "<TimeNextVisible>Sat, 24 Oct 2026 10:00:00 GMT</TimeNextVisible></QueueMessage></QueueMessagesList>"
)
ACCEPTED = answer("202 Accepted", '{"id": "x", "status": "Running"}')

ANSWERED: dict[str, tuple[Call, Sequence[bytes]]] = {
    "a row": (_get, [answer("200 OK", _entity("k", t0="å" * 10, t1="more"))]),
    "a row without a text": (_get, [answer("200 OK", _entity("k"))]),
    "no row": (_get, [NOT_FOUND]),
    "rows in two pages": (_rows, [FIRST_PAGE, answer("200 OK", _page("c"))]),
    "a page without rows before the others": (_rows, [EMPTY_PAGE, answer("200 OK", _page("c"))]),
    "pages without rows before the last": (_rows, [EMPTY_PAGE, EMPTY_PAGE, answer("200 OK", _page())]),
    "rows of several partitions": (_across, [FIRST_PAGE, EMPTY_PAGE, answer("200 OK", _page("c"))]),
    "more rows than were asked for": (_rows, [FIRST_PAGE, FIRST_PAGE]),
    "no rows": (_rows, [answer("200 OK", _page())]),
    "a message taken": (_tell, [answer("201 Created", TAKEN, {"Content-Type": "application/xml"})]),
    "a mail taken": (_send, [ACCEPTED]),
    "a mail that was taken before": (
        _send,
        [answer("412 Precondition Failed"), answer("200 OK", '{"id": "x", "status": "Succeeded"}')],
    ),
    "a mail that had failed": (
        _send,
        [answer("412 No"), answer("200 OK", '{"status": "Failed", "error": {"code": "EmailDropped"}}')],
    ),
    "a mail that is new after all": (_send, [answer("412 No"), answer("404 Not Found"), ACCEPTED]),
    "a provider that has enough": (
        _send,
        [answer("429 Many", '{"error": {"code": "TooMany"}}', {"Retry-After": "9"})],
    ),
    "another success than the one that is meant": (_send, [answer("200 OK", "{}")]),
}
REFUSALS = {
    "no such table": answer("404 Not Found", _refusal("TableNotFound"), {"x-ms-error-code": "TableNotFound"}),
    "a conflict": answer("409 Conflict", _refusal("EntityAlreadyExists")),
    "forbidden": answer("403 Forbidden", _refusal("AuthenticationFailed")),
    "too large": answer("413 Too Large", _refusal("RequestBodyTooLarge")),
    "not now": answer("429 Too Many", _refusal("TooManyRequests"), {"Retry-After": "600"}),
    "out of order": answer("503 Busy", _refusal("ServerBusy"), {"Retry-After": "600"}),
    "wrong": answer("400 Bad Request", _refusal("InvalidInput")),
    "a proxy's page": answer("502 Bad Gateway", "<html>secret</html>"),
    "a connection that is cut": b"",
}
CALLS: dict[str, Call] = {
    "get": _get,
    "rows": _rows,
    "across": _across,
    "commit": _commit,
    "tell": _tell,
    "send": _send,
}


async def _made(call: Call, answers: Sequence[bytes], *, quick: bool) -> tuple[str, list[Asked]]:
    """What came of the call, and what was asked."""
    async with recording(*answers) as service:
        try:
            outcome = repr(await call(service, quick=quick))
        except Exception as error:  # noqa: BLE001 - whatever it is, it must be the same both ways
            outcome = f"{type(error).__name__}: {error} {getattr(error, 'retry_after', '')}"
        host = service.address.removeprefix("http://").partition("/")[0]
        return outcome, [_without_chance(each, host) for each in service.asked]


def _without_chance(asked: Asked, host: str) -> Asked:
    differing = dict.fromkeys((*DIFFERENT_EACH_TIME, *DIFFERENT_HERE), "")
    headers = {name: differing.get(name, text) for name, text in asked.headers.items()}
    if not asked.content:
        headers.pop("content-length", None)  # nothing, said or not
    text = asked.content.decode().replace(host, "host")
    lines = [line for line in text.splitlines() if not line.startswith(("x-ms-date: ", "Date: "))]
    if "$batch" in asked.line:  # the parts' dates are left out of it
        headers["content-length"] = ""
        headers["content-type"] = _one_boundary(headers["content-type"])
    return Asked(asked.line, headers, _one_boundary("\n".join(lines)).encode())


def _one_boundary(text: str) -> str:
    return re.sub(r"(batch|changeset)_[0-9a-f-]{36}", r"\1_", text)


@pytest.mark.parametrize("name", ANSWERED)
async def test_a_call_asks_for_the_same_bytes_as_the_sdk_and_reads_the_same_answer(name: str) -> None:
    call, answers = ANSWERED[name]
    assert await _made(call, answers, quick=True) == await _made(call, answers, quick=False)


@pytest.mark.parametrize("refusal", REFUSALS)
@pytest.mark.parametrize("name", CALLS)
@pytest.mark.filterwarnings("ignore:Testing an element:DeprecationWarning")  # the SDK, reading an XML refusal
async def test_a_refusal_means_the_same_as_by_the_sdk(name: str, refusal: str) -> None:
    quick, by_sdk = [await _made(CALLS[name], [REFUSALS[refusal]], quick=quick) for quick in (True, False)]
    assert quick == by_sdk
    assert "secret" not in quick[0]


@pytest.mark.parametrize("name", CALLS)
async def test_a_redirection_is_not_followed_and_is_no_answer(name: str) -> None:
    elsewhere = answer("307 Elsewhere", "", {"Location": "/elsewhere"})
    outcome, asked = await _made(CALLS[name], [elsewhere], quick=True)
    assert outcome.partition(":")[0] in {"StoreUnavailable", "QueueUnavailable", "MailDeferred"}
    assert not [each for each in asked if "/elsewhere" in each.line]


async def test_a_queue_opened_by_a_signature_in_its_address_is_told_where_the_sdk_would() -> None:
    lines = []
    for quick in (True, False):
        async with recording(answer("201 Created", TAKEN, {"Content-Type": "application/xml"})) as service:
            text = f"QueueEndpoint={service.address};SharedAccessSignature=sv=2026-01-01&sig=a%2Bb%3D"
            queue = StorageQueue.from_connection_string(text, quick=quick)
            await queue.tell("ticket-abc")
            await queue.close()
            lines.append([each.line for each in service.asked])
    assert lines[0] == lines[1]


async def test_a_queue_that_is_not_there_when_it_has_been_made_is_not_available() -> None:
    nowhere = answer("404 Not Found", "", {"x-ms-error-code": "QueueNotFound"})
    outcome, asked = await _made(_tell, [nowhere, answer("201 Created"), nowhere], quick=True)
    assert outcome.strip() == "QueueUnavailable: the queue answered 404"
    assert [each.line.split(" ")[0] for each in asked] == ["POST", "PUT", "POST"]
