"""Rows read by requests that are composed here, and from answers that are read here, instead of by the SDK.

What is sent is the same request, and a test compares them; see ``shared.adapters.calls``.
"""

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote

from shared.adapters.calls import Line, ServiceAnswer
from shared.adapters.storage_answers import refused
from shared.ports.store import Row, StoreUnavailable

OK = 200
_NEXT_PARTITION, _NEXT_ROW = "x-ms-continuation-NextPartitionKey", "x-ms-continuation-NextRowKey"


class QuickReads:
    """Reads of the tables at one address."""

    def __init__(self, line: Line, address: str, version: str) -> None:
        """``address`` of the account's tables, ``version`` of the interface: as the SDK has them."""
        self._line = line
        self._address = address
        self._headers = {
            "x-ms-version": version,
            "DataServiceVersion": "3.0",
            "Accept": "application/json;odata=minimalmetadata",
        }

    async def get(self, table: str, partition: str, key: str) -> Row:
        """The row. Raises ``StoreError`` as the service answered."""
        keys = f"PartitionKey='{_quoted(partition)}',RowKey='{_quoted(key)}'"
        return _read(_row, await self._ask(f"{table}({keys})"))

    async def rows(
        self, table: str, partition: str, *, first: str, before: str, limit: int, page: int
    ) -> Sequence[Row]:
        """The rows, at most ``limit``, ``page`` of them a request.

        Raises:
            StoreError: as the service answered.
        """
        within = f"RowKey ge {_text(first)} and RowKey lt {_text(before)}"
        return await self._found(table, f"PartitionKey eq {_text(partition)} and {within}", limit, page)

    async def across(
        self, table: str, *, first: str, before: str, begins: str, limit: int, page: int
    ) -> Sequence[Row]:
        """The rows of these partitions that begin so; as ``rows``."""
        partitions = f"PartitionKey ge {_text(first)} and PartitionKey lt {_text(before)}"
        within = f"RowKey ge {_text(begins)} and RowKey lt {_text(f'{begins}~')}"
        return await self._found(table, f"{partitions} and {within}", limit, page)

    async def _found(self, table: str, wanted: str, limit: int, page: int) -> Sequence[Row]:
        asked = f"{table}()?$top={min(limit, page)}&$filter={quote(wanted, safe='')}"
        found: list[Row] = []
        further: str | None = ""
        while further is not None and len(found) < limit:
            answer = await self._ask(f"{asked}{further}")
            found += _read(_rows, answer)
            further = _further(answer)
        return found[:limit]

    async def _ask(self, path: str) -> ServiceAnswer:
        answer = await self._line.call("GET", f"{self._address}/{path}", self._headers)
        if answer.status_code != OK:
            raise refused(answer)
        return answer


def _further(answer: ServiceAnswer) -> str | None:
    """What asks for the page after this one; None where there is none."""
    if not (partition := answer.headers.get(_NEXT_PARTITION)):
        return None
    row = answer.headers.get(_NEXT_ROW)
    at = f"&NextRowKey={quote(row, safe='')}" if row else ""
    return f"&NextPartitionKey={quote(partition, safe='')}{at}"


def _quoted(key: str) -> str:
    return quote(key.replace("'", "''"), safe="")


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _read[Found](read: Callable[[Any], Found], answer: ServiceAnswer) -> Found:
    """What the answer holds. Raises ``StoreUnavailable``: it was not the service that answered."""
    try:
        return read(answer.json())
    except (ValueError, KeyError, TypeError):
        message = "storage answered something else than rows"
        raise StoreUnavailable(message) from None


def _rows(found: dict[str, Any]) -> list[Row]:
    return [_row(entity) for entity in found["value"]]


def _row(entity: dict[str, Any]) -> Row:
    key, etag = entity["RowKey"], entity["odata.etag"]
    text = entity.get("t0", "")
    if "t1" in entity:
        text = "".join(_pieces(entity))
    return Row(key=key, text=text, etag=etag)


def _pieces(entity: dict[str, Any]) -> Sequence[str]:
    pieces: list[str] = []
    while (piece := entity.get(f"t{len(pieces)}")) is not None:
        pieces.append(piece)
    return pieces
