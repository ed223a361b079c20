"""A mail that waits while the links of its ticket are revoked has a link that opens when it leaves."""

from datetime import timedelta

from tests.fakes.desk import FakeDesk
from tests.fakes.mailer import Fate, Fault
from tests.triggers.calling import call
from tests.triggers.conferences.offering import asked, link_of, local, offer, pick
from tests.triggers.examples import EVA
from tests.triggers.links.following import mailed_link, see
from tests.triggers.tickets import answered, opened

WHY = {"author": "anna", "reason": "Forwarded."}


async def test_a_reminder_that_waited_across_a_revocation_leads_to_the_conference(fake: FakeDesk) -> None:
    conference = await asked(fake)
    await offer(fake, conference, 4, 6)
    await pick(fake)
    before = link_of(fake)
    await call("POST", f"{conference.partition('/conferences')[0]}/links/revoke", WHY)
    assert (await see(before)).status == 410
    mails = await fake.advance(local(3.5) - local(0))
    assert [mail.to.address for mail in mails if "minnelse" in mail.subject].count(EVA) == 1
    assert link_of(fake) != before
    assert (await see(link_of(fake))).status == 200


async def test_an_answer_that_was_deferred_across_a_revocation_leads_to_the_ticket(fake: FakeDesk) -> None:
    ticket = await opened(fake, kind="question")
    fake.mailer.fail_next(Fault(Fate.DEFERRED, to=EVA))
    await answered(fake, ticket)
    old = mailed_link(fake, EVA)
    await call("POST", f"{ticket}/links/revoke", WHY)
    await fake.advance(timedelta(hours=1))
    assert (await see(old)).status == 410
    assert (await see(mailed_link(fake, EVA))).status == 200
