"""The queue in Azure Queue Storage: a short JSON text a message, as a queue trigger reads it."""

import asyncio
import json
from collections.abc import Awaitable
from typing import Any, Self

from azure.core.credentials_async import AsyncTokenCredential
from azure.core.exceptions import AzureError, HttpResponseError, ResourceExistsError, ResourceNotFoundError
from azure.core.pipeline.transport import AioHttpTransport
from azure.storage.queue import TextBase64EncodePolicy
from azure.storage.queue.aio import QueueClient

from shared.ports.queue import QueueUnavailable

NAME = "looks"

CALL_LIMIT = 10.0
"""Seconds after which a call ends, answered or not: the queue only makes things quick."""


class StorageQueue:
    """``shared.ports.Queue`` in Azure Queue Storage or Azurite. The queue is made when first told."""

    def __init__(self, client: QueueClient) -> None:
        """Use this client; ``close`` closes it."""
        self._client = client

    @classmethod
    def from_connection_string(cls, connection_string: str) -> Self:
        """The queue of an account that is reached by its key: on one machine, over http too."""
        return cls(QueueClient.from_connection_string(connection_string, NAME, **_client_options()))

    @classmethod
    def with_credential(cls, endpoint: str, credential: AsyncTokenCredential) -> Self:
        """The queue at this service address (https), opened by a managed identity."""
        return cls(QueueClient(endpoint, NAME, credential=credential, **_client_options()))

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()

    async def tell(self, aggregate: str) -> None:
        """See ``shared.ports.Queue.tell``. Sent once."""
        text = json.dumps({"look": aggregate})
        try:
            await _answered(self._client.send_message(text))
        except ResourceNotFoundError:
            await _answered(self._create())
            await _answered(self._client.send_message(text))

    async def probe(self) -> None:
        """See ``shared.ports.Queue.probe``. A queue that nobody has been told yet is there."""
        try:
            await _answered(self._client.get_queue_properties())
        except ResourceNotFoundError:
            return

    async def _create(self) -> None:
        try:
            await self._client.create_queue()
        except ResourceExistsError:
            return


def _client_options() -> dict[str, Any]:
    return {
        "transport": AioHttpTransport(use_env_settings=False, connection_timeout=5, read_timeout=CALL_LIMIT),
        "message_encode_policy": TextBase64EncodePolicy(),
        "retry_total": 0,
    }


async def _answered[T](call: Awaitable[T]) -> T:
    """What the call returns.

    Raises:
        ResourceNotFoundError: there is no such queue yet.
        QueueUnavailable: any other answer but a success, or none.
    """
    try:
        async with asyncio.timeout(CALL_LIMIT):
            return await call
    except ResourceNotFoundError:
        raise
    except HttpResponseError as error:
        message = f"the queue answered {error.status_code}"
        raise QueueUnavailable(message) from None
    except (AzureError, TimeoutError) as error:
        message = f"the queue cannot be reached ({type(error).__name__})"
        raise QueueUnavailable(message) from None
