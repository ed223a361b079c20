"""The contract's table of the gate, row by row in its order: each docstring is the row."""

import pytest

from shared.domain.clocks.clocks import ClockState
from shared.domain.facts.ticket import How
from shared.domain.members.member import Customer, Member, Person
from shared.domain.members.member_errors import CustomerClaimed
from shared.domain.messages.merging import SplitBody
from shared.domain.refusals.errors import WorkNotAccepted
from shared.domain.values.gate_reason import GateReason, Mark
from shared.domain.work.logging_minutes import MinutesBody
from shared.usecases.members.put_member import put_member
from shared.usecases.messages.move_turns import split_turn
from shared.usecases.work.decide_on_quote import accept_quote, decline_quote
from shared.usecases.work.quote_work import log_minutes
from tests.examples.contract_story import DAY, HOUR, Story, planner, stockholm
from tests.fakes.desk import START


@pytest.fixture
async def story() -> Story:
    """Monday 2 March 2026, 10:00: Acme subscribes to nothing yet."""
    begun = Story()
    await begun.acme()
    return begun


async def test_lapses_while_a_clock_runs(story: Story) -> None:
    """Lapses while a clock runs | the clock runs on: the promise was given."""
    await story.billed("active", START - 30 * DAY, paid_until=START + 300 * DAY)
    ticket = await story.ask()
    story.at("2026-03-02 15:00")
    await story.billed("cancelled", stockholm("2026-03-02 15:00"), paid_until=stockholm("2026-03-02 15:00"))
    (clock,) = await story.clocks(ticket)
    assert (clock.state, clock.due) == (ClockState.RUNNING, stockholm("2026-03-03 10:00"))


async def test_new_message_on_an_open_ticket_after_the_lapse(story: Story) -> None:
    """New message on an open ticket after the lapse | gated turn; earlier turns unaffected."""
    await story.billed("active", START - 30 * DAY, paid_until=START + 300 * DAY)
    ticket = await story.ask()
    story.at("2026-03-02 15:00")
    await story.billed("cancelled", stockholm("2026-03-02 14:00"), paid_until=stockholm("2026-03-02 14:00"))
    before = await story.turn(ticket)
    _, turn = await story.write(ticket)
    gated = await story.turn(ticket, turn)
    assert (gated.covered, gated.reason) == (False, GateReason.LAPSED)
    assert await story.turn(ticket) == before
    assert [(clock.id, clock.state) for clock in await story.clocks(ticket)] == [
        ("reply-m1", ClockState.RUNNING)
    ]


async def test_reactivated_while_gated_messages_wait(story: Story) -> None:
    """Reactivated while gated messages wait | clocks start at reactivation; never instantly late."""
    await story.billed("cancelled", START - 30 * DAY, paid_until=START - 30 * DAY)
    ticket = await story.ask()
    assert await story.clocks(ticket) == ()
    await story.fake.advance(3 * DAY)
    await story.billed("active", stockholm("2026-03-05 10:00"), paid_until=START + 300 * DAY)
    (clock,) = await story.clocks(ticket)
    assert (clock.start, clock.due) == (stockholm("2026-03-05 10:00"), stockholm("2026-03-06 10:00"))
    assert clock.state is ClockState.RUNNING
    assert (await story.turn(ticket)).marks == ()


async def test_late_billing_event_active_since_before_the_receipt(story: Story) -> None:
    """Late billing event: active since before the receipt.

    | covered as of receipt; clock from receipt, marked `late_entitlement`.
    """
    ticket = await story.ask()
    assert (await story.turn(ticket)).covered is False
    await story.fake.advance(2 * HOUR)
    await story.billed("active", START - DAY, paid_until=START + 300 * DAY)
    turn = await story.turn(ticket)
    assert (turn.covered, turn.marks) == (True, (Mark.LATE,))
    (clock,) = await story.clocks(ticket)
    assert (clock.start, clock.due) == (START, START + 24 * HOUR)


async def test_past_due(story: Story) -> None:
    """Past due.

    | covered for the grace days from the instant it became past due, or to the end of the paid period plus
    the grace days, whichever is later.
    """
    became = START - 13 * DAY
    await story.billed("active", START - 300 * DAY, paid_until=START + 65 * DAY)
    await story.billed("past_due", became, paid_until=START - 300 * DAY)
    turn = await story.turn(await story.ask())
    assert (turn.covered, turn.reason) == (True, GateReason.GRACE)
    await story.billed("past_due", START, paid_until=START - 300 * DAY)
    story.fake.clock.instant = became + 14 * DAY
    assert (await story.turn(await story.ask())).covered is False


async def test_cancelled_at_period_end(story: Story) -> None:
    """Cancelled at period end | covered to the end of the paid period."""
    await story.billed("cancelled", START - DAY, paid_until=START + DAY)
    assert (await story.turn(await story.ask())).covered is True
    story.fake.clock.instant = START + DAY
    turn = await story.turn(await story.ask())
    assert (turn.covered, turn.reason) == (False, GateReason.LAPSED)


async def test_cancelled_at_once_refunded(story: Story) -> None:
    """Cancelled at once, refunded | clocks already started run on; new messages gated."""
    await story.billed("active", START - 30 * DAY, paid_until=START + 300 * DAY)
    ticket = await story.ask()
    story.at("2026-03-02 12:00")
    await story.billed("cancelled", stockholm("2026-03-02 12:00"))
    assert [clock.state for clock in await story.clocks(ticket)] == [ClockState.RUNNING]
    later = await story.ask()
    assert (await story.turn(later)).covered is False
    assert await story.clocks(later) == ()


