"""The store in Azure Table Storage: one entity a row, its text in string properties t0, t1, ...

One service client a process, reused. The SDK's own retries are off: they would sleep a whole ``Retry-After``
inside a function, and a repeated create could meet its own first attempt. Reads are asked again here, twice,
soon; a commit is sent once, always as a transaction: as a POST, which no layer below repeats.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Self

from azure.core import MatchConditions
from azure.core.credentials_async import AsyncTokenCredential
from azure.core.exceptions import ResourceExistsError
from azure.data.tables import TableEntity, UpdateMode
from azure.data.tables.aio import TableClient, TableServiceClient

from shared.adapters import quick_transactions, row_limits, storage_answers
from shared.ports.store import Change, Create, Remove, Replace, Row, Table

RANGE = "PartitionKey eq @partition and RowKey ge @first and RowKey lt @before"

type Operation = tuple[str, Mapping[str, str], Mapping[str, Any]]


class TableStore:
    """``shared.ports.Store`` in Azure Table Storage or Azurite. Tables are made when first written to."""

    def __init__(self, service: TableServiceClient, *, quick: bool = True, page: int = 1000) -> None:
        """Use this client; ``close`` closes it.

        Args:
            service: of the account.
            quick: compose transactions in ``quick_transactions``; the SDK takes four times as long for it.
            page: how many rows to ask for at once, at most 1000.
        """
        self._service = service
        self._quick = quick
        self._page = page
        self._clients: dict[Table, TableClient] = {}

    @classmethod
    def from_connection_string(cls, text: str, *, quick: bool = True, page: int = 1000) -> Self:
        """The store of an account that is reached by its key: on one machine, over http too."""
        service = TableServiceClient.from_connection_string(text, **storage_answers.client_options())
        return cls(service, quick=quick, page=page)

    @classmethod
    def with_credential(cls, endpoint: str, credential: AsyncTokenCredential, *, quick: bool = True) -> Self:
        """The store at this address (https), opened by a managed identity."""
        service = TableServiceClient(endpoint, credential=credential, **storage_answers.client_options())
        return cls(service, quick=quick)

    async def close(self) -> None:
        """Close the connections."""
        await self._service.close()

    async def get(self, table: Table, partition: str, key: str) -> Row | None:
        """See ``shared.ports.Store.get``."""
        try:
            return _row(await storage_answers.asked(lambda: self._client(table).get_entity(partition, key)))
        except (storage_answers.RowMissing, storage_answers.TableMissing):
            return None

    async def rows(
        self, table: Table, partition: str, *, first: str, before: str, limit: int = 1000
    ) -> Sequence[Row]:
        """See ``shared.ports.Store.rows``. One request for each page that the service makes of them."""
        bounds = {"partition": partition, "first": first, "before": before}
        try:
            return await storage_answers.asked(lambda: _rows(self._client(table), bounds, limit, self._page))
        except storage_answers.TableMissing:
            return ()

    async def commit(self, table: Table, partition: str, changes: Sequence[Change]) -> Sequence[str]:
        """See ``shared.ports.Store.commit``."""
        row_limits.check(partition, changes)
        transact = quick_transactions.transact if self._quick else _transact
        try:
            return await storage_answers.answered(transact(self._client(table), partition, changes))
        except storage_answers.TableMissing:
            await storage_answers.answered(self._create(table))
            return await storage_answers.answered(transact(self._client(table), partition, changes))

    async def _create(self, table: Table) -> None:
        try:
            await self._client(table).create_table()
        except ResourceExistsError:
            return

    def _client(self, table: Table) -> TableClient:
        if table not in self._clients:
            self._clients[table] = self._service.get_table_client(table.value)
        return self._clients[table]


async def _rows(client: TableClient, bounds: dict[str, Any], limit: int, page: int) -> Sequence[Row]:
    found: list[Row] = []
    async for entity in client.query_entities(RANGE, parameters=bounds, results_per_page=min(limit, page)):
        found.append(_row(entity))
        if len(found) == limit:
            break
    return found


async def _transact(client: TableClient, partition: str, changes: Sequence[Change]) -> Sequence[str]:
    """The same as ``quick_transactions.transact``, by the SDK."""
    answers = await client.submit_transaction([_operation(partition, change) for change in changes])
    return [answer.get("etag") or "" for answer in answers]


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
