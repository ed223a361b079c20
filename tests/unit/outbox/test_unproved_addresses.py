"""Until its reader has shown that an address is its own, its mailbox gets few automatic mails, and bare."""

from datetime import datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.facts.links import Link, Purpose, sign
from shared.domain.letters.conference_letters import AtItsTime
from shared.domain.letters.letters import Letter
from shared.domain.letters.mailbox_limits import DAY, NOT_PROVED, MailboxCount, is_automatic
from shared.domain.letters.sends import SendState
from shared.domain.mail.outgoing_threads import is_to_supporters
from shared.domain.members.member_change import MemberChange
from shared.domain.values.identity import address_key
from shared.domain.values.intake import Submission
from shared.usecases.members.change_member import change_member
from shared.usecases.messages.open_ticket import Request, open_ticket
from shared.usecases.records.standing_rows import record_proved
from shared.usecases.records.ticket_rows import load_whole_ticket
from shared.usecases.seats.ask_for_page import ask_for_page
from shared.usecases.status.use_link import renew_link
from tests.examples.mails import EVA, MailedDesk, desk_with, mail, take
from tests.fakes.desk import START
from tests.letters.letters import letters
from tests.triggers.examples import ACME
from tests.unit.outbox.test_receipt_limits import receipt_to

VICTIM = "annalind@gmail.com"
STRANGER = "someone@elsewhere.example.org"


@pytest.fixture
async def fake() -> MailedDesk:
    """A desk with a member; its clock stands still but where a test moves it."""
    return await desk_with(ACME)


async def ask(fake: MailedDesk, number: int, email: str, name: str = "") -> str:
    """A form is sent in this address's name; its ticket."""
    given = Submission(email=email, name=name, product="Planner", subject="Cheap pills", message=f"{number}.")
    header = await open_ticket(fake.desk, Request(given, "form", key=f"{number}"))
    await fake.rest()
    return header.state.id


def spellings() -> list[str]:
    """A mailbox spelled 128 ways: with dots or without, in both its domains."""
    dotted = (
        "".join(f"{letter}{dot}" for letter, dot in zip(VICTIM, (*dots, ""), strict=False))
        for dots in product(("", "."), repeat=6)
    )
    return [f"{name}d@{domain}" for name in dotted for domain in ("gmail.com", "googlemail.com")]


async def renew(fake: MailedDesk, ticket: str, email: str) -> None:
    """Somebody asks for a new link with one that has expired."""
    person = address_key(fake.desk.secret, email)
    link = Link.lasting(Purpose.TICKET, ticket, person, fake.clock.instant - timedelta(days=200))
    await renew_link(fake.desk, sign(link, fake.desk.link_keys[0]))
    await fake.rest()


async def prove(fake: MailedDesk, email: str) -> None:
    """The address's reader showed now that it is its own."""
    await record_proved(fake.desk, address_key(fake.desk.secret, email), fake.clock.instant)


async def test_a_victims_mailbox_spelled_128_ways_gets_three_automatic_mails_a_day_in_all(
    fake: MailedDesk,
) -> None:
    spelled = spellings()
    assert len(set(spelled)) == 128
    pause = timedelta(hours=23) / len(spelled)
    for number, each in enumerate(spelled):
        await ask(fake, number, each)
        fake.clock.instant += pause
    assert sum(len(fake.mailed(each)) for each in spelled) == 3
    fake.clock.instant = START + DAY
    await ask(fake, 999, spelled[-1])
    assert sum(len(fake.mailed(each)) for each in spelled) == 4


async def test_a_proof_is_of_the_address_and_lends_nothing_to_other_spellings_of_its_mailbox(
    fake: MailedDesk,
) -> None:
    await prove(fake, VICTIM)
    for number, each in enumerate(spellings()[:60]):
        if each != VICTIM:
            await ask(fake, number, each)
            fake.clock.instant += timedelta(minutes=10)
    assert sum(len(fake.mailed(each)) for each in spellings()) == 3


