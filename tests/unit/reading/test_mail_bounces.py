"""A bounce that comes as a mail: what it says is believed of that one mail, and it starts nothing itself."""

from datetime import timedelta

import pytest

from shared.domain.answers.answering import AnswerBody
from shared.domain.clocks.clocks import ClockState
from shared.domain.incoming.incoming import Automatic, DeliveryReport, IncomingMail
from shared.usecases.answers.answer_ticket import answer_ticket
from tests.examples.mails import EVA, MailedDesk, desk_with, mail, take
from tests.triggers.examples import ACME

RUNE = "rune@acme.example.org"


@pytest.fixture
async def fake() -> MailedDesk:
    """A desk whose answer to Eva has left."""
    made = await desk_with(ACME)
    taken = await take(made, mail(subject="Fel: Planner"))
    await answer_ticket(
        made.desk, taken.ticket, AnswerBody(author="anna", text="Press Save.", answers_up_to="m1")
    )
    await made.rest()
    return made


def bounce(
    fake: MailedDesk, address: str = EVA, status: str = "5.1.1", *, permanent: bool = True
) -> IncomingMail:
    """What a mail server says of the last mail to Eva."""
    report = DeliveryReport(
        original_message_id=fake.mailed(EVA)[-1].headers["Message-ID"],
        address=address,
        permanent=permanent,
        status=status,
    )
    about = {"automatic": Automatic.DELIVERY_REPORT, "report": report, "fresh": "No such user."}
    return mail(f"<{address}{status}@mx.example.org>", sender="MAILER-DAEMON@mx.example.org", **about)


async def states(fake: MailedDesk, ticket: str) -> list[ClockState]:
    return [clock.state for clock in (await fake.view(ticket)).clocks]


async def test_an_answer_that_bounced_never_counted_and_supporters_are_told_once(fake: MailedDesk) -> None:
    for _ in range(2):
        taken = await take(fake, bounce(fake))
    assert await states(fake, taken.ticket) == [ClockState.RUNNING]
    assert len((await fake.view(taken.ticket)).automatic_mails) == 1
    told = [
        each
        for each in fake.mailed("anna@example.com")
        if "not delivered" in each.text or "inte" in each.subject
    ]
    assert len(told) == 1


async def test_a_dead_address_gets_no_receipt_until_it_writes_again(fake: MailedDesk) -> None:
    await take(fake, bounce(fake))
    fake.clock.instant += timedelta(minutes=30)
    before = len(fake.mailed(EVA))
    await take(fake, mail("<again@acme.example.org>", fresh="I am still here."))
    assert len(fake.mailed(EVA)) == before + 1


@pytest.mark.parametrize(
    "changed",
    [
        {"permanent": False, "status": "4.2.2"},
        {"address": RUNE.upper()},
        {"address": "someone@else.example.org"},
    ],
)
async def test_a_late_mail_a_dead_copy_and_a_strangers_bounce_change_no_clock(
    fake: MailedDesk, changed: dict[str, str | bool]
) -> None:
    taken = await take(fake, bounce(fake, **changed))  # type: ignore[arg-type]  # the values are of their fields
    assert taken.ticket
    assert await states(fake, taken.ticket) == [ClockState.MET]


async def test_a_bounce_without_an_address_is_about_whom_the_mail_went_to(fake: MailedDesk) -> None:
    taken = await take(fake, bounce(fake, "", "5.7.1"))
    assert await states(fake, taken.ticket) == [ClockState.RUNNING]


async def test_a_bounce_of_a_mail_that_is_not_ours_changes_nothing(fake: MailedDesk) -> None:
    about = {"automatic": Automatic.DELIVERY_REPORT, "fresh": "No such user."}
    report = DeliveryReport(
        original_message_id="<x@example.com>", address=EVA, permanent=True, status="5.1.1"
    )
    taken = await take(fake, mail("<b@mx.example.org>", report=report, **about))
    assert taken.ticket == ""
