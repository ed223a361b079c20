"""What is kept of a call to a service: method, host and status. The act that asks is named in its message."""

import base64
import json

import pytest
from azure.storage.queue.aio import QueueClient

from devstack.azurite import Azurite
from shared.adapters.blobs import BlobFiles
from shared.adapters.queue import NAME, REPORTS, GivenUpMessages, StorageQueue
from shared.adapters.tables import TableStore
from shared.ports.queue import QueueUnavailable
from shared.ports.store import Create, StoreUnavailable, Table
from shared.ports.telemetry import telemetry
from tests.contract.recording import answer, recording
from tests.contract.unreachable import nobody_listens
from tests.examples.watched import watched

ROW = '{"odata.etag": "e", "PartitionKey": "p", "RowKey": "a-secret-key", "t0": "text"}'


async def test_of_a_call_its_method_its_host_and_its_status_are_kept_and_nothing_else() -> None:
    with watched() as kept:
        async with recording(answer("200 OK", ROW)) as service:
            store = TableStore.from_connection_string(service.connection_string)
            with telemetry().act("reading"):
                await store.get(Table.TICKETS, "p", "a-secret-key")
            await store.close()
    call, act = kept.spans
    assert (call.name, call.parent and call.parent.span_id) == ("GET 127.0.0.1", act.context.span_id)
    assert dict(call.attributes or {}) == {
        "http.request.method": "GET",
        "server.address": "127.0.0.1",
        "http.response.status_code": 200,
    }
    assert "secret" not in kept.everything()


async def test_a_call_that_nobody_answers_is_kept_by_the_class_of_its_error() -> None:
    store = TableStore.from_connection_string(nobody_listens())
    files = BlobFiles.from_connection_string(nobody_listens())
    with watched() as kept:
        with pytest.raises(StoreUnavailable):
            await store.commit(Table.TICKETS, "p", [Create("a-secret-key", "text")])
        with pytest.raises(StoreUnavailable):
            await files.has("a-secret-file")
    await store.close()
    await files.close()
    methods = {(span.attributes or {})["http.request.method"] for span in kept.spans}
    assert methods == {"POST", "HEAD"}
    assert {(span.attributes or {})["fault"] for span in kept.spans} == {"ServiceRequestError"}
    assert "secret" not in kept.everything()


async def test_a_message_names_the_act_that_asks_where_somebody_watches(
    storage_queue: StorageQueue, azurite: Azurite
) -> None:
    with watched() as kept, telemetry().act("asking"):
        await storage_queue.tell("ticket-watched")
    async with QueueClient.from_connection_string(azurite.connection_string, NAME) as reader:
        said = [
            json.loads(base64.b64decode(message.content))
            async for message in reader.receive_messages(messages_per_page=32)
        ]
    (message,) = [each for each in said if each["look"] == "ticket-watched"]
    assert message.keys() == {"look", "traceparent"}
    assert message["traceparent"].split("-")[1] == f"{kept.span('asking').context.trace_id:032x}"


async def test_messages_that_were_given_up_are_counted_in_both_queues(azurite: Azurite) -> None:
    given_up = GivenUpMessages.from_connection_string(azurite.connection_string)
    before = await given_up.count()
    for name in (NAME, REPORTS):
        async with QueueClient.from_connection_string(azurite.connection_string, f"{name}-poison") as queue:
            if not before:
                await queue.create_queue()
            await queue.send_message("x")
    assert await given_up.count() == before + 2
    await given_up.close()


async def test_messages_that_cannot_be_counted_are_not_told_as_none() -> None:
    given_up = GivenUpMessages.from_connection_string(nobody_listens())
    with pytest.raises(QueueUnavailable):
        await given_up.count()
    await given_up.close()
