"""Keeps a queue message to its holder for as long as its function runs."""

import asyncio
import logging
from collections.abc import Awaitable
from contextlib import suppress
from types import TracebackType
from typing import Protocol, Self

from azure.core.exceptions import AzureError
from azure.storage.queue import QueueMessage

log = logging.getLogger("functions_host")

LEASE = 30
"""Seconds for which nobody else sees a message; it is renewed at half of it."""


class Renewable(Protocol):
    """What a lease needs of a queue client."""

    def update_message(
        self, message: str, pop_receipt: str, *, visibility_timeout: int
    ) -> Awaitable[QueueMessage]:
        """Hide the message for so many seconds from now; the answer has its new receipt."""


class Lease:
    """Renews a message's lease while the block runs. ``receipt`` is the one that is valid afterwards."""

    def __init__(self, queue: Renewable, message: QueueMessage, seconds: int = LEASE) -> None:
        """The lease of a message that was just received for this many seconds."""
        self.receipt = str(message.pop_receipt)
        self._queue = queue
        self._id = message.id
        self._seconds = seconds
        self._over = asyncio.Event()

    async def __aenter__(self) -> Self:
        """Begin to renew."""
        self._renewing = asyncio.create_task(self._renew())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End after a renewal that is under way: its receipt replaces the one before."""
        self._over.set()
        await self._renewing

    async def _renew(self) -> None:
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._over.wait(), self._seconds / 2)
            if self._over.is_set():
                return
            try:
                renewed = await self._queue.update_message(
                    self._id, self.receipt, visibility_timeout=self._seconds
                )
                self.receipt = str(renewed.pop_receipt)
            except AzureError as error:
                log.warning("A message's lease was not renewed: %s", type(error).__name__)
