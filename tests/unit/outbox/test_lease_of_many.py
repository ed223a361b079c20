"""All mails that are due at a ticket leave together: one lease, calls side by side, one mark."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from shared.domain.events.mail_events import MailEnded
from shared.domain.letters.sends import Send, SendState
from shared.domain.outbox import leasing
from shared.domain.values.intake import Submission
from shared.ports.mailer import Mail
from shared.ports.store import Change, Replace, Table
from shared.usecases.clocks.look import look_at_ticket
from shared.usecases.members.put_member import put_member
from shared.usecases.messages.open_ticket import Request, open_ticket
from shared.usecases.outbox import side_by_side
from shared.usecases.records.ticket_rows import SENDS, load_whole_ticket
from tests.examples.escalation_examples import ACME, sends_of
from tests.fakes.desk import VENDOR, FakeDesk
from tests.fakes.mailer import Fate, Fault, MemoryMailer
from tests.fakes.store import MemoryStore
from tests.unit.outbox.test_many_supporters import staffed

EVA, ANNA, BO = "eva@acme.example.org", "anna@example.com", "bo@example.com"


@dataclass
class SeenStore(MemoryStore):
    """Keeps the changes of every transaction at a ticket; ``on_commit`` is told of each."""

    seen: list[Sequence[Change]] = field(default_factory=list)
    on_commit: Callable[[Sequence[Change]], None] = lambda _: None

    def __post_init__(self) -> None:
        super().__init__()

    async def commit(self, table: Table, partition: str, changes: Sequence[Change]) -> Sequence[str]:
        versions = await super().commit(table, partition, changes)
        if table is Table.TICKETS:
            self.seen.append(changes)
            self.on_commit(changes)
        return versions


@dataclass
class WatchedMailer(MemoryMailer):
    """Something happens while a mail to this address is under way."""

    to: str
    happens: Callable[[], object]

    def __post_init__(self) -> None:
        super().__init__()

    async def send(self, mail: Mail, *, first_sent: datetime) -> None:
        if mail.to.address == self.to:
            waited_for = self.happens()
            if asyncio.iscoroutine(waited_for):
                await waited_for
        await super().send(mail, first_sent=first_sent)


async def seen_desk(supporters: int = 2) -> FakeDesk:
    """A desk with a member and so many supporters on duty."""
    made = FakeDesk(
        vendor=VENDOR if supporters == len(VENDOR.supporters) else staffed(supporters), store=SeenStore()
    )
    await put_member(made.desk, ACME)
    await made.rest()
    return made


@pytest.fixture
async def fake() -> FakeDesk:
    """A desk with a member, whose store is seen."""
    return await seen_desk()


async def asked(fake: FakeDesk) -> str:
    """Eva asks; her receipt and two notices are due, and nobody has looked."""
    told = {"email": EVA, "product": "Planner", "kind": "error", "message": "It stops."}
    header = await open_ticket(fake.desk, Request(Submission.model_validate(told), "form", key="k1"))
    fake.queue.take()
    return header.state.id


async def stand(fake: FakeDesk, ticket: str) -> dict[str, Send]:
    """The ticket's mails, by address."""
    return {send.to.address: send for send in await sends_of(fake, ticket)}


def mails_in(changes: Sequence[Change]) -> list[SendState]:
    rows = [each.text for each in changes if isinstance(each, Replace) and each.key.startswith("send-")]
    return [SENDS.read(text).state for text in rows]


def one_call_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(side_by_side, "CALLS_AT_ONCE", 1)


async def test_all_due_mails_are_leased_in_one_transaction_and_marked_in_one_with_their_events(
    fake: FakeDesk,
) -> None:
    ticket = await asked(fake)
    store = fake.store
    assert isinstance(store, SeenStore)
    store.seen.clear()
    await look_at_ticket(fake.desk, ticket)
    assert [mails_in(changes) for changes in store.seen] == [[SendState.SENDING] * 3, [SendState.SENT] * 3]
    assert len(store.seen[1]) == 1 + 3 + 3
    assert len(fake.mailer.delivered) == 3


async def test_a_refused_and_a_deferred_mail_are_marked_as_such_with_the_others(fake: FakeDesk) -> None:
    ticket = await asked(fake)
    fake.mailer.fail_next(Fault(Fate.REFUSED, to=EVA), Fault(Fate.DEFERRED, to=ANNA, retry_after=600))
    await look_at_ticket(fake.desk, ticket)
    sends = await stand(fake, ticket)
    states = {address: send.state for address, send in sends.items()}
    assert states == {EVA: SendState.FAILED, ANNA: SendState.PENDING, BO: SendState.SENT}
    assert sends[ANNA].not_before == fake.clock.instant + timedelta(seconds=600)
    assert isinstance(fake.store, SeenStore)
    assert mails_in(fake.store.seen[-1]) == [SendState.PENDING, SendState.SENT, SendState.FAILED]


