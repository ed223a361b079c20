"""The lists of the lanes: no mail falls out of them, none bars others' way, and what is told is right."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from shared.domain.agenda.agenda import Hint, instant_of_lane, lane_key, shard_of
from shared.domain.lanes.blocks import Blocks
from shared.domain.lanes.lane import Lane
from shared.domain.lanes.sharing_out import BEHIND_FOR, Quota, minute_of
from shared.domain.letters.notices import write_notice
from shared.domain.letters.supporter_letters import RequestsWaiting
from shared.domain.members.recipients import supporters_for
from shared.domain.outbox.needless import needless_by
from shared.domain.values.intake import Submission
from shared.ports.desk import Desk
from shared.ports.store import Change, StoreConflict, StoreUnavailable, Table, Upsert
from shared.usecases.clocks.look import look_at
from shared.usecases.clocks.scan_clocks import scan_clocks
from shared.usecases.lanes.claim_quota import claim, load_quota
from shared.usecases.lanes.lane_rows import waiting_in_lanes
from shared.usecases.lanes.serve_lanes import serve_lanes
from shared.usecases.lanes.tell_waiting import StrangersWaiting, load_told, note_withdrawn, tell_waiting
from shared.usecases.members.put_member import put_member
from shared.usecases.messages.open_ticket import Request, open_ticket
from shared.usecases.outbox.look_at_notice import look_at_notice
from shared.usecases.records.agenda_rows import HINTS, REMOVABLE_AFTER
from shared.usecases.records.notice_rows import post_notice
from shared.usecases.records.ticket_rows import load_whole_ticket
from tests.fakes.desk import START, VENDOR, FakeDesk
from tests.fakes.store import MemoryStore
from tests.faults.reading import read
from tests.triggers.examples import ACME
from tests.unit.lanes.test_waiting_mails import ask, mailed, use_up

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
SOMEONE, OTHER = "someone@elsewhere.example.com", "other@elsewhere.example.org"


@pytest.fixture
async def fake() -> FakeDesk:
    """A desk whose provider takes a hundred mails an hour, and one member."""
    made = FakeDesk(vendor=VENDOR.model_copy(update={"mails_per_hour": 100, "mails_per_minute": 100}))
    await put_member(made.desk, ACME)
    await made.rest()
    return made


class Unanswered(MemoryStore):
    """What is to be written under these keys is not, once; or it is, and there is no answer."""

    lost = ""
    unanswered = ""

    async def commit(self, table: Table, partition: str, changes: Sequence[Change]) -> Sequence[str]:
        keys = {change.key for change in changes}
        if self.lost in keys:
            self.lost = ""
            raise StoreUnavailable
        versions = await super().commit(table, partition, changes)
        if self.unanswered in keys:
            self.unanswered = ""
            raise StoreUnavailable
        return versions


def other_instance(fake: FakeDesk) -> FakeDesk:
    return FakeDesk(vendor=fake.vendor, clock=fake.clock, store=fake.store, mailer=fake.mailer)


async def nothing_waits() -> StrangersWaiting:
    return StrangersWaiting()


async def test_a_ticket_whose_look_fails_bars_nobodys_way(fake: FakeDesk) -> None:
    await use_up(fake, Lane.STRANGERS, 20)
    broken = await ask(fake, SOMEONE)
    fake.clock.instant += MINUTE
    await ask(fake, OTHER)
    fake.clock.instant += HOUR
    await use_up(fake, Lane.STRANGERS, 14)
    await use_up(fake, Lane.STRANGERS_NOTICES, 2)
    fake.clock.instant += 10 * MINUTE

    async def look(desk: Desk, aggregate: str) -> datetime | None:
        if aggregate == broken:
            raise ValueError(aggregate)
        return await look_at(desk, aggregate)

    lists = await waiting_in_lanes(fake.store)
    await serve_lanes(fake.desk, look, lists, fake.clock.instant + MINUTE, fake.clock.instant)
    assert OTHER in mailed(fake)


async def test_what_comes_free_between_two_scans_goes_to_no_lane_below_one_in_which_mails_wait(
    fake: FakeDesk,
) -> None:
    for _ in range(2):
        await use_up(fake, Lane.STRANGERS, 10)
        fake.clock.instant += MINUTE
    for number in range(12):
        await ask(fake, f"someone@elsewhere{number}.example.com")
    for pause in (*[5] * 11, 4):
        fake.clock.instant += pause * MINUTE
        await scan_clocks(fake.desk)
    assert (await waiting_in_lanes(fake.store))[Lane.STRANGERS]
    fake.clock.instant += MINUTE
    assert (await claim(other_instance(fake).desk, {Lane.NEWS: 12}))[Lane.NEWS] <= 1


async def test_a_receipt_that_is_withdrawn_is_counted_once_though_its_row_cannot_be_removed_yet(
    fake: FakeDesk,
) -> None:
    await use_up(fake, Lane.STRANGERS, 20)
    aggregate = await ask(fake, SOMEONE)
    fake.clock.instant += 25 * HOUR
    key = lane_key(aggregate, Lane.STRANGERS, START)
    anew = HINTS.text(Hint(aggregate=aggregate, written=fake.clock.instant))
    await fake.store.commit(Table.AGENDA, shard_of(aggregate), [Upsert(key, anew)])
    for _ in range(3):
        await scan_clocks(fake.desk)
    fake.clock.instant += REMOVABLE_AFTER + MINUTE
    await scan_clocks(other_instance(fake).desk)
    await scan_clocks(fake.desk)
    letters = [send.letter for send in read(fake.store.partitions()).sends()]
    told = [getattr(letter, "withdrawn", 0) for letter in letters]
    assert (await load_told(fake.desk)).told.withdrawn + max(told) == 1


async def test_what_is_withdrawn_while_it_is_told_is_told_the_next_time() -> None:
    fake = FakeDesk(store=(store := Unanswered()))
    await note_withdrawn(fake.desk, 2)
    store.lost = "waiting"
    with pytest.raises(StoreUnavailable):
        await tell_waiting(fake.desk, nothing_waits, START)
    await note_withdrawn(fake.desk, 3)
    await tell_waiting(fake.desk, nothing_waits, START)
    assert (await load_told(fake.desk)).told.withdrawn == 3


async def test_what_a_clock_that_was_ahead_has_told_keeps_nothing_from_being_told(fake: FakeDesk) -> None:
    await note_withdrawn(fake.desk, 1)
    fake.clock.instant += 5 * HOUR
    await tell_waiting(fake.desk, nothing_waits, START)
    fake.clock.instant -= 5 * HOUR
    await note_withdrawn(fake.desk, 2)
    await tell_waiting(fake.desk, nothing_waits, START)
    assert (await load_told(fake.desk)).told.withdrawn == 0


async def test_a_notice_that_was_put_back_until_after_the_digest_was_told_is_not_withdrawn_with_it(
    fake: FakeDesk,
) -> None:
    aggregate = await ask(fake, SOMEONE)
    whole = await load_whole_ticket(fake.store, aggregate.removeprefix("ticket-"))
    assert whole
    (notice, *_) = [send for send in whole.sends if send.lane is Lane.STRANGERS_NOTICES]
    back = notice.leased(START).deferred(START, 600)
    state, told = whole.loaded.header.state, START + MINUTE
    assert needless_by(state, back, START + HOUR, told) == ""
    assert needless_by(state, notice, START + HOUR, told)


async def test_no_digest_tells_of_a_time_of_which_the_scan_has_not_seen_all(fake: FakeDesk) -> None:
    await use_up(fake, Lane.STRANGERS_NOTICES, 18)
    await ask(fake, SOMEONE)
    fake.clock.instant += MINUTE
    unseen = Submission(email="unseen@elsewhere.example.net", product="Planner", message="It stops.")
    await open_ticket(fake.desk, Request(submission=unseen, channel="form", key="unseen"))
    fake.queue.take()
    fake.clock.instant += MINUTE
    await ask(fake, OTHER)
    fake.clock.instant += 20 * MINUTE
    await scan_clocks(fake.desk, most=1)
    assert (await load_told(fake.desk)).told.until == START


async def test_nothing_is_told_as_waiting_that_the_same_scan_has_sent(fake: FakeDesk) -> None:
    await use_up(fake, Lane.STRANGERS_NOTICES, 18)
    await ask(fake, SOMEONE)
    (row,) = (await waiting_in_lanes(fake.store))[Lane.STRANGERS_NOTICES]
    assert instant_of_lane(row.key) == START
    fake.clock.instant += 62 * MINUTE
    await scan_clocks(fake.desk)
    await fake.rest()
    assert not [mail for mail in fake.mailer.delivered if "strangers since" in mail.subject]


async def test_what_lapsed_is_taken_out_of_the_count_once_though_the_claim_was_not_answered() -> None:
    vendor = VENDOR.model_copy(update={"mails_per_hour": 100, "mails_per_minute": 100})
    fake = FakeDesk(vendor=vendor, store=(store := Unanswered()))
    await claim(fake.desk, {Lane.PEOPLE: 1})
    await claim(other_instance(fake).desk, {Lane.PEOPLE: 5})
    (before,) = (await load_quota(fake.desk)).quota.granted.values()
    fake.clock.instant += MINUTE
    store.unanswered = "quota-lanes"
    with pytest.raises(StoreUnavailable):
        await claim(fake.desk, {Lane.MEMBERS: 1})
    await claim(fake.desk, {Lane.MEMBERS: 1})
    after = (await load_quota(fake.desk)).quota.granted[minute_of(START)]
    assert after[0] == before[0] - 5


def test_a_clock_that_is_set_back_keeps_no_lane_refused_for_longer() -> None:
    blocks = Blocks()
    blocks.at(START + 5 * HOUR)
    blocks.put_in({}, {Lane.PEOPLE: 1}, START + 5 * HOUR + MINUTE)
    assert blocks.is_refused(Lane.PEOPLE, START + 5 * HOUR)
    assert not blocks.is_refused(Lane.PEOPLE, START)


def test_a_mark_of_a_clock_that_goes_wrong_keeps_lower_lanes_back_for_minutes_only() -> None:
    quota = Quota().gone_short(Lane.MEMBERS, START + 5 * HOUR)
    assert quota.room(Lane.DIGESTS, START, VENDOR) > 0
    assert quota.gone_short(Lane.MEMBERS, START).room(Lane.DIGESTS, START, VENDOR) == 0
    lately = Quota().gone_short(Lane.MEMBERS, START + BEHIND_FOR / 2)
    assert lately.room(Lane.DIGESTS, START, VENDOR) == 0


class Overtaken(MemoryStore):
    """Somebody else is always first at a notice."""

    async def commit(self, table: Table, partition: str, changes: Sequence[Change]) -> Sequence[str]:
        if table is Table.NEWS:
            raise StoreConflict
        return await super().commit(table, partition, changes)


async def test_a_notice_that_another_look_took_first_uses_up_no_quota(fake: FakeDesk) -> None:
    to, language = supporters_for("", fake.vendor)[0]
    letter = RequestsWaiting(requests=1, since=START, until=START)
    notice = write_notice(fake.desk.secret, "k3f7q2mz5abcdwxy", letter, to, language, START)
    await post_notice(fake.desk, notice)
    fake.wrapped_store = store = Overtaken()
    vars(store).update(vars(fake.store))
    before = fake.blocks.left[Lane.DIGESTS]
    await look_at_notice(fake.desk, notice.id)
    assert fake.blocks.left[Lane.DIGESTS] == before + 1
