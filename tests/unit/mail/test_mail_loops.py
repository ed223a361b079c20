"""Nothing that answers by itself can keep the desk writing, nor the desk it."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from shared.domain.answers.answering import AnswerBody
from shared.domain.incoming.incoming import Automatic
from shared.domain.values.vendor import Vendor
from shared.mail.reading import read_mail
from shared.usecases.answers.answer_ticket import answer_ticket
from shared.usecases.mail.take_mail import take_mail
from tests.examples.mails import EVA, MailedDesk, desk_with, mail, raw_of, take
from tests.fakes.desk import VENDOR, FakeDesk
from tests.triggers.examples import ACME

if TYPE_CHECKING:
    from shared.ports.mailer import Mail

OURS = VENDOR
THEIRS = Vendor(
    name="Another Vendor AB",
    sender_address="help@example.org",
    fallback_address="chief@example.org",
    mailbox_address="help@example.org",
)


class TwoDesks:
    """Two desks, each of which gets what the other sends it, until neither sends anything."""

    def __init__(self) -> None:
        self.ours = FakeDesk(vendor=OURS.model_copy(update={"mailbox_address": OURS.sender_address}))
        self.theirs = FakeDesk(vendor=THEIRS)
        self.between: list[Mail] = []
        self._seen = {id(self.ours): 0, id(self.theirs): 0}

    async def until_quiet(self) -> None:
        """Carry mails from one to the other; a loop would end at 50."""
        for _ in range(50):
            carried = [await self._carry(self.ours, self.theirs), await self._carry(self.theirs, self.ours)]
            if not any(carried):
                return

    async def _carry(self, one: FakeDesk, other: FakeDesk) -> int:
        await one.rest()
        sent = one.mailer.delivered[self._seen[id(one)] :]
        self._seen[id(one)] = len(one.mailer.delivered)
        arriving = [each for each in sent if each.to.address == other.vendor.mailbox]
        for each in arriving:
            await take_mail(other.desk, raw_of(each))
        self.between += arriving
        return len(arriving)


async def test_a_receipt_to_another_desk_is_the_last_mail() -> None:
    desks = TwoDesks()
    await take(desks.ours, mail(sender=THEIRS.mailbox))
    await desks.until_quiet()
    assert [each.to.address for each in desks.between] == [THEIRS.mailbox]


async def test_two_desks_that_point_at_each_other_stop_within_two_mails() -> None:
    desks = TwoDesks()
    taken = await take(desks.ours, mail(sender=THEIRS.mailbox))
    await desks.until_quiet()
    before = len(desks.between)
    await answer_ticket(
        desks.ours.desk, taken.ticket, AnswerBody(author="anna", text="Press Save.", answers_up_to="m1")
    )
    await desks.until_quiet()
    assert [each.to.address for each in desks.between[before:]] == [THEIRS.mailbox, OURS.sender_address]


@pytest.fixture
async def fake() -> MailedDesk:
    """A desk with one member."""
    return await desk_with(ACME)


async def test_everything_that_the_desk_writes_by_itself_is_known_as_a_machines(fake: MailedDesk) -> None:
    await take(fake, mail())
    await take(fake, mail("<s@x.example.org>", sender="someone@elsewhere.example.org"))
    await fake.advance(timedelta(hours=25))
    assert {each.to.address for each in fake.mailer.delivered} >= {EVA, "anna@example.com", "bo@example.com"}
    for sent in fake.mailer.delivered:
        assert read_mail(raw_of(sent)).automatic is Automatic.AUTO_SUBMITTED


async def test_a_persons_answer_from_the_desk_is_no_machines(fake: MailedDesk) -> None:
    taken = await take(fake, mail())
    await answer_ticket(
        fake.desk, taken.ticket, AnswerBody(author="anna", text="Press Save.", answers_up_to="m1")
    )
    await fake.rest()
    assert read_mail(raw_of(fake.mailed(EVA)[-1])).automatic is None


async def test_a_machine_that_hides_it_gets_at_most_ten_receipts_in_three_hours(fake: MailedDesk) -> None:
    await take(fake, mail("<0@acme.example.org>"))
    for number in range(1, 40):
        fake.clock.instant += timedelta(minutes=4)
        answering = {"recipients": (fake.answered_by(),), "fresh": f"I have your mail {number}."}
        await take(fake, mail(f"<{number}@acme.example.org>", **answering))
    assert len(fake.mailed(EVA)) == 10


async def test_whoever_writes_in_the_desks_own_name_makes_it_write_to_nobody(fake: MailedDesk) -> None:
    await take(fake, mail(sender="support@example.com"))
    assert fake.mailed("support@example.com") == []
