"""What counts in which month, and for whom."""

from datetime import date, timedelta

import pytest

from shared.domain.answers.answering import AnswerBody, ContactBody
from shared.domain.answers.closing import CloseBody
from shared.domain.books.books import VendorSide
from shared.domain.events.answer_events import Contact
from shared.domain.members.member import HandSubscription
from shared.domain.messages.merging import MergeBody, SplitBody
from shared.domain.values.fields import ReasonBody
from shared.domain.values.intake import Kind
from shared.domain.values.vendor import Policy
from shared.usecases.answers.answer_ticket import answer_ticket, close_ticket, end_turn, log_contact
from shared.usecases.books.read_report import read_report
from shared.usecases.members.put_member import put_member
from shared.usecases.messages.add_message import Further, add_message
from shared.usecases.messages.ask_gate_again import take_turn
from shared.usecases.messages.move_turns import merge_ticket, split_turn
from tests.examples.kept_books import (
    BEA,
    END_OF_MARCH,
    EVA,
    LARS,
    MID_MARCH,
    NOBODY,
    answered,
    kept_desk,
    opened,
    total,
)
from tests.fakes.desk import VENDOR, FakeDesk
from tests.properties.random_acts import BACK_AGAIN
from tests.triggers.examples import ACME


@pytest.fixture
async def fake() -> FakeDesk:
    return await kept_desk()


async def test_each_member_is_listed_by_name_with_its_own_figures_and_nobody_apart(fake: FakeDesk) -> None:
    await opened(fake, BEA)
    await opened(fake, EVA)
    await opened(fake, EVA, key="2")
    await opened(fake, NOBODY)
    report = await read_report(fake.desk, "2026-03")
    assert [(each.member, each.name, each.vendor_side.messages) for each in report.members] == [
        ("acme", "Acme", 2),
        ("beta", "Beta", 1),
    ]
    assert (report.no_member.messages, report.no_member.gated) == (1, 1)
    assert (report.total.vendor_side.messages, report.total.vendor_side.covered) == (4, 3)


async def test_the_median_of_all_is_of_all_answers_and_not_of_the_members_medians(fake: FakeDesk) -> None:
    for hours, email, key in ((1, EVA, "1"), (2, EVA, "2"), (3, EVA, "3"), (30, BEA, "4")):
        await answered(fake, await opened(fake, email, key=key), timedelta(hours=hours))
    report = await read_report(fake.desk, "2026-03")
    assert [each.vendor_side.median_hours for each in report.members] == [2, 30]
    told = report.total.vendor_side
    assert (told.median_hours, told.worst_hours) == (2.5, 30)
    assert (told.answered_in_time, told.answered_late, told.reply_clocks, told.breaches) == (3, 1, 4, 1)


async def test_a_message_counts_in_the_month_that_it_is_in_the_vendors_zone(fake: FakeDesk) -> None:
    fake.clock.instant = END_OF_MARCH
    await opened(fake, key="1")
    fake.clock.instant += timedelta(minutes=30)
    await opened(fake, key="2")
    assert [(await total(fake, month)).messages for month in ("2026-03", "2026-04")] == [1, 1]
    elsewhere = VENDOR.model_copy(update={"policy": Policy(zone="UTC")})
    moved = FakeDesk(vendor=elsewhere, store=fake.store, clock=fake.clock)
    assert [(await total(moved, month)).messages for month in ("2026-03", "2026-04")] == [2, 0]


async def test_an_answer_in_april_is_told_in_march_where_its_clock_started(fake: FakeDesk) -> None:
    fake.clock.instant = END_OF_MARCH
    await answered(fake, await opened(fake), timedelta(hours=5))
    told = await total(fake)
    assert (told.answered_in_time, told.answered_same_day, told.median_hours) == (1, 0, 5)
    assert await total(fake, "2026-04") == VendorSide()


async def test_a_clock_that_a_reactivation_starts_counts_when_it_starts_the_message_when_it_came(
    fake: FakeDesk,
) -> None:
    ticket = await opened(fake, LARS)
    fake.clock.instant += timedelta(days=20)
    again = HandSubscription(product="planner", since=fake.clock.now())
    await put_member(fake.desk, BACK_AGAIN.model_copy(update={"subscriptions": (again,)}))
    await fake.rest()
    await answered(fake, ticket, timedelta(hours=2))
    march, april = await total(fake), await total(fake, "2026-04")
    assert (march.messages, march.covered, march.reply_clocks) == (1, 1, 0)
    assert (april.messages, april.reply_clocks, april.answered_in_time, april.worst_hours) == (0, 1, 1, 2)


async def test_a_late_billing_event_makes_the_clock_count_from_receipt_and_is_told(fake: FakeDesk) -> None:
    await opened(fake, LARS)
    fake.clock.instant += timedelta(days=20)
    late = HandSubscription(product="planner", since=MID_MARCH - timedelta(days=1))
    await put_member(fake.desk, BACK_AGAIN.model_copy(update={"subscriptions": (late,)}))
    await fake.rest()
    told = await total(fake)
    assert (told.late_entitlement, told.reply_clocks, told.reply_breaches) == (1, 1, 1)


async def test_a_turn_taken_by_a_supporter_starts_its_clock_in_the_month_it_was_taken(fake: FakeDesk) -> None:
    ticket = await opened(fake, NOBODY)
    fake.clock.instant += timedelta(days=20)
    await take_turn(fake.desk, ticket, ReasonBody(author="anna", reason="A favour."), about="m1")
    assert ((await total(fake)).covered, (await total(fake, "2026-04")).reply_clocks_open) == (1, 1)


