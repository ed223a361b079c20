"""A quick call carries the identity's token as the SDK's does: fetched once, and anew where it is refused."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

import pytest
from azure.core.credentials import AccessToken
from azure.core.pipeline.transport import AioHttpTransport
from azure.data.tables.aio import TableServiceClient
from azure.storage.queue.aio import QueueClient
from multidict import CIMultiDict

from shared.adapters import queue, tables
from shared.adapters.queue import StorageQueue
from shared.adapters.tables import TableStore
from shared.ports.queue import QueueUnavailable
from shared.ports.store import StoreUnavailable, Table
from tests.contract.test_quick_calls import TAKEN

ROW = '{"odata.etag": "e", "PartitionKey": "p", "RowKey": "k", "t0": "text"}'
TENANT = "Bearer authorization_uri=https://login.example.com/tenant-2/oauth2/authorize resource_id=https://r.example.com"


@dataclass(slots=True)
class Identity:
    """A managed identity; each token that it gives has the next number."""

    wanted: list[str] = field(default_factory=list)

    async def get_token(self, *scopes: str, tenant_id: str | None = None, **_options: object) -> AccessToken:
        self.wanted.append(" ".join((*scopes, tenant_id or "any tenant")))
        return AccessToken(f"token{len(self.wanted)}", 4_000_000_000)

    async def close(self) -> None: ...
    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None: ...


@dataclass(slots=True)
class Response:
    """An answer as aiohttp gives it, to ``await`` or ``async with``."""

    status: int
    headers: CIMultiDict[str]
    body: bytes
    reason: str = ""

    def __await__(self) -> Generator[None, None, Self]:
        yield from ()
        return self

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None: ...
    async def read(self) -> bytes:
        return self.body

    def close(self) -> None: ...


class Session:
    """A session over TLS that is there without TLS: gives each request the next answer."""

    auto_decompress = False

    def __init__(self, *answers: Response) -> None:
        self.answers = list(answers)
        self.sent: list[str] = []

    def request(self, method: str, url: str, *, headers: Mapping[str, str], **_: object) -> Response:
        self.sent.append(f"{method} {url.partition('?')[0]} {headers['Authorization']}")
        return self.answers.pop(0)

    async def __aenter__(self) -> Self:
        return self

    async def close(self) -> None: ...


def ok(status: int, body: str, kind: str) -> Response:
    return Response(status, CIMultiDict({"Content-Type": kind}), body.encode())


def refused(challenge: str) -> Response:
    return Response(401, CIMultiDict({"WWW-Authenticate": challenge} if challenge else {}), b"")


def over(session: Session) -> dict[str, Any]:
    transport = AioHttpTransport(session=session)
    return {"transport": transport, "retry_total": 0}


async def read_twice(session: Session, identity: Identity, *, quick: bool) -> Sequence[object]:
    options = over(session)
    service = TableServiceClient("https://a.table.example.com", credential=identity, **options)
    store = TableStore(service, tables.line_to(service, options["transport"]) if quick else None)
    return [await store.get(Table.TICKETS, "p", "k") for _ in range(2)]


async def tell_twice(session: Session, identity: Identity, *, quick: bool) -> None:
    options = over(session)
    client = QueueClient("https://a.queue.example.com", "looks", credential=identity, **options)
    line = queue.line_to(client, options["transport"]) if quick else None
    for _ in range(2):
        await StorageQueue(client, line).tell("ticket-a")


@pytest.mark.parametrize("challenges", [[], [TENANT]])
async def test_a_store_asks_with_the_tokens_that_the_sdk_would_ask_with(challenges: Sequence[str]) -> None:
    seen = []
    for quick in (True, False):
        first = map(refused, challenges)
        session = Session(*first, *[ok(200, ROW, "application/json") for _ in range(2)])
        identity = Identity()
        rows = await read_twice(session, identity, quick=quick)
        seen.append((rows, session.sent, identity.wanted))
    assert seen[0] == seen[1]
    assert len(seen[0][2]) == 1 + len(challenges)


@pytest.mark.parametrize("challenges", [[], [TENANT]])
async def test_a_queue_is_told_with_the_tokens_that_the_sdk_would_use(
    challenges: Sequence[str],
) -> None:
    seen = []
    for quick in (True, False):
        first = map(refused, challenges)
        session = Session(*first, *[ok(201, TAKEN, "application/xml") for _ in range(2)])
        identity = Identity()
        await tell_twice(session, identity, quick=quick)
        seen.append((session.sent, identity.wanted))
    assert seen[0] == seen[1]
    assert len(seen[0][1]) == 1 + len(challenges)


async def test_a_token_that_is_refused_without_a_challenge_is_no_answer() -> None:
    with pytest.raises(StoreUnavailable, match="401"):
        await read_twice(Session(*[refused("")] * 3), Identity(), quick=True)
    with pytest.raises(QueueUnavailable, match="401"):
        await tell_twice(Session(refused("")), Identity(), quick=True)
