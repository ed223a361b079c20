"""The rows of the contract's table of the clocks on who gets an answer and its copy, in their order."""

from datetime import timedelta

import pytest

from shared.domain.clocks.clocks import ClockState
from shared.domain.facts.delivery_reports import DeliveryStatus
from shared.domain.members.member import Seat
from shared.domain.values.intake import Kind
from shared.domain.values.vendor import Product
from shared.usecases.members.member_views import member_view
from shared.usecases.members.put_member import read_member
from shared.usecases.outbox.record_delivery import record_delivery
from tests.examples.contract_story import EVA, OWNER, RUNE, Story, planner
from tests.examples.delivery_examples import report_of


@pytest.fixture
async def story() -> Story:
    """Monday 2 March 2026, 10:00: Acme subscribes to Planner, and Rune is responsible for it."""
    begun = Story()
    await begun.acme(planner())
    return begun


async def test_member_and_product_twice_one_person_responsible_for_three_products(story: Story) -> None:
    """Member and product twice, one person responsible for three products | one copy."""
    sold = (*story.fake.vendor.products, Product(id="archive", name="Archive"))
    story.fake.vendor = story.fake.vendor.model_copy(update={"products": sold})
    products = ("planner", "planner", "ledger", "archive")
    seats = [Seat(product=product, address=RUNE) for product in products]
    await story.acme(planner(), seats=[*seats, Seat(product="planner", address=RUNE.upper())])
    mail = await story.answer(await story.ask())
    assert mail.to.address == EVA
    assert [each.address.casefold() for each in mail.cc] == [RUNE]


async def test_requester_is_the_responsible_person(story: Story) -> None:
    """Requester is the responsible person | no second copy."""
    mail = await story.answer(await story.ask(email=RUNE))
    assert (mail.to.address, mail.cc) == (RUNE, ())


async def test_no_responsible_person_appointed(story: Story) -> None:
    """No responsible person appointed.

    | answer goes to the requester; the member's owner gets one reminder a calendar month, not one a ticket.
    """
    await story.acme(planner(), seats=())
    for _ in range(2):
        mail = await story.answer(await story.ask())
        assert (mail.to.address, mail.cc) == (EVA, ())
    assert [mail.to.address for mail in story.fake.mailer.delivered].count(OWNER) == 1
    story.fake.clock.instant += timedelta(days=31)
    await story.answer(await story.ask())
    assert [mail.to.address for mail in story.fake.mailer.delivered].count(OWNER) == 2


async def test_a_question_not_an_error_report(story: Story) -> None:
    """A question, not an error report | no automatic copy; a supporter may add it."""
    alone = await story.answer(await story.ask(Kind.QUESTION))
    assert alone.cc == ()
    copied = await story.answer(await story.ask(Kind.QUESTION), with_copy=True)
    assert [each.address for each in copied.cc] == [RUNE]


async def test_responsible_persons_address_bounces(story: Story) -> None:
    """Responsible person's address bounces.

    | the seat is flagged; clock unaffected; the address is not used again.
    """
    ticket = await story.ask()
    answer = await story.answer(ticket)
    before = await story.clocks(ticket)
    now = story.fake.clock.now()
    assert await record_delivery(story.fake.desk, report_of(answer, DeliveryStatus.BOUNCED, RUNE, now))
    await story.fake.rest()
    shown = member_view(await read_member(story.fake.desk, "acme"), now, story.fake.vendor)
    assert [flag.address for flag in shown.flagged] == [RUNE]
    assert await story.clocks(ticket) == before
    assert [clock.state for clock in before] == [ClockState.MET]
    assert (await story.answer(await story.ask())).cc == ()