async def test_receipts_and_renewed_links_and_gate_notices_are_counted_together(fake: MailedDesk) -> None:
    first = await ask(fake, 1, STRANGER)
    fake.clock.instant += timedelta(minutes=30)
    await renew(fake, first, STRANGER)
    fake.clock.instant += timedelta(minutes=30)
    await ask(fake, 2, STRANGER)
    fake.clock.instant += timedelta(hours=1)
    await renew(fake, first, STRANGER)
    fake.clock.instant += timedelta(hours=1)
    last = await ask(fake, 3, STRANGER)
    assert len(fake.mailed(STRANGER)) == 3
    whole = await load_whole_ticket(fake.desk.store, last)
    assert whole
    assert [(each.state, each.reason) for each in whole.sends if each.to.address == STRANGER] == [
        (SendState.WITHDRAWN, NOT_PROVED)
    ]


async def test_a_contact_of_a_member_with_an_active_subscription_gets_ten(fake: MailedDesk) -> None:
    for number in range(14):
        await ask(fake, number, EVA)
        fake.clock.instant += timedelta(hours=1)
    assert len(fake.mailed(EVA)) == 10


async def test_so_does_its_owner_whose_links_to_its_page_are_counted_too(fake: MailedDesk) -> None:
    owner = ACME.owner.address
    for number in range(9):
        await ask(fake, number, owner)
        fake.clock.instant += timedelta(hours=1)
    for _ in range(3):
        await ask_for_page(fake.desk, owner)
        await fake.rest()
        fake.clock.instant += timedelta(minutes=30)
    assert len(fake.mailed(owner)) == 10


async def test_a_contact_whose_member_subscribes_to_nothing_any_more_gets_three(fake: MailedDesk) -> None:
    await change_member(fake.desk, "acme", MemberChange(subscriptions=()), read=("*",))
    await fake.rest()
    for number in range(6):
        await ask(fake, number, EVA)
        fake.clock.instant += timedelta(hours=1)
    assert len(fake.mailed(EVA)) == 3


async def test_whoever_only_has_the_members_domain_gets_three(fake: MailedDesk) -> None:
    for number in range(6):
        await ask(fake, number, "new@acme.example.org")
        fake.clock.instant += timedelta(hours=1)
    assert len(fake.mailed("new@acme.example.org")) == 3


async def test_what_goes_to_an_address_that_is_not_proved_has_no_byte_that_a_stranger_wrote(
    fake: MailedDesk,
) -> None:
    await ask(fake, 1, STRANGER, name="Buy pills at shop.example.com")
    wrote = {"sender": STRANGER, "sender_name": "Pill shop", "subject": "Cheap pills", "fresh": "Buy pills."}
    taken = await take(fake, mail("<pills@shop.example.com>", **wrote))
    await renew(fake, taken.ticket, STRANGER)
    mails = fake.mailed(STRANGER)
    assert len(mails) == 3
    for each in mails:
        assert "pill" not in repr(each).casefold()
        assert each.to.name == ""
        assert not {"In-Reply-To", "References"} & each.headers.keys()


async def test_to_one_that_is_the_same_mail_answers_what_came(fake: MailedDesk) -> None:
    taken = await take(fake, mail("<a@x.example.org>", sender=STRANGER, authenticated=True))
    await renew(fake, taken.ticket, STRANGER)
    receipt, renewed = fake.mailed(STRANGER)
    assert receipt.headers["In-Reply-To"] == "<a@x.example.org>"
    assert renewed.to.name == "Eva"


@pytest.mark.parametrize("letter", list(letters()), ids=lambda letter: letter.letter)
def test_no_letter_to_supporters_is_counted(letter: Letter) -> None:
    """What goes to both sides of a conference is counted at the requester's: the vendor's never is."""
    to_both = isinstance(letter, AtItsTime)
    assert to_both or not (is_automatic(letter) and is_to_supporters(letter))


@given(st.lists(st.integers(0, 20_000), max_size=40), st.sampled_from([3, 10]))
def test_no_day_ever_holds_more_than_its_limit(pauses: list[int], most: int) -> None:
    count, now, granted = MailboxCount(), START, list[datetime]()
    for number, pause in enumerate(pauses):
        now += timedelta(seconds=pause)
        sent = receipt_to(VICTIM, str(number))
        if not count.why_not(sent, now, most):
            count = count.with_one_more(sent, now)
            granted.append(now)
    assert all(sum(0 <= (each - first) / DAY < 1 for each in granted) <= most for first in granted)
