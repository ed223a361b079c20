"""What the acts need from outside, as protocols. Adapters and fakes keep the same promises.

Every adapter passes ``tests/contract``; every fake passes the same tests.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from shared.domain.vendor import Vendor
from shared.file_ports import Files


class Clock(Protocol):
    """What the time is. The product never asks anybody else."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""


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


class StoreConflict(StoreError):
    """Somebody else was first: read again and decide again."""


class StoreLimit(StoreError):
    """The rows are more or larger than one transaction may carry."""


class StoreUnavailable(StoreError):
    """The store cannot be reached or refuses for now; what happened is unknown."""


class Queue(Protocol):
    """Makes things quick, never true: a lost, doubled or poisoned message does no harm."""

    async def tell(self, aggregate: str) -> None:
        """Ask for a look at this aggregate (``ticket-<id>``, ``member-<id>``, ``news-<id>``) soon.

        Raises:
            QueueUnavailable: the message was perhaps not taken.
        """

    async def probe(self) -> None:
        """One cheap request. Raises ``QueueUnavailable`` when the queue does not answer."""


class QueueUnavailable(Exception):
    """The queue did not take the message; the agenda brings the look later."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a mail goes: the address and, where known, the name shown with it."""

    address: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a mail: its name (one line), its media type, its bytes."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail, rendered. ``operation_id`` (a UUID) is stable over every attempt to send this mail.

    Providers take 10 MiB a mail, attachments in base64 included: about 7 MiB of files.
    """

    operation_id: str
    sender: str
    to: Address
    subject: str
    text: str
    html: str
    cc: tuple[Address, ...] = ()
    reply_to: Address | None = None
    headers: dict[str, str] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()


class Mailer(Protocol):
    """Hands mails to the provider. A call ends within 30 s and is never repeated in here."""

    async def send(self, mail: Mail, *, first_sent: datetime) -> None:
        """Hand over one mail; returns when the provider has accepted it for delivery.

        ``first_sent`` is the instant of the first attempt; with the operation id it lets the provider tell a
        repeated request.

        Raises:
            MailRefused: the provider will never take this mail; the reason names no address.
            MailDeferred: not now (quota, outage, no answer); perhaps it was accepted all the same.
        """

    async def probe(self) -> None:
        """One cheap request. Raises ``MailDeferred`` when the provider does not answer."""


class MailRefused(Exception):
    """Refused for good. ``str()`` is a short reason without personal data."""


class MailDeferred(Exception):
    """Not taken now. ``retry_after`` in seconds, where the provider named it."""

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        """Keep the reason (no personal data) and the provider's wish."""
        super().__init__(reason)
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything an act needs, in one hand: the ports, the vendor's terms, and the secret for keys.

    ``secret`` is never rotated: ticket ids and directory keys are made with it. ``link_keys`` are: the first
    signs links, all read them. ``started`` is when this process took up its work.
    """

    clock: Clock
    store: Store
    queue: Queue
    mailer: Mailer
    files: Files
    vendor: Vendor
    secret: bytes
    link_keys: tuple[bytes, ...]
    started: datetime
