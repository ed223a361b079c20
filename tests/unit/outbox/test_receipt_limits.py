"""A flood of requests in somebody's name becomes no flood of mails; every request is kept all the same."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.events.mail_events import MailEnded
from shared.domain.letters.letters import Receipt
from shared.domain.letters.mailbox_limits import LIMITS, MailboxCount
from shared.domain.letters.sends import Recipient, Send, SendState
from shared.domain.values.identity import address_key
from shared.domain.values.intake import Submission
from shared.domain.values.vendor import Language
from shared.ports.store import Table
from shared.usecases.members.put_member import put_member
from shared.usecases.messages.open_ticket import Request, open_ticket
from shared.usecases.outbox.count_mails import MAILBOX_COUNTS
from shared.usecases.records.standing_rows import record_proved
from shared.usecases.records.ticket_rows import load_whole_ticket
from shared.usecases.views.read_tickets import read_queue
from tests.examples.mails import EVA, mail, take
from tests.fakes.desk import START, FakeDesk
from tests.fakes.mailer import Fate, Fault
from tests.triggers.examples import ACME


@pytest.fixture
async def fake() -> FakeDesk:
    """A desk with a member."""
    made = FakeDesk()
    await put_member(made.desk, ACME)
    await made.rest()
    return made


async def ask(fake: FakeDesk, number: int, email: str = EVA) -> str:
    """A form is sent; its ticket."""
    submission = Submission(email=email, product="Planner", message=f"Question {number}.")
    header = await open_ticket(fake.desk, Request(submission, "form", key=f"{number}"))
    await fake.rest()
    return header.state.id


def receipt_to(address: str, name: str) -> Send:
    """A receipt of this operation id."""
    letter = Receipt(ticket="k3f7q2mz5abcdwxy", reply_due=START)
    return Send(
        id=name, letter=letter, to=Recipient(address=address), language=Language.ENGLISH, not_before=START
    )


def receipts(fake: FakeDesk, email: str = EVA) -> int:
    return sum(each.to.address == email for each in fake.mailer.delivered)


async def test_spellings_of_one_mailbox_share_what_it_gets(fake: FakeDesk) -> None:
    spelled = ("eva.berg@gmail.com", "evaberg+a@gmail.com", "Eva.Berg@googlemail.com", "e.v.a.berg@gmail.com")
    for number, each in enumerate(spelled):
        await ask(fake, number, each)
    assert sum(receipts(fake, each) for each in spelled) == 3


async def test_the_fourth_receipt_in_ten_minutes_is_withheld_and_its_ticket_and_clock_are_kept(
    fake: FakeDesk,
) -> None:
    tickets = [await ask(fake, number) for number in range(4)]
    assert receipts(fake) == 3
    whole = await load_whole_ticket(fake.desk.store, tickets[-1])
    assert whole is not None
    (withheld,) = [send for send in whole.sends if send.letter.letter == "receipt"]
    assert (withheld.state, withheld.reason) == (SendState.WITHDRAWN, "too many receipts to one address")
    ended = [each for each in whole.events if isinstance(each, MailEnded) and each.send == withheld.id]
    assert [each.reason for each in ended] == [withheld.reason]
    assert len((await read_queue(fake.desk)).tickets[3].clocks) == 1
    assert sum(each.to.address == "anna@example.com" for each in fake.mailer.delivered) == 4


async def test_forms_and_mails_and_gate_notices_are_counted_together(fake: FakeDesk) -> None:
    stranger = "someone@elsewhere.example.org"
    await ask(fake, 1, stranger)
    await ask(fake, 2, stranger.upper().replace("ELSEWHERE.EXAMPLE.ORG", "elsewhere.example.org"))
    for name in "abc":
        await take(fake, mail(f"<{name}@x.example.org>", sender=stranger, fresh=name))
    assert sum(each.to.address.casefold() == stranger for each in fake.mailer.delivered) == 3


async def test_another_address_is_counted_for_itself(fake: FakeDesk) -> None:
    for number in range(4):
        await ask(fake, number)
    await ask(fake, 5, "rune@acme.example.org")
    assert receipts(fake, "rune@acme.example.org") == 1


async def test_ten_minutes_later_there_are_receipts_again_up_to_ten_in_three_hours(fake: FakeDesk) -> None:
    await record_proved(fake.desk, address_key(fake.desk.secret, EVA), START)
    for number in range(24):
        await ask(fake, number)
        fake.clock.instant += timedelta(minutes=5)
    assert receipts(fake) == 10
    fake.clock.instant = START + timedelta(hours=3)
    await ask(fake, 99)
    assert receipts(fake) == 11


async def test_a_receipt_that_is_tried_again_is_counted_once(fake: FakeDesk) -> None:
    fake.mailer.fail_next(*[Fault(Fate.DEFERRED, to=EVA)] * 3)
    await ask(fake, 1)
    await fake.advance(timedelta(minutes=30))
    assert receipts(fake) == 1
    counts = [text for (_, _, key), text in fake.store.everything().items() if key.startswith("receipts-")]
    assert [len(MAILBOX_COUNTS.read(text).granted) for text in counts] == [1]


async def test_what_is_counted_names_nobody(fake: FakeDesk) -> None:
    await ask(fake, 1)
    limits = [
        f"{place} {text}" for place, text in fake.store.everything().items() if place[0] is Table.LIMITS
    ]
    assert limits
    assert not [each for each in limits if "eva" in each or "acme" in each]


@given(st.lists(st.integers(0, 8000), max_size=60))
def test_no_span_of_time_ever_holds_more_than_its_limit(pauses: list[int]) -> None:
    count, now, granted = MailboxCount(), START, []
    for number, pause in enumerate(pauses):
        now += timedelta(seconds=pause)
        sent = receipt_to(EVA, str(number))
        if not count.why_not(sent, now, None):
            count = count.with_one_more(sent, now)
            granted.append(now)
    for span, most in LIMITS:
        assert all(sum(0 <= (each - first) / span < 1 for each in granted) <= most for first in granted)