async def test_the_first_mail_that_is_one_too_many_stops_those_not_begun_and_they_were_not_attempted(
    fake: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_call_at_a_time(monkeypatch)
    ticket = await asked(fake)
    fake.mailer.fail_next(Fault(Fate.TOO_MANY, retry_after=900))
    await look_at_ticket(fake.desk, ticket)
    sends = sorted((await stand(fake, ticket)).values(), key=lambda send: -send.attempts)
    assert [(send.state, send.attempts) for send in sends] == [
        (SendState.PENDING, 1),
        (SendState.PENDING, 0),
        (SendState.PENDING, 0),
    ]
    assert {send.not_before - fake.clock.instant for send in sends} == {timedelta(seconds=900)}
    assert [send.first_sent is None for send in sends] == [False, True, True]
    assert fake.mailer.delivered == []
    await fake.advance(timedelta(minutes=30))
    assert len(fake.mailer.delivered) == 3


async def test_a_mail_that_has_not_begun_after_two_minutes_is_given_back_and_sent_by_the_next_look(
    fake: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_call_at_a_time(monkeypatch)
    ticket = await asked(fake)

    def slowly() -> None:
        fake.clock.instant += leasing.TIME_TO_BEGIN + timedelta(seconds=1)

    fake.mailer = WatchedMailer(ANNA, slowly)
    await look_at_ticket(fake.desk, ticket)
    sends = await stand(fake, ticket)
    given_back = [send for send in sends.values() if send.state is SendState.PENDING]
    assert sends[ANNA].state is SendState.SENT
    assert given_back
    assert {send.attempts for send in given_back} == {0}
    assert fake.queue.told == [f"ticket-{ticket}"]
    await fake.rest()
    assert {mail.to.address for mail in fake.mailer.delivered} == {EVA, ANNA, BO}
    assert len(fake.mailer.delivered) == 3


async def test_a_mail_that_somebody_else_has_leased_meanwhile_is_left_out_of_the_mark_and_no_other(
    fake: FakeDesk,
) -> None:
    ticket = await asked(fake)

    async def leased_anew() -> None:
        (send,) = [each for each in await sends_of(fake, ticket) if each.to.address == EVA]
        key, head = f"send-{ticket}-{send.id}", f"head-{ticket}"
        row, header = [await fake.store.get(Table.TICKETS, ticket, each) for each in (key, head)]
        assert row
        assert header
        taken = SENDS.text(send.leased(fake.clock.now()))
        changes = [Replace(key, taken, row.etag), Replace(head, header.text, header.etag)]
        await fake.store.commit(Table.TICKETS, ticket, changes)

    fake.mailer = WatchedMailer(EVA, leased_anew)
    await look_at_ticket(fake.desk, ticket)
    states = {address: (send.state, send.attempts) for address, send in (await stand(fake, ticket)).items()}
    assert states == {EVA: (SendState.SENDING, 2), ANNA: (SendState.SENT, 1), BO: (SendState.SENT, 1)}


async def test_what_has_ended_is_marked_while_a_straggler_is_still_under_way(
    fake: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(side_by_side, "MARKED_AFTER", 0.5)
    ticket = await asked(fake)
    marked = asyncio.Event()

    def on_commit(changes: Sequence[Change]) -> None:
        if SendState.SENT in mails_in(changes):
            marked.set()

    assert isinstance(fake.store, SeenStore)
    fake.store.on_commit = on_commit
    fake.mailer = WatchedMailer(ANNA, marked.wait)
    await look_at_ticket(fake.desk, ticket)
    marks = [mails_in(changes) for changes in fake.store.seen if SendState.SENT in mails_in(changes)]
    assert marks == [[SendState.SENT] * 2, [SendState.SENT]]


async def test_one_lease_takes_forty_mails_and_the_others_follow_in_the_same_look() -> None:
    fake = await seen_desk(60)
    ticket = await asked(fake)
    await look_at_ticket(fake.desk, ticket)
    assert isinstance(fake.store, SeenStore)
    leases = [mails_in(changes) for changes in fake.store.seen if SendState.SENDING in mails_in(changes)]
    assert [len(each) for each in leases] == [40, 21]
    assert len(fake.mailer.delivered) == 61


async def test_one_lease_takes_three_mebibytes(fake: FakeDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.usecases.outbox.lease_due.MOST_BYTES", 9_000)
    ticket = await asked(fake)
    await look_at_ticket(fake.desk, ticket)
    assert isinstance(fake.store, SeenStore)
    leases = [mails_in(changes) for changes in fake.store.seen if SendState.SENDING in mails_in(changes)]
    assert [len(each) for each in leases] == [2, 1]
    assert len(fake.mailer.delivered) == 3


async def test_a_mark_that_no_transaction_carries_is_made_in_steps_each_outcome_whole() -> None:
    fake = await seen_desk(39)
    ticket = await asked(fake)
    fake.mailer.fail_next(*[Fault(Fate.REFUSED)] * 40)
    await look_at_ticket(fake.desk, ticket)
    whole = await load_whole_ticket(fake.store, ticket)
    assert whole
    ended = [event.send for event in whole.events if isinstance(event, MailEnded)]
    assert len(ended) == len(set(ended)) == len([send for send in whole.sends if send.ended])


async def test_a_ticket_of_more_rows_than_are_read_at_once_shows_its_words_all_the_same() -> None:
    fake = await seen_desk(70)
    ticket = await asked(fake)
    await look_at_ticket(fake.desk, ticket)
    assert len(fake.mailer.delivered) == 71
    assert all("It stops." in mail.text for mail in fake.mailer.delivered if mail.to.address != EVA)
