"""What is answered and silent is closed by the desk, once, and nothing else is."""

from collections.abc import Sequence
from datetime import timedelta

from shared.domain.agenda.header import aggregate_of
from shared.domain.answers.answering import AnswerBody
from shared.domain.events.message_events import TicketClosedByDesk
from shared.domain.tickets.changes import Changes
from shared.domain.values.intake import Kind, Submission
from shared.domain.values.vendor import Policy
from shared.ports.store import Change, Remove, Row, Table
from shared.usecases.answers.answer_ticket import answer_ticket
from shared.usecases.clocks.look import look_at
from shared.usecases.messages.add_message import Further, add_message
from shared.usecases.messages.open_ticket import Request, open_ticket
from shared.usecases.records.agenda_rows import write_agenda
from shared.usecases.records.ticket_rows import LoadedTicket, commit_ticket, load_ticket, load_whole_ticket
from shared.usecases.views.queue_pages import MOST_LISTED
from shared.usecases.views.queue_views import Count, Counts
from shared.usecases.views.read_tickets import QueueState, read_queue
from tests.fakes.desk import START, VENDOR, FakeDesk
from tests.fakes.store import MemoryStore
from tests.unit.clocks.test_open_list import ASKER, asked

DAYS = timedelta(days=1)
SOON = timedelta(minutes=10)


async def answered(fake: FakeDesk) -> str:
    """A ticket whose one message was answered, and the answer accepted; ten minutes have passed."""
    ticket = await asked(fake)
    await answer_ticket(
        fake.desk, ticket, AnswerBody(author="anna", text="Press save.", answers_up_to="m1"), "k"
    )
    await fake.rest()
    await fake.advance(SOON)
    return ticket


async def opened(fake: FakeDesk, email: str, message: str) -> str:
    """A new ticket of this sender."""
    submission = Submission(email=email, product="planner", message=message)
    return (
        await open_ticket(fake.desk, Request(submission=submission, channel="form", key=message))
    ).state.id


def counted(number: int) -> Count:
    """Exactly so many."""
    return Count(tickets=number, more_than=False)


async def closings(fake: FakeDesk, ticket: str) -> int:
    """How often the desk closed it."""
    whole = await load_whole_ticket(fake.desk.store, ticket)
    assert whole
    return sum(isinstance(event, TicketClosedByDesk) for event in whole.events)


async def moved_by(fake: FakeDesk, by: timedelta) -> None:
    """Let time pass at once, then scan."""
    fake.clock.instant += by
    await fake.advance(SOON)


async def test_answered_and_silent_for_14_days_is_closed_by_the_desk_once_without_a_mail() -> None:
    """Answered, and silent for 14 days with nothing open: closed by the desk; a new message opens it."""
    fake = FakeDesk()
    ticket = await answered(fake)
    mails = len(fake.mailer.delivered)
    await moved_by(fake, 14 * DAYS - 3 * SOON)
    assert await closings(fake, ticket) == 0
    await moved_by(fake, 2 * SOON)
    await look_at(fake.desk, aggregate_of(ticket))
    assert (await closings(fake, ticket), len(fake.mailer.delivered)) == (1, mails)
    assert (await read_queue(fake.desk)).tickets == ()
    await add_message(fake.desk, ticket, Further(text="Again.", email=ASKER))
    (entry,) = (await read_queue(fake.desk)).tickets
    assert entry.due == fake.clock.instant + timedelta(hours=24)


async def test_looks_of_a_closed_ticket_end() -> None:
    fake = FakeDesk()
    await answered(fake)
    await moved_by(fake, 15 * DAYS)
    await fake.advance(timedelta(hours=1))
    keys = [key for table, _, key in fake.store.everything() if table is Table.AGENDA]
    assert [key for key in keys if not key.startswith(("month-", "people-")) and "-member-" not in key] == []


async def test_a_ticket_whose_turn_waits_at_the_gate_or_is_unanswered_is_never_closed_by_the_desk() -> None:
    fake = FakeDesk()
    gated = await opened(fake, "x@nobody.example.org", "It stops.")
    covered = await asked(fake)
    await moved_by(fake, 60 * DAYS)
    assert (await closings(fake, gated), await closings(fake, covered)) == (0, 0)


async def test_what_runs_stands_first_then_the_gate_then_what_is_silent_each_with_its_count() -> None:
    fake = FakeDesk()
    silent = await answered(fake)
    gated = await opened(fake, "x@nobody.example.org", "Strange.")
    running = await opened(fake, ASKER, "Another.")
    view = await read_queue(fake.desk)
    assert [entry.ticket for entry in view.tickets] == [running, gated, silent]
    assert view.counts == Counts(running=counted(1), at_gate=counted(1), silent=counted(1))
    only = await read_queue(fake.desk, QueueState.SILENT)
    assert [entry.ticket for entry in only.tickets] == [silent]


