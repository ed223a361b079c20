"""What every storage of files promises: the one in memory, and the real one against Azurite."""

import asyncio
from uuid import uuid4

import pytest
from azure.storage.blob.aio import ContainerClient

from devstack.azurite import Azurite
from shared.adapters.blobs import CONTAINER, TICKET, BlobFiles
from shared.ports.files import Files, StoredFile
from shared.ports.store import StoreUnavailable
from tests.contract.answering import answering
from tests.contract.unreachable import nobody_listens

PICTURE = StoredFile(bytes(range(256)) * 40, "image/png")
MEBIBYTE = 1024 * 1024


@pytest.fixture
def key() -> str:
    """A key that nothing was put under yet: the tests share one service."""
    return uuid4().hex


async def test_a_file_comes_back_byte_for_byte_with_its_type(files: Files, key: str) -> None:
    await files.put(key, PICTURE.content, PICTURE.content_type, ticket="t")

    assert await files.get(key) == PICTURE
    assert await files.has(key)


@pytest.mark.filterwarnings("ignore:Sending a large body:ResourceWarning")  # aiohttp's, from 1 MiB on
async def test_a_file_of_ten_mebibytes_comes_back_whole(files: Files, key: str) -> None:
    content = b"0123456789abcdef" * (10 * MEBIBYTE // 16)

    await files.put(key, content, "text/plain; charset=utf-8", ticket="t")

    assert await files.get(key) == StoredFile(content, "text/plain; charset=utf-8")


async def test_what_was_never_put_is_not_there(files: Files, key: str) -> None:
    assert await files.get(key) is None
    assert not await files.has(key)


async def test_a_key_that_is_there_keeps_what_it_has(files: Files, key: str) -> None:
    await files.put(key, PICTURE.content, PICTURE.content_type, ticket="t")
    await files.put(key, b"something else", "text/plain", ticket="u")

    assert await files.get(key) == PICTURE


async def test_what_is_erased_leaves_an_empty_place_that_nothing_fills(files: Files, key: str) -> None:
    await files.put(key, PICTURE.content, PICTURE.content_type, ticket="t")
    for _ in range(2):
        await files.erase(key)
    await files.put(key, PICTURE.content, PICTURE.content_type, ticket="t")

    erased = await files.get(key)
    assert erased is not None
    assert erased.content == b""


async def test_erasing_what_was_never_put_makes_nothing(files: Files, key: str) -> None:
    await files.erase(key)

    assert not await files.has(key)


async def test_the_same_file_put_by_several_at_once_is_there_once_and_no_error(
    files: Files, key: str
) -> None:
    await asyncio.gather(
        *(files.put(key, PICTURE.content, PICTURE.content_type, ticket="t") for _ in range(5))
    )

    assert await files.get(key) == PICTURE


async def test_a_storage_of_files_that_is_there_answers_a_probe(files: Files) -> None:
    await files.probe()


async def test_a_blob_is_private_and_says_whose_ticket_it_came_to(
    blob_files: BlobFiles, azurite: Azurite, key: str
) -> None:
    await blob_files.put(key, PICTURE.content, PICTURE.content_type, ticket="abcdefghijklmnop")

    async with ContainerClient.from_connection_string(azurite.connection_string, CONTAINER) as container:
        assert (await container.get_container_access_policy())["public_access"] is None
        labels = (await container.get_blob_client(key).get_blob_properties()).metadata
    assert labels == {TICKET: "abcdefghijklmnop"}


async def test_a_service_that_cannot_be_reached_is_unavailable_and_no_key_is_told() -> None:
    files = BlobFiles.from_connection_string(nobody_listens())

    calls = (files.put("secret", b"x", "text/plain", ticket="t"), files.get("secret"), files.probe())
    results = await asyncio.gather(*calls, return_exceptions=True)
    await files.close()

    assert [type(result) for result in results] == [StoreUnavailable] * 3
    assert "secret" not in str(results)


@pytest.mark.parametrize("answer", ["503 Busy\r\nRetry-After: 600", "403 Forbidden", "500 Error"])
async def test_a_call_is_made_three_times_and_waits_for_no_retry_after(answer: str) -> None:
    async with answering(answer) as service:
        files = BlobFiles.from_connection_string(service.connection_string)
        with pytest.raises(StoreUnavailable):
            await files.put("key", b"x", "text/plain", ticket="t")
        await files.close()

    assert service.asked == ["PUT"] * 3


async def test_a_call_whose_connection_is_cut_is_given_up_as_soon() -> None:
    async with answering("") as service:
        files = BlobFiles.from_connection_string(service.connection_string)
        with pytest.raises(StoreUnavailable):
            await files.put("key", b"x", "text/plain", ticket="t")
        await files.close()

    assert len(service.asked) <= 6  # the transport itself repeats a PUT once


@pytest.mark.parametrize("code", ["ContainerBeingDeleted", "BlobBeingRehydrated", "Unknown"])
async def test_a_conflict_that_keeps_nothing_is_not_taken_for_a_file_that_is_there(code: str) -> None:
    async with answering(f"409 Conflict\r\nx-ms-error-code: {code}") as service:
        files = BlobFiles.from_connection_string(service.connection_string)
        with pytest.raises(StoreUnavailable):
            await files.put("key", b"x", "text/plain", ticket="t")
        await files.close()


async def test_a_file_that_the_service_says_is_there_counts_as_kept() -> None:
    async with answering("409 Conflict\r\nx-ms-error-code: BlobAlreadyExists") as service:
        files = BlobFiles.from_connection_string(service.connection_string)
        await files.put("key", b"x", "text/plain", ticket="t")
        await files.close()

    assert service.asked == ["PUT"]
