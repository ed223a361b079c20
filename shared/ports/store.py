"""Rows of text in partitions, as a protocol, and the changes that one transaction makes."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from shared.domain.refusals.error_sorts import Conflicting, Unavailable


class Table(StrEnum):
    """The tables of the desk; their names in storage."""

    TICKETS = "tickets"
    MEMBERS = "members"
    DIRECTORY = "directory"
    AGENDA = "agenda"
    NEWS = "news"
    LIMITS = "limits"
    FILES = "files"
    MAILS = "mails"
    RELEASES = "releases"
    REGISTER = "register"
    AUDIT = "audit"
    PRESENCE = "presence"
    TERMS = "terms"


@dataclass(frozen=True, slots=True)
class Row:
    """One stored row: its key within a partition, its text, and the version it was read at."""

    key: str
    text: str
    etag: str


@dataclass(frozen=True, slots=True)
class Create:
    """Write a row that must not exist yet."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Replace:
    """Write a row that must still be at the version it was read at."""

    key: str
    text: str
    etag: str


@dataclass(frozen=True, slots=True)
class Upsert:
    """Write a row whether it exists or not. For hints only: truth has a version."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Remove:
    """Take a row away that must still be at the version it was read at."""

    key: str
    etag: str


type Change = Create | Replace | Upsert | Remove


class Store(Protocol):
    """Rows of text in partitions; a commit is all or nothing within one partition.

    Keys are ASCII letters, digits and ``-``; row keys are ordered by code point. Text is any Unicode text
    without lone surrogates.

    Raises (every method): ``StoreUnavailable`` when the service did not answer or answered that it cannot
    now; whether a commit took effect is then unknown.
    """

    async def get(self, table: Table, partition: str, key: str) -> Row | None:
        """The row, or None where there is none. One request."""

    async def rows(
        self, table: Table, partition: str, *, first: str, before: str, limit: int = 1000
    ) -> Sequence[Row]:
        """The rows with ``first <= key < before`` in order, at most ``limit`` (1 to 1000) of them."""

    async def across(
        self, table: Table, *, first: str, before: str, begins: str, limit: int = 1000
    ) -> Sequence[Row]:
        """The rows whose key begins so, of every partition with ``first <= name < before``, in order.

        At most ``limit`` (1 to 1000) of them. The service reads all rows of these partitions: for few.
        """

    async def commit(self, table: Table, partition: str, changes: Sequence[Change]) -> Sequence[str]:
        """Make all changes in one transaction, or none. One request.

        Returns: the new version of each changed row, in order; "" for a removed one.

        Raises:
            StoreConflict: a row to create exists, or another is not at its version any more.
            StoreLimit: more than 100 rows or 4 MiB in all, more than 1 MiB in a row, a key twice, no change,
                or a key with other characters; nothing was sent.
        """


class StoreError(Exception):
    """The store did not do what was asked."""


class StoreConflict(StoreError, Conflicting):
    """Somebody else was first: read again and decide again."""

    told_as = "conflict"


class StoreLimit(StoreError):
    """The rows are more or larger than one transaction may carry."""


class StoreUnavailable(StoreError, Unavailable):
    """The store cannot be reached or refuses for now; what happened is unknown."""
