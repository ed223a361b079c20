"""What the day needs is told on a page of its own, and counted over the queue."""

from datetime import timedelta

import pytest

from bench.counting import CountingStore
from shared.domain.members.member import HandSubscription
from shared.domain.values.vendor import Language
from shared.usecases.desk.desk_day import count_day, read_day
from shared.usecases.members.put_member import put_member
from tests.architecture.test_storage_budget import FarStore
from tests.fakes.desk import START, FakeDesk
from tests.triggers.calling import call
from tests.triggers.conferences.offering import PLACE, asked, offer, pick
from tests.triggers.desk.signing_in import ANNA, BO, act, look
from tests.triggers.desk.test_queue_views import many
from tests.triggers.examples import ACME
from tests.triggers.mail.test_intake_mail import AWAY, hand_over
from tests.triggers.tickets import opened

NO_HOLDER = ACME.model_copy(
    update={
        "id": "beta",
        "name": "Beta",
        "owner": ACME.owner.model_copy(update={"address": "owner@beta.example.org"}),
        "domains": ("beta.example.org",),
        "contacts": (),
        "customers": (),
        "seats": (),
        "subscriptions": (HandSubscription(product="planner", since=START - timedelta(days=3)),),
    }
)
ONE_IS_DUE = 'href="/desk/day#due">Late or due today <span class="count">1</span>'


@pytest.mark.usefixtures("fake")
async def test_a_day_on_which_nothing_is_to_be_done_says_so() -> None:
    for reader, words in ((ANNA, "Ingen konferens i dag."), (BO, "No conference today.")):
        assert words in (await look("/desk/day", reader)).text


async def test_what_is_due_before_midnight_is_on_the_page_and_counted_over_the_queue(fake: FakeDesk) -> None:
    await opened(fake, subject="Today <it> stops")
    await fake.advance(timedelta(hours=14, minutes=5))
    await opened(fake, message="Tomorrow.", subject="Due tomorrow")
    await fake.advance(timedelta(hours=2))
    page = (await look("/desk/day", BO)).text
    assert "Today &lt;it&gt; stops" in page
    assert "Due tomorrow" not in page
    assert (
        'href="/desk/day#due">Late or due today <span class="count">1</span>'
        in (await look("/desk", BO)).text
    )


async def test_what_is_late_stays_on_the_page_and_counted_until_it_is_answered(fake: FakeDesk) -> None:
    late = (await opened(fake, subject="Late already")).replace("/api/", "/desk/")
    await fake.advance(timedelta(hours=40))
    assert "Late already" in (await look("/desk/day", BO)).text
    assert (
        'href="/desk/day#due">Late or due today <span class="count">1</span>'
        in (await look("/desk", BO)).text
    )
    await act(late, "answer", BO, text="At last.")
    await fake.rest()
    assert "Late already" not in (await look("/desk/day", BO)).text


async def test_what_was_promised_by_the_end_of_the_day_is_due_on_it(fake: FakeDesk) -> None:
    page = (await opened(fake, subject="Promised for today")).replace("/api/", "/desk/")
    await act(page, "answer", BO, text="I look today.", promised="2026-03-02")
    await fake.rest()
    assert "Promised for today" in (await look("/desk/day", BO)).text
    assert (
        'href="/desk/day#due">Late or due today <span class="count">1</span>'
        in (await look("/desk", BO)).text
    )


@pytest.mark.parametrize(("ends", "begins"), [(14, 13.5), (38, 37.5)])
async def test_a_conference_that_ends_at_midnight_is_of_the_day_that_ends_with_it(
    fake: FakeDesk, ends: float, begins: float
) -> None:
    conference = await asked(fake)
    await offer(fake, conference, begins, 50, after_due=True, reason="Only then.")
    await pick(fake)
    await fake.rest()
    for hours, number in ((ends - 0.5, 1), (ends, 0)):
        fake.clock.instant = START + timedelta(hours=hours)
        counted = f'Conferences today <span class="count">{number}</span>'
        assert counted in (await look("/desk", BO)).text
        assert (PLACE in (await look("/desk/day", BO)).text) is bool(number)


async def test_the_days_conferences_say_when_with_whom_and_where(fake: FakeDesk) -> None:
    conference = await asked(fake)
    await offer(fake, conference, 4, 6)
    await pick(fake, 1)
    await fake.rest()
    page = (await look("/desk/day", BO)).text
    assert PLACE in page
    assert f'href="{conference.replace("/api/", "/desk/").partition("/conferences/")[0]}"' in page
    assert "Acme" in page
    counted = 'href="/desk/day#conferences">Conferences today <span class="count">1</span>'
    assert counted in (await look("/desk", BO)).text
    await fake.advance(timedelta(days=1))
    assert "No conference today." in (await look("/desk/day", BO)).text


async def test_a_product_that_nobody_is_responsible_for_is_named_with_its_member(fake: FakeDesk) -> None:
    await put_member(fake.desk, NO_HOLDER)
    assert "<strong>Beta</strong>: Planner" in (await look("/desk/day", BO)).text
    counted = 'href="/desk/day#seats">Nobody is responsible <span class="count">1</span>'
    assert counted in (await look("/desk", BO)).text


async def test_a_machines_mail_of_no_ticket_can_be_read_and_why_it_has_none(fake: FakeDesk) -> None:
    await hand_over(fake, AWAY)
    page = (await look("/desk/day", BO)).text
    assert "The email says that a program sent it." in page
    assert "Acme knows its sender." in page
    counted = 'href="/desk/day#mails">Emails of no ticket, seven days <span class="count">1</span>'
    assert counted in (await look("/desk", BO)).text
    await fake.advance(timedelta(days=8))
    assert counted not in (await look("/desk", BO)).text


async def test_what_of_the_system_does_not_work_is_said_in_words_for_people(fake: FakeDesk) -> None:
    fake.clock.instant += timedelta(hours=1)
    assert "The clocks have not been gone through for 15 minutes" in (await look("/desk/day", BO)).text
    assert "Klockorna har inte gåtts igenom på 15 minuter" in (await look("/desk/day", ANNA)).text
    assert 'Faults of the system <span class="count">!</span>' in (await look("/desk", BO)).text
    await fake.advance(timedelta(minutes=5))
    assert "Everything works." in (await look("/desk/day", BO)).text


async def test_the_page_waits_for_three_requests_in_a_row_and_the_counts_for_one() -> None:
    fake = FakeDesk(store=FarStore())
    await put_member(fake.desk, ACME)
    await many(fake, 12)
    await fake.advance(timedelta(hours=16))
    fake.wrapped_store = counting = CountingStore(fake.store)
    await count_day(fake.desk)
    counts = counting.reset()
    assert (counts.in_turn, counts.requests) == (1, 12)
    day = await read_day(fake.desk, Language.ENGLISH)
    assert (counting.counts.in_turn, len(day.due)) == (3, 12)


async def test_whoever_wrote_what_the_page_shows_stands_in_the_audit_list(fake: FakeDesk) -> None:
    await opened(fake)
    await hand_over(fake, AWAY)
    await fake.advance(timedelta(hours=8))
    await look("/desk/day", BO)
    (row,) = [
        each for each in (await call("GET", "/api/audit")).json["entries"] if each["what"] == "desk_day"
    ]
    assert "address" in row["about"]
