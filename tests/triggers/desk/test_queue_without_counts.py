"""The queue is there where what stands beside it cannot be read just now."""

from collections.abc import Sequence
from typing import override

from shared import wiring
from shared.ports.store import Row, StoreUnavailable, Table
from shared.usecases.members.put_member import put_member
from tests.fakes.desk import FakeDesk
from tests.fakes.store import MemoryStore
from tests.triggers.desk.signing_in import BO, look
from tests.triggers.examples import ACME
from tests.triggers.tickets import opened


class NoMails(MemoryStore):
    """Does not answer whoever asks for mails, from the moment that it is away."""

    away = False

    @override
    async def rows(
        self, table: Table, partition: str, *, first: str, before: str, limit: int = 1000
    ) -> Sequence[Row]:
        if self.away and table is Table.MAILS:
            raise StoreUnavailable
        return await super().rows(table, partition, first=first, before=before, limit=limit)


async def test_what_the_day_needs_stands_over_the_queue_without_counts_where_they_cannot_be_read(
    fake: FakeDesk,
) -> None:
    fake.store, fake.wrapped_store = (store := NoMails()), None
    wiring.use_desk(fake.desk)
    await put_member(fake.desk, ACME)
    await opened(fake)
    assert 'Conferences today <span class="count">0</span>' in (await look("/desk", BO)).text
    store.away = True
    answer = await look("/desk", BO)
    assert (answer.status, "/desk/tickets/" in answer.text) == (200, True)
    assert ">Conferences today</a>" in answer.text
