"""What was hinted at while something else was read counts only where it is what the ticket needs then."""

from dataclasses import replace
from datetime import date, timedelta

from shared.domain.agenda.agenda import look_key, shard_of
from shared.domain.answers.answering import Addressees, AnswerBody, AnswerFacts, decide_answer
from shared.domain.facts.files import GivenFile
from shared.domain.letters.sends import Recipient
from shared.domain.tickets.changes import Changes
from shared.domain.tickets.entries import Entry
from shared.ports.store import Table
from shared.usecases.messages.open_ticket import open_ticket
from shared.usecases.records.acting import Hinted, commit_act
from shared.usecases.records.agenda_rows import due_looks
from shared.usecases.records.ticket_rows import LoadedTicket, known_ticket_and_people
from tests.examples.requests import request
from tests.fakes.desk import FakeDesk
from tests.fakes.files import MemoryFiles

GIVEN = AnswerBody(author="anna", text="Press save.", answers_up_to="m1", promised=date(2026, 3, 5))


async def loaded_at_rest(fake: FakeDesk) -> LoadedTicket:
    """A ticket whose first mails have left."""
    ticket = (await open_ticket(fake.desk, request())).state.id
    await fake.rest()
    return await known_ticket_and_people(fake.store, ticket)


def answer_of(fake: FakeDesk, loaded: LoadedTicket) -> Changes:
    """An answer with a promise, which is due in three days."""
    to = Addressees(to=Recipient(address="eva@acme.example.org"), turn="m1")
    facts = AnswerFacts(entry=Entry(id="a" * 16, content="c"), addressees=(to,))
    return decide_answer(loaded.state, GIVEN, facts, fake.clock.now(), fake.desk.house())


async def looks_at(fake: FakeDesk, loaded: LoadedTicket) -> bool:
    """Whether the agenda has the ticket's next look."""
    look = loaded.header.next_look(fake.vendor.silence)
    aggregate = loaded.header.aggregate
    assert look
    key = look_key(aggregate, look)
    return await fake.store.get(Table.AGENDA, shard_of(aggregate), key) is not None


async def test_a_hint_at_something_else_is_written_once_more_before_the_ticket() -> None:
    fake = FakeDesk()
    loaded = await loaded_at_rest(fake)
    acted = await commit_act(
        fake.desk, loaded, answer_of(fake, loaded), hinted=Hinted(loaded.header, fake.clock.now())
    )
    assert await looks_at(fake, acted)


async def test_who_wrote_at_a_ticket_is_read_with_it_without_what_they_wrote() -> None:
    fake = FakeDesk()
    loaded = await loaded_at_rest(fake)
    assert [(each.email, each.text) for each in loaded.said.values()] == [(request().submission.email, "")]


async def test_a_hint_that_has_waited_for_more_than_two_minutes_is_written_anew() -> None:
    """The scan may have removed it: five minutes later nothing needs it that it can see."""
    fake = FakeDesk()
    loaded = await loaded_at_rest(fake)
    changes = answer_of(fake, loaded)
    after = loaded.header.after(changes)
    hinted = Hinted(after, fake.clock.now())
    fake.clock.instant += timedelta(minutes=6)
    await commit_act(fake.desk, loaded, changes, hinted=hinted)
    rows = await due_looks(fake.store, fake.clock.now(), 10)
    assert fake.clock.now() in {row.hint.written for row in rows if row.hint.aggregate == after.aggregate}


class StandsStill(MemoryFiles):
    """The process stands still while a file is kept, for six minutes in which others scan."""

    def __init__(self, fake: FakeDesk) -> None:
        super().__init__()
        self.fake = fake

    async def put(self, key: str, content: bytes, content_type: str, *, ticket: str) -> None:
        await super().put(key, content, content_type, ticket=ticket)
        await self.fake.advance(timedelta(minutes=6))


async def test_a_ticket_whose_file_took_long_is_on_the_agenda_all_the_same() -> None:
    fake = FakeDesk()
    fake.wrapped_files = StandsStill(fake)
    file = GivenFile(name="log.txt", content=b"It stops.")
    opened = await open_ticket(fake.desk, replace(request(), files=(file,)))
    fake.queue.take()
    due = await due_looks(fake.store, fake.clock.now(), 10)
    assert opened.aggregate in {row.hint.aggregate for row in due}
