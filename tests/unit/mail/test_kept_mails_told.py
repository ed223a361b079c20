"""What is kept as automatic from a known member, in no ticket, stands in supporters' next digest."""

from datetime import timedelta

import pytest

from shared.domain.incoming.incoming import Automatic
from shared.domain.values.vendor import Supporter
from shared.usecases.clocks.scan_clocks import scan_clocks
from shared.usecases.mail.tell_of_kept_mails import EVERY, MOST_NAMED, SETTLED
from tests.examples.mails import EVA, MailedDesk, desk_with, mail, take
from tests.fakes.desk import VENDOR
from tests.triggers.examples import ACME

ANNA, BO = "anna@example.com", "bo@example.com"


@pytest.fixture
async def fake() -> MailedDesk:
    """A desk with one member."""
    return await desk_with(ACME)


async def digests(fake: MailedDesk) -> None:
    """The time passes after which the digest is due."""
    fake.clock.instant += EVERY + SETTLED
    await scan_clocks(fake.desk)
    await fake.rest()


async def kept(fake: MailedDesk, name: str, sender: str = EVA) -> None:
    away = mail(f"<{name}>", sender=sender, subject=f"Away {name}", automatic=Automatic.OUT_OF_OFFICE)
    await take(fake, away)


async def test_a_members_mail_kept_as_automatic_stands_in_each_supporters_next_digest(
    fake: MailedDesk,
) -> None:
    await kept(fake, "one")
    await kept(fake, "two")
    assert fake.mailer.delivered == []
    await digests(fake)
    assert [each.to.address for each in fake.mailer.delivered] == [ANNA, BO]
    for told in fake.mailer.delivered:
        assert all(
            word in told.text and word in told.html for word in ("Away one", "Away two", EVA, ACME.name)
        )
    assert "an out-of-office reply" in fake.mailed(BO)[0].text


async def test_it_is_told_once_however_often_the_mail_comes_and_the_scan_runs(fake: MailedDesk) -> None:
    await kept(fake, "one")
    await kept(fake, "one")
    for _ in range(3):
        await digests(fake)
    assert len(fake.mailed(ANNA)) == 1
    assert fake.mailed(ANNA)[0].text.count("Away one") == 1


async def test_what_comes_later_stands_in_the_digest_after_it(fake: MailedDesk) -> None:
    await kept(fake, "one")
    await digests(fake)
    await kept(fake, "two")
    await digests(fake)
    first, second = (each.text for each in fake.mailed(ANNA))
    assert ("Away one" in first, "Away two" in first) == (True, False)
    assert ("Away one" in second, "Away two" in second) == (False, True)


async def test_a_strangers_automatic_mail_stands_in_no_digest(fake: MailedDesk) -> None:
    await kept(fake, "one", "noreply@shop.example.se")
    await digests(fake)
    assert fake.mailer.delivered == []


async def test_a_machines_mail_of_a_ticket_stands_on_the_ticket_and_in_no_digest(fake: MailedDesk) -> None:
    await take(fake, mail())
    sent = len(fake.mailer.delivered)
    away = mail("<a>", recipients=(fake.answered_by(),), automatic=Automatic.OUT_OF_OFFICE)
    await take(fake, away)
    fake.clock.instant += timedelta(hours=5)
    await fake.rest()
    assert not [each for each in fake.mailer.delivered[sent:] if "automat" in each.subject]


async def test_two_supporters_with_one_address_get_one_digest() -> None:
    both = (
        Supporter(id="a", name="A", address=ANNA),
        Supporter(id="b", name="B", address=ANNA.upper()),
    )
    fake = await desk_with(ACME)
    fake.vendor = VENDOR.model_copy(update={"supporters": both})
    await kept(fake, "one")
    await digests(fake)
    assert len(fake.mailer.delivered) == 1


async def test_very_many_are_counted_and_the_first_hundred_named(fake: MailedDesk) -> None:
    for number in range(MOST_NAMED + 2):
        await kept(fake, f"n{number:03}")
    await digests(fake)
    told = fake.mailed(BO)[0]
    assert told.subject.startswith("102 ")
    assert "2 more" in told.text
    assert told.text.count("Away n") == MOST_NAMED
