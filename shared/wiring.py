"""The composition root: the desk with its real parts, built once a process at first use.

Importing this reads no setting and opens no connection: what is missing shows when needed, and in health.
"""

import asyncio
import logging
import os
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from random import SystemRandom
from threading import Thread
from typing import TYPE_CHECKING

from azure.core.credentials import AzureKeyCredential
from azure.core.credentials_async import AsyncTokenCredential

from shared.adapters.blobs import BlobFiles
from shared.adapters.identity import identity
from shared.adapters.mail import AzureMailer
from shared.adapters.queue import GivenUpMessages, StorageQueue
from shared.adapters.segment_blobs import BlobSegments
from shared.adapters.tables import TableStore
from shared.domain.values.house import House
from shared.ports.clock import Clock
from shared.ports.desk import Desk
from shared.ports.mailbox import Mailbox
from shared.ports.telemetry import watch_by
from shared.ports.whole_storage import WholeFiles, WholeStore
from shared.settings import Settings, SettingsInvalid, read_settings

if TYPE_CHECKING:
    from shared.usecases.terms.terms_in_force import TermsInForce

_RANDOM = SystemRandom()
_SHORTEST_PAUSE = 0.02
_WATCHER = "APPLICATIONINSIGHTS_CONNECTION_STRING"
_INSTANCE = "WEBSITE_INSTANCE_ID"


class SystemClock:
    """The time of this machine."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return datetime.now(UTC)


async def pause(attempts: int) -> None:
    """At random, so that whoever collided does so no more: up to 20 ms, and twice as long each time."""
    await asyncio.sleep(_RANDOM.uniform(0, _SHORTEST_PAUSE * 2**attempts))


class _Parts:
    """What a process may put in place of the real parts, before or after first use."""

    clock: Clock = SystemClock()
    desk: Desk | None = None
    terms: "TermsInForce | None" = None
    mailbox: Mailbox | None = None
    storage: tuple[TableStore, StorageQueue, BlobFiles, BlobSegments] | None = None


def use_clock(clock: Clock) -> None:
    """Take the time from this clock: the local stack's can be moved."""
    _Parts.clock = clock
    _Parts.desk = None


def use_desk(desk: Desk | None, terms: "TermsInForce | None" = None) -> None:
    """Take the whole desk from here: tests run the triggers over fakes. None: the real one again.

    ``terms``: those that are its house, where they are to be kept up.
    """
    _Parts.desk, _Parts.terms = desk, terms


def use_mailbox(box: Mailbox | None) -> None:
    """Take the mailbox from here, as tests do. None: the one of the settings again."""
    _Parts.mailbox = box


def whole_storage() -> tuple[WholeStore, WholeFiles]:
    """The storage of this process's desk, for work on everything in it. Raises ``SettingsInvalid``."""
    desk()
    if _Parts.storage is None:
        raise SettingsInvalid(_NO_STORAGE)
    return _Parts.storage[0], _Parts.storage[2]


async def close() -> None:
    """Close the connections to storage, for a program that ends by itself."""
    for part in _Parts.storage or ():
        await part.close()


def settings() -> Settings:
    """The settings of this process, read once. Raises ``SettingsInvalid``."""
    return _settings()


@cache
def _settings() -> Settings:
    return read_settings(os.environ)


def signs_people_in() -> bool:
    """Whether the platform signs people in, and so says who asks. No setting of ours can say so."""
    return os.environ.get("WEBSITE_AUTH_ENABLED", "").lower() == "true"


def schedule(setting: str, otherwise: str) -> str:
    """The schedule as a binding has it: the setting's name, which the platform reads, where it is set.

    A binding that names a setting which is not there would keep the platform from loading its function.
    """
    return f"%{setting}%" if os.environ.get(setting) else otherwise


def has_mailbox() -> bool:
    """Whether the environment names a mailbox: asked while the app is indexed, before settings are read."""
    return bool(os.environ.get("DESK_GRAPH_MAILBOX"))


def desk() -> Desk:
    """The desk of this process. Raises ``SettingsInvalid``: a setting is missing or cannot be read."""
    if _Parts.desk is None:
        _Parts.desk = _real_desk(settings(), _Parts.clock)
    return _Parts.desk


