"""The watchdog: a desk whose clocks nobody scans is not healthy."""

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from shared.ports.store import StoreUnavailable
from shared.usecases.books.check_health import check_health
from shared.usecases.clocks.scan_clocks import scan_clocks
from tests.fakes.desk import START, FakeDesk
from tests.fakes.one_fault import Fate, FaultyStore, OneFault

if TYPE_CHECKING:
    from shared.ports.desk import Desk

NO_SCAN = "no scan of the clocks for 15 minutes"


@pytest.mark.parametrize(("minutes", "healthy"), [(0, True), (15, True), (15.1, False), (600, False)])
async def test_a_desk_is_healthy_for_15_minutes_after_a_scan(minutes: float, *, healthy: bool) -> None:
    fake = FakeDesk()
    await scan_clocks(fake.desk)
    fake.clock.instant += timedelta(minutes=minutes)
    health = await check_health(fake.desk)
    assert (health.healthy, health.reasons) == (healthy, () if healthy else (NO_SCAN,))
    assert (health.last_scan, health.seconds_since_scan) == (START, int(minutes * 60))


@pytest.mark.parametrize(("minutes", "healthy"), [(0, True), (15, True), (16, False)])
async def test_a_desk_just_started_has_15_minutes_until_its_first_scan(
    minutes: float, *, healthy: bool
) -> None:
    fake = FakeDesk()
    fake.clock.instant += timedelta(minutes=minutes)
    health = await check_health(fake.desk)
    assert (health.healthy, health.last_scan) == (healthy, None)


async def test_a_desk_started_anew_after_a_long_stop_has_15_minutes_until_its_next_scan() -> None:
    fake = FakeDesk()
    await scan_clocks(fake.desk)
    fake.clock.instant += timedelta(days=3)
    restarted: Desk = replace(fake.desk, started=fake.clock.instant)
    assert (await check_health(restarted)).healthy
    fake.clock.instant += timedelta(minutes=16)
    assert (await check_health(restarted)).reasons == (NO_SCAN,)


async def test_the_scan_that_comes_back_makes_the_desk_healthy_again() -> None:
    fake = FakeDesk()
    fake.clock.instant += timedelta(hours=6)
    assert not (await check_health(fake.desk)).healthy
    await scan_clocks(fake.desk)
    assert (await check_health(fake.desk)).healthy


async def test_a_scan_that_cannot_read_the_agenda_does_not_count() -> None:
    fake = FakeDesk()
    fake.clock.instant += timedelta(minutes=20)
    fake.wrapped_store = FaultyStore(fake.store, OneFault(number=1, fate=Fate.UNAVAILABLE))
    with pytest.raises(StoreUnavailable):
        await scan_clocks(fake.desk)
    fake.wrapped_store = None
    assert (await check_health(fake.desk)).reasons == (NO_SCAN,)


async def test_storage_and_mail_that_do_not_answer_are_named() -> None:
    fake = FakeDesk()
    await scan_clocks(fake.desk)
    fake.mailer.reachable = False
    fake.wrapped_store = FaultyStore(fake.store, OneFault(number=1, fate=Fate.UNAVAILABLE))
    health = await check_health(fake.desk)
    assert health.reasons == ("the table storage does not answer", "the mail service does not answer")
    assert (health.storage, health.queue, health.mail) == (False, True, False)
