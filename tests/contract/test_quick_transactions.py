"""The transaction that is composed here is the one that the SDK composes."""

import json
import re
from collections.abc import Sequence

import pytest

from shared.adapters import row_limits
from shared.adapters.tables import TableStore
from shared.ports.store import Change, Create, Remove, Replace, StoreUnavailable, Table, Upsert
from tests.contract.recording import Asked, recording

CHANGES: tuple[Change, ...] = (
    Create("new", 'a "quoted" å 𝄞 \x00\n' + "long" * 20_000),
    Replace("a-1", "other", "W/\"datetime'2026-10-25T10%3A00%3A00.1234567Z'\""),
    Upsert("B-2", ""),
    Remove("c-3", "W/\"datetime'2026-10-25T11%3A00%3A00.1234567Z'\""),
)


async def kept(changes: Sequence[Change], *, quick: bool) -> Asked:
    """The request, as it came over the wire."""
    async with recording(b"") as service:
        store = TableStore.from_connection_string(service.connection_string, quick=quick)
        with pytest.raises(StoreUnavailable):
            await store.commit(Table.TICKETS, "p-1", changes)
        await store.close()
        [asked] = service.asked
        here = service.address.removeprefix("http://").partition("/")[0]
        return Asked(asked.line, asked.headers, asked.content.replace(here.encode(), b"127.0.0.1:10002"))


def without_chance(request: Asked) -> list[str]:
    """The lines with one boundary and no dates, which differ from run to run."""
    dates = ("x-ms-date: ", "Date: ")
    lines = [line for line in request.content.decode().splitlines() if not line.startswith(dates)]
    return [re.sub(r"(batch|changeset)_[0-9a-f-]{36}", r"\1_", line) for line in lines]


async def test_the_request_is_line_for_line_what_the_sdk_would_send() -> None:
    quick, plain = await kept(CHANGES, quick=True), await kept(CHANGES, quick=False)
    assert without_chance(quick) == without_chance(plain)


async def test_the_request_has_the_headers_that_the_sdk_would_send() -> None:
    quick, plain = await kept(CHANGES, quick=True), await kept(CHANGES, quick=False)
    assert set(quick.headers) == set(plain.headers)
    for name in ("x-ms-version", "dataserviceversion", "maxdataserviceversion", "accept"):
        assert quick.headers[name] == plain.headers[name]


@pytest.mark.filterwarnings("ignore:Sending a large body:ResourceWarning")  # aiohttp's, from 1 MiB on
@pytest.mark.parametrize("changes", [CHANGES, CHANGES[:1], [Create("k" * 255, "å" * 300_000)]])
async def test_what_is_sent_is_no_larger_than_what_the_limit_counts(changes: Sequence[Change]) -> None:
    texts = [change.text for change in changes if not isinstance(change, Remove)]
    counted = sum(len(json.dumps(text)) for text in texts) + row_limits.ENVELOPE_BYTES * len(changes)
    for quick in (True, False):
        sent = await kept(changes, quick=quick)
        assert int(sent.headers["content-length"]) <= counted
