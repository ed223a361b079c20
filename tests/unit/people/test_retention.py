"""Words are kept for as long as a setting says, and without one for good; what is counted stays."""

from datetime import UTC, datetime, timedelta

import pytest

from shared.domain.agenda.retaining import months_later
from shared.domain.answers.closing import CloseBody
from shared.domain.messages.merging import MergeBody
from shared.domain.people.forgetting import Forgotten
from shared.domain.values.vendor import Retention
from shared.ports.store import Table
from shared.usecases.answers.answer_ticket import close_ticket
from shared.usecases.clocks.scan_clocks import scan_clocks
from shared.usecases.mail.take_mail import TakenAs, take_mail
from shared.usecases.messages.move_turns import merge_ticket
from shared.usecases.people.erase_ticket import erase_ticket
from shared.usecases.records.raw_mails import load_raw_mail
from shared.usecases.records.ticket_rows import known_ticket
from shared.usecases.repair.repair_desk import repair_desk
from tests.examples.kept_books import answered, kept_desk, opened, total
from tests.fakes.desk import FakeDesk
from tests.triggers.people.test_erased_meanwhile import answer_to

ASKED, SAID = "It stops.", "Press save."
MAIL = b"From: p@acme.example.org\r\nTo: support@example.com\r\nMessage-ID: <1@x>\r\n\r\nIt came by mail.\r\n"
WEEK = timedelta(days=7)


async def desk_keeping(words_months: int | None = None, raw_mails_days: int | None = None) -> FakeDesk:
    """A desk with members that keeps words, and mails as they came, for so long."""
    made = await kept_desk()
    keep(made, words_months, raw_mails_days)
    return made


def keep(fake: FakeDesk, words_months: int | None = None, raw_mails_days: int | None = None) -> None:
    """The settings say so from now on."""
    retention = Retention(words_months=words_months, raw_mails_days=raw_mails_days)
    fake.vendor = fake.vendor.but(retention=retention)


async def weeks(fake: FakeDesk, count: int) -> None:
    """Time passes, with a scan a week."""
    for _ in range(count):
        fake.clock.instant += WEEK
        await scan_clocks(fake.desk)
        await fake.rest()


def words(fake: FakeDesk) -> list[str]:
    """Whatever of the two texts stands anywhere."""
    stored = fake.store.everything().values()
    return [word for word in (ASKED, SAID) if any(word in text for text in stored)]


async def erased_since(fake: FakeDesk, *tickets: str) -> list[datetime | None]:
    """Since when nothing is left of each."""
    return [(await known_ticket(fake.desk.store, each)).state.erased for each in tickets]


async def answered_and_closed(fake: FakeDesk) -> str:
    ticket = await opened(fake)
    await answered(fake, ticket, timedelta(hours=1))
    await close_ticket(fake.desk, ticket, CloseBody(author="anna", reason="Done."))
    await fake.rest()
    return ticket


async def test_of_a_closed_ticket_nothing_that_was_written_is_left_after_its_months() -> None:
    fake = await desk_keeping(words_months=3)
    ticket = await answered_and_closed(fake)
    counted = await total(fake)
    await weeks(fake, 12)
    assert words(fake) == [ASKED, SAID]
    await weeks(fake, 3)
    assert words(fake) == []
    assert (await known_ticket(fake.desk.store, ticket)).state.erased
    assert await total(fake) == counted


async def test_it_is_done_once_and_then_nothing_more_is_looked_at() -> None:
    fake = await desk_keeping(words_months=1)
    await answered_and_closed(fake)
    await weeks(fake, 8)
    before = {place: text for place, text in fake.store.everything().items() if place[0] is Table.TICKETS}
    await weeks(fake, 8)
    assert before == {p: text for p, text in fake.store.everything().items() if p[0] is Table.TICKETS}


async def test_a_ticket_that_is_open_keeps_its_words_however_old_it_is() -> None:
    fake = await desk_keeping(words_months=1)
    await opened(fake)
    await weeks(fake, 20)
    assert words(fake) == [ASKED]


