"""What ``quick_reads`` and ``quick_transactions`` do, by the SDK alone: what can be switched back to."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from azure.core import MatchConditions
from azure.data.tables import TableEntity, UpdateMode
from azure.data.tables.aio import TableClient, TableServiceClient

from shared.adapters import row_limits
from shared.ports.store import Change, Create, Remove, Replace, Row
from shared.ports.whole_storage import PlacedRow

RANGE = "PartitionKey eq @partition and RowKey ge @first and RowKey lt @before"
EVERYWHERE = "PartitionKey ge @first"
ACROSS = "PartitionKey ge @first and PartitionKey lt @before and RowKey ge @begins and RowKey lt @ends"

type Operation = tuple[str, Mapping[str, str], Mapping[str, Any]]


class SdkTables:
    """Reads and transactions by the SDK. Errors are the SDK's."""

    def __init__(self, service: TableServiceClient) -> None:
        """Of this service."""
        self._service = service
        self._clients: dict[str, TableClient] = {}

    async def get(self, table: str, partition: str, key: str) -> Row:
        """See ``quick_reads.QuickReads.get``."""
        return _row(await self._client(table).get_entity(partition, key))

    async def rows(
        self, table: str, partition: str, *, first: str, before: str, limit: int, page: int
    ) -> Sequence[Row]:
        """See ``quick_reads.QuickReads.rows``."""
        return await self._found(table, RANGE, limit, page, partition=partition, first=first, before=before)

    async def across(
        self, table: str, *, first: str, before: str, begins: str, limit: int, page: int
    ) -> Sequence[Row]:
        """See ``quick_reads.QuickReads.across``."""
        bounds = {"first": first, "before": before, "begins": begins, "ends": f"{begins}~"}
        return await self._found(table, ACROSS, limit, page, **bounds)

    async def everywhere(self, table: str, *, first: str, limit: int, page: int) -> Sequence[PlacedRow]:
        """The rows of all partitions from this one on; as ``rows``."""
        found = self._entities(table, EVERYWHERE, limit, page, first=first)
        return [PlacedRow(each["PartitionKey"], _row(each)) async for each in found]

    async def transact(self, table: str, partition: str, changes: Sequence[Change]) -> Sequence[str]:
        """See ``quick_transactions.QuickTransactions.transact``."""
        operations = [_operation(partition, change) for change in changes]
        answers = await self._client(table).submit_transaction(operations)
        return [answer.get("etag") or "" for answer in answers]

    async def _found(self, table: str, wanted: str, limit: int, page: int, **bounds: str) -> Sequence[Row]:
        return [_row(each) async for each in self._entities(table, wanted, limit, page, **bounds)]

    async def _entities(
        self, table: str, wanted: str, limit: int, page: int, **bounds: str
    ) -> AsyncIterator[TableEntity]:
        """The first ``limit`` of them, ``page`` a request."""
        entities = self._client(table).query_entities(
            wanted, parameters=bounds, results_per_page=min(limit, page)
        )
        found = 0
        async for entity in entities:
            yield entity
            found += 1
            if found == limit:
                break

    def _client(self, table: str) -> TableClient:
        if table not in self._clients:
            self._clients[table] = self._service.get_table_client(table)
        return self._clients[table]


def _row(entity: TableEntity) -> Row:
    texts: list[str] = []
    while (piece := entity.get(f"t{len(texts)}")) is not None:
        texts.append(piece)
    return Row(key=entity["RowKey"], text="".join(texts), etag=entity.metadata["etag"] or "")


def _operation(partition: str, change: Change) -> Operation:
    """The change as the SDK takes it: always REPLACE, and under its version unless it is an upsert."""
    keys = {"PartitionKey": partition, "RowKey": change.key}
    if isinstance(change, Remove):
        return "delete", keys, _unchanged_since(change.etag)
    entity = keys | {f"t{number}": piece for number, piece in enumerate(row_limits.pieces(change.text))}
    if isinstance(change, Create):
        return "create", entity, {"response_preference": "return-no-content"}
    if isinstance(change, Replace):
        return "update", entity, {"mode": UpdateMode.REPLACE, **_unchanged_since(change.etag)}
    return "upsert", entity, {"mode": UpdateMode.REPLACE}


def _unchanged_since(etag: str) -> dict[str, Any]:
    return {"etag": etag, "match_condition": MatchConditions.IfNotModified}
