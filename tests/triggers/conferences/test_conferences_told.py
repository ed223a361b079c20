"""What people are told, and not told, of a conference's clock; and of a mail that reached nobody."""

from tests.fakes.desk import FakeDesk
from tests.fakes.mailer import Fate, Fault
from tests.triggers.calling import call
from tests.triggers.conferences.offering import act, asked, at, clock_in, clock_of, local, offer, pick
from tests.triggers.examples import EVA

ANNA = "anna@example.com"


async def test_an_offer_that_is_not_delivered_never_was_one_and_supporters_are_told(fake: FakeDesk) -> None:
    conference = await asked(fake)
    fake.mailer.fail_next(Fault(Fate.REFUSED, to=EVA))
    before = len(fake.mailer.delivered)
    await offer(fake, conference, 4, 6)
    await fake.advance(local(37) - local(0))
    mails = fake.mailer.delivered[before:]
    assert [mail.to.address for mail in mails if "inte fram" in mail.subject] == [ANNA]
    assert (await clock_of(conference))["state"] == "breached_open"


async def test_silence_ends_the_clock_and_nobody_is_told_of_a_breach(fake: FakeDesk) -> None:
    conference = await asked(fake)
    await offer(fake, conference, 4, 6)
    mails = await fake.advance(local(40) - local(0))
    clock = await clock_of(conference)
    assert (clock["state"], clock["how"], clock["ended"]) == (
        "met",
        "offered_no_choice",
        at(6).replace("+00:00", "Z"),
    )
    assert not [mail for mail in mails if "onferens" in mail.subject and "gått ut" in mail.subject]
    ticket = (await call("GET", conference.partition("/conferences")[0])).json
    assert [each["event"] for each in ticket["events"]].count("conference_settled") == 1


async def test_while_a_late_conference_is_under_way_nobody_is_mailed_that_it_is_breached(
    fake: FakeDesk,
) -> None:
    conference = await asked(fake)
    await offer(fake, conference, 10, 20, 50, after_due=True, reason="Eva wants Wednesday.")
    await pick(fake, 2)
    await fake.advance(local(50) - local(0))
    assert (await clock_of(conference))["how"] == "offer"
    during = await fake.advance(local(50.5) - local(50))
    assert (await clock_of(conference))["state"] == "breached_open"
    assert not [mail for mail in during if "gått ut" in mail.subject or "Past due" in mail.subject]
    held = clock_in(await act(fake, conference, "held", note="Done."))
    assert (held["state"], held["how"]) == ("met", "offer")
    after = await fake.advance(local(60) - local(50.5))
    assert not [mail for mail in after if "Konferens" in mail.subject or "Conference" in mail.subject]


async def test_a_slot_that_was_missed_is_told_when_it_could_have_been_logged(fake: FakeDesk) -> None:
    conference = await asked(fake)
    await offer(fake, conference, 10, 20, 50, after_due=True, reason="Eva wants Wednesday.")
    await pick(fake, 2)
    await fake.advance(local(50.9) - local(0))
    told = await fake.advance(local(52) - local(50.9))
    late = [(mail.to.address, mail.subject) for mail in told if "onferen" in mail.subject]
    assert [to for to, subject in late if "Past due: Acme" in subject] == ["bo@example.com"]
    assert [to for to, subject in late if "gått ut: Acme" in subject] == [ANNA]
