"""Runs queue functions: one listener a queue, on the real queue service.

A message is leased while its function runs. A failed one comes back after ``visibilityTimeout`` in the
product's time, and goes to the queue's poison queue after the last try.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from azure.core.exceptions import AzureError, HttpResponseError, ResourceExistsError, ResourceNotFoundError
from azure.core.pipeline.transport import AioHttpTransport
from azure.storage.queue import QueueMessage
from azure.storage.queue.aio import QueueClient

from devstack.functions_host.functions import QueueFunction
from devstack.functions_host.host_file import QueueRules
from devstack.functions_host.invocations import Invocations
from devstack.functions_host.lease import LEASE, Lease
from devstack.functions_host.messages import message_metadata, message_text
from devstack.functions_host.runtime import text

log = logging.getLogger("functions_host")

SHORTEST_POLL = 0.1
"""Seconds between looks at a queue that was not empty a moment ago."""


@dataclass(frozen=True, slots=True)
class QueuePair:
    """A queue and the queue for what it could not get done."""

    queue: QueueClient
    poison: QueueClient

    @classmethod
    def at(cls, connection: str, name: str) -> Self:
        """The pair in the storage account of this connection string. Nothing is asked yet."""
        return cls(_client(connection, name), _client(connection, f"{name}-poison"))

    async def close(self) -> None:
        """Let the connections go."""
        await self.queue.close()
        await self.poison.close()


def _client(connection: str, name: str) -> QueueClient:
    transport = AioHttpTransport(use_env_settings=False)
    return QueueClient.from_connection_string(connection, name, transport=transport, retry_total=0)


class QueueListener:
    """Takes the messages of one queue to its function."""

    def __init__(
        self,
        function: QueueFunction,
        queues: QueuePair,
        invocations: Invocations,
        rules: QueueRules,
        now: Callable[[], datetime],
    ) -> None:
        """Nothing is taken before ``listen`` or ``settle``."""
        self.function = function
        self._queues = queues
        self._invocations = invocations
        self._rules = rules
        self._now = now
        self._turn = asyncio.Lock()
        self._in_hand: set[asyncio.Task[None]] = set()
        self._waiting: dict[str, tuple[str, datetime]] = {}
        self._woken = asyncio.Event()
        invocations.tell_when_one_ends(self._woken.set)

    @property
    def waiting(self) -> int:
        """How many failed messages wait for their next try."""
        return len(self._waiting)

    async def listen(self) -> None:
        """Take messages for ever: at once after any function has run, else ever more seldom."""
        poll, answers = SHORTEST_POLL, True
        while True:
            await self._room()
            self._woken.clear()
            try:
                found, answers = await self._take(), True
            except AzureError as error:
                if answers:
                    log.warning("Queue %s does not answer: %s", self.function.queue, type(error).__name__)
                found, answers = 0, False
            poll = SHORTEST_POLL if found else min(2 * poll, self._rules.longest_poll.total_seconds())
            if not found:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._woken.wait(), poll)

    async def settle(self) -> int:
        """Work until the queue is empty but for messages that wait for their next try; how many were done.

        Raises:
            AzureError: the queue does not answer.
        """
        done = 0
        while True:
            if self._in_hand:
                await asyncio.wait(self._in_hand)
            found = await self._take()
            if not found and not self._in_hand:
                return done
            done += found

    async def let_go(self) -> None:
        """Stop what is in hand: its messages come again when their lease ends."""
        in_hand = tuple(self._in_hand)
        for task in in_hand:
            task.cancel()
        await asyncio.gather(*in_hand, return_exceptions=True)

    async def held_elsewhere(self) -> int:
        """How many messages are leased to somebody who may be gone: they come when their lease ends.

        Raises:
            AzureError: the queue does not answer.
        """
        try:
            found = await self._queues.queue.get_queue_properties()
        except ResourceNotFoundError:
            return 0
        return (found.approximate_message_count or 0) - self.waiting - len(self._in_hand)

    async def release_due(self) -> None:
        """Let failed messages come back whose wait is over in the product's time, after it was moved."""
        now = self._now()
        due = {key: receipt for key, (receipt, until) in self._waiting.items() if until <= now}
        for key, receipt in due.items():
            del self._waiting[key]
            with suppress(HttpResponseError):  # it has come back by itself: the real wait was over, too
                await self._queues.queue.update_message(key, receipt, visibility_timeout=0)

    async def _room(self) -> None:
        """Wait until so few messages are in hand that more may be taken."""
        while len(self._in_hand) > self._rules.new_batch_threshold:
            await asyncio.wait(self._in_hand, return_when=asyncio.FIRST_COMPLETED)

    async def _take(self) -> int:
        """Take a batch in hand; how many messages that were."""
        async with self._turn:
            messages = await self._receive()
            for message in messages:
                task = asyncio.create_task(self._handle(message))
                self._in_hand.add(task)
                task.add_done_callback(self._in_hand.discard)
        return len(messages)

    async def _receive(self) -> Sequence[QueueMessage]:
        """One batch, leased; none where the queue does not exist (yet)."""
        pages = self._queues.queue.receive_messages(
            messages_per_page=self._rules.batch_size, visibility_timeout=LEASE
        ).by_page()
        try:
            async for page in pages:
                return [message async for message in page]
        except ResourceNotFoundError:
            pass
        return []

    async def _handle(self, message: QueueMessage) -> None:
        """Do everything with one message; a storage error leaves it to its next appearance."""
        self._waiting.pop(message.id, None)
        try:
            await self._try(message)
        except AzureError as error:
            log.warning("A message of queue %s stays: %s", self.function.queue, type(error).__name__)

    async def _try(self, message: QueueMessage) -> None:
        said = message_text(message, base64=self._rules.base64)
        if said is None or (message.dequeue_count or 0) > self._rules.most_tries:
            await self._poison(message, str(message.pop_receipt))
            return
        async with Lease(self._queues.queue, message) as lease:
            outcome = await self._invocations.run(self.function, text(said), message_metadata(message))
        if not outcome.failure:
            await self._queues.queue.delete_message(message.id, lease.receipt)
        elif (message.dequeue_count or 0) >= self._rules.most_tries:
            await self._poison(message, lease.receipt)
        else:
            await self._put_back(message, lease.receipt)

    async def _put_back(self, message: QueueMessage, receipt: str) -> None:
        """Let the message come again after the wait that ``host.json`` names."""
        wait = self._rules.retry_after
        back = await self._queues.queue.update_message(
            message.id, receipt, visibility_timeout=int(wait.total_seconds())
        )
        if wait:
            self._waiting[message.id] = (str(back.pop_receipt), self._now() + wait)

    async def _poison(self, message: QueueMessage, receipt: str) -> None:
        """Move the message, as it came, to the poison queue."""
        log.error("A message of queue %s goes to %s-poison.", self.function.queue, self.function.queue)
        with suppress(ResourceExistsError):
            await self._queues.poison.create_queue()
        await self._queues.poison.send_message(message.content)
        await self._queues.queue.delete_message(message.id, receipt)
