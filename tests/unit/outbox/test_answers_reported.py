"""What becomes of an answer when the provider reports where it went."""

from copy import deepcopy
from datetime import timedelta
from itertools import product

import pytest

from shared.domain.agenda.header import TicketHeader
from shared.domain.clocks.clocks import ClockState
from shared.domain.explaining.explanations import Rule
from shared.domain.facts.delivery_reports import DeliveryStatus
from shared.domain.messages.merging import MergeBody
from shared.domain.values.identity import Outbox, mail_place, short_code
from shared.ports.store import Table
from shared.usecases.members.put_member import read_member
from shared.usecases.messages.move_turns import merge_ticket
from shared.usecases.outbox.record_delivery import record_delivery
from shared.usecases.records.standing_rows import standing_of
from shared.usecases.records.ticket_rows import load_ticket
from shared.usecases.views.explain_clock import explain_clock
from shared.usecases.views.read_tickets import read_ticket
from tests.examples.delivery_examples import (
    EVA,
    FALLBACK,
    RUNE,
    SECOND,
    AnsweredDesk,
    answered_desk,
    report_of,
)
from tests.fakes.desk import START, FakeDesk

DAY = timedelta(hours=24)
UNDELIVERABLE = (DeliveryStatus.BOUNCED, DeliveryStatus.SUPPRESSED, DeliveryStatus.FAILED)
DOUBTFUL = (DeliveryStatus.QUARANTINED, DeliveryStatus.FILTERED_SPAM)
ARRIVED = (DeliveryStatus.DELIVERED, DeliveryStatus.EXPANDED)


@pytest.fixture
async def desk() -> AnsweredDesk:
    return await answered_desk()


async def header(desk: AnsweredDesk) -> TicketHeader:
    loaded = await load_ticket(desk.fake.store, desk.ticket)
    assert loaded is not None
    return loaded.header


@pytest.mark.parametrize("status", UNDELIVERABLE)
async def test_an_answer_reported_undeliverable_never_counted_and_its_clock_runs_on_with_the_same_due(
    desk: AnsweredDesk, status: DeliveryStatus
) -> None:
    (before,) = (await read_ticket(desk.fake.desk, desk.ticket)).clocks
    assert before.state is ClockState.MET
    await desk.report(status)
    view = await read_ticket(desk.fake.desk, desk.ticket)
    (after,) = view.clocks
    assert (after.state, after.due, after.ended) == (ClockState.RUNNING, before.due, None)
    assert (after.due, view.turns[0].answered) == (START + DAY, False)


async def test_supporters_are_told_once_why_and_until_when(desk: AnsweredDesk) -> None:
    before = len(desk.fake.mailer.delivered)
    for _ in range(3):
        await desk.report(DeliveryStatus.BOUNCED)
    (told,) = desk.fake.mailer.delivered[before:]
    assert (told.to.address, short_code(desk.ticket) in told.subject) == ("anna@example.com", True)
    assert "Mejlet studsade" in told.text
    assert EVA not in told.subject


async def test_the_clock_escalates_as_if_there_had_been_no_answer(desk: AnsweredDesk) -> None:
    await desk.report(DeliveryStatus.BOUNCED)
    mails = await desk.fake.advance(timedelta(hours=23))
    assert len([mail for mail in mails if short_code(desk.ticket) in mail.subject]) == 4
    assert (await read_ticket(desk.fake.desk, desk.ticket)).clocks[0].state is ClockState.BREACHED_OPEN


async def test_another_answer_after_a_bounce_meets_the_clock(desk: AnsweredDesk) -> None:
    await desk.report(DeliveryStatus.BOUNCED)
    await desk.reply(desk.ticket)
    assert (await read_ticket(desk.fake.desk, desk.ticket)).clocks[0].state is ClockState.MET
    assert len(desk.mailed(EVA)) == 3


