"""An address that bounced gets no automatic mail, until it is heard of again."""

from datetime import datetime, timedelta
from itertools import permutations

import pytest

from shared.domain.facts.delivery_reports import AddressStanding, DeliveryStatus
from shared.domain.letters.sends import SendState
from shared.domain.members.member import Seat
from shared.domain.messages.receiving import CallerBody
from shared.ports.store import Table
from shared.usecases.members.put_member import put_member
from shared.usecases.messages.add_message import Further, add_message
from shared.usecases.messages.open_ticket import Request, open_ticket
from shared.usecases.news.publish_news import publish_news
from shared.usecases.news.read_news import read_news
from shared.usecases.records.standing_rows import everybody_without_news, standing_of
from shared.usecases.views.read_tickets import read_ticket
from tests.examples.delivery_examples import ACME, EVA, OWNER, RUNE, AnsweredDesk, answered_desk
from tests.examples.news_examples import PLANNER_ONLY
from tests.fakes.desk import START
from tests.fakes.mailer import Fate, Fault

BOUNCED, DELIVERED = DeliveryStatus.BOUNCED, DeliveryStatus.DELIVERED
HOUR = timedelta(hours=1)


@pytest.fixture
async def desk() -> AnsweredDesk:
    return await answered_desk()


def at(hours: float) -> datetime:
    return START + hours * HOUR


async def in_trouble(desk: AnsweredDesk, address: str = EVA) -> bool:
    return (await standing_of(desk.fake.desk, address)).in_trouble


@pytest.mark.parametrize("status", DeliveryStatus)
async def test_a_bounce_or_suppression_alone_is_trouble(desk: AnsweredDesk, status: DeliveryStatus) -> None:
    await desk.report(status)
    assert await in_trouble(desk, EVA.upper()) is (status in {BOUNCED, DeliveryStatus.SUPPRESSED})
    assert bool(await everybody_without_news(desk.fake.desk)) is await in_trouble(desk)


async def test_the_address_stands_in_no_key_and_in_no_row_of_the_limits(desk: AnsweredDesk) -> None:
    await desk.report(BOUNCED)
    rows = [
        (key, text) for (table, _, key), text in desk.fake.store.everything().items() if table is Table.LIMITS
    ]
    assert len([key for key, _ in rows if key.startswith(("standing-", "trouble-"))]) == 2
    assert not any(EVA in key or EVA in text for key, text in rows)


async def test_a_waiting_receipt_is_withdrawn_with_its_reason(desk: AnsweredDesk) -> None:
    desk.fake.mailer.fail_next(Fault(Fate.DEFERRED, retry_after=600, to=EVA))
    ticket = await desk.ask("k2")
    await desk.report(BOUNCED, at=desk.fake.clock.now() + timedelta(minutes=1))
    await desk.fake.advance(HOUR)
    (receipt,) = [
        mail for mail in (await read_ticket(desk.fake.desk, ticket)).mails if mail.letter == "receipt"
    ]
    assert (receipt.state, receipt.reason) == (SendState.WITHDRAWN, "address in trouble")


async def test_a_persons_answer_is_tried_all_the_same(desk: AnsweredDesk) -> None:
    await desk.report(BOUNCED)
    await desk.reply(desk.ticket, "Once more: press save.")
    assert "Once more" in desk.answer.text


async def test_a_later_delivery_lifts_the_trouble_and_an_earlier_one_does_not(desk: AnsweredDesk) -> None:
    await desk.report(BOUNCED, at=at(3))
    await desk.report(DELIVERED, at=at(2))
    assert await in_trouble(desk)
    await desk.report(DELIVERED, at=at(4))
    assert not await in_trouble(desk)
    assert await everybody_without_news(desk.fake.desk) == {}


async def test_a_new_message_lifts_the_trouble_and_gets_its_receipt(desk: AnsweredDesk) -> None:
    await desk.report(BOUNCED)
    desk.fake.clock.instant += HOUR
    before = len(desk.mailed(EVA))
    await desk.ask("k2")
    assert len(desk.mailed(EVA)) == before + 1
    assert not await in_trouble(desk)


async def test_a_further_message_on_the_ticket_lifts_it_too(desk: AnsweredDesk) -> None:
    await desk.report(BOUNCED)
    desk.fake.clock.instant += HOUR
    await add_message(desk.fake.desk, desk.ticket, Further("And the week view.", key="m"))
    await desk.fake.rest()
    assert not await in_trouble(desk)


async def test_a_message_that_a_supporter_wrote_down_does_not_lift_it(desk: AnsweredDesk) -> None:
    await desk.report(BOUNCED)
    desk.fake.clock.instant += HOUR
    before = desk.mailed(EVA)
    said = CallerBody(email=EVA, product="Planner", message="She says that it stops.", author="anna")
    await open_ticket(desk.fake.desk, Request(submission=said, channel="phone", key="k2"))
    await desk.fake.rest()
    assert desk.mailed(EVA) == before
    assert await in_trouble(desk)


async def test_the_owner_in_trouble_is_not_reminded_of_an_empty_seat(desk: AnsweredDesk) -> None:
    await put_member(desk.fake.desk, ACME.model_copy(update={"seats": ()}))
    await desk.reply(await desk.ask("k2"))
    (reminder,) = [mail for mail in desk.fake.mailer.delivered if mail.to.address == OWNER]
    await desk.report(BOUNCED, OWNER, reminder)
    await desk.fake.advance(timedelta(days=31))
    await desk.reply(await desk.ask("k3"))
    assert len(desk.mailed(OWNER)) == 1


async def test_news_is_withdrawn_for_who_is_in_trouble_and_goes_to_everybody_else(desk: AnsweredDesk) -> None:
    seats = (*ACME.seats, Seat(product="planner", address=EVA))
    await desk.report(BOUNCED)
    await put_member(desk.fake.desk, ACME.model_copy(update={"seats": seats}))
    item = await publish_news(desk.fake.desk, PLANNER_ONLY, "k", dry_run=False)
    await desk.fake.rest()
    people = {
        each.address: (each.state, each.reason) for each in (await read_news(desk.fake.desk, item.id)).people
    }
    assert people == {EVA: (SendState.WITHDRAWN, "address in trouble"), RUNE: (SendState.SENT, "")}


async def test_mail_to_the_vendors_own_people_is_never_held_back(desk: AnsweredDesk) -> None:
    notice = next(mail for mail in desk.fake.mailer.delivered if mail.to.address == "anna@example.com")
    await desk.report(BOUNCED, "anna@example.com", notice)
    before = len(desk.mailed("anna@example.com"))
    await desk.ask("k2")
    assert len(desk.mailed("anna@example.com")) == before + 1


@pytest.mark.parametrize("order", list(permutations(range(4))))
async def test_the_reports_of_several_mails_come_to_the_same_in_every_order(order: tuple[int, ...]) -> None:
    heard = [(BOUNCED, at(1)), (DELIVERED, at(2)), (BOUNCED, at(3)), (DeliveryStatus.FAILED, at(4))]
    standing = AddressStanding()
    for each in (*order, order[0]):
        standing = standing.reported(*heard[each])
    assert standing == AddressStanding(troubled=at(3), alive=at(2))
    assert standing.in_trouble


async def test_at_the_same_instant_trouble_counts() -> None:
    assert AddressStanding().seen(START).reported(BOUNCED, START).in_trouble