async def test_a_supporters_answer_as_it_came_goes_with_the_ticket_that_it_answers() -> None:
    fake = await desk_keeping(words_months=1)
    ticket = await opened(fake)
    (notice,) = [mail for mail in fake.mailer.delivered if mail.to.address == "anna@example.com"]
    taken = await take_mail(fake.desk, answer_to(notice, "anna"))
    assert taken.taken_as is TakenAs.SUPPORTER
    await close_ticket(fake.desk, ticket, CloseBody(author="anna", reason="Done."))
    await fake.rest()
    await weeks(fake, 3)
    assert await load_raw_mail(fake.desk, taken.mail)
    await weeks(fake, 3)
    assert await load_raw_mail(fake.desk, taken.mail) is None


async def merged_away(fake: FakeDesk) -> tuple[str, str]:
    """A ticket whose matter goes on in another, which is open."""
    one, other = await opened(fake), await opened(fake, key="2")
    await merge_ticket(fake.desk, one, MergeBody(author="anna", into=other))
    await fake.rest()
    return one, other


async def test_what_was_merged_away_is_kept_for_as_long_as_the_ticket_that_it_went_into() -> None:
    fake = await desk_keeping(words_months=1)
    one, other = await merged_away(fake)
    await weeks(fake, 20)
    assert await erased_since(fake, one, other) == [None, None]
    await answered(fake, other, timedelta(hours=1), turn="m2")
    await close_ticket(fake.desk, other, CloseBody(author="anna", reason="Done."))
    await fake.rest()
    await weeks(fake, 3)
    assert await erased_since(fake, one, other) == [None, None]
    await weeks(fake, 3)
    assert None not in await erased_since(fake, one, other)
    assert words(fake) == []


async def test_what_was_merged_into_a_ticket_that_is_erased_has_its_own_time() -> None:
    fake = await desk_keeping(words_months=1)
    one, other = await merged_away(fake)
    state = (await known_ticket(fake.desk.store, other)).state
    await erase_ticket(fake.desk, other, Forgotten(state.requester, "anna", fake.desk.house()))
    await weeks(fake, 3)
    assert (await erased_since(fake, one))[0] is None
    await weeks(fake, 3)
    assert None not in await erased_since(fake, one)


async def test_without_the_setting_words_are_kept_and_once_it_is_there_a_repair_finds_what_is_over() -> None:
    fake = await desk_keeping()
    await answered_and_closed(fake)
    await weeks(fake, 20)
    assert words(fake) == [ASKED, SAID]
    keep(fake, words_months=3)
    assert (await repair_desk(fake.desk)).written == {"look": 1}
    await weeks(fake, 1)
    assert words(fake) == []


async def test_a_mail_as_it_came_is_kept_for_its_days_and_what_the_ticket_says_of_it_stays() -> None:
    fake = await desk_keeping(raw_mails_days=10)
    taken = await take_mail(fake.desk, MAIL)
    await fake.rest()
    await weeks(fake, 1)
    assert await load_raw_mail(fake.desk, taken.mail) == MAIL
    await weeks(fake, 1)
    assert await load_raw_mail(fake.desk, taken.mail) is None
    assert any("It came by mail." in text for text in fake.store.everything().values())


async def test_mails_of_before_the_setting_are_found_by_a_repair() -> None:
    fake = await desk_keeping()
    taken = await take_mail(fake.desk, MAIL)
    await fake.rest()
    await weeks(fake, 3)
    keep(fake, raw_mails_days=10)
    await repair_desk(fake.desk)
    await weeks(fake, 1)
    assert await load_raw_mail(fake.desk, taken.mail) is None


@pytest.mark.parametrize(
    ("instant", "months", "later"),
    [
        (datetime(2026, 1, 31, 9, tzinfo=UTC), 1, datetime(2026, 2, 28, 9, tzinfo=UTC)),
        (datetime(2026, 11, 30, 9, tzinfo=UTC), 15, datetime(2028, 2, 29, 9, tzinfo=UTC)),
        (datetime(2026, 6, 15, 9, tzinfo=UTC), 12, datetime(2027, 6, 15, 9, tzinfo=UTC)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_that_there_is(
    instant: datetime, months: int, later: datetime
) -> None:
    assert months_later(instant, months) == later
