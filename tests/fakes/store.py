"""The store in memory: the same promises as ``shared.adapters.tables``, kept by the same contract tests."""

from collections.abc import Sequence
from typing import Self

from shared.adapters import row_limits
from shared.ports.store import Change, Create, Remove, Replace, Row, StoreConflict, Table
from shared.ports.whole_storage import PlacedRow


class MemoryStore:
    """``shared.ports.Store`` in a dictionary. Versions are counted, so a run can be repeated exactly."""

    def __init__(self) -> None:
        """Start empty."""
        self._rows: dict[tuple[Table, str], dict[str, Row]] = {}
        self._version = 0
        self._read: dict[tuple[Table, str], tuple[tuple[str, str], ...]] = {}

    def __deepcopy__(self, _memo: dict[int, object]) -> Self:
        """A store that goes its own way from here on; rows never change, so they are shared."""
        copied = type(self)()
        copied._rows = {place: dict(stored) for place, stored in self._rows.items()}  # noqa: SLF001 - its own
        copied._version, copied._read = self._version, dict(self._read)  # noqa: SLF001 - its own
        return copied

    async def get(self, table: Table, partition: str, key: str) -> Row | None:
        """See ``shared.ports.Store.get``."""
        return self._rows.get((table, partition), {}).get(key)

    async def rows(
        self, table: Table, partition: str, *, first: str, before: str, limit: int = 1000
    ) -> Sequence[Row]:
        """See ``shared.ports.Store.rows``."""
        stored = self._rows.get((table, partition), {})
        return [stored[key] for key in sorted(stored) if first <= key < before][:limit]

    async def across(
        self, table: Table, *, first: str, before: str, begins: str, limit: int = 1000
    ) -> Sequence[Row]:
        """See ``shared.ports.Store.across``."""
        within = sorted(name for kept, name in self._rows if kept is table and first <= name < before)
        found = [await self.rows(table, name, first=begins, before=f"{begins}~") for name in within]
        return [row for rows in found for row in rows][:limit]

    async def everywhere(self, table: Table, *, first: str, limit: int = 1000) -> Sequence[PlacedRow]:
        """See ``shared.ports.whole_storage.WholeStore.everywhere``."""
        within = sorted(name for kept, name in self._rows if kept is table and first <= name)
        found = [
            PlacedRow(name, row)
            for name in within
            for row in await self.rows(table, name, first="", before="~", limit=limit)
        ]
        return found[:limit]

    async def commit(self, table: Table, partition: str, changes: Sequence[Change]) -> Sequence[str]:
        """See ``shared.ports.Store.commit``."""
        row_limits.check(partition, changes)
        self._read.pop((table, partition), None)
        stored = self._rows.setdefault((table, partition), {})
        for change in changes:
            _refuse_if_changed(stored.get(change.key), change)
        return [self._apply(stored, change) for change in changes]

    def everything(self) -> dict[tuple[Table, str, str], str]:
        """Every row's text by table, partition and key, but the audit list's, which every call adds to.

        For tests that look at the whole store.
        """
        return {
            (table, partition, key): row.text
            for (table, partition), stored in self._rows.items()
            if table is not Table.AUDIT
            for key, row in stored.items()
        }

    def partitions(self) -> dict[tuple[Table, str], tuple[tuple[str, str], ...]]:
        """Each partition's rows, as key and text: for tests that look at the whole store again and again.

        A partition that nothing has changed meanwhile is the same tuple as before.
        """
        return {place: self._rows_of(place) for place, stored in self._rows.items() if stored}

    def _rows_of(self, place: tuple[Table, str]) -> tuple[tuple[str, str], ...]:
        if place not in self._read:
            self._read[place] = tuple((key, row.text) for key, row in self._rows[place].items())
        return self._read[place]

    def _apply(self, stored: dict[str, Row], change: Change) -> str:
        if isinstance(change, Remove):
            del stored[change.key]
            return ""
        self._version += 1
        etag = f'"{self._version}"'
        stored[change.key] = Row(change.key, change.text, etag)
        return etag


def _refuse_if_changed(row: Row | None, change: Change) -> None:
    if isinstance(change, Create) and row is not None:
        message = "a row to create exists"
        raise StoreConflict(message)
    if isinstance(change, Replace | Remove) and (row is None or row.etag != change.etag):
        message = "a row is not at its version any more"
        raise StoreConflict(message)
