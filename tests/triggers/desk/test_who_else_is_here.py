"""A ticket's page and the queue say who else has a ticket open; where that is not known, they say nothing."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from bench.counting import CountingStore
from shared import wiring
from shared.ports.store import Change, Row, StoreConflict, StoreUnavailable, Table
from shared.usecases.members.put_member import put_member
from tests.architecture.test_storage_budget import FarStore
from tests.examples.member_links import form_for
from tests.fakes.desk import FakeDesk
from tests.triggers.desk.signing_in import ANNA, BO, OLGA, look, send
from tests.triggers.desk.test_ticket_page import at_the_desk
from tests.triggers.examples import ACME

OPEN = "Anna has the ticket open."
WRITES = "Anna is writing on the ticket."


def rows(fake: FakeDesk, partition: str) -> list[str]:
    return [
        key for table, place, key in fake.store.everything() if (table, place) == (Table.PRESENCE, partition)
    ]


async def test_whoever_opened_a_page_is_there_for_ten_minutes_to_others_and_not_to_itself(
    fake: FakeDesk,
) -> None:
    page = await at_the_desk(fake)
    assert "has the ticket open" not in (await look(page, BO)).text
    own = await look(f"{page}?language=en", ANNA)
    assert OPEN not in own.text
    assert "Bo has the ticket open." in own.text
    fake.clock.instant += timedelta(minutes=9)
    assert OPEN in (await look(page, BO)).text
    assert OPEN in (await look("/desk", BO)).text
    fake.clock.instant += timedelta(minutes=1)
    assert OPEN not in (await look(page, BO)).text
    assert OPEN not in (await look("/desk", BO)).text


async def test_another_ticket_says_nothing_of_it_and_whoever_only_reads_is_not_told_of(
    fake: FakeDesk,
) -> None:
    page, other = await at_the_desk(fake), await at_the_desk(fake, message="Another.")
    await look(page, ANNA)
    assert OPEN not in (await look(other, BO)).text
    fake.clock.instant += timedelta(minutes=10)
    assert (await look(page, OLGA)).status == 200
    assert "has the ticket open" not in (await look(page, BO)).text
    assert "Bo has the ticket open." in (await look(f"{page}?language=en", OLGA)).text


async def test_whose_form_came_back_is_writing(fake: FakeDesk) -> None:
    page = await at_the_desk(fake)
    form = form_for((await look(page, ANNA)).text, "note") | {"text": " "}
    assert (await send(page, form, ANNA)).status == 422
    assert WRITES in (await look(page, BO)).text


async def test_what_counts_no_more_is_taken_away_by_whoever_opens_the_next_page(fake: FakeDesk) -> None:
    page, other = await at_the_desk(fake), await at_the_desk(fake, message="Another.")
    await look(page, ANNA)
    fake.clock.instant += timedelta(minutes=10)
    await look(other, BO)
    assert rows(fake, "present") == [f"{other.rpartition('/')[2]}-bo"]


class Grudging(FarStore):
    """Does nothing about presence, for this reason; or refuses only what is written of it."""

    def __init__(self, refusal: Exception, *, reads: bool) -> None:
        super().__init__()
        self.refusal, self.reads = refusal, reads

    async def get(self, table: Table, partition: str, key: str) -> Row | None:
        self._refuse(table, unless=self.reads)
        return await super().get(table, partition, key)

    async def rows(
        self, table: Table, partition: str, *, first: str, before: str, limit: int = 1000
    ) -> Sequence[Row]:
        self._refuse(table, unless=self.reads)
        return await super().rows(table, partition, first=first, before=before, limit=limit)

    async def commit(self, table: Table, partition: str, changes: Sequence[Change]) -> Sequence[str]:
        self._refuse(table, unless=False)
        return await super().commit(table, partition, changes)

    def _refuse(self, table: Table, *, unless: bool) -> None:
        if table is Table.PRESENCE and not unless:
            raise self.refusal


async def desk_over(fake: FakeDesk, store: FarStore) -> str:
    """A ticket's page on a desk over this store."""
    fake.store, fake.wrapped_store = store, None
    await put_member(fake.desk, ACME)
    wiring.use_desk(fake.desk)
    return await at_the_desk(fake)


@pytest.mark.parametrize("reads", [True, False])
@pytest.mark.parametrize(
    "refusal", [StoreUnavailable(), StoreConflict()], ids=lambda each: type(each).__name__
)
async def test_where_presence_cannot_be_kept_or_read_the_pages_are_what_they_were(
    fake: FakeDesk, refusal: Exception, *, reads: bool
) -> None:
    page = await desk_over(fake, Grudging(refusal, reads=reads))
    for address in (page, "/desk"):
        answer = await look(address, ANNA)
        assert answer.status == 200
        assert "The calendar stays empty." in answer.text or "/desk/tickets/" in answer.text
    form = form_for((await look(page, BO)).text, "note") | {"text": "Seen."}
    assert (await send(page, form, BO)).status == 303
    assert "has the ticket open" not in (await look(page, BO)).text


class Unwatched(CountingStore):
    """Counts what the pages would ask of storage if nobody were told who is there."""

    async def get(self, table: Table, partition: str, key: str) -> Row | None:
        return None if table is Table.PRESENCE else await super().get(table, partition, key)

    async def rows(
        self, table: Table, partition: str, *, first: str, before: str, limit: int = 1000
    ) -> Sequence[Row]:
        if table is Table.PRESENCE:
            return []
        return await super().rows(table, partition, first=first, before=before, limit=limit)

    async def commit(self, table: Table, partition: str, changes: Sequence[Change]) -> Sequence[str]:
        return [] if table is Table.PRESENCE else await super().commit(table, partition, changes)


@pytest.mark.parametrize(("of_ticket", "more"), [(True, 4), (False, 2)])
async def test_who_is_there_and_what_is_new_cost_so_many_requests_and_none_in_a_row(
    fake: FakeDesk, more: int, *, of_ticket: bool
) -> None:
    page = await desk_over(fake, FarStore())
    asked = page if of_ticket else "/desk"
    counted = []
    for counting in (Unwatched(fake.store), CountingStore(fake.store)):
        fake.wrapped_store = counting
        wiring.use_desk(fake.desk)
        assert (await look(asked, BO)).status == 200
        counted.append((counting.counts.requests, counting.counts.in_turn))
    (before, row_before), (after, row_after) = counted
    assert (after - before, row_after) == (more, row_before)
