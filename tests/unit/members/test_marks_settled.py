"""The mark of a message that billing did not confirm is settled by what it says later; no clock moves."""

from itertools import permutations

import pytest

from shared.domain.books.books import tally_of
from shared.domain.clocks.clocks import ClockState
from shared.domain.explaining.explanations import Rule
from shared.domain.members.member import Customer, Member, Person
from shared.domain.values.gate_reason import GateReason, Mark
from shared.usecases.members.put_member import put_member
from shared.usecases.records.ticket_rows import known_whole_ticket
from shared.usecases.views.explain_clock import explain_clock
from tests.examples.contract_story import DAY, HOUR, STOCKHOLM, Story
from tests.fakes.desk import START

SETTLED = {Rule.GATE_CONFIRMED, Rule.GATE_DOUBTED}
UNSURE = (GateReason.UNVERIFIED, (Mark.UNVERIFIED,))
SURE = (GateReason.SUBSCRIBED, ())
ACMES = Customer(provider="standard", id="cus_1")


@pytest.fixture
async def story() -> Story:
    """Monday 2 March 2026, 10:00: the provider said active, and what was paid has run out an hour ago."""
    begun = Story()
    await begun.acme()
    await begun.billed("active", START - 30 * DAY, paid_until=START - HOUR)
    return begun


async def said(story: Story, ticket: str) -> tuple[GateReason | None, tuple[Mark, ...]]:
    turn = await story.turn(ticket)
    return turn.reason, turn.marks


async def counted(story: Story, ticket: str) -> int:
    """How many messages the month's report says were not verified."""
    state = (await known_whole_ticket(story.fake.store, ticket)).header.state
    tally = tally_of(state, "2026-03", STOCKHOLM, story.fake.clock.instant)
    return tally.figures().entitlement_unverified


async def test_a_renewal_that_is_heard_later_takes_the_mark_back_and_moves_no_clock(story: Story) -> None:
    ticket = await story.ask()
    assert (await said(story, ticket), await counted(story, ticket)) == (UNSURE, 1)
    (before,) = await story.clocks(ticket)
    story.fake.clock.instant += HOUR
    await story.billed("active", START - HOUR, paid_until=START + 30 * DAY)
    assert (await said(story, ticket), await counted(story, ticket)) == (SURE, 0)
    (after,) = await story.clocks(ticket)
    assert (after.start, after.due, after.state) == (before.start, before.due, before.state)


@pytest.mark.parametrize("status", ["active", "trialing", "past_due"])
async def test_a_renewal_that_is_dated_after_the_message_takes_the_mark_back_too(
    story: Story, status: str
) -> None:
    ticket = await story.ask()
    await story.billed(status, START + HOUR / 2, paid_until=START + 30 * DAY)
    assert await said(story, ticket) == UNSURE
    story.fake.clock.instant += HOUR
    await story.billed(status, START + HOUR / 2, paid_until=START + 30 * DAY)
    assert (await said(story, ticket))[1] == ()


async def test_what_billing_says_next_decides_and_not_what_it_says_in_the_end(story: Story) -> None:
    ticket = await story.ask()
    story.fake.clock.instant += 3 * HOUR
    await story.billed("active", START + 2 * HOUR)
    assert await said(story, ticket) == SURE
    await story.billed("cancelled", START + HOUR)
    assert await said(story, ticket) == UNSURE


async def test_a_mark_that_was_taken_back_comes_again_where_billing_takes_its_word_back(story: Story) -> None:
    ticket = await story.ask()
    await story.billed("active", START - HOUR, paid_until=START + 30 * DAY)
    await story.billed("cancelled", START - HOUR / 2)
    assert (await said(story, ticket), await counted(story, ticket)) == (UNSURE, 1)
    assert [clock.state for clock in await story.clocks(ticket)] == [ClockState.RUNNING]
    await story.billed("active", START - HOUR / 4)
    assert (await said(story, ticket), await counted(story, ticket)) == (SURE, 0)


