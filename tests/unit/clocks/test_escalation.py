"""Who is told of a clock, and when: warnings wait for working hours, the last one and a breach never do."""

from datetime import timedelta

import pytest

from shared.domain.answers.answering import AnswerBody
from shared.domain.answers.closing import OwnerBody
from shared.domain.clocks.clocks import clocks
from shared.domain.clocks.escalating import can_wait
from shared.domain.values.vendor import Level
from shared.domain.values.working_hours import WorkingHours
from shared.usecases.answers.answer_ticket import answer_ticket, name_owner
from shared.usecases.records.ticket_rows import load_ticket
from tests.examples.escalation_examples import OFFICE_HOURS, ask, desk_of_acme, sends_of, told_of, vendor
from tests.fakes.desk import START, FakeDesk

BOTH_IN_OFFICE_HOURS = {"anna": OFFICE_HOURS, "bo": OFFICE_HOURS}
MORNINGS = WorkingHours.model_validate({"days": "mon-sun", "from": "06:00", "to": "12:00"})


async def told(fake: FakeDesk, by: timedelta) -> list[tuple[str, timedelta]]:
    """Who is mailed within this time, and how long after the start."""
    found: list[tuple[str, timedelta]] = []
    end = fake.clock.instant + by
    while fake.clock.instant < end:
        mails = await fake.advance(timedelta(minutes=5))
        found += [(mail.to.name, fake.clock.instant - START) for mail in mails]
    return found


async def test_a_warning_waits_until_its_supporter_works() -> None:
    """Asked on Monday at 10:00, half-way is at 22:00: Anna, who always works, is told then, Bo at 08:00."""
    late_start = WorkingHours.model_validate({"days": "mon-fri", "from": "05:00", "to": "17:00"})
    fake = await desk_of_acme(vendor(hours={"bo": late_start}))
    await ask(fake)
    assert await told(fake, timedelta(hours=19, minutes=30)) == [
        ("Anna", timedelta(hours=12)),
        ("Bo", timedelta(hours=19)),
    ]


async def test_the_last_warning_and_the_breach_are_told_at_night() -> None:
    """Asked on Saturday at 02:00; due on Sunday at 02:00."""
    fake = await desk_of_acme(vendor(hours=BOTH_IN_OFFICE_HOURS))
    fake.clock.instant = asked = START + timedelta(days=4, hours=16)
    await ask(fake)
    mails = await told(fake, timedelta(hours=25))
    after = asked - START
    assert mails == [
        (name, after + timedelta(hours=23, minutes=minutes)) for minutes in (0, 65) for name in ("Anna", "Bo")
    ]


async def test_warnings_of_which_a_graver_one_was_told_meanwhile_are_withdrawn() -> None:
    fake = await desk_of_acme(vendor(hours=BOTH_IN_OFFICE_HOURS))
    fake.clock.instant = START + timedelta(days=4, hours=16)
    ticket = await ask(fake)
    assert len(await told(fake, timedelta(days=3))) == 4
    withdrawn = [(send.reason, send.to.name) for send in await sends_of(fake, ticket) if send.reason]
    assert sorted(withdrawn) == [
        ("a graver level has been told", "Anna"),
        ("a graver level has been told", "Anna"),
        ("a graver level has been told", "Bo"),
        ("a graver level has been told", "Bo"),
    ]
    assert len(await told_of(fake, ticket)) == 4


async def test_of_two_warnings_that_wait_for_the_same_morning_only_the_graver_is_sent() -> None:
    """Asked at 10:00: half-way is at 22:00, four hours before at 06:00, and Bo works from 08:00."""
    fake = await desk_of_acme(vendor(hours={"bo": OFFICE_HOURS}, absent=("anna",)))
    ticket = await ask(fake)
    assert await told(fake, timedelta(hours=22, minutes=30)) == [("Bo", timedelta(hours=22))]
    (mail,) = [send for send in await sends_of(fake, ticket) if send.reason]
    assert (mail.letter.letter, mail.reason) == ("escalation", "a graver level has been told")


async def test_a_warning_whose_clock_has_ended_by_the_morning_is_withdrawn() -> None:
    fake = await desk_of_acme(vendor(hours={"bo": OFFICE_HOURS}))
    ticket = await ask(fake)
    await fake.advance(timedelta(hours=13))
    await answer_ticket(fake.desk, ticket, AnswerBody(author="anna", text="Press save.", answers_up_to="m1"))
    await fake.rest()
    assert await told(fake, timedelta(days=2)) == []
    (waited,) = [send for send in await sends_of(fake, ticket) if send.reason]
    assert (waited.to.name, waited.reason) == ("Bo", "the clock has ended")


async def test_hours_are_local_over_the_change_of_the_clocks() -> None:
    """Asked on 24 October 2026 at 06:00 in Stockholm; Bo works from 06:00 on the next day."""
    fake = await desk_of_acme(vendor(hours={"bo": MORNINGS}, absent=("anna",)))
    fake.clock.instant = asked = START.replace(month=10, day=24, hour=4)
    ticket = await ask(fake)
    await fake.advance(timedelta(hours=20))
    half_way = next(send for send in await sends_of(fake, ticket) if send.letter.letter == "escalation")
    assert half_way.not_before == asked + timedelta(hours=25)


async def test_every_warning_but_the_last_before_due_can_wait() -> None:
    fake = await desk_of_acme()
    loaded = await load_ticket(fake.store, await ask(fake))
    assert loaded is not None
    (clock,) = clocks(loaded.header.state)
    assert [level for level in Level if can_wait(clock, level)] == [Level.HALF_WAY, Level.FOUR_HOURS]
    short = clock.model_copy(update={"due": clock.start + timedelta(minutes=50)})
    assert [level for level in Level if can_wait(short, level)] == []
    middling = clock.model_copy(update={"due": clock.start + timedelta(hours=5)})
    assert [level for level in Level if can_wait(middling, level)] == [Level.FOUR_HOURS, Level.HALF_WAY][::-1]


@pytest.mark.parametrize(
    ("owner", "absent", "recipients"),
    [
        ("", (), ["anna@example.com", "bo@example.com"]),
        ("bo", (), ["bo@example.com"]),
        ("bo", ("bo",), ["anna@example.com"]),
        ("", ("anna",), ["bo@example.com"]),
        ("", ("anna", "bo"), ["desk@example.com"]),
        ("bo", ("anna", "bo"), ["desk@example.com"]),
    ],
)
async def test_the_owner_is_told_or_everybody_on_duty_or_the_fallback_address_but_never_nobody(
    owner: str, absent: tuple[str, ...], recipients: list[str]
) -> None:
    fake = await desk_of_acme()
    ticket = await ask(fake)
    if owner:
        await name_owner(fake.desk, ticket, OwnerBody(owner=owner))
        await fake.rest()
    fake.vendor = vendor(absent=absent)
    mails = await fake.advance(timedelta(hours=12))
    assert [mail.to.address for mail in mails] == recipients
