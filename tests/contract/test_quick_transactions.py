"""The transaction that is composed here is the one that the SDK composes."""

import json
import re
from collections.abc import Sequence
from typing import Any

import pytest
from azure.core.exceptions import ServiceRequestError
from azure.core.pipeline.transport import AsyncHttpTransport
from azure.data.tables.aio import TableServiceClient

from shared.adapters import row_limits
from shared.adapters.tables import TableStore
from shared.ports.store import Change, Create, Remove, Replace, StoreUnavailable, Table, Upsert
from tests.contract.unreachable import nobody_listens

ACCOUNT = nobody_listens()

CHANGES: tuple[Change, ...] = (
    Create("new", 'a "quoted" å 𝄞 \x00\n' + "long" * 20_000),
    Replace("a-1", "other", "W/\"datetime'2026-10-25T10%3A00%3A00.1234567Z'\""),
    Upsert("B-2", ""),
    Remove("c-3", "W/\"datetime'2026-10-25T11%3A00%3A00.1234567Z'\""),
)


class KeptRequest(AsyncHttpTransport[Any, Any]):
    """A transport that sends nothing and keeps the request it was given."""

    def __init__(self) -> None:
        self.headers: dict[str, str] = {}
        self.lines: list[str] = []

    async def send(self, request: Any, **_: Any) -> Any:  # noqa: ANN401 - the SDK does not type it
        self.headers = dict(request.headers)
        self.lines = (getattr(request, "content", None) or request.body).decode().splitlines()
        message = "nothing was sent"
        raise ServiceRequestError(message)

    async def open(self) -> None:
        pass

    async def close(self) -> None:
        pass

    async def __aexit__(self, *_: object) -> None:
        pass


async def kept(changes: Sequence[Change], *, quick: bool) -> KeptRequest:
    transport = KeptRequest()
    service = TableServiceClient.from_connection_string(ACCOUNT, transport=transport, retry_total=0)
    with pytest.raises(StoreUnavailable):
        await TableStore(service, quick=quick).commit(Table.TICKETS, "p-1", changes)
    return transport


def without_chance(request: KeptRequest) -> list[str]:
    """The lines with one boundary and no dates, which differ from run to run."""
    dates = ("x-ms-date: ", "Date: ")
    lines = [line for line in request.lines if not line.startswith(dates)]
    return [re.sub(r"(batch|changeset)_[0-9a-f-]{36}", r"\1_", line) for line in lines]


async def test_the_request_is_line_for_line_what_the_sdk_would_send() -> None:
    quick, plain = await kept(CHANGES, quick=True), await kept(CHANGES, quick=False)
    assert without_chance(quick) == without_chance(plain)


async def test_the_request_has_the_headers_that_the_sdk_would_send() -> None:
    quick, plain = await kept(CHANGES, quick=True), await kept(CHANGES, quick=False)
    assert set(quick.headers) == set(plain.headers)
    for name in ("x-ms-version", "DataServiceVersion", "MaxDataServiceVersion", "Accept"):
        assert quick.headers[name] == plain.headers[name]


@pytest.mark.parametrize("changes", [CHANGES, CHANGES[:1], [Create("k" * 255, "å" * 300_000)]])
async def test_what_is_sent_is_no_larger_than_what_the_limit_counts(changes: Sequence[Change]) -> None:
    texts = [change.text for change in changes if not isinstance(change, Remove)]
    counted = sum(len(json.dumps(text)) for text in texts) + row_limits.ENVELOPE_BYTES * len(changes)
    for quick in (True, False):
        sent = await kept(changes, quick=quick)
        assert int(sent.headers["Content-Length"]) <= counted