async def test_a_late_report_about_the_first_answer_leaves_the_second_alone(desk: AnsweredDesk) -> None:
    first = desk.answer
    await desk.report(DeliveryStatus.BOUNCED)
    await desk.reply(desk.ticket)
    await desk.report(DeliveryStatus.FAILED, mail=first)
    assert (await read_ticket(desk.fake.desk, desk.ticket)).clocks[0].state is ClockState.MET


@pytest.mark.parametrize("status", DOUBTFUL)
async def test_an_answer_put_aside_as_spam_counts_on_and_supporters_are_told_once(
    desk: AnsweredDesk, status: DeliveryStatus
) -> None:
    before = len(desk.mailed("anna@example.com"))
    await desk.report(status)
    await desk.report(status)
    assert (await read_ticket(desk.fake.desk, desk.ticket)).clocks[0].state is ClockState.MET
    assert len(desk.mailed("anna@example.com")) == before + 1
    assert "skräpposten" in desk.mailed("anna@example.com")[-1]


@pytest.mark.parametrize("status", ARRIVED)
async def test_an_answer_that_arrived_changes_nothing_at_its_ticket(
    desk: AnsweredDesk, status: DeliveryStatus
) -> None:
    before, mails = await header(desk), len(desk.fake.mailer.delivered)
    await desk.report(status)
    assert (await header(desk), len(desk.fake.mailer.delivered)) == (before, mails)


@pytest.mark.parametrize("status", DeliveryStatus)
async def test_what_is_reported_of_the_copy_leaves_the_clock_alone(
    desk: AnsweredDesk, status: DeliveryStatus
) -> None:
    assert [each.address for each in desk.answer.cc] == [RUNE]
    await desk.report(status, RUNE)
    assert (await read_ticket(desk.fake.desk, desk.ticket)).clocks[0].state is ClockState.MET


async def test_reports_about_other_mails_or_other_people_change_nothing(desk: AnsweredDesk) -> None:
    before = desk.fake.store.everything()
    forged = report_of(desk.answer, DeliveryStatus.BOUNCED, EVA, START).model_copy(
        update={"operation_id": "5a5a5a5a-5a5a-4a5a-9a5a-5a5a5a5a5a5a"}
    )
    assert not await record_delivery(desk.fake.desk, forged)
    assert not await desk.report(DeliveryStatus.BOUNCED, "somebody@else.example.org")
    assert desk.fake.store.everything() == before


async def test_a_bounce_counts_that_is_reported_before_the_desk_has_noted_that_the_mail_was_taken() -> None:
    desk = await answered_desk()
    state = (await header(desk)).state
    (ending,) = state.endings
    await desk.report(DeliveryStatus.BOUNCED)
    assert ending.id in (await header(desk)).state.void


async def test_an_answer_that_bounces_after_its_ticket_was_merged_is_owed_in_the_other_ticket(
    desk: AnsweredDesk,
) -> None:
    other = await desk.ask("k2")
    await merge_ticket(desk.fake.desk, desk.ticket, MergeBody(into=other, author="anna"))
    await desk.fake.rest()
    assert len((await read_ticket(desk.fake.desk, other)).turns) == 1
    await desk.report(DeliveryStatus.BOUNCED)
    await desk.fake.advance(timedelta(minutes=10))
    view = await read_ticket(desk.fake.desk, other)
    assert sorted(turn.moved_from for turn in view.turns) == ["", f"{desk.ticket}-m1"]
    (clock,) = view.clocks
    assert (clock.state, clock.due) == (ClockState.RUNNING, START + DAY)


async def test_the_explanation_says_that_the_answer_bounced_and_that_the_clock_runs(
    desk: AnsweredDesk,
) -> None:
    await desk.report(DeliveryStatus.QUARANTINED)
    await desk.report(DeliveryStatus.BOUNCED)
    rules = [line.rule for line in (await explain_clock(desk.fake.desk, desk.ticket, "reply-m1")).lines]
    told = [Rule.ANSWER_COUNTS, Rule.ANSWER_ACCEPTED, Rule.ANSWER_DOUBTED, Rule.ANSWER_BOUNCED]
    assert [rule for rule in rules if rule in told] == told
    assert rules[-1] is Rule.STILL_RUNNING


