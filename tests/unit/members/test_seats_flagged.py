"""A responsible person's address is dead: the seat is flagged, and the address is not used again."""

from datetime import timedelta

import pytest

from shared.domain.facts.delivery_reports import DeliveryStatus
from shared.domain.facts.links import Purpose
from shared.domain.letters.sends import SendState
from shared.domain.members.member import Seat
from shared.usecases.members.member_views import MemberView, member_view
from shared.usecases.members.put_member import put_member, read_member
from shared.usecases.news.publish_news import publish_news
from shared.usecases.news.read_news import read_news
from shared.usecases.outbox.flag_seats import clear_flag
from tests.examples.delivery_examples import ACME, EVA, FALLBACK, RUNE, AnsweredDesk, answered_desk
from tests.examples.member_links import link_in
from tests.examples.news_examples import PLANNER_ONLY

BOUNCED = DeliveryStatus.BOUNCED


@pytest.fixture
async def desk() -> AnsweredDesk:
    return await answered_desk()


async def view(desk: AnsweredDesk) -> MemberView:
    made = desk.fake.desk
    return member_view(await read_member(made, "acme"), made.clock.now(), made.vendor)


async def flagged(desk: AnsweredDesk) -> list[str]:
    return [each.address for each in (await view(desk)).flagged]


async def copied(desk: AnsweredDesk, key: str) -> list[str]:
    """Who gets the copy of an answer to a new error report."""
    await desk.reply(await desk.ask(key))
    answer = next(mail for mail in reversed(desk.fake.mailer.delivered) if mail.to.address == EVA)
    return [each.address for each in answer.cc]


@pytest.mark.parametrize("status", [BOUNCED, DeliveryStatus.SUPPRESSED])
async def test_a_bounced_copy_flags_the_seat_with_its_reason_and_instant(
    desk: AnsweredDesk, status: DeliveryStatus
) -> None:
    await desk.report(status, RUNE.upper())
    (flag,) = (await view(desk)).flagged
    assert (flag.address, flag.reason, flag.since) == (RUNE, status, desk.fake.clock.now())


async def test_the_owner_is_told_once_by_a_mail_that_leads_to_the_members_page(desk: AnsweredDesk) -> None:
    for _ in range(2):
        await desk.report(BOUNCED, RUNE)
        await desk.fake.rest()
    (mail,) = [each for each in desk.fake.mailer.delivered if each.to.address == ACME.owner.address]
    assert mail.subject.startswith("Mejlen till den som är ansvarig för ")
    assert link_in(mail.text, Purpose.SEATS)


@pytest.mark.parametrize(
    "status", [each for each in DeliveryStatus if each not in {BOUNCED, DeliveryStatus.SUPPRESSED}]
)
async def test_what_is_not_the_addresss_own_fault_flags_nothing(
    desk: AnsweredDesk, status: DeliveryStatus
) -> None:
    await desk.report(status, RUNE)
    assert await flagged(desk) == []


async def test_the_vendors_fallback_is_told_once_with_what_the_vendor_needs_to_mend_it(
    desk: AnsweredDesk,
) -> None:
    for hours in (0, 1, -1):
        await desk.report(BOUNCED, RUNE, at=desk.fake.clock.now() + timedelta(hours=hours))
    assert desk.mailed(FALLBACK) == ["Ansvarig hos Acme går inte att nå"]
    (mail,) = [mail for mail in desk.fake.mailer.delivered if mail.to.address == FALLBACK]
    assert all(fact in mail.text for fact in ("Planner", "Acme", "Rune", RUNE, "studsade"))


async def test_a_flagged_address_gets_no_copy_until_another_holds_the_seat(desk: AnsweredDesk) -> None:
    await desk.report(BOUNCED, RUNE)
    assert await copied(desk, "k2") == []
    seat = Seat(product="planner", address="sara@acme.example.org")
    await put_member(desk.fake.desk, ACME.model_copy(update={"seats": (seat,)}))
    assert await flagged(desk) == []
    assert await copied(desk, "k3") == ["sara@acme.example.org"]


async def test_writing_the_member_with_the_same_address_leaves_the_flag(desk: AnsweredDesk) -> None:
    await desk.report(BOUNCED, RUNE)
    await put_member(desk.fake.desk, ACME)
    await put_member(desk.fake.desk, ACME.model_copy(update={"name": "Acme AB"}))
    assert await flagged(desk) == [RUNE]


async def test_the_vendor_can_clear_the_flag_and_a_late_report_of_earlier_does_not_bring_it_back(
    desk: AnsweredDesk,
) -> None:
    then = desk.fake.clock.now()
    await desk.report(BOUNCED, RUNE)
    desk.fake.clock.instant += timedelta(hours=1)
    await clear_flag(desk.fake.desk, "acme", RUNE.title())
    await clear_flag(desk.fake.desk, "acme", "nobody@acme.example.org")
    await desk.report(BOUNCED, RUNE, at=then)
    assert await flagged(desk) == []
    assert await copied(desk, "k2") == [RUNE]
    await desk.report(BOUNCED, RUNE, at=desk.fake.clock.now() + timedelta(minutes=1))
    assert await flagged(desk) == [RUNE]
    assert len(desk.mailed(FALLBACK)) == 2


async def test_an_address_without_a_seat_is_flagged_nowhere_and_nobody_is_told(desk: AnsweredDesk) -> None:
    await desk.report(BOUNCED, EVA)
    assert await flagged(desk) == []
    assert desk.mailed(FALLBACK) == []


async def test_news_passes_over_a_flagged_address_and_its_record_says_why(desk: AnsweredDesk) -> None:
    await desk.report(BOUNCED, RUNE)
    await desk.report(DeliveryStatus.DELIVERED, RUNE, at=desk.fake.clock.now() + timedelta(hours=1))
    item = await publish_news(desk.fake.desk, PLANNER_ONLY, "k", dry_run=False)
    await desk.fake.rest()
    news = await read_news(desk.fake.desk, item.id)
    (person,) = news.people
    assert (person.address, person.state) == (RUNE, SendState.WITHDRAWN)
    assert person.reason == "the responsible person's address is dead"
    assert (news.state, news.withdrawn, news.sent) == ("sent", 1, 0)
    assert desk.mailed(RUNE) == []


async def test_news_that_bounces_flags_the_seat_too(desk: AnsweredDesk) -> None:
    await publish_news(desk.fake.desk, PLANNER_ONLY, "k", dry_run=False)
    await desk.fake.rest()
    news = desk.fake.mailer.delivered[-1]
    assert news.to.address == RUNE
    await desk.report(BOUNCED, RUNE, news)
    assert await flagged(desk) == [RUNE]
