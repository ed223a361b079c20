"""The list of open tickets: a hint that is mended by whoever reads it."""

from datetime import timedelta

from shared.domain.agenda.agenda import Listing, open_key
from shared.domain.agenda.header import aggregate_of
from shared.domain.answers.answering import AnswerBody
from shared.domain.answers.closing import CloseBody
from shared.domain.values.intake import Submission
from shared.ports.store import Table
from shared.usecases.answers.answer_ticket import answer_ticket, close_ticket
from shared.usecases.members.put_member import put_member
from shared.usecases.messages.open_ticket import Request, open_ticket
from shared.usecases.records.agenda_rows import write_agenda
from shared.usecases.views.read_tickets import read_queue
from tests.examples.news_examples import member
from tests.fakes.desk import START, FakeDesk
from tests.fakes.mailer import Fate, Fault

ASKER = "owner@acme.example.org"


async def asked(fake: FakeDesk) -> str:
    """A member's request, and its receipts sent; the ticket."""
    await put_member(fake.desk, member("acme"))
    submission = Submission(email=ASKER, product="planner", message="It stops.")
    header = await open_ticket(fake.desk, Request(submission=submission, channel="form", key="k1"))
    await fake.rest()
    return header.state.id


def listed(fake: FakeDesk) -> int:
    """How many rows the list has, needed or not."""
    rows = fake.store.everything()
    return sum(table is Table.AGENDA and key.startswith("open-") for table, _, key in rows)


async def test_a_row_left_by_a_request_that_died_is_removed_when_the_list_is_read() -> None:
    fake = FakeDesk()
    died = aggregate_of("a" * 16)
    row = open_key(died, START + timedelta(hours=24))
    await write_agenda(fake.desk.store, died, START, look=START, listing=Listing(rows=(row,)))
    await fake.advance(timedelta(minutes=10))
    assert (await read_queue(fake.desk)).tickets == ()
    assert listed(fake) == 0


async def test_a_row_of_a_request_that_may_still_be_under_way_is_kept() -> None:
    fake = FakeDesk()
    under_way = aggregate_of("a" * 16)
    row = open_key(under_way, START + timedelta(hours=24))
    await write_agenda(fake.desk.store, under_way, START, look=START, listing=Listing(rows=(row,)))
    assert (await read_queue(fake.desk)).tickets == ()
    assert listed(fake) == 1


async def test_a_ticket_whose_answer_is_refused_after_it_was_closed_is_listed_again() -> None:
    fake = FakeDesk()
    ticket = await asked(fake)
    fake.mailer.fail_next(Fault(Fate.DEFERRED, retry_after=1800, to=ASKER), Fault(Fate.REFUSED, to=ASKER))
    await answer_ticket(fake.desk, ticket, AnswerBody(author="anna", text="Press save.", answers_up_to="m1"))
    await close_ticket(fake.desk, ticket, CloseBody(author="anna"))
    await fake.rest()
    await fake.advance(timedelta(minutes=25))
    assert (await read_queue(fake.desk)).tickets == ()
    await fake.advance(timedelta(minutes=10))
    (entry,) = (await read_queue(fake.desk)).tickets
    assert (entry.ticket, entry.due) == (ticket, START + timedelta(hours=24))


async def test_a_row_goes_after_its_ticket_was_closed_whether_the_list_is_read_or_not() -> None:
    fake = FakeDesk()
    ticket = await asked(fake)
    await answer_ticket(fake.desk, ticket, AnswerBody(author="anna", text="Press save.", answers_up_to="m1"))
    await close_ticket(fake.desk, ticket, CloseBody(author="anna"))
    await fake.rest()
    await fake.advance(timedelta(minutes=5))
    assert listed(fake) == 1
    await fake.advance(timedelta(minutes=10))
    assert listed(fake) == 0