async def test_a_warning_that_bounces_goes_to_the_fallback_address_once(desk: AnsweredDesk) -> None:
    await desk.report(DeliveryStatus.BOUNCED)
    await desk.fake.advance(timedelta(hours=12))
    warning = [mail for mail in desk.fake.mailer.delivered if mail.to.address == "anna@example.com"][-1]
    for _ in range(2):
        await desk.report(DeliveryStatus.BOUNCED, "anna@example.com", warning)
        await desk.fake.advance(timedelta(minutes=10))
    assert desk.mailed(FALLBACK) == [warning.subject]
    assert not (await standing_of(desk.fake.desk, "anna@example.com")).in_trouble


async def test_what_tells_of_a_bounce_goes_to_the_fallback_address_where_it_bounces_itself(
    desk: AnsweredDesk,
) -> None:
    await desk.report(DeliveryStatus.BOUNCED)
    told = desk.fake.mailer.delivered[-1]
    for _ in range(2):
        await desk.report(DeliveryStatus.FAILED, "anna@example.com", told)
        await desk.fake.advance(timedelta(minutes=10))
    assert desk.mailed(FALLBACK) == [told.subject]


async def test_a_digest_that_bounces_goes_to_the_fallback_address_once(desk: AnsweredDesk) -> None:
    for key in ("k2", "k3"):
        await desk.ask(key)
    desk.fake.clock.instant += timedelta(hours=13)
    digest = next(
        mail for mail in await desk.fake.advance(timedelta(minutes=20)) if mail.to.address == "bo@example.com"
    )
    place = mail_place(digest.operation_id)
    assert place is not None
    assert place.outbox is Outbox.NOTICE
    for _ in range(2):
        await desk.report(DeliveryStatus.BOUNCED, "bo@example.com", digest)
    assert len(desk.mailed(FALLBACK)) == 1
    assert await desk.fake.advance(timedelta(minutes=30)) == []


STATUSES = (
    DeliveryStatus.DELIVERED,
    DeliveryStatus.BOUNCED,
    DeliveryStatus.FILTERED_SPAM,
    DeliveryStatus.FAILED,
)
"""One of each sort: arrived, the address is dead, doubtful, and undeliverable for another reason."""


@pytest.mark.parametrize("recipient", [EVA, RUNE])
async def test_every_order_and_repetition_of_up_to_four_reports_of_one_mail_ends_in_the_same_state(
    recipient: str,
) -> None:
    """What is told in which order may differ; what is known in the end may not."""
    ends: dict[frozenset[int], set[str]] = {}
    begun = await answered_desk()
    stored = begun.fake.store.everything()
    for length in range(1, 5):
        for order in product(range(len(STATUSES)), repeat=length):
            desk = AnsweredDesk(
                FakeDesk(clock=begun.fake.clock, store=deepcopy(begun.fake.store)), begun.ticket
            )
            for each in order:
                at = START + timedelta(hours=3) + each * SECOND
                await record_delivery(desk.fake.desk, report_of(begun.answer, STATUSES[each], recipient, at))
            ends.setdefault(frozenset(order), set()).add(await _known(desk))
    assert {len(each) for each in ends.values()} == {1}
    assert len(ends) == 15
    assert begun.fake.store.everything() == stored


async def _known(desk: AnsweredDesk) -> str:
    """All that is known, but for how many events there were and when they were recorded."""
    state = (await header(desk)).state.model_dump(exclude={"events", "recorded"})
    rows = await desk.fake.store.rows(Table.LIMITS, "standing", first="standing-", before="trouble.")
    member = (await read_member(desk.fake.desk, "acme")).flags
    return f"{state} {member} {[(row.key, row.text) for row in rows]}"
