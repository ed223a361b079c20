"""After an outage of the scan people are told of everything at once, in one mail each."""

from datetime import timedelta

from shared.domain.answers.answering import AnswerBody
from shared.domain.answers.closing import OwnerBody
from shared.domain.clocks.digesting import CatchUp
from shared.domain.letters.sends import SendState
from shared.domain.values.identity import short_code
from shared.ports.store import Table
from shared.usecases.answers.answer_ticket import answer_ticket, name_owner
from shared.usecases.clocks.look import look_at
from shared.usecases.clocks.scan_clocks import scan_clocks
from shared.usecases.outbox.tell_late import write_digests
from tests.examples.escalation_examples import (
    OFFICE_HOURS,
    ask,
    desk_of_acme,
    outage,
    sends_of,
    told_of,
    vendor,
)
from tests.fakes.desk import START
from tests.fakes.mailer import Fate, Fault

ALL_LEVELS = ["half_way", "four_hours_before", "one_hour_before", "breach"]
SIX_TICKETS = tuple(f"k{number}" for number in range(6))


async def test_after_an_outage_each_supporter_gets_one_mail_about_everything() -> None:
    fake = await desk_of_acme()
    tickets = [await ask(fake, key) for key in SIX_TICKETS]
    swedish, english = await outage(fake, hours=25)
    assert (swedish.to.address, english.to.address) == ("anna@example.com", "bo@example.com")
    assert english.subject == "6 deadlines need attention after an interruption, 6 past due: Acme"
    assert all(short_code(each) in english.text and short_code(each) in english.html for each in tickets)
    assert await fake.advance(timedelta(hours=30)) == []


async def test_each_level_is_told_once_and_the_breach_is_at_due_whenever_it_was_found() -> None:
    fake = await desk_of_acme()
    ticket = await ask(fake)
    mail = (await outage(fake, hours=30))[1]
    assert await told_of(fake, ticket) == [("reply-m1", level) for level in ALL_LEVELS]
    assert "Past due" in mail.text
    assert "Tuesday 3\u00a0March\u00a02026 at\u00a010:00" in mail.text
    await fake.advance(timedelta(hours=2))
    assert len(await told_of(fake, ticket)) == 4


async def test_the_oldest_due_instant_stands_first() -> None:
    fake = await desk_of_acme()
    later = await ask(fake, "later", kind="conference")
    fake.clock.instant += timedelta(minutes=30)
    sooner = await ask(fake, "sooner")
    mail = (await outage(fake, hours=37))[1]
    times = ("10:00", "10:30", "22:00")
    told = [mail.text.index(f"Tuesday 3\u00a0March\u00a02026 at\u00a0{time}") for time in times]
    assert told == sorted(told)
    assert mail.text.count(later) == 2 * mail.text.count(sooner)


async def test_an_owner_is_told_of_owned_tickets_and_the_others_only_of_the_rest() -> None:
    fake = await desk_of_acme()
    owned, free = await ask(fake, "owned"), await ask(fake, "free")
    await name_owner(fake.desk, owned, OwnerBody(owner="bo"))
    await fake.rest()
    anna, bo = await outage(fake, hours=25)
    assert short_code(free) in anna.text
    assert short_code(owned) not in anna.text
    assert short_code(free) in bo.text
    assert short_code(owned) in bo.text


async def test_what_a_digest_tells_is_withdrawn_from_the_ticket_with_that_reason() -> None:
    fake = await desk_of_acme()
    ticket = await ask(fake)
    await outage(fake, hours=25)
    escalations = [send for send in await sends_of(fake, ticket) if send.digest]
    assert [(send.state, send.reason) for send in escalations] == [
        (SendState.WITHDRAWN, "told in a digest")
    ] * 2


async def test_a_scan_that_comes_in_time_writes_no_digest() -> None:
    fake = await desk_of_acme()
    tickets = [await ask(fake, key) for key in SIX_TICKETS]
    await fake.advance(timedelta(hours=11, minutes=55))
    mails = await outage(fake, minutes=15)
    assert len(mails) == 2 * len(tickets)


async def test_a_clock_that_starts_late_is_no_outage() -> None:
    """A level that came before its row was written was found as soon as it could be."""
    fake = await desk_of_acme()
    await ask(fake)
    rows = [key for table, _, key in fake.store.everything() if table is Table.NEWS]
    await fake.advance(timedelta(hours=25))
    assert [key for table, _, key in fake.store.everything() if table is Table.NEWS] == rows == []


async def test_several_runs_of_a_long_outage_tell_each_clock_once() -> None:
    fake = await desk_of_acme()
    for number in range(30):
        await ask(fake, f"k{number}")
    fake.clock.instant += timedelta(hours=25)
    before = len(fake.mailer.delivered)
    await scan_clocks(fake.desk)
    await scan_clocks(fake.desk)
    await fake.rest()
    mails = await fake.advance(timedelta(minutes=30))
    assert mails == []
    assert len(fake.mailer.delivered) - before == 2


async def test_a_held_mail_goes_out_by_itself_where_its_digest_was_not_written_in_time() -> None:
    """And then the digest can never be written any more."""
    fake = await desk_of_acme()
    ticket = await ask(fake)
    fake.clock.instant += timedelta(hours=25)
    late = CatchUp(began=fake.clock.instant)
    await look_at(fake.desk, f"ticket-{ticket}", late)
    mails = await fake.advance(timedelta(minutes=20))
    assert [mail.to.address for mail in mails] == ["anna@example.com", "bo@example.com"]
    await write_digests(fake.desk, late)
    assert await fake.advance(timedelta(minutes=20)) == []


async def test_a_digest_that_is_refused_goes_to_the_fallback_address() -> None:
    fake = await desk_of_acme()
    await ask(fake)
    fake.mailer.fail_next(Fault(Fate.REFUSED, to="bo@example.com"))
    mails = await outage(fake, hours=25)
    assert sorted(mail.to.address for mail in mails) == ["anna@example.com", "desk@example.com"]


async def test_a_digest_that_is_deferred_goes_out_later_once() -> None:
    fake = await desk_of_acme()
    await ask(fake)
    fake.mailer.fail_next(Fault(Fate.DEFERRED, to="bo@example.com", retry_after=600))
    mails = await outage(fake, hours=25)
    assert [mail.to.address for mail in mails] == ["anna@example.com", "bo@example.com"]


async def test_a_warning_that_waits_for_working_hours_is_not_in_the_digest() -> None:
    """It is found at 23:00 on a Monday, and told at 08:00 on the Tuesday."""
    fake = await desk_of_acme(vendor(hours={"bo": OFFICE_HOURS}))
    ticket = await ask(fake)
    (anna,) = await outage(fake, hours=13)
    assert anna.to.address == "anna@example.com"
    mails = await fake.advance(START + timedelta(hours=22, minutes=30) - fake.clock.instant)
    assert [mail.to.address for mail in mails] == ["anna@example.com", "bo@example.com"]
    assert short_code(ticket) in mails[1].text


async def test_an_answer_to_what_a_digest_told_needs_no_further_mail() -> None:
    fake = await desk_of_acme()
    ticket = await ask(fake)
    fake.clock.instant += timedelta(hours=13)
    await scan_clocks(fake.desk)
    await answer_ticket(fake.desk, ticket, AnswerBody(author="anna", text="Press save.", answers_up_to="m1"))
    await fake.rest()
    await fake.advance(timedelta(minutes=30))
    held = [send for send in await sends_of(fake, ticket) if send.digest]
    assert {send.reason for send in held} == {"the clock has ended"}
