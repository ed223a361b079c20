"""A repair runs beside a desk that goes on, is killed, or meets what it cannot read."""

from datetime import timedelta

import pytest

from shared.domain.agenda.agenda import Hint, open_key, shard_of
from shared.ports.store import Remove, Table, Upsert
from shared.usecases.records.agenda_rows import HINTS, REMOVABLE_AFTER
from shared.usecases.repair.repair_desk import repair_desk
from tests.examples.kept_books import kept_desk, opened
from tests.fakes.desk import FakeDesk
from tests.faults.faulty import Fault, FaultyProcess, Killed, Kind, Process, desk_of
from tests.properties.random_acts import MEMBERS

HINTED = (Table.AGENDA, Table.DIRECTORY)


def hints(fake: FakeDesk) -> set[tuple[Table, str, str]]:
    """The places of all hints."""
    return {place for place in fake.store.everything() if place[0] in HINTED}


async def lose(fake: FakeDesk) -> None:
    """Every hint is lost."""
    for table, partition, key in hints(fake):
        row = await fake.store.get(table, partition, key)
        assert row
        await fake.store.commit(table, partition, [Remove(key, row.etag)])
    fake.segments.kept.clear()
    fake.segments.list = None


@pytest.fixture
async def fake() -> FakeDesk:
    """A desk with a member and a ticket, at rest."""
    made = await kept_desk()
    await opened(made)
    await made.rest()
    return made


async def list_needlessly(fake: FakeDesk, written_ago: timedelta) -> tuple[Table, str, str]:
    """A row lists a ticket that is not there."""
    ticket, now = "ticket-abcdefghijklmnop", fake.clock.now()
    key, hint = open_key(ticket, now), Hint(aggregate=ticket, written=now - written_ago)
    await fake.store.commit(Table.AGENDA, shard_of(ticket), [Upsert(key, HINTS.text(hint))])
    return Table.AGENDA, shard_of(ticket), key


async def test_a_dry_run_tells_what_lacks_and_writes_nothing(fake: FakeDesk) -> None:
    await lose(fake)
    told = await repair_desk(fake.desk, dry_run=True)
    assert hints(fake) == set()
    assert await repair_desk(fake.desk) == told
    assert told.written["who"] > 0
    assert told.written["listed"] == len(MEMBERS)


async def test_killed_at_any_call_it_is_run_again_and_everything_is_there(fake: FakeDesk) -> None:
    await lose(fake)
    unharmed = Process()
    await repair_desk(desk_of(unharmed, fake.desk))
    repaired = hints(fake)
    for at in range(len(unharmed.calls)):
        await lose(fake)
        with pytest.raises(Killed):
            await repair_desk(desk_of(FaultyProcess(Fault(Kind.KILLED_AFTER, at), _nothing), fake.desk))
        await repair_desk(fake.desk)
        assert hints(fake) == repaired


async def test_a_row_that_nothing_needs_goes_once_it_is_old_enough_for_every_act(fake: FakeDesk) -> None:
    young = await list_needlessly(fake, REMOVABLE_AFTER)
    assert (await repair_desk(fake.desk)).removed == {}
    assert young in hints(fake)
    old = await list_needlessly(fake, REMOVABLE_AFTER + timedelta(seconds=1))
    assert (await repair_desk(fake.desk)).removed == {"open": 1}
    assert old not in hints(fake)


async def test_what_cannot_be_read_is_named_and_its_hints_stay(fake: FakeDesk) -> None:
    before = hints(fake)
    heads = [place for place in fake.store.everything() if place[2].startswith(("head-", "gate-"))]
    for table, partition, key in heads:
        await fake.store.commit(table, partition, [Upsert(key, '{"format":999}')])
    repaired = await repair_desk(fake.desk)
    assert set(repaired.unread) == {key for _, _, key in heads}
    assert hints(fake) == before


def _nothing() -> None:
    """Nobody takes note of the fault."""
