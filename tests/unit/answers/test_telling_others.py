"""The others hear that a ticket was answered, or that somebody has it: once each, and only while it is so."""

import pytest

from shared.domain.answers.closing import OwnerBody
from shared.domain.values.vendor import Supporter
from shared.usecases.answers.answer_ticket import name_owner
from tests.examples.supporter_replies import ANNA, BO, EVA, SupportersDesk
from tests.fakes.desk import VENDOR, FakeDesk
from tests.fakes.mailer import Fate, Fault

CARIN = "carin@example.com"
THREE = VENDOR.but(supporters=(*VENDOR.supporters, Supporter(id="carin", name="Carin", address=CARIN)))
ANSWER = "Hello Eva,\n\npress Save first."


@pytest.fixture
async def desk() -> SupportersDesk:
    """A desk with three supporters."""
    made = SupportersDesk(FakeDesk(vendor=THREE))
    await made.begin()
    return made


def told(desk: SupportersDesk, words: str) -> dict[str, int]:
    """How many mails each supporter got whose subject says this."""
    subjects = {each: [mail.subject for mail in desk.mailed(each)] for each in (ANNA, BO, CARIN)}
    return {each: sum(words in one for one in many) for each, many in subjects.items()}


async def test_whoever_was_told_that_it_waits_hears_once_that_another_has_answered(
    desk: SupportersDesk,
) -> None:
    await desk.ask()
    notice = desk.notice()
    await desk.reply(notice, ANSWER)
    await desk.reply(notice, "And then restart.", "<2@pc>")
    assert told(desk, "Anna has answered") == {ANNA: 0, BO: 1, CARIN: 0}
    assert told(desk, "Anna har svarat") == {ANNA: 0, BO: 0, CARIN: 1}


async def test_with_an_owner_nobody_else_was_told_and_nobody_else_hears(desk: SupportersDesk) -> None:
    ticket = await desk.ask()
    await desk.reply(desk.notice(), ANSWER)
    await desk.write(ticket, "And the week view?")
    before = len(desk.fake.mailer.delivered)
    await desk.reply(desk.notice(), ANSWER, "<2@pc>")
    assert {mail.to.address for mail in desk.fake.mailer.delivered[before:]} == {EVA}


async def test_the_others_hear_who_has_the_ticket_while_something_waits(desk: SupportersDesk) -> None:
    await desk.ask()
    await desk.reply(desk.notice(), "/take")
    assert told(desk, "Anna now has the ticket") == {ANNA: 0, BO: 1, CARIN: 0}
    assert told(desk, "Anna har nu ärendet") == {ANNA: 0, BO: 0, CARIN: 1}


async def test_whoever_is_given_a_ticket_by_another_hears_of_it(desk: SupportersDesk) -> None:
    ticket = await desk.ask()
    await name_owner(desk.fake.desk, ticket, OwnerBody(owner="bo", author="anna"))
    await desk.fake.rest()
    assert told(desk, "You now have the ticket") == {ANNA: 0, BO: 1, CARIN: 0}
    assert told(desk, "Bo har nu ärendet") == {ANNA: 0, BO: 0, CARIN: 1}


async def test_what_is_not_true_any_more_is_not_told(desk: SupportersDesk) -> None:
    await desk.ask()
    desk.fake.mailer.fail_next(
        Fault(Fate.REFUSED, to=EVA), *(Fault(Fate.DEFERRED, to=each) for each in (BO, CARIN))
    )
    await desk.reply(desk.notice(), ANSWER)
    await desk.fake.advance(desk.fake.vendor.policy.reply / 12)
    assert sum((told(desk, "har svarat") | told(desk, "has answered")).values()) == 0
