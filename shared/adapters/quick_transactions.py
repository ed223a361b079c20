"""One entity group transaction, composed and read here instead of by the SDK.

The SDK composes and parses multipart with ``email.message``: three quarters of a transaction's CPU time. What
is sent here is the same request, line for line (``tests/contract/test_quick_transactions.py`` compares
them), save the date of each part, which the service takes from the whole. ``TableStore`` can do without it.
"""

import json
import re
from collections.abc import Sequence
from uuid import uuid4

from shared.adapters import row_limits
from shared.adapters.calls import Line
from shared.adapters.storage_answers import refusal, refused, word_of
from shared.ports.store import Change, Create, Remove, Replace, StoreUnavailable

ACCEPTED = 202

_STATUS = re.compile(r"^HTTP/1\.1 (\d{3})", re.MULTILINE)
_ETAG = re.compile(r"^etag: *(.*?)\r?$", re.MULTILINE | re.IGNORECASE)


class QuickTransactions:
    """Transactions in the tables at one address."""

    def __init__(self, line: Line, address: str, version: str) -> None:
        """``address`` of the account's tables, ``version`` of the interface: as the SDK has them."""
        self._line = line
        self._address = address
        self._version = version

    async def transact(self, table: str, partition: str, changes: Sequence[Change]) -> Sequence[str]:
        """Make all changes or none; the new version of each changed row, "" for a removed one.

        Raises:
            StoreError: as the service answered; see ``storage_answers.refusal``.
        """
        boundary = str(uuid4())
        content = body(f"{self._address}/{table}", self._version, boundary, partition, changes)
        headers = _headers(self._version, boundary)
        answer = await self._line.call("POST", f"{self._address}/$batch", headers, content)
        if answer.status_code != ACCEPTED:
            raise refused(answer)
        return _versions(answer.text(), len(changes))


def body(address: str, version: str, boundary: str, partition: str, changes: Sequence[Change]) -> str:
    """The transaction as multipart text: one change set, one part a change.

    Args:
        address: of the table, absolute.
        version: of the service's interface, as in the request's own header.
        boundary: a text that no part contains.
        partition: of all changes.
        changes: in order.
    """
    parts = [
        f"--changeset_{boundary}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n"
        f"Content-ID: {number}\r\n\r\n{_part(address, version, partition, change)}\r\n"
        for number, change in enumerate(changes)
    ]
    return (
        f"--batch_{boundary}\r\nContent-Type: multipart/mixed; boundary=changeset_{boundary}\r\n\r\n"
        f"{''.join(parts)}--changeset_{boundary}--\r\n\r\n--batch_{boundary}--\r\n"
    )


def _headers(version: str, boundary: str) -> dict[str, str]:
    return {
        "x-ms-version": version,
        "DataServiceVersion": "3.0",
        "MaxDataServiceVersion": "3.0;NetFx",
        "Content-Type": f"multipart/mixed; boundary=batch_{boundary}",
        "Accept": "application/json",
    }


def _part(address: str, version: str, partition: str, change: Change) -> str:
    """The request that this change would be by itself. Keys hold nothing that must be escaped."""
    row = f"{address}(PartitionKey='{partition}',RowKey='{change.key}')"
    common = f"x-ms-version: {version}\r\nDataServiceVersion: 3.0\r\n"
    minimal = "Accept: application/json;odata=minimalmetadata\r\n"
    if isinstance(change, Remove):
        return f"DELETE {row} HTTP/1.1\r\n{common}{minimal}If-Match: {change.etag}\r\n\r\n"
    entity = json.dumps(_entity(partition, change.key, change.text))
    content = f"Content-Type: application/json\r\nContent-Length: {len(entity)}\r\n{common}"
    if isinstance(change, Create):
        preference = "Prefer: return-no-content\r\n"
        return f"POST {address} HTTP/1.1\r\n{content}{preference}{minimal}\r\n{entity}"
    condition = f"If-Match: {change.etag}\r\n" if isinstance(change, Replace) else ""
    return f"PUT {row} HTTP/1.1\r\n{content}Accept: application/json\r\n{condition}\r\n{entity}"


def _entity(partition: str, key: str, text: str) -> dict[str, str]:
    properties = {"PartitionKey": partition, "RowKey": key}
    properties |= {f"t{number}": piece for number, piece in enumerate(row_limits.pieces(text))}
    typed = ({name: value, f"{name}@odata.type": "Edm.String"} for name, value in properties.items())
    return dict(item for pair in typed for item in pair.items())


def _versions(answer: str, expected: int) -> Sequence[str]:
    """The version in each part of an accepted transaction.

    Raises:
        StoreError: a part was refused, and so nothing took effect; or the answer cannot be read.
    """
    _, *parts = _STATUS.split(answer)
    statuses, contents = [int(status) for status in parts[::2]], parts[1::2]
    for status, content in zip(statuses, contents, strict=True):
        if not 200 <= status < 300:  # noqa: PLR2004 - what HTTP calls a success
            raise refusal(status, word_of(content))
    if len(statuses) != expected:
        message = f"storage answered {len(statuses)} of {expected} changes; what took effect is unknown"
        raise StoreUnavailable(message)
    return [match.group(1) if (match := _ETAG.search(content)) else "" for content in contents]
