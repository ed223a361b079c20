"""The store in Azure Table Storage: one entity a row, its text in string properties t0, t1, ...

One service client a process, reused. The SDK's own retries are off: they would sleep a whole ``Retry-After``
inside a function, and a repeated create could meet its own first attempt. Reads are asked again here, twice,
soon; a commit is sent once, always as a transaction: as a POST, which no layer below repeats.
"""

from collections.abc import Sequence
from typing import Self

from azure.core.credentials_async import AsyncTokenCredential
from azure.core.exceptions import ResourceExistsError
from azure.core.pipeline.transport import AioHttpTransport
from azure.data.tables.aio import TableServiceClient

from shared.adapters import row_limits, storage_answers
from shared.adapters.calls import Line
from shared.adapters.quick_reads import QuickReads
from shared.adapters.quick_transactions import QuickTransactions
from shared.adapters.sdk_tables import SdkTables
from shared.ports.store import Change, Remove, Replace, Row, StoreConflict, Table
from shared.ports.whole_storage import PlacedRow


class TableStore:
    """``shared.ports.Store`` in Azure Table Storage or Azurite. Tables are made when first written to."""

    def __init__(self, service: TableServiceClient, line: Line | None, *, page: int = 1000) -> None:
        """Use this client; ``close`` closes it.

        Args:
            service: of the account.
            line: what quick calls go over; None leaves all to the SDK, which takes three times as long.
            page: how many rows to ask for at once, at most 1000.
        """
        self._service = service
        self._page = page
        self._sdk = SdkTables(service)
        at = (service.url, service.api_version)
        self._reads = QuickReads(line, *at) if line else self._sdk
        self._transactions = QuickTransactions(line, *at) if line else self._sdk

    @classmethod
    def from_connection_string(cls, text: str, *, quick: bool = True, page: int = 1000) -> Self:
        """The store of an account that is reached by its key: on one machine, over http too."""
        options = storage_answers.client_options()
        service = TableServiceClient.from_connection_string(text, **options)
        return cls(service, line_to(service, options["transport"]) if quick else None, page=page)

    @classmethod
    def with_credential(cls, endpoint: str, credential: AsyncTokenCredential, *, quick: bool = True) -> Self:
        """The store at this address (https), opened by a managed identity."""
        options = storage_answers.client_options()
        service = TableServiceClient(endpoint, credential=credential, **options)
        return cls(service, line_to(service, options["transport"]) if quick else None)

    async def close(self) -> None:
        """Close the connections."""
        await self._service.close()

    async def get(self, table: Table, partition: str, key: str) -> Row | None:
        """See ``shared.ports.Store.get``."""
        try:
            return await storage_answers.asked(lambda: self._reads.get(table, partition, key))
        except (storage_answers.RowMissing, storage_answers.TableMissing):
            return None

    async def rows(
        self, table: Table, partition: str, *, first: str, before: str, limit: int = 1000
    ) -> Sequence[Row]:
        """See ``shared.ports.Store.rows``. One request for each page that the service makes of them."""
        bounds = {"first": first, "before": before}
        try:
            return await storage_answers.asked(
                lambda: self._reads.rows(table, partition, **bounds, limit=limit, page=self._page)
            )
        except storage_answers.TableMissing:
            return ()

    async def across(
        self, table: Table, *, first: str, before: str, begins: str, limit: int = 1000
    ) -> Sequence[Row]:
        """See ``shared.ports.Store.across``. One request for each page that the service makes of them."""
        bounds = {"first": first, "before": before, "begins": begins}
        try:
            return await storage_answers.asked(
                lambda: self._reads.across(table, **bounds, limit=limit, page=self._page)
            )
        except storage_answers.TableMissing:
            return ()

    async def everywhere(self, table: Table, *, first: str, limit: int = 1000) -> Sequence[PlacedRow]:
        """See ``shared.ports.whole_storage.WholeStore.everywhere``. By the SDK: nobody waits for it."""
        try:
            return await storage_answers.asked(
                lambda: self._sdk.everywhere(table, first=first, limit=limit, page=self._page)
            )
        except storage_answers.TableMissing:
            return ()

    async def commit(self, table: Table, partition: str, changes: Sequence[Change]) -> Sequence[str]:
        """See ``shared.ports.Store.commit``."""
        row_limits.check(partition, changes)
        _refuse_unversioned(changes)
        transact = self._transactions.transact
        try:
            return await storage_answers.answered(transact(table, partition, changes))
        except storage_answers.TableMissing:
            await storage_answers.answered(self._create(table))
            return await storage_answers.answered(transact(table, partition, changes))

    async def _create(self, table: Table) -> None:
        try:
            await self._service.get_table_client(table).create_table()
        except ResourceExistsError:
            return


def _refuse_unversioned(changes: Sequence[Change]) -> None:
    """The service would take these as changes of whatever is there."""
    if any(isinstance(change, Replace | Remove) and not change.etag for change in changes):
        message = "a change of a row says no version of it"
        raise StoreConflict(message)


def line_to(service: TableServiceClient, transport: AioHttpTransport) -> Line:
    """Quick calls to this service over its transport, signed as its client signs."""
    from azure.data.tables.aio._authentication_async import _configure_credential  # noqa: PLC0415 - private: where it is gone, the SDK's own calls go on

    return Line(transport, _configure_credential(service.credential), ("x-ms-date", "Date"))
