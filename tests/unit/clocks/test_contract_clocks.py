"""The contract's table of the clocks, row by row in its order: each docstring is the row.

The rows on who gets a copy stand in ``test_contract_copies``.
"""

from datetime import timedelta

import pytest

from shared.domain.answers.closing import CloseBody
from shared.domain.clocks.clocks import ClockState
from shared.domain.events.mail_events import Escalated
from shared.domain.facts.ticket import How
from shared.domain.incoming.incoming import Automatic
from shared.domain.messages.merging import MergeBody, SplitBody
from shared.domain.refusals.errors import TurnUnanswered
from shared.domain.values.fields import ReasonBody
from shared.domain.values.identity import short_code
from shared.domain.values.vendor import Level, Policy
from shared.usecases.answers.answer_ticket import close_ticket, end_turn
from shared.usecases.messages.move_turns import merge_ticket, split_turn
from tests.examples.contract_story import EVA, HOUR, Story, planner, stockholm
from tests.examples.mails import mail, take


@pytest.fixture
async def story() -> Story:
    """Monday 2 March 2026, 10:00: Acme subscribes to Planner, and Rune is responsible for it."""
    begun = Story()
    await begun.acme(planner())
    return begun


async def test_message_at_10_00_and_15_00_answered_16_00_having_seen_both(story: Story) -> None:
    """Message at 10:00 and 15:00, answered 16:00 having seen both | one clock from 10:00, met."""
    ticket = await story.ask()
    story.at("2026-03-02 15:00")
    await story.write(ticket)
    story.at("2026-03-02 16:00")
    await story.answer(ticket, "m2")
    (clock,) = await story.clocks(ticket)
    assert (clock.start, clock.ended) == (stockholm("2026-03-02 10:00"), stockholm("2026-03-02 16:00"))
    assert (clock.state, clock.how) == (ClockState.MET, How.ANSWER)


async def test_10_00_and_10_05_while_a_supporter_types_answer_sent_10_06_having_seen_the_first(
    story: Story,
) -> None:
    """10:00; 10:05 while a supporter types; answer sent 10:06 having seen the first.

    | first met; second runs from 10:05.
    """
    ticket = await story.ask()
    story.at("2026-03-02 10:05")
    await story.write(ticket)
    story.at("2026-03-02 10:06")
    await story.answer(ticket, "m1")
    first, second = await story.clocks(ticket)
    assert (first.state, second.state) == (ClockState.MET, ClockState.RUNNING)
    assert (second.start, second.due) == (stockholm("2026-03-02 10:05"), stockholm("2026-03-03 10:05"))


async def test_close_with_an_unanswered_turn(story: Story) -> None:
    """Close with an unanswered turn | refused, or needs a reason; the clock is not stopped."""
    ticket = await story.ask()
    with pytest.raises(TurnUnanswered):
        await close_ticket(story.fake.desk, ticket, CloseBody(author="anna"))
    await close_ticket(story.fake.desk, ticket, CloseBody(author="anna", reason="Written twice."))
    view = await story.view(ticket)
    assert view.closed
    assert [clock.state for clock in view.clocks] == [ClockState.RUNNING]
    await story.fake.advance(25 * HOUR)
    assert [clock.state for clock in await story.clocks(ticket)] == [ClockState.BREACHED_OPEN]


async def test_thank_you_on_a_closed_ticket(story: Story) -> None:
    """ "Thank you" on a closed ticket | a turn; a supporter marks it no-answer-needed."""
    ticket = await story.ask()
    await story.answer(ticket, close=True)
    _, turn = await story.write(ticket, "Thank you!")
    assert (await story.turn(ticket, turn)).answered is False
    story.fake.clock.instant += HOUR
    await end_turn(story.fake.desk, ticket, ReasonBody(author="bo", reason="A thank-you."), about=turn)
    _, thanked = await story.clocks(ticket)
    assert (thanked.state, thanked.how) == (ClockState.MET, How.NO_ANSWER_NEEDED)
    entry = (await story.view(ticket)).entries[-1]
    assert (entry.author, entry.text, entry.turns) == ("bo", "A thank-you.", (turn,))


@pytest.mark.parametrize("why", [Automatic.OUT_OF_OFFICE, Automatic.DELIVERY_REPORT])
async def test_out_of_office_or_bounce_comes_in(story: Story, why: Automatic) -> None:
    """Out-of-office or bounce comes in | no turn, no re-open; kept readable."""
    ticket = await story.ask()
    reply_to = (await story.answer(ticket, close=True)).reply_to
    assert reply_to
    before = await story.view(ticket)
    told = {"sender": EVA, "recipients": (reply_to.address,), "automatic": why, "fresh": "I am away."}
    await take(story.fake, mail("<away@acme.example.org>", **told))
    after = await story.view(ticket)
    assert (after.turns, after.closed, after.clocks) == (before.turns, before.closed, before.clocks)
    assert after.closed
    assert [(kept.why, kept.text) for kept in after.automatic_mails] == [(why, "I am away.")]


