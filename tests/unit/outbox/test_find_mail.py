"""An operation id leads back to its mail, and to nothing else."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from shared.domain.answers.answering import AnswerBody
from shared.domain.members.member import HandSubscription, Member, Person, Seat
from shared.domain.values.identity import MailPlace, Outbox, digest, mail_place, operation_id
from shared.domain.values.intake import Submission
from shared.ports.store import Row, Table
from shared.usecases.answers.answer_ticket import answer_ticket
from shared.usecases.members.put_member import put_member
from shared.usecases.messages.open_ticket import Request, open_ticket
from shared.usecases.news.publish_news import publish_news
from shared.usecases.outbox.find_mail import find_mail
from tests.examples.news_examples import RELEASE, desk_of, member
from tests.fakes.desk import START, FakeDesk
from tests.fakes.mailer import Fate, Fault
from tests.fakes.store import MemoryStore

SECRET = b"a secret for tests only"
TICKET = digest(SECRET, "ticket", "one")
NEWS = digest(SECRET, "news", "one")
UNSEATED = Member(
    id="acme",
    name="Acme",
    owner=Person(address="owner@acme.example.org"),
    contacts=(Person(address="eva@acme.example.org"),),
    seats=(Seat(product="ledger", address="lea@acme.example.org"),),
    subscriptions=(HandSubscription(product="planner", since=START),),
)


class AskedStore(MemoryStore):
    """Remembers which rows it was asked for one by one."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    async def get(self, table: Table, partition: str, key: str) -> Row | None:
        self.asked.append(key)
        return await super().get(table, partition, key)


def test_an_operation_id_is_a_uuid_that_names_the_ticket_news_or_notice() -> None:
    made = operation_id(SECRET, TICKET, "m1", "receipt")
    assert (str(UUID(made)), UUID(made).version) == (made, 4)
    assert mail_place(made) == MailPlace(Outbox.TICKET, TICKET)
    assert mail_place(operation_id(SECRET, "news", NEWS, TICKET)) == MailPlace(Outbox.NEWS, NEWS)
    assert mail_place(operation_id(SECRET, "notice", NEWS)) == MailPlace(Outbox.NOTICE, NEWS)


def test_a_mail_that_follows_from_another_stands_where_that_one_stands() -> None:
    first = operation_id(SECRET, TICKET, "m1")
    assert mail_place(operation_id(SECRET, first, "refused", "anna@example.com")) == mail_place(first)


def test_the_mails_of_a_ticket_have_ids_of_their_own() -> None:
    assert len({operation_id(SECRET, TICKET, str(number)) for number in range(10_000)}) == 10_000


@pytest.mark.parametrize("text", ["", "no id", "0" * 31, operation_id(SECRET, "no", "place")])
def test_what_names_no_place_leads_nowhere(text: str) -> None:
    assert mail_place(text) is None


async def test_every_mail_of_a_ticket_and_the_notice_it_causes_are_found_by_their_operation_id() -> None:
    fake = FakeDesk()
    await put_member(fake.desk, UNSEATED)
    ticket = await _answered(fake)
    for mail in fake.mailer.delivered:
        found = await find_mail(fake.desk, mail.operation_id.upper())
        assert found is not None
        assert (found.send.id, found.send.to.address) == (mail.operation_id, mail.to.address)
        notice = mail.to.address == "owner@acme.example.org"
        assert (found.outbox, found.ticket) == ((Outbox.NOTICE, "") if notice else (Outbox.TICKET, ticket))
    assert {mail.to.address for mail in fake.mailer.delivered} > {"owner@acme.example.org"}


async def test_the_mail_about_a_refused_answer_is_found_too() -> None:
    fake = FakeDesk()
    fake.mailer.fail_next(*[Fault(Fate.REFUSED, to="eva@acme.example.org")] * 2)
    ticket = await _answered(fake)
    await fake.advance(timedelta(minutes=10))
    found = [await find_mail(fake.desk, mail.operation_id) for mail in fake.mailer.delivered]
    told = [each for each in found if each and each.send.letter.letter == "answer_failed"]
    assert [each.ticket for each in told] == [ticket]


async def test_news_is_found_with_and_without_its_reader_named() -> None:
    fake = await desk_of(
        member("acme", ("planner", "ann@acme.example.org"), ("ledger", "bea@acme.example.org"))
    )
    await publish_news(fake.desk, RELEASE, "k", dry_run=False)
    await fake.rest()
    assert len(fake.mailer.delivered) == 2
    for mail in fake.mailer.delivered:
        for reader in ("", mail.to.address.upper()):
            found = await find_mail(fake.desk, mail.operation_id, reader)
            assert found is not None
            assert (found.outbox, found.send.to.address) == (Outbox.NEWS, mail.to.address)
        assert await find_mail(fake.desk, mail.operation_id, "somebody@else.example.org") is None


async def test_an_id_that_only_names_a_ticket_finds_nothing() -> None:
    fake = FakeDesk()
    ticket = await _answered(fake)
    forged = operation_id(b"another secret", ticket, "m1")
    assert mail_place(forged) == MailPlace(Outbox.TICKET, ticket)
    assert await find_mail(fake.desk, forged) is None
    assert [await find_mail(fake.desk, text) for text in ("", "x", str(uuid4()))] == [None] * 3


async def test_finding_a_mail_asks_one_thing_of_storage() -> None:
    store = AskedStore()
    fake = FakeDesk(store=store)
    await _answered(fake)
    store.asked.clear()
    await find_mail(fake.desk, fake.mailer.delivered[0].operation_id)
    assert len(store.asked) == 1


async def _answered(fake: FakeDesk) -> str:
    """A ticket with a receipt, notices, and an answer."""
    told = {"email": "eva@acme.example.org", "product": "Planner", "kind": "error", "message": "It stops."}
    request = Request(submission=Submission.model_validate(told), channel="form", key="k")
    ticket = (await open_ticket(fake.desk, request)).state.id
    await fake.rest()
    await answer_ticket(fake.desk, ticket, AnswerBody(author="anna", text="Press save.", answers_up_to="m1"))
    await fake.rest()
    return ticket