@pytest.mark.parametrize(("status", "paid_days"), [("active", -1), ("on_holiday", 300)])
async def test_billing_state_unknown(story: Story, status: str, paid_days: int) -> None:
    """Billing state unknown (said active, paid period over, no newer event; or a status we do not know).

    | fail open to a human: the clock runs, marked `entitlement_unverified`.
    """
    await story.billed(status, START - 30 * DAY, paid_until=START + paid_days * DAY)
    ticket = await story.ask()
    turn = await story.turn(ticket)
    assert (turn.covered, turn.reason, turn.marks) == (True, GateReason.UNVERIFIED, (Mark.UNVERIFIED,))
    assert [clock.state for clock in await story.clocks(ticket)] == [ClockState.RUNNING]


async def test_a_product_the_member_never_subscribed_to(story: Story) -> None:
    """A product the member never subscribed to | not covered."""
    await story.acme(planner())
    ticket = await story.ask(product="Ledger")
    turn = await story.turn(ticket)
    assert (turn.covered, turn.reason) == (False, GateReason.OTHER_PRODUCT)
    assert await story.clocks(ticket) == ()


async def test_a_subscription_that_begins_later(story: Story) -> None:
    """A subscription that begins later (an invoice from 1 January, an event whose instant is to come).

    | messages that wait are taken up at that instant, by the agenda; nobody has to write again.
    """
    begins = START + 10 * DAY
    ticket = await story.ask()
    await story.billed("active", begins)
    await story.fake.advance(10 * DAY - HOUR)
    assert (await story.turn(ticket)).covered is False
    await story.fake.advance(HOUR)
    (clock,) = await story.clocks(ticket)
    assert (clock.start, clock.state) == (begins, ClockState.RUNNING)


async def test_a_billing_customer_moved_from_one_member_to_another(story: Story) -> None:
    """A billing customer moved from one member to another.

    | the history, late events included, counts for the member that claims the customer now, and for no other;
    two members cannot claim one.
    """
    await story.billed("active", START - 30 * DAY)
    other = Member(
        id="bolt",
        name="Bolt",
        owner=Person(address="owner@bolt.example.org"),
        customers=(Customer(provider="standard", id="cus_1"),),
    )
    with pytest.raises(CustomerClaimed):
        await put_member(story.fake.desk, other)
    await put_member(story.fake.desk, other, move=True)
    await story.fake.rest()
    assert (await story.turn(await story.ask(email="owner@bolt.example.org"))).covered is True
    assert (await story.turn(await story.ask())).covered is False
    await story.billed("cancelled", START - DAY)
    assert (await story.turn(await story.ask(email="owner@bolt.example.org"))).covered is False


@pytest.mark.parametrize("product", ["Outlook", "", "Something of others"])
async def test_product_is_outlook_missing_or_none_of_ours(story: Story, product: str) -> None:
    """Product is Outlook, missing or none of ours; the member has any active subscription.

    | covered, marked `product_unclear`.
    """
    await story.acme(planner())
    turn = await story.turn(await story.ask(product=product))
    assert (turn.covered, turn.marks) == (True, (Mark.PRODUCT_UNCLEAR,))


async def test_two_products_one_subscribed(story: Story) -> None:
    """Two products, one subscribed | the covered part has the clock; a supporter may split."""
    await story.acme(planner())
    ticket = await story.ask(product="Planner")
    _, turn = await story.write(ticket, "And in Ledger too.", product="Ledger")
    assert [(clock.started_by, clock.state) for clock in await story.clocks(ticket)] == [
        ("m1", ClockState.RUNNING)
    ]
    await split_turn(story.fake.desk, ticket, SplitBody(author="anna"), about=turn)
    await story.fake.rest()
    other = (await story.turn(ticket, turn)).split_into
    gated = await story.turn(other)
    assert (gated.covered, gated.reason) == (False, GateReason.OTHER_PRODUCT)
    assert await story.clocks(other) == ()


async def test_out_of_scope_found_by_a_supporter(story: Story) -> None:
    """Out of scope found by a supporter.

    | the quote (hourly price) is an answer; work waits for a written acceptance; every minute is logged on
    the ticket.
    """
    await story.acme(planner())
    ticket = await story.ask()
    quote = await story.quote(ticket)
    assert [(clock.state, clock.how) for clock in await story.clocks(ticket)] == [
        (ClockState.MET, How.ANSWER)
    ]
    with pytest.raises(WorkNotAccepted):
        await log_minutes(story.fake.desk, ticket, MinutesBody(author="anna", minutes=25, text="Began."))
    await accept_quote(story.fake.desk, quote, "Eva Ek")
    for minutes in (25, 1):
        given = MinutesBody(author="anna", minutes=minutes, text="Wrote the report.")
        await log_minutes(story.fake.desk, ticket, given)
    work = (await story.view(ticket)).work
    assert [(each.author, each.minutes, each.text) for each in work.entries] == [
        ("anna", 25, "Wrote the report."),
        ("anna", 1, "Wrote the report."),
    ]


async def test_quote_declined(story: Story) -> None:
    """Quote declined | turn ended `declined`; readable."""
    await story.acme(planner())
    ticket = await story.ask()
    quote = await story.quote(ticket)
    await decline_quote(story.fake.desk, quote, "No, thank you.")
    view = await story.view(ticket)
    ended = view.entries[-1]
    assert (ended.how, ended.turns, ended.text) == (How.DECLINED, ("m1",), "No, thank you.")
    assert (view.turns[0].answered, view.turns[0].text) == (True, "Message 1.")
    assert [(clock.state, clock.how) for clock in view.clocks] == [(ClockState.MET, How.ANSWER)]
