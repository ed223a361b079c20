"""A member's owner is reminded of empty seats once in a calendar month, and of bounced ones at once."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.agenda.header import member_aggregate
from shared.domain.facts.links import Purpose
from shared.domain.members.member import Seat
from shared.domain.members.member_change import MemberChange
from shared.domain.seats.reminding import next_reminder
from shared.domain.values.identity import digest
from shared.ports.store import Table
from shared.usecases.answers.answer_ticket import remind_of_seat
from shared.usecases.clocks.look import look_at
from shared.usecases.clocks.scan_clocks import scan_clocks
from shared.usecases.members.change_member import change_member
from shared.usecases.members.put_member import put_member, read_member
from shared.usecases.records.member_rows import changed_header, load_member, member_key
from tests.examples.member_links import link_in
from tests.examples.news_examples import member
from tests.fakes.desk import SECRET, START, FakeDesk

ZONE = ZoneInfo("Europe/Stockholm")
OWNER = "owner@acme.example.org"
HALF = ("planner", "rune@acme.example.org")
MONTH = timedelta(days=31)


async def desk_of(*seats: tuple[str, str], paid_until: datetime | None = None) -> FakeDesk:
    """A desk with Acme, which subscribes to Planner and Ledger, on the tenth of a month."""
    fake = FakeDesk()
    fake.clock.instant = datetime(2026, 3, 10, 12, tzinfo=UTC)
    await put_member(fake.desk, member("acme", *seats, paid_until=paid_until))
    await fake.rest()
    return fake


async def pass_days(fake: FakeDesk, days: int) -> None:
    """The scan runs every six hours."""
    for _ in range(days * 4):
        fake.clock.instant += timedelta(hours=6)
        await scan_clocks(fake.desk)
        await fake.rest()


def months(fake: FakeDesk) -> list[str]:
    """The subjects of the owner's mails."""
    return [mail.subject for mail in fake.mailer.delivered if mail.to.address == OWNER]


async def test_an_empty_seat_is_reminded_of_in_each_month_until_it_is_filled() -> None:
    fake = await desk_of(HALF)
    await pass_days(fake, 10)
    assert months(fake) == []
    await pass_days(fake, 65)
    assert months(fake) == ["Vem är ansvarig för Ledger hos er?"] * 2
    seats = (Seat(product="ledger", address="lotta@acme.example.org"),)
    known = (await read_member(fake.desk, "acme")).member.seats
    await change_member(fake.desk, "acme", MemberChange(seats=(*known, *seats)), read=("*",))
    await pass_days(fake, 65)
    assert len(months(fake)) == 2


async def test_one_mail_names_every_empty_seat_and_leads_to_the_page() -> None:
    fake = await desk_of()
    await pass_days(fake, 30)
    (mail,) = fake.mailer.delivered
    assert mail.subject == "Vem är ansvarig för Planner och Ledger hos er?"
    assert link_in(mail.text, Purpose.SEATS)


async def test_a_member_that_is_not_covered_is_not_reminded() -> None:
    fake = await desk_of(paid_until=datetime(2026, 3, 20, tzinfo=UTC))
    await pass_days(fake, 60)
    assert months(fake) == []


async def test_nobody_is_reminded_where_every_seat_is_filled() -> None:
    fake = await desk_of(HALF, ("ledger", "rune@acme.example.org"))
    assert not any("look-" in key for _, _, key in fake.store.everything() if "2026040" in key)
    await pass_days(fake, 60)
    assert months(fake) == []


async def test_an_answer_that_found_nobody_and_the_month_remind_once_together() -> None:
    fake = await desk_of(HALF)
    await pass_days(fake, 21)
    assert fake.clock.instant.day == 31
    fake.clock.instant = datetime(2026, 4, 1, 0, 30, tzinfo=ZONE)
    await remind_of_seat(fake.desk, await read_member(fake.desk, "acme"), "ledger")
    await pass_days(fake, 10)
    assert len(months(fake)) == 1


async def test_a_reminder_that_nobody_looked_at_in_time_is_still_sent() -> None:
    fake = await desk_of(HALF)
    fake.clock.instant = datetime(2026, 4, 20, tzinfo=UTC)
    await change_member(fake.desk, "acme", MemberChange(name="Acme Ltd"), read=("*",))
    await fake.rest()
    assert len(months(fake)) == 1


async def from_before_seats(fake: FakeDesk) -> str:
    """Acme as it was stored before reminders: Ledger has nobody, and no time is kept; its key."""
    key = member_key(fake.desk, "acme")
    loaded = await load_member(fake.desk, key)
    assert loaded
    bare = changed_header(loaded, member=member("acme", HALF), reminds=None)
    await fake.desk.store.commit(Table.MEMBERS, key, [bare])
    return key


async def test_a_member_from_before_reminders_has_its_time_from_the_next_look_on() -> None:
    fake = await desk_of(HALF, ("ledger", "rune@acme.example.org"))
    key = await from_before_seats(fake)
    for _ in range(2):
        await look_at(fake.desk, member_aggregate(key))
    loaded = await load_member(fake.desk, key)
    assert loaded
    assert loaded.header.reminds == next_reminder(key, fake.clock.now(), ZONE)
    await pass_days(fake, 30)
    assert months(fake) == ["Vem är ansvarig för Ledger hos er?"]


async def test_a_member_from_before_reminders_has_its_time_once_it_is_written_again_as_it_is() -> None:
    fake = await desk_of(HALF, ("ledger", "rune@acme.example.org"))
    key = await from_before_seats(fake)
    for _ in range(2):
        assert not await put_member(fake.desk, member("acme", HALF))
    loaded = await load_member(fake.desk, key)
    assert loaded
    assert loaded.header.reminds == next_reminder(key, fake.clock.now(), ZONE)
    await pass_days(fake, 30)
    assert len(months(fake)) == 1


async def test_a_look_at_a_member_whose_seats_are_filled_writes_no_time() -> None:
    fake = await desk_of(HALF, ("ledger", "rune@acme.example.org"))
    key = member_key(fake.desk, "acme")
    before = await load_member(fake.desk, key)
    await look_at(fake.desk, member_aggregate(key))
    assert await load_member(fake.desk, key) == before


@given(
    st.text(alphabet="abcdefghijklmnopqrstuvwxyz234567", min_size=16, max_size=16),
    st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2030, 1, 1)),  # noqa: DTZ001 - made aware
)
def test_every_calendar_month_has_one_time_for_a_member(key: str, naive: datetime) -> None:
    after = naive.replace(tzinfo=UTC)
    first = next_reminder(key, after, ZONE)
    second = next_reminder(key, first, ZONE)
    local, then = first.astimezone(ZONE), second.astimezone(ZONE)
    assert first > after
    assert (then.year * 12 + then.month) - (local.year * 12 + local.month) == 1
    assert 1 <= local.day <= 5
    assert 9 <= local.hour < 17
    assert next_reminder(key, after - timedelta(microseconds=1), ZONE) in {first, after}


def test_thousands_of_members_are_not_reminded_at_once() -> None:
    keys = [digest(SECRET, "member", f"m{number}") for number in range(2000)]
    times = [next_reminder(key, START, ZONE) for key in keys]
    assert max(times.count(each) for each in set(times)) <= 10
