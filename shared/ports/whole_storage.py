"""Storage as a backup sees it: everything that there is, whatever it is called."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from shared.ports.files import Files
from shared.ports.store import Row, Store, Table


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row, and the partition in which it stands."""

    partition: str
    row: Row


@dataclass(frozen=True, slots=True)
class LabelledFile:
    """The key of a file, and whose it is: see ``shared.ports.files.Files.put``."""

    key: str
    ticket: str


class WholeStore(Store, Protocol):
    """A store of which every row can be found."""

    async def everywhere(self, table: Table, *, first: str, limit: int = 1000) -> Sequence[PlacedRow]:
        """The rows of all partitions from this name on, by partition and key; at most ``limit`` (1 to 1000).

        Raises ``StoreUnavailable``.
        """


class WholeFiles(Files, Protocol):
    """Files of which every one can be found."""

    def names(self) -> AsyncIterator[LabelledFile]:
        """Every file, in any order. One request for some thousands. Raises ``StoreUnavailable``."""