async def test_a_ticket_of_an_older_version_is_sorted_in_and_closed_once_the_queue_has_been_read() -> None:
    fake = FakeDesk()
    ticket = await answered(fake)
    await make_old(fake, ticket)
    fake.clock.instant += 60 * DAYS
    await read_queue(fake.desk)
    await fake.rest()
    assert await closings(fake, ticket) == 1
    await fake.advance(timedelta(hours=1))
    assert (await read_queue(fake.desk)).tickets == ()


async def make_old(fake: FakeDesk, ticket: str) -> None:
    """Store the ticket as before there were several lists: listed as open, and nothing looks at it."""
    loaded = await load_ticket(fake.desk.store, ticket)
    assert loaded
    old = loaded.header.model_copy(update={"place": None, "slots": (), "stale": ()})
    await commit_ticket(fake.desk.store, LoadedTicket(loaded.header, loaded.etag), old, Changes())
    for shard, key in [
        (place, key) for table, place, key in fake.store.everything() if table is Table.AGENDA
    ]:
        if ticket in key and not key.startswith("month-"):
            row = await fake.store.get(Table.AGENDA, shard, key)
            assert row
            await fake.store.commit(Table.AGENDA, shard, [Remove(key, row.etag)])
    await write_agenda(
        fake.desk.store, aggregate_of(ticket), fake.clock.now(), look=None, listing=old.listing()
    )


async def test_a_conference_due_before_a_reply_is_listed_by_its_own_due_from_the_beginning() -> None:
    hours = Policy(reply=timedelta(hours=24), conference=timedelta(hours=4))
    fake = FakeDesk(VENDOR.but(policy=hours))
    await asked(fake)
    request = Submission(email=ASKER, product="planner", message="Call.", kind=Kind.CONFERENCE)
    header = await open_ticket(fake.desk, Request(submission=request, channel="form", key="k4"))
    first, _ = (await read_queue(fake.desk)).tickets
    assert (first.ticket, first.due) == (header.state.id, START + timedelta(hours=4))


async def test_the_pages_of_the_queue_have_every_ticket_once_and_only_the_first_counts() -> None:
    fake = FakeDesk()
    await asked(fake)
    tickets = {await opened(fake, ASKER, f"Number {number}.") for number in range(MOST_LISTED)}
    tickets |= {await opened(fake, f"x{number}@nobody.example.org", "Strange.") for number in range(60)}
    first = await read_queue(fake.desk)
    assert (len(first.tickets), first.more) == (MOST_LISTED, True)
    assert first.counts == Counts(running=counted(201), at_gate=counted(60), silent=counted(0))
    last = await read_queue(fake.desk, after=first.next)
    assert (len(last.tickets), last.more, last.next, last.counts) == (61, False, "", None)
    names = [entry.ticket for entry in (*first.tickets, *last.tickets)]
    assert len(names) == len(set(names)) == 261
    assert tickets <= set(names)
    assert not any(entry.gated for entry in first.tickets)


async def test_a_message_that_comes_in_the_moment_of_closing_wins() -> None:
    fake = FakeDesk()
    ticket = await answered(fake)
    fake.clock.instant += 15 * DAYS
    fake.wrapped_store = store = FirstOther(fake)
    await look_at(fake.desk, aggregate_of(ticket))
    assert store.came
    loaded = await load_ticket(fake.store, ticket)
    assert loaded
    assert loaded.header.state.closed is None
    assert await closings(fake, ticket) == 0


class FirstOther(MemoryStore):
    """The desk's store; before the first commit to a ticket a member's message comes in."""

    def __init__(self, fake: FakeDesk) -> None:
        super().__init__()
        self.fake, self.came = fake, False

    async def get(self, table: Table, partition: str, key: str) -> Row | None:
        return await self.fake.store.get(table, partition, key)

    async def rows(
        self, table: Table, partition: str, *, first: str, before: str, limit: int = 1000
    ) -> Sequence[Row]:
        return await self.fake.store.rows(table, partition, first=first, before=before, limit=limit)

    async def commit(self, table: Table, partition: str, changes: Sequence[Change]) -> Sequence[str]:
        if table is Table.TICKETS and not self.came:
            self.came = True
            await add_message(self.fake.desk, partition, Further(text="Wait.", email=ASKER))
        return await self.fake.store.commit(table, partition, changes)