async def test_a_promise_counts_in_the_month_in_which_it_was_given(fake: FakeDesk) -> None:
    fake.clock.instant = END_OF_MARCH
    ticket = await opened(fake)
    fake.clock.instant += timedelta(hours=10)
    day = fake.clock.now().date()
    await answer_ticket(
        fake.desk, ticket, AnswerBody(author="anna", text="Today.", answers_up_to="m1", promised=day), "a"
    )
    assert ((await total(fake)).promises_given, (await total(fake, "2026-04")).promises_open) == (0, 1)
    fake.clock.instant += timedelta(hours=1)
    await log_contact(fake.desk, ticket, ContactBody(contact=Contact.CALL, author="bo"))
    april = await total(fake, "2026-04")
    assert (april.promises_given, april.promises_kept, april.promises_open) == (1, 1, 0)


async def test_a_turn_without_need_of_an_answer_is_apart_and_its_breach_stays(fake: FakeDesk) -> None:
    ticket = await opened(fake)
    fake.clock.instant += timedelta(hours=25)
    await end_turn(fake.desk, ticket, ReasonBody(author="anna", reason="Spam."), about="m1")
    told = await total(fake)
    assert (told.no_answer_needed, told.reply_clocks_not_needed, told.median_hours) == (1, 1, None)
    assert (told.answered_in_time, told.answered_late, told.reply_breaches) == (0, 0, 1)


async def test_a_conference_that_is_held_in_time_is_told(fake: FakeDesk) -> None:
    ticket = await opened(fake, kind=Kind.CONFERENCE)
    await opened(fake, BEA, Kind.CONFERENCE)
    fake.clock.instant += timedelta(hours=35)
    await log_contact(
        fake.desk, ticket, ContactBody(contact=Contact.CONFERENCE, author="bo", answers_up_to="m1")
    )
    fake.clock.instant += timedelta(hours=2)
    told = await total(fake)
    assert (told.conferences_asked_for, told.conferences_in_time, told.conferences_open) == (2, 1, 1)
    assert (told.conference_breaches, told.reply_breaches, told.breaches) == (1, 2, 3)


async def test_an_error_is_open_until_a_person_answered_and_the_ticket_is_closed(fake: FakeDesk) -> None:
    ticket = await opened(fake, kind=Kind.ERROR)
    await answered(fake, ticket, timedelta(hours=1))
    told = await total(fake)
    assert (told.errors_reported, told.errors_open, told.errors_fixed) == (1, 1, 0)
    await close_ticket(fake.desk, ticket, CloseBody(author="anna"))
    told = await total(fake)
    assert (told.errors_reported, told.errors_open, told.errors_fixed) == (1, 0, 1)


async def test_messages_that_went_on_by_merge_and_split_count_once(fake: FakeDesk) -> None:
    first, second = await opened(fake, key="1"), await opened(fake, key="2")
    await add_message(fake.desk, second, Further(text="More.", kind=Kind.ERROR, key="3"))
    await split_turn(fake.desk, second, SplitBody(author="anna"), about="m2")
    await fake.rest()
    await merge_ticket(fake.desk, second, MergeBody(into=first, author="anna"))
    await fake.rest()
    told = await total(fake)
    assert (told.messages, told.errors_reported, told.reply_clocks, told.breaches) == (3, 1, 2, 0)
    await answered(fake, first, timedelta(hours=1), "m2")
    told = await total(fake)
    assert (told.answered_in_time, told.reply_clocks_open, told.median_hours) == (1, 1, 1)


async def test_no_merge_takes_a_breach_away_and_none_doubles_it(fake: FakeDesk) -> None:
    tickets = [await opened(fake, key=str(number)) for number in range(3)]
    fake.clock.instant += timedelta(hours=25)
    late = await opened(fake, key="late")
    assert (await total(fake)).breaches == 3
    for source, into in ((tickets[0], tickets[1]), (tickets[1], late), (late, tickets[2])):
        await merge_ticket(fake.desk, source, MergeBody(into=into, author="anna"))
        await fake.rest()
        assert ((await total(fake)).breaches, (await total(fake)).messages) == (3, 4)
    fake.clock.instant += timedelta(hours=25)
    told = await total(fake)
    assert (told.breaches, told.reply_breaches, told.reply_clocks) == (3, 3, 1)


async def test_the_members_side_tells_which_products_lack_a_responsible_person(fake: FakeDesk) -> None:
    await opened(fake, EVA)
    await opened(fake, BEA)
    report = await read_report(fake.desk, "2026-03")
    acme, beta = (each.member_side for each in report.members)
    assert (acme.products_subscribed, acme.seats_filled, acme.seats_missing) == (1, 1, ())
    assert (beta.products_subscribed, beta.seats_filled, beta.seats_missing) == (2, 0, ("planner", "ledger"))
    whole = report.total.member_side
    assert (whole.products_subscribed, whole.seats_filled) == (3, 1)
    assert (whole.seats_missing, whole.documentation_studied) == (("ledger", "planner"), 0)


async def test_the_members_side_tells_for_how_many_products_somebody_has_studied(fake: FakeDesk) -> None:
    seat = ACME.seats[0]
    others = seat.model_copy(update={"address": "siv@acme.example.org"})
    for studied, counted in ((None, 0), (date(2026, 3, 17), 0), (date(2026, 3, 16), 1)):
        seats = (seat, others.model_copy(update={"studied": studied}))
        await put_member(fake.desk, ACME.model_copy(update={"seats": seats}))
        await fake.rest()
        await opened(fake, EVA, key=str(studied))
        report = await read_report(fake.desk, "2026-03")
        assert report.members[0].member_side.documentation_studied == counted
        assert report.total.member_side.documentation_studied == counted