async def test_a_message_that_was_not_covered_after_all_keeps_its_mark_and_its_clock(story: Story) -> None:
    ticket = await story.ask()
    await story.billed("cancelled", START - HOUR)
    assert await said(story, ticket) == UNSURE
    assert [clock.state for clock in await story.clocks(ticket)] == [ClockState.RUNNING]


@pytest.mark.parametrize("order", list(permutations(("active", "cancelled", "on_ice"))))
async def test_whatever_order_billing_is_heard_in_the_mark_ends_the_same(
    story: Story, order: tuple[str, ...]
) -> None:
    at = {"active": START - HOUR, "cancelled": START - 3 * HOUR, "on_ice": START - 2 * HOUR}
    ticket = await story.ask()
    for status in order:
        await story.billed(status, at[status])
    assert await said(story, ticket) == SURE


async def test_a_status_that_is_not_known_is_settled_by_one_that_is() -> None:
    story = Story()
    await story.acme()
    await story.billed("on_holiday", START - 30 * DAY)
    ticket = await story.ask()
    assert await said(story, ticket) == UNSURE
    await story.billed("past_due", START - DAY)
    assert await said(story, ticket) == (GateReason.GRACE, ())


async def test_late_cover_that_was_not_sure_is_still_late_when_it_is() -> None:
    gated = Story()
    await gated.acme()
    ticket = await gated.ask()
    await gated.billed("active", START - 30 * DAY, paid_until=START - HOUR)
    assert await said(gated, ticket) == (GateReason.UNVERIFIED, (Mark.UNVERIFIED, Mark.LATE))
    await gated.billed("active", START - HOUR, paid_until=START + 30 * DAY)
    assert await said(gated, ticket) == (GateReason.SUBSCRIBED, (Mark.LATE,))


async def test_an_answered_message_is_settled_too_while_its_ticket_is_open(story: Story) -> None:
    ticket = await story.ask()
    await story.answer(ticket)
    await story.billed("active", START - HOUR, paid_until=START + 30 * DAY)
    assert await said(story, ticket) == SURE


async def test_a_further_message_that_is_not_sure_is_settled_where_the_first_one_was() -> None:
    story = Story()
    await story.acme()
    await story.billed("active", START - 30 * DAY, paid_until=START + HOUR)
    ticket = await story.ask()
    story.fake.clock.instant += 2 * HOUR
    await story.write(ticket)
    turns = (await story.view(ticket)).turns
    assert [turn.marks for turn in turns] == [(), (Mark.UNVERIFIED,)]
    await story.billed("active", START + HOUR, paid_until=START + 30 * DAY)
    turns = (await story.view(ticket)).turns
    assert [turn.marks for turn in turns] == [(), ()]


async def test_a_sender_whom_the_member_does_not_name_any_more_is_not_billings_word(story: Story) -> None:
    ticket = await story.ask()
    await story.billed("active", START - HOUR, paid_until=START + 30 * DAY)
    owner = Person(address="owner@other.example.org")
    await put_member(story.fake.desk, Member(id="acme", name="Acme", owner=owner, customers=(ACMES,)))
    await story.fake.rest()
    await story.billed("active", START + HOUR)
    assert await said(story, ticket) == SURE


async def test_the_explanation_says_when_it_was_settled_and_how(story: Story) -> None:
    ticket = await story.ask()
    story.fake.clock.instant += HOUR
    await story.billed("active", START - HOUR, paid_until=START + 30 * DAY)
    story.fake.clock.instant += HOUR
    await story.billed("cancelled", START - HOUR / 2)
    explained = await explain_clock(story.fake.desk, ticket, "reply-m1")
    assert [(line.rule, line.at) for line in explained.lines if line.rule in SETTLED] == [
        (Rule.GATE_CONFIRMED, START + HOUR),
        (Rule.GATE_DOUBTED, START + 2 * HOUR),
    ]
