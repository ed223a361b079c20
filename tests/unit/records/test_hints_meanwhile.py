"""What was hinted at while something else was read counts only where it is what the ticket needs then."""

from datetime import date

from shared.domain.agenda.agenda import look_key, shard_of
from shared.domain.answers.answering import Addressees, AnswerBody, AnswerFacts, decide_answer
from shared.domain.letters.sends import Recipient
from shared.domain.tickets.changes import Changes
from shared.domain.tickets.entries import Entry
from shared.ports.store import Table
from shared.usecases.messages.open_ticket import open_ticket
from shared.usecases.records.acting import commit_act
from shared.usecases.records.ticket_people import known_ticket_and_people
from shared.usecases.records.ticket_rows import LoadedTicket
from tests.examples.requests import request
from tests.fakes.desk import FakeDesk

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
    look = loaded.header.next_look(fake.vendor.close_after)
    aggregate = loaded.header.aggregate
    assert look
    key = look_key(aggregate, look)
    return await fake.store.get(Table.AGENDA, shard_of(aggregate), key) is not None


async def test_a_hint_at_something_else_is_written_once_more_before_the_ticket() -> None:
    fake = FakeDesk()
    loaded = await loaded_at_rest(fake)
    acted = await commit_act(fake.desk, loaded, answer_of(fake, loaded), hinted=loaded.header)
    assert await looks_at(fake, acted)


async def test_who_wrote_at_a_ticket_is_read_with_it_without_what_they_wrote() -> None:
    fake = FakeDesk()
    loaded = await loaded_at_rest(fake)
    assert [(each.email, each.text) for each in loaded.said.values()] == [(request().submission.email, "")]