async def test_re_opened_after_months(story: Story) -> None:
    """Re-opened after months | new turn, new clock; old clocks unchanged; never instantly late."""
    ticket = await story.ask()
    await story.answer(ticket, close=True)
    before = await story.clocks(ticket)
    story.at("2026-09-02 10:00")
    await story.write(ticket)
    old, new = await story.clocks(ticket)
    assert (old,) == before
    assert (new.state, new.due) == (ClockState.RUNNING, stockholm("2026-09-03 10:00"))
    assert (await story.view(ticket)).closed is None
    assert await story.fake.advance(11 * HOUR) == []


async def test_received_24_oct_2026_12_00_stockholm(story: Story) -> None:
    """Received 24 Oct 2026 12:00 Stockholm | reply due 25 Oct 11:00 Stockholm (24 real hours)."""
    story.at("2026-10-24 12:00")
    (clock,) = await story.clocks(await story.ask())
    assert clock.due == stockholm("2026-10-25 11:00")
    assert clock.due - clock.start == timedelta(hours=24)


async def test_ticket_b_merged_into_a(story: Story) -> None:
    """Ticket B merged into A.

    | A keeps the earliest running due; B's clocks are `cancelled(merged)`; later mail to B lands in A.
    """
    merged = await story.ask()
    story.at("2026-03-02 11:00")
    kept = await story.ask()
    await merge_ticket(story.fake.desk, merged, MergeBody(into=kept, author="anna"))
    await story.fake.rest()
    running = [clock.due for clock in await story.clocks(kept) if clock.state is ClockState.RUNNING]
    assert min(running) == stockholm("2026-03-03 10:00")
    assert [(clock.state, clock.cancelled) for clock in await story.clocks(merged)] == [
        (ClockState.CANCELLED, "merged")
    ]
    landed, turn = await story.write(merged, "One more thing.")
    assert landed == kept
    assert (await story.turn(kept, turn)).text == "One more thing."
    assert (await story.view(merged)).merged_into == kept


async def test_split(story: Story) -> None:
    """Split | the new ticket's turn keeps its own receipt instant."""
    ticket = await story.ask()
    story.at("2026-03-02 15:00")
    _, turn = await story.write(ticket, "Something else altogether.")
    story.at("2026-03-02 18:00")
    await split_turn(story.fake.desk, ticket, SplitBody(author="anna"), about=turn)
    await story.fake.rest()
    other = (await story.turn(ticket, turn)).split_into
    assert (await story.turn(other)).received == stockholm("2026-03-02 15:00")
    (clock,) = await story.clocks(other)
    assert (clock.start, clock.due) == (stockholm("2026-03-02 15:00"), stockholm("2026-03-03 15:00"))


async def test_policy_edited(story: Story) -> None:
    """Policy edited | running clocks keep their version."""
    before = await story.ask()
    edited = Policy(version="strict", reply=2 * HOUR, zone="Pacific/Auckland")
    story.fake.vendor = story.fake.vendor.model_copy(update={"policy": edited})
    after = await story.ask()
    await story.write(before)
    (old,), (new,) = await story.clocks(before), await story.clocks(after)
    assert (old.due - old.start, new.due - new.start) == (24 * HOUR, 2 * HOUR)


async def test_scan_was_down_for_6_h(story: Story) -> None:
    """Scan was down for 6 h | all found at once, oldest first; breach instant = due, not detection."""
    first = await story.ask()
    story.at("2026-03-02 12:00")
    second = await story.ask()
    await story.fake.advance(21 * HOUR)  # 09:00: two of four levels of each are told
    story.at("2026-03-03 15:00")
    mails = await story.fake.advance(timedelta(minutes=5))
    assert [each.to.address for each in mails] == ["anna@example.com", "bo@example.com"]
    for told in mails:
        assert told.text.index(short_code(first)) < told.text.index(short_code(second))
    for ticket, due in ((first, "2026-03-03 10:00"), (second, "2026-03-03 12:00")):
        events = [event for event in (await story.view(ticket)).events if isinstance(event, Escalated)]
        assert (events[-1].levels[-1], events[-1].due) == (Level.BREACH, stockholm(due))
        assert [clock.state for clock in await story.clocks(ticket)] == [ClockState.BREACHED_OPEN]


async def test_answer_and_status_change_in_one_request(story: Story) -> None:
    """Answer and status change in one request | met."""
    ticket = await story.ask()
    await story.answer(ticket, close=True)
    view = await story.view(ticket)
    assert view.closed == stockholm("2026-03-02 10:00")
    assert [(clock.state, clock.how) for clock in view.clocks] == [(ClockState.MET, How.ANSWER)]


async def test_supporter_opens_a_ticket_for_a_caller(story: Story) -> None:
    """Supporter opens a ticket for a caller | receipt = instant of the call."""
    called = stockholm("2026-03-02 07:30")
    ticket = await story.ask(author="anna", called_at=called)
    assert (await story.turn(ticket)).received == called
    (clock,) = await story.clocks(ticket)
    assert (clock.start, clock.due) == (called, called + 24 * HOUR)
