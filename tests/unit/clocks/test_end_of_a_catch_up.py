"""What scans catch up with ends by itself, whatever became of clocks, rows and supporters meanwhile."""

from datetime import timedelta

import pytest

from shared.domain.clocks.digesting import CatchUp
from shared.domain.facts.delivery_reports import DeliveryStatus, ProviderReport
from shared.domain.letters.letters import Escalation
from shared.ports.store import Replace, Table, Upsert
from shared.usecases.clocks.look import look_at
from shared.usecases.clocks.scan_clocks import scan_clocks
from shared.usecases.records.agenda_rows import due_looks
from shared.usecases.records.catch_up_rows import LoadedCatchUp, load_catch_up, replace_catch_up
from shared.usecases.records.standing_rows import record_standing
from tests.examples.escalation_examples import ask, desk_of_acme, outage, sends_of, vendor
from tests.fakes.desk import VENDOR, FakeDesk
from tests.fakes.mailer import Fate, Fault
from tests.unit.clocks.test_one_catch_up import BOTH, lines, overdue, readers

FROM_LATER = '{"format":9,"began":"2031-01-01T00:00:00Z"}'


async def scanned(fake: FakeDesk, most: int) -> None:
    """A scan of so many rows has ended, and the queue is empty."""
    await scan_clocks(fake.desk, most)
    await fake.rest()


async def test_a_scan_that_takes_exactly_all_that_is_due_writes_the_digests() -> None:
    fake = await overdue(25)
    due = await due_looks(fake.store, fake.clock.instant, 500)
    await scanned(fake, most=len(due))
    assert lines(fake) == {reader: [25] for reader in BOTH}
    assert readers(fake) == BOTH


async def test_a_clock_that_is_set_back_holds_no_digest_for_longer() -> None:
    """More is due than each scan takes; after the first one the clock turns out to be three hours fast."""
    fake = await overdue(12)
    await scanned(fake, most=1)
    fake.clock.instant -= timedelta(hours=3)
    began = fake.clock.instant
    while not fake.mailer.delivered:
        await scanned(fake, most=1)
        fake.clock.instant += timedelta(minutes=5)
    assert fake.clock.instant - began <= timedelta(minutes=20)


async def test_a_catch_up_of_weeks_ago_is_ended_and_what_is_late_now_stands_in_a_new_one() -> None:
    fake = await overdue(3)
    old = CatchUp(began=fake.clock.instant - timedelta(days=20))
    await replace_catch_up(fake.desk, LoadedCatchUp(None, None), old)
    await scanned(fake, most=500)
    assert lines(fake) == {reader: [3] for reader in BOTH}
    assert readers(fake) == BOTH
    assert (await load_catch_up(fake.desk)).catch_up is None


@pytest.mark.parametrize("text", [FROM_LATER, "{", '{"format":1,"catch_up":{"began":"soon"}}'])
async def test_a_catch_up_that_this_version_cannot_read_keeps_nobody_from_being_told(text: str) -> None:
    fake = await overdue(3)
    await fake.store.commit(Table.LIMITS, "scan", [Upsert("scan-catch-up", text)])
    await scanned(fake, most=500)
    assert lines(fake) == {reader: [3] for reader in BOTH}
    assert readers(fake) == BOTH


async def test_what_is_held_goes_out_where_its_catch_up_cannot_be_read_any_more() -> None:
    fake = await overdue(1)
    (ticket,) = {place for table, place, _ in fake.store.everything() if table is Table.TICKETS}
    catch_up = CatchUp(began=fake.clock.instant)
    await replace_catch_up(fake.desk, LoadedCatchUp(None, None), catch_up)
    await look_at(fake.desk, f"ticket-{ticket}", catch_up)
    etag = (await load_catch_up(fake.desk)).etag or ""
    await fake.store.commit(Table.LIMITS, "scan", [Replace("scan-catch-up", FROM_LATER, etag)])
    await fake.advance(timedelta(minutes=30))
    assert readers(fake) == BOTH


async def test_a_supporter_who_has_left_meanwhile_keeps_nobody_from_being_told_and_is_told_nothing() -> None:
    """Bo's mailbox is gone and he is no supporter any more when the digest to him is to leave."""
    fake = await overdue(2)
    await scan_clocks(fake.desk)
    await bounced(fake, "bo@example.com")
    fake.vendor = VENDOR.but(supporters=VENDOR.supporters[:1])
    await fake.rest()
    await fake.advance(timedelta(minutes=30))
    assert readers(fake) == ["anna@example.com", "desk@example.com"]


async def test_a_warning_to_a_supporter_who_has_left_meanwhile_is_tried_all_the_same() -> None:
    fake = await desk_of_acme(VENDOR.but(supporters=VENDOR.supporters[1:]))
    ticket = await ask(fake)
    fake.mailer.fail_next(Fault(Fate.DEFERRED, to="bo@example.com", retry_after=600))
    await fake.advance(timedelta(hours=12))
    await bounced(fake, "bo@example.com")
    fake.vendor = VENDOR.but(supporters=VENDOR.supporters[:1])
    await fake.advance(timedelta(minutes=30))
    told = [send.state.value for send in await sends_of(fake, ticket) if isinstance(send.letter, Escalation)]
    assert told == ["sent"]
    assert fake.mailer.delivered[-1].to.address == "bo@example.com"


async def test_with_nobody_on_duty_the_digest_goes_to_the_fallback_address() -> None:
    fake = await desk_of_acme(vendor(absent=("anna", "bo")))
    for each in ("k1", "k2"):
        await ask(fake, each)
    assert [mail.to.address for mail in await outage(fake, hours=25)] == [VENDOR.fallback_address]


async def bounced(fake: FakeDesk, address: str) -> None:
    """A mail to this address came back just now."""
    now = fake.clock.instant
    report = ProviderReport(operation_id="x", recipient=address, status=DeliveryStatus.BOUNCED, attempted=now)
    await record_standing(fake.desk, report)
