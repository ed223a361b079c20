"""The queue takes aggregates, and says when it does not answer."""

import asyncio
import base64
import json
from datetime import timedelta

from azure.storage.queue.aio import QueueClient

from devstack.azurite import Azurite
from shared.adapters.queue import NAME, StorageQueue
from shared.ports.queue import Queue, QueueUnavailable
from tests.contract.unreachable import nobody_listens


async def test_a_queue_that_nobody_was_told_through_answers(queue: Queue) -> None:
    await queue.probe()


async def test_an_aggregate_may_be_told_of_again_and_again(queue: Queue) -> None:
    for aggregate in ("ticket-abc", "member-x", "ticket-abc"):
        await queue.tell(aggregate)
    await queue.probe()


async def test_a_message_is_what_the_queue_trigger_reads_by_default(
    storage_queue: StorageQueue, azurite: Azurite
) -> None:
    await storage_queue.tell("ticket-read")
    async with QueueClient.from_connection_string(azurite.connection_string, NAME) as reader:
        contents = [message.content async for message in reader.receive_messages(messages_per_page=32)]
    assert {"look": "ticket-read"} in [json.loads(base64.b64decode(content)) for content in contents]


async def test_a_message_for_later_is_not_seen_before(storage_queue: StorageQueue, azurite: Azurite) -> None:
    await storage_queue.tell("ticket-now")
    async with QueueClient.from_connection_string(azurite.connection_string, NAME) as reader:
        before = (await reader.get_queue_properties()).approximate_message_count
        await storage_queue.tell("ticket-later", timedelta(hours=1))
        assert (await reader.get_queue_properties()).approximate_message_count == (before or 0) + 1
        contents = [message.content async for message in reader.receive_messages(messages_per_page=32)]
    assert {"look": "ticket-later"} not in [json.loads(base64.b64decode(content)) for content in contents]


async def test_a_queue_that_cannot_be_reached_says_so_and_names_no_aggregate() -> None:
    queue = StorageQueue.from_connection_string(nobody_listens())
    results = await asyncio.gather(queue.tell("ticket-secret"), queue.probe(), return_exceptions=True)
    await queue.close()
    assert [type(result) for result in results] == [QueueUnavailable, QueueUnavailable]
    assert "secret" not in str(results)
