"""What every storage of segments promises: the one in memory, and the real one against Azurite."""

import asyncio

import pytest
from azure.storage.blob.aio import ContainerClient

from devstack.azurite import Azurite
from shared.adapters.segment_blobs import CONTAINER, BlobSegments
from shared.ports.segments import Segments
from shared.ports.store import StoreConflict, StoreUnavailable
from tests.contract.answering import answering
from tests.contract.unreachable import nobody_listens

PIECE = bytes(range(256))
MEBIBYTE = 1024 * 1024


async def test_any_part_of_a_piece_is_read_and_no_more_than_there_is(segments: Segments) -> None:
    await segments.put("a", PIECE)

    assert await segments.read("a", 0, 256) == PIECE
    assert await segments.read("a", 10, 5) == PIECE[10:15]
    assert await segments.read("a", 250, 100) == PIECE[250:]


async def test_what_was_never_put_or_is_removed_is_not_there_and_is_not_named(segments: Segments) -> None:
    assert (await segments.read("a", 0, 1), list(await segments.names())) == (None, [])
    await segments.put("a", PIECE)
    await segments.put("b", PIECE)
    for _ in range(2):
        await segments.remove("a")

    assert await segments.read("a", 0, 1) is None
    assert list(await segments.names()) == ["b"]


async def test_a_name_that_is_there_keeps_what_it_has(segments: Segments) -> None:
    await segments.put("a", PIECE)
    await segments.put("a", b"something else")

    assert await segments.read("a", 0, 256) == PIECE


@pytest.mark.filterwarnings("ignore:Sending a large body:ResourceWarning")  # aiohttp's, from 1 MiB on
async def test_a_piece_of_ten_mebibytes_is_read_in_its_midst(segments: Segments) -> None:
    await segments.put("a", b"0123456789abcdef" * (10 * MEBIBYTE // 16))

    assert await segments.read("a", 5 * MEBIBYTE + 3, MEBIBYTE) == (b"3456789abcdef012" * (MEBIBYTE // 16))


async def test_the_list_is_replaced_only_as_it_was_read(segments: Segments) -> None:
    assert await segments.listed() is None
    first = await segments.list_anew(b"first", None)
    found = await segments.listed()
    assert found == (b"first", first)
    second = await segments.list_anew(b"second", first)
    for version in (first, None):
        with pytest.raises(StoreConflict):
            await segments.list_anew(b"third", version)
    assert await segments.listed() == (b"second", second)


async def test_the_list_is_no_piece(segments: Segments) -> None:
    await segments.list_anew(b"first", None)

    assert list(await segments.names()) == []


async def test_of_several_who_replace_the_list_at_once_one_does(segments: Segments) -> None:
    version = await segments.list_anew(b"first", None)
    results = await asyncio.gather(
        *(segments.list_anew(f"by {each}".encode(), version) for each in range(5)), return_exceptions=True
    )

    assert sorted(type(result).__name__ for result in results) == ["StoreConflict"] * 4 + ["str"]


async def test_segments_are_private(azurite: Azurite) -> None:
    segments = BlobSegments.from_connection_string(azurite.connection_string)
    await segments.put("private", b"x")
    await segments.remove("private")
    await segments.close()

    async with ContainerClient.from_connection_string(azurite.connection_string, CONTAINER) as container:
        assert (await container.get_container_access_policy())["public_access"] is None


async def test_a_service_of_segments_that_cannot_be_reached_is_unavailable() -> None:
    segments = BlobSegments.from_connection_string(nobody_listens())

    calls = (segments.put("a", b"x"), segments.read("a", 0, 1), segments.listed(), segments.names())
    results = await asyncio.gather(*calls, return_exceptions=True)
    await segments.close()

    assert [type(result) for result in results] == [StoreUnavailable] * 4


async def test_a_list_that_is_refused_at_every_attempt_was_perhaps_replaced() -> None:
    async with answering("503 Busy\r\nRetry-After: 600") as service:
        segments = BlobSegments.from_connection_string(service.connection_string)
        with pytest.raises(StoreUnavailable):
            await segments.list_anew(b"x", "v1")
        await segments.close()

    assert service.asked == ["PUT"] * 3
