"""The same request by a member and by a stranger: the same answer, and the same calls to storage."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from shared import wiring
from shared.ports.store import Change, Row, Table
from shared.web.api.operation import JSON
from tests.fakes.desk import FakeDesk
from tests.fakes.store import MemoryStore
from tests.hostile.requests import Answered, Request, ask
from tests.triggers.examples import ACME

MEMBER = ACME.but(id="twin", name="Twin", domains=("twin.example.org",), contacts=(), seats=(), customers=())
"""Who knows the one: a member of its own, since the more members know an address, the more are read."""
_MADE_FOR_EACH = re.compile(r"[A-Za-z0-9_.-]{16,}")
"""References, and the tokens and tasks of forms."""


class RecordingStore:
    """``shared.ports.Store`` around another: ``calls`` counts what was asked of which table."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self.calls: Counter[str] = Counter()

    async def get(self, table: Table, partition: str, key: str) -> Row | None:
        self.calls[f"get {table}"] += 1
        return await self._store.get(table, partition, key)

    async def rows(
        self, table: Table, partition: str, *, first: str, before: str, limit: int = 1000
    ) -> Sequence[Row]:
        self.calls[f"rows {table}"] += 1
        return await self._store.rows(table, partition, first=first, before=before, limit=limit)

    async def across(
        self, table: Table, *, first: str, before: str, begins: str, limit: int = 1000
    ) -> Sequence[Row]:
        self.calls[f"across {table}"] += 1
        return await self._store.across(table, first=first, before=before, begins=begins, limit=limit)

    async def commit(self, table: Table, partition: str, changes: Sequence[Change]) -> Sequence[str]:
        self.calls[f"commit {table}"] += 1
        return await self._store.commit(table, partition, changes)


def has_twin(request: Request) -> bool:
    """Whether it can be sent by somebody else, and be the same but for that."""
    return request.door.id == "intake" and isinstance(request.said, dict) and "email" in request.said


async def unlike(request: Request, fake: FakeDesk, number: int) -> Iterator[str]:
    """In what the answers and the calls of a member and a stranger, each new to the desk, are unlike."""
    member, stranger = [
        await _asked(request, fake, f"n{number}@{domain}.example.org") for domain in ("twin", "elsewhere")
    ]
    pairs = zip(("status", "answer", "calls"), member, stranger, strict=True)
    return (
        f"a member's {what}: {one!r}, a stranger's: {other!r}" for what, one, other in pairs if one != other
    )


async def _asked(request: Request, fake: FakeDesk, email: str) -> tuple[int, str, Counter[str]]:
    media = JSON if JSON in request.headers["Content-Type"] else request.headers["Content-Type"]
    recording = RecordingStore(fake.store)
    wiring.use_desk(replace(fake.desk, store=recording))
    answered = await ask(request.saying({**request.said, "email": email}, media), fake.clock.now())
    wiring.use_desk(fake.desk)
    return answered.status, _shown(answered, email), recording.calls


def _shown(answered: Answered, email: str) -> str:
    """All that the sender sees, but for its own address and what is made for each request anew."""
    seen = f"{sorted(answered.headers.items())} {answered.media} {answered.body.decode()}"
    return _MADE_FOR_EACH.sub("-", seen.replace(email, "-").replace(email.replace("@", "%40"), "-"))