async def keep_up_terms() -> None:
    """Return once the vendor's terms are a minute old at most. Whoever acts asks for this first.

    Raises ``StoreUnavailable``: they have never been read, and cannot be.
    """
    with suppress(SettingsInvalid):  # that is said by whatever needs the settings
        store = desk().store
        if _Parts.terms is not None:
            await _Parts.terms.keep_up(store)


def _real_desk(settings: Settings, clock: Clock) -> Desk:
    from shared.adapters.segment_index import SegmentIndex  # noqa: PLC0415 - it knows tickets: no start waits for it
    from shared.usecases.terms.terms_in_force import TermsInForce  # noqa: PLC0415 - as above

    logging.getLogger("azure").setLevel(logging.WARNING)  # else the SDK logs the headers of every request
    _watching()
    store, queue, files, segments = _Parts.storage = _storage(settings)
    house = House(vendor=settings.vendor(), secret=settings.secret.get_secret_value().encode())
    terms = _Parts.terms = TermsInForce(house, clock)
    return Desk(
        clock=clock,
        store=store,
        queue=queue,
        mailer=_mailer(settings),
        files=files,
        search=SegmentIndex(segments),
        house=terms,
        pause=pause,
        link_keys=settings.link_signing_keys(),
        started=clock.now(),
        terms_changed=terms.changed,
    )


def _storage(settings: Settings) -> tuple[TableStore, StorageQueue, BlobFiles, BlobSegments]:
    if settings.storage is not None:
        connection = settings.storage.get_secret_value()
        return (
            TableStore.from_connection_string(connection),
            StorageQueue.from_connection_string(connection),
            BlobFiles.from_connection_string(connection),
            BlobSegments.from_connection_string(connection),
        )
    tables, queues = settings.storage__tableserviceuri, settings.storage__queueserviceuri
    blobs = settings.storage__blobserviceuri
    if tables is None or queues is None or blobs is None:
        raise SettingsInvalid(_NO_STORAGE)
    credential = _identity()
    return (
        TableStore.with_credential(tables, credential),
        StorageQueue.with_credential(queues, credential),
        BlobFiles.with_credential(blobs, credential),
        BlobSegments.with_credential(blobs, credential),
    )


async def given_up() -> int:
    """How many queue messages were given up after every attempt. Raises ``QueueUnavailable``."""
    return await _given_up_messages().count()


@cache
def _given_up_messages() -> GivenUpMessages:
    if (storage := settings().storage) is not None:
        return GivenUpMessages.from_connection_string(storage.get_secret_value())
    return GivenUpMessages.with_credential(settings().storage__queueserviceuri or "", _identity())


def _mailer(settings: Settings) -> AzureMailer:
    key = settings.mail_key
    credential = AzureKeyCredential(key.get_secret_value()) if key else _identity()
    return AzureMailer(settings.mail_endpoint, credential)


@cache
def _watching() -> Thread | None:
    """Begins to watch, where the environment says who is told. What it imports nobody waits for."""
    if not (connection := os.environ.get(_WATCHER)):
        return None

    def begin() -> None:
        from shared.adapters.azure_monitor import azure_monitor  # noqa: PLC0415 - half a second that only Azure needs

        watch_by(azure_monitor(connection, os.environ.get(_INSTANCE, "")))

    thread = Thread(target=begin, name="watching", daemon=True)
    thread.start()
    return thread


async def watched() -> None:
    """Return once the process is watched, or at once where it never is: what is told then is kept."""
    if (thread := _watching()) is not None:
        await asyncio.to_thread(thread.join)


def mailbox() -> Mailbox | None:
    """The shared mailbox that the settings name, read with the functions' managed identity; or None."""
    address = settings().graph_mailbox
    if _Parts.mailbox is None and address is not None:
        from shared.adapters.graph_mailbox import GraphMailbox  # noqa: PLC0415 - without a mailbox no start waits for it

        _Parts.mailbox = GraphMailbox(address, _identity())
    return _Parts.mailbox


@cache
def _identity() -> AsyncTokenCredential:
    """Who the desk is: one for storage, mail and the mailbox, so that they share its tokens."""
    return identity(settings().storage__clientid, os.environ)


_NO_STORAGE = (
    "Settings to mend: set DESK_STORAGE (a connection string), or DESK_STORAGE__tableServiceUri, "
    "DESK_STORAGE__queueServiceUri and DESK_STORAGE__blobServiceUri (service addresses, for the managed "
    "identity)"
)
