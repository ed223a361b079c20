"""The watchdog: a desk whose clocks nobody scans, or whose mails nobody takes, is not healthy."""

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from shared.domain.letters.letters import Answer
from shared.domain.letters.sends import Recipient, Send
from shared.domain.values.vendor import Language
from shared.ports.store import StoreUnavailable
from shared.usecases.books.check_health import check_health
from shared.usecases.clocks.scan_clocks import scan_clocks
from shared.usecases.messages.open_ticket import open_ticket
from shared.usecases.records.mail_marks import note_put_back
from tests.examples.requests import request
from tests.fakes.desk import START, FakeDesk
from tests.fakes.mailer import Fate as MailFate
from tests.fakes.mailer import Fault
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


PUT_BACK = "mails wait: the mail service has taken none that was put back for 15 minutes"


@pytest.mark.parametrize("fate", [MailFate.DEFERRED, MailFate.DROPPED])
async def test_mail_is_not_well_through_hours_in_which_nothing_could_be_sent(fate: MailFate) -> None:
    fake = FakeDesk()
    fake.mailer.fail_next(*[Fault(fate)] * 1000)
    await open_ticket(fake.desk, request())
    await fake.rest()
    wells = [await mail_well(fake, minutes=5) for _ in range(36)]
    assert wells == [True] * 4 + [False] * 32
    fake.mailer.fail_no_more()
    await fake.advance(timedelta(hours=1))
    assert fake.mailer.delivered
    assert await mail_well(fake, minutes=0)


async def test_the_reason_says_that_mails_wait() -> None:
    fake = FakeDesk()
    fake.mailer.fail_next(*[Fault(MailFate.DEFERRED)] * 1000)
    await open_ticket(fake.desk, request())
    await fake.advance(timedelta(hours=3))
    health = await check_health(fake.desk)
    assert (health.healthy, health.reasons) == (False, (PUT_BACK,))


async def test_a_mail_that_is_put_back_once_and_then_taken_leaves_no_trace() -> None:
    fake = FakeDesk()
    fake.mailer.fail_next(Fault(MailFate.DEFERRED))
    await open_ticket(fake.desk, request())
    assert all([await mail_well(fake, minutes=5) for _ in range(36)])


async def test_a_mail_that_waits_for_hours_because_the_service_wished_it_is_told() -> None:
    fake = FakeDesk()
    await note_put_back(fake.desk, leased_receipt(fake), 7200)
    fake.clock.instant += timedelta(minutes=100)
    await scan_clocks(fake.desk)
    assert (await check_health(fake.desk)).reasons == (PUT_BACK,)


async def test_a_mail_that_was_put_back_and_then_withdrawn_is_not_told_for_ever() -> None:
    fake = FakeDesk()
    await note_put_back(fake.desk, leased_receipt(fake), None)
    fake.clock.instant += timedelta(minutes=17)
    await scan_clocks(fake.desk)
    assert (await check_health(fake.desk)).mail


async def test_a_clock_that_was_set_back_is_named_and_no_seconds_are_negative() -> None:
    fake = FakeDesk()
    await scan_clocks(fake.desk)
    fake.clock.instant -= timedelta(seconds=5376)
    health = await check_health(replace(fake.desk, started=fake.clock.instant))
    assert health.reasons == ("the clock has been set back: the last scan is still to come",)
    assert (health.healthy, health.last_scan, health.seconds_since_scan) == (False, START, None)


async def test_the_clock_of_another_host_may_be_some_seconds_ahead() -> None:
    fake = FakeDesk()
    await scan_clocks(fake.desk)
    fake.clock.instant -= timedelta(seconds=20)
    health = await check_health(fake.desk)
    assert (health.healthy, health.seconds_since_scan) == (True, 0)


def leased_receipt(fake: FakeDesk) -> Send:
    """A mail that is being sent."""
    send = Send(
        id="1",
        letter=Answer(ticket="t", answer="a", author="anna", words="Press Save."),
        to=Recipient(address="eva@example.org"),
        language=Language.SWEDISH,
        not_before=START,
    )
    return send.leased(fake.clock.instant)


async def mail_well(fake: FakeDesk, *, minutes: int) -> bool:
    """What health says of mail now; then so many minutes pass."""
    well = (await check_health(fake.desk)).mail
    await fake.advance(timedelta(minutes=minutes))
    return well
