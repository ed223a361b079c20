"""What is made of a service that is busy, broken or silent: commits are sent once, reads asked again."""

import asyncio

import pytest

from shared.adapters.queue import StorageQueue
from shared.adapters.storage_answers import answered
from shared.adapters.tables import TableStore
from shared.ports.queue import QueueUnavailable
from shared.ports.store import Create, StoreError, StoreLimit, StoreUnavailable, Table
from tests.contract.answering import answering

T = Table.TICKETS

NOT_NOW = [
    pytest.param("500 Internal Server Error", id="broken"),
    pytest.param("503 Service Unavailable\r\nRetry-After: 3600", id="busy"),
    pytest.param("429 Too Many Requests\r\nRetry-After: 3600", id="too many"),
    pytest.param("408 Request Timeout", id="slow"),
    pytest.param("", id="no answer"),
]


@pytest.mark.parametrize("quick", [True, False])
@pytest.mark.parametrize("answer", NOT_NOW)
async def test_a_commit_is_sent_once_and_found_unavailable(answer: str, quick: bool) -> None:  # noqa: FBT001 - parametrised
    async with answering(answer) as service:
        store = TableStore.from_connection_string(service.connection_string, quick=quick)
        with pytest.raises(StoreUnavailable):
            await store.commit(T, "p", [Create("row", "")])
        await store.close()
    assert service.asked == ["POST"]


@pytest.mark.parametrize("answer", NOT_NOW)
async def test_a_read_is_asked_three_times_soon_and_found_unavailable(answer: str) -> None:
    async with answering(answer) as service:
        store = TableStore.from_connection_string(service.connection_string)
        with pytest.raises(StoreUnavailable):
            await store.get(T, "p", "row")
        await store.close()
    assert service.asked == ["GET"] * (3 if answer else 6)  # aiohttp repeats a GET whose connection closed


@pytest.mark.parametrize("answer", NOT_NOW)
async def test_a_message_is_sent_once_and_found_untold(answer: str) -> None:
    async with answering(answer) as service:
        queue = StorageQueue.from_connection_string(service.connection_string)
        with pytest.raises(QueueUnavailable):
            await queue.tell("ticket-abc")
        await queue.close()
    assert service.asked == ["POST"]


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ("413 Payload Too Large", StoreLimit),
        ("400 Bad Request", StoreError),
        ("202 Accepted", StoreUnavailable),
    ],
)
async def test_an_answer_that_should_not_come_is_told_apart(answer: str, error: type[StoreError]) -> None:
    async with answering(answer) as service:
        store = TableStore.from_connection_string(service.connection_string)
        with pytest.raises(StoreError) as caught:
            await store.commit(T, "p", [Create("row", "")])
        await store.close()
    assert type(caught.value) is error


async def test_a_call_that_is_not_answered_in_time_ends() -> None:
    with pytest.raises(StoreUnavailable):
        await answered(asyncio.Event().wait(), limit=0)
