"""An answer that has not left is told to supporters an hour before due, and at due: once each."""

from datetime import timedelta

import pytest

from shared.domain.events.answer_events import UnsentTold
from shared.domain.explaining.explanations import Rule
from shared.domain.facts.deliveries import UnsentLevel
from shared.domain.letters.sends import SendState
from shared.usecases.clocks.look import look_at
from shared.usecases.members.put_member import put_member
from shared.usecases.views.explain_clock import explain_clock
from shared.usecases.views.read_tickets import read_ticket
from tests.examples.delivery_examples import ACME, EVA, AnsweredDesk
from tests.fakes.desk import START, FakeDesk
from tests.fakes.mailer import Fate, Fault

ANNA = "anna@example.com"
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
DUE = START + 24 * HOUR


async def asked(hours: float) -> AnsweredDesk:
    """Eva asked so many hours ago, and from now on no mail to her is taken."""
    desk = AnsweredDesk(FakeDesk())
    await put_member(desk.fake.desk, ACME)
    desk.ticket = await desk.ask()
    await desk.fake.advance(hours * HOUR)
    desk.fake.mailer.fail_next(*[Fault(Fate.DEFERRED, to=EVA)] * 2000)
    return desk


async def told(desk: AnsweredDesk) -> list[tuple[tuple[UnsentLevel, ...], timedelta]]:
    """What was told, and how long before due it was recorded."""
    events = (await read_ticket(desk.fake.desk, desk.ticket)).events
    return [(each.levels, DUE - each.recorded) for each in events if isinstance(each, UnsentTold)]


def unsent(desk: AnsweredDesk) -> list[str]:
    return [subject for subject in desk.mailed(ANNA) if "inte kunnat skickas" in subject]


async def test_it_is_told_an_hour_before_due_and_at_due_once_each() -> None:
    desk = await asked(2)
    await desk.reply(desk.ticket)
    await desk.fake.advance(20 * HOUR)
    assert await told(desk) == []
    await desk.fake.advance(10 * HOUR)
    assert await told(desk) == [((UnsentLevel.ONE_HOUR,), HOUR), ((UnsentLevel.DUE,), timedelta())]
    assert [subject.partition(", ")[2].partition(":")[0] for subject in unsent(desk)] == [
        "mindre än 1 timme kvar",
        "tiden är ute",
    ]


async def test_nothing_is_told_of_an_answer_that_has_left() -> None:
    desk = await asked(2)
    await desk.reply(desk.ticket)
    desk.fake.mailer.fail_no_more()
    await desk.fake.advance(30 * HOUR)
    assert await told(desk) == []


async def test_an_answer_in_the_last_hour_is_told_at_due_alone() -> None:
    desk = await asked(23.5)
    await desk.reply(desk.ticket)
    await desk.fake.advance(2 * HOUR)
    assert await told(desk) == [((UnsentLevel.DUE,), timedelta())]


async def test_an_answer_after_due_is_not_told_the_breach_was() -> None:
    desk = await asked(25)
    await desk.reply(desk.ticket)
    await desk.fake.advance(3 * HOUR)
    assert await told(desk) == []


async def test_both_levels_found_late_are_one_mail() -> None:
    desk = await asked(2)
    await desk.reply(desk.ticket)
    desk.fake.clock.instant = DUE + HOUR
    for _ in range(3):
        await look_at(desk.fake.desk, f"ticket-{desk.ticket}")
    assert [levels for levels, _ in await told(desk)] == [(UnsentLevel.ONE_HOUR, UnsentLevel.DUE)]
    assert len(unsent(desk)) == 1


async def test_a_warning_that_has_not_left_either_is_withdrawn_once_the_answer_has() -> None:
    desk = await asked(2)
    await desk.reply(desk.ticket)
    desk.fake.mailer.fail_next(Fault(Fate.DEFERRED, retry_after=7200, to=ANNA))
    await desk.fake.advance(21 * HOUR + 5 * MINUTE)
    desk.fake.mailer.fail_no_more()
    await desk.fake.advance(3 * HOUR)
    mails = (await read_ticket(desk.fake.desk, desk.ticket)).mails
    assert [(each.state, each.reason) for each in mails if each.letter == "answer_unsent"] == [
        (SendState.WITHDRAWN, "the answer waits no more")
    ]
    assert unsent(desk) == []


async def test_the_explanation_of_the_clock_says_that_it_was_told() -> None:
    desk = await asked(2)
    await desk.reply(desk.ticket)
    await desk.fake.advance(22 * HOUR)
    lines = (await explain_clock(desk.fake.desk, desk.ticket, "reply-m1")).lines
    assert [line.at for line in lines if line.rule is Rule.UNSENT_TOLD] == [DUE - HOUR, DUE]


@pytest.mark.parametrize("hours", [0, 30])
async def test_an_answer_that_is_refused_for_good_is_told_as_that_alone(hours: int) -> None:
    desk = await asked(2)
    desk.fake.mailer.fail_no_more()
    desk.fake.mailer.fail_next(Fault(Fate.REFUSED, to=EVA))
    await desk.reply(desk.ticket)
    await desk.fake.advance(hours * HOUR)
    assert await told(desk) == []
