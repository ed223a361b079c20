"""Rows in the lists of the lanes: written once for a mail, all of them read, removed together."""

from datetime import timedelta

import pytest

from shared.domain.agenda.agenda import LEARN, LEAVE, Hint, lane_key, learnt_key, look_key, shard_of
from shared.domain.lanes.lane import Lane
from shared.domain.letters.sends import Send
from shared.ports.store import Remove, Table, Upsert
from shared.usecases.lanes.lane_rows import by_lane, put_into_lanes, waiting_in_lanes
from shared.usecases.records.agenda_rows import (
    HINTS,
    REMOVABLE_AFTER,
    remove_rows,
)
from shared.usecases.records.scan_rows import rows_for_scan
from shared.usecases.records.ticket_rows import load_whole_ticket
from tests.fakes.desk import START, FakeDesk
from tests.unit.lanes.test_lists_of_lanes import SOMEONE, fake, other_instance
from tests.unit.lanes.test_waiting_mails import ask, use_up

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
ABC = "ticket-abc"
__all__ = ["fake"]


async def write(fake: FakeDesk, keys: list[str]) -> None:
    """Rows of one ticket, as many as one transaction carries at once."""
    hint = HINTS.text(Hint(aggregate=ABC, written=START))
    for first in range(0, len(keys), 90):
        rows = [Upsert(key, hint) for key in keys[first : first + 90]]
        await fake.store.commit(Table.AGENDA, shard_of(ABC), rows)


async def strangers_receipt(fake: FakeDesk, aggregate: str) -> Send:
    whole = await load_whole_ticket(fake.store, aggregate.removeprefix("ticket-"))
    assert whole
    (receipt,) = [send for send in whole.sends if send.lane is Lane.STRANGERS]
    return receipt


async def test_a_row_that_another_instance_has_removed_is_written_again_once_another_mail_needs_it(
    fake: FakeDesk,
) -> None:
    await use_up(fake, Lane.STRANGERS, 20)
    aggregate = await ask(fake, SOMEONE)
    receipt = await strangers_receipt(fake, aggregate)
    (row,) = (await waiting_in_lanes(fake.store))[Lane.STRANGERS]
    fake.clock.instant += REMOVABLE_AFTER + MINUTE
    await fake.store.commit(Table.AGENDA, row.shard, [Remove(row.key, row.etag)])
    await put_into_lanes(fake.desk, aggregate, [receipt.but(id="of-the-same-instant")])
    (anew,) = (await waiting_in_lanes(fake.store))[Lane.STRANGERS]
    assert anew.key == row.key


async def test_each_instance_writes_the_row_of_a_mail_once_however_often_it_is_looked_at(
    fake: FakeDesk,
) -> None:
    await use_up(fake, Lane.STRANGERS, 20)
    aggregate, other = await ask(fake, SOMEONE), other_instance(fake)
    receipt = await strangers_receipt(fake, aggregate)
    await put_into_lanes(other.desk, aggregate, [receipt])
    (before,) = (await waiting_in_lanes(fake.store))[Lane.STRANGERS]
    fake.clock.instant += HOUR
    for desk in (fake.desk, other.desk):
        await put_into_lanes(desk, aggregate, [receipt])
    assert (await waiting_in_lanes(fake.store))[Lane.STRANGERS] == [before]


async def test_rows_of_a_shard_that_no_mail_needs_go_together_and_one_written_anew_keeps_no_other(
    fake: FakeDesk,
) -> None:
    keys = [lane_key(ABC, Lane.STRANGERS, START + number * MINUTE) for number in range(3)]
    await write(fake, keys)
    rows = (await waiting_in_lanes(fake.store))[Lane.STRANGERS]
    await write(fake, [keys[1]])
    assert await remove_rows(fake.store, rows, START + HOUR) == {keys[0], keys[2]}
    (left,) = (await waiting_in_lanes(fake.store))[Lane.STRANGERS]
    assert await remove_rows(fake.store, [left], START + REMOVABLE_AFTER) == set()


@pytest.mark.parametrize("number", [10, 1000, 1300])
async def test_however_many_rows_wait_the_scan_reads_all_of_them_and_the_looks_behind_them(
    number: int,
) -> None:
    fake = FakeDesk()
    now = START + number * MINUTE
    await write(fake, [lane_key(ABC, Lane.STRANGERS, START + each * MINUTE) for each in range(number)])
    lower = [lane_key(ABC, lane, START) for lane in (Lane.STRANGERS_NOTICES, Lane.DIGESTS)]
    looks = [look_key(ABC, now + each * MINUTE) for each in range(-2, 2)]
    await write(fake, [*lower, *looks])
    rows = await rows_for_scan(fake.store, now, 2)
    assert [row.key for row in rows.due] == looks[:2]
    lists = await waiting_in_lanes(fake.store)
    assert by_lane(rows.lanes) == lists
    counts = {lane: len(found) for lane, found in lists.items() if found}
    assert counts == {Lane.STRANGERS: number, Lane.STRANGERS_NOTICES: 1, Lane.DIGESTS: 1}


@pytest.mark.parametrize("number", [10, 1000, 1300])
async def test_however_many_tickets_are_to_be_learnt_the_scan_reads_what_is_to_be_left_behind_them(
    number: int,
) -> None:
    fake = FakeDesk()
    learn = [learnt_key(f"{ABC}{each:04}", LEARN) for each in range(number)]
    await write(fake, [*learn, learnt_key(ABC, LEAVE), look_key(ABC, START)])
    rows = await rows_for_scan(fake.store, START + MINUTE, 2)
    assert [row.key for row in rows.learnt] == [*learn, learnt_key(ABC, LEAVE)]
    assert [row.key for row in rows.due] == [look_key(ABC, START)]
