"""Incoming mail becomes turns: in the thread that it answers, or in a ticket of its own; once."""

from datetime import timedelta

import pytest

from shared.domain.answers.answering import AnswerBody
from shared.domain.answers.closing import CloseBody
from shared.domain.members.member import HandSubscription, Member, Person
from shared.domain.messages.merging import MergeBody
from shared.domain.values.gate_reason import Mark
from shared.domain.values.identity import short_code
from shared.usecases.answers.answer_ticket import answer_ticket, close_ticket
from shared.usecases.mail.take_mail import TakenAs
from shared.usecases.members.put_member import put_member
from shared.usecases.messages.move_turns import merge_ticket
from tests.examples.mails import EVA, MailedDesk, desk_with, mail, subject_of_before, take
from tests.fakes.desk import START
from tests.triggers.examples import ACME

RUNE = "rune@acme.example.org"
STRANGER = "someone@elsewhere.example.org"
LEA = "lea@neighbour.example.org"
NEIGHBOUR = Member(
    id="neighbour",
    name="Neighbour",
    owner=Person(address=LEA),
    subscriptions=(HandSubscription(product="planner", since=START - timedelta(days=30)),),
)


@pytest.fixture
async def fake() -> MailedDesk:
    """A desk with two members."""
    return await desk_with(ACME, NEIGHBOUR)


async def test_a_members_mail_is_a_ticket_with_a_clock_and_a_receipt_under_the_mail(fake: MailedDesk) -> None:
    taken = await take(fake, mail(authenticated=True))
    seen = await fake.view(taken.ticket)
    assert taken.taken_as is TakenAs.TICKET
    assert [clock.start for clock in seen.clocks] == [START]
    assert (seen.turns[0].email, seen.turns[0].text) == (EVA, "It has been empty since this morning.")
    (receipt,) = fake.mailed(EVA)
    assert receipt.headers["In-Reply-To"] == receipt.headers["References"] == "<first@acme.example.org>"
    assert receipt.headers["Auto-Submitted"] == "auto-generated"
    assert "calendar" not in receipt.subject + receipt.text


async def test_a_mail_delivered_twice_is_one_ticket_and_one_receipt(fake: MailedDesk) -> None:
    first, again = [await take(fake, mail()) for _ in range(2)]
    assert first == again
    assert await fake.tickets() == 1
    assert len(fake.mailed(EVA)) == 1


async def test_a_mail_without_message_id_is_known_again_by_its_bytes(fake: MailedDesk) -> None:
    first, again = [await take(fake, mail(""), b"the same bytes") for _ in range(2)]
    other = await take(fake, mail(""), b"other bytes")
    assert first == again != other
    assert await fake.tickets() == 2


async def test_other_content_under_a_used_message_id_is_a_ticket_of_its_own_once(fake: MailedDesk) -> None:
    first = await take(fake, mail())
    other, again = [await take(fake, mail(fresh="Something else.")) for _ in range(2)]
    assert other.ticket == again.ticket != first.ticket
    assert await fake.tickets() == 2


async def test_an_answer_to_the_receipt_is_a_second_turn_by_the_address_alone(fake: MailedDesk) -> None:
    first = await take(fake, mail())
    reply = mail("<second@acme.example.org>", recipients=(fake.answered_by(),), fresh="And the week view.")
    taken = await take(fake, reply)
    again = await take(fake, reply)
    assert (taken.taken_as, taken.ticket, taken.turn) == (TakenAs.TURN, first.ticket, "m2")
    assert taken == again
    turns = (await fake.view(first.ticket)).turns
    assert [(turn.text, turn.marks) for turn in turns[1:]] == [
        ("And the week view.", (Mark.PRODUCT_UNCLEAR,))
    ]


async def test_an_answer_is_threaded_by_a_proof_in_its_subject_where_the_address_lost_the_token(
    fake: MailedDesk,
) -> None:
    first = await take(fake, mail())
    subject = f"SV: {subject_of_before(fake.mailed(EVA)[0])}"
    taken = await take(fake, mail("<second@acme.example.org>", subject=subject))
    assert (taken.ticket, taken.turn) == (first.ticket, "m2")


@pytest.mark.parametrize("header", ["in_reply_to", "references"])
async def test_an_answer_is_threaded_by_our_own_message_ids(fake: MailedDesk, header: str) -> None:
    first = await take(fake, mail())
    ours = fake.mailed(EVA)[0].headers["Message-ID"]
    named = ours if header == "in_reply_to" else ("<x@acme.example.org>", ours)
    taken = await take(fake, mail("<second@acme.example.org>", **{header: named}))
    assert (taken.ticket, taken.turn) == (first.ticket, "m2")


async def test_the_same_subject_alone_is_another_ticket(fake: MailedDesk) -> None:
    first = await take(fake, mail())
    taken = await take(fake, mail("<second@acme.example.org>", subject=f"Re: [{first.ticket}] Answer"))
    assert taken.taken_as is TakenAs.TICKET
    assert taken.ticket != first.ticket


async def test_a_forged_token_is_a_new_ticket(fake: MailedDesk) -> None:
    first = await take(fake, mail())
    forged = f"desk+{first.ticket}-m1-{'a' * 16}@example.com"
    taken = await take(fake, mail("<second@acme.example.org>", recipients=(forged,)))
    assert taken.taken_as is TakenAs.TICKET


async def test_a_forged_message_id_of_ours_is_a_new_ticket(fake: MailedDesk) -> None:
    await take(fake, mail())
    ours = fake.mailed(EVA)[0].headers["Message-ID"]
    forged = ours.replace(ours[30:37], "0000000")
    assert (await take(fake, mail("<second@acme.example.org>", in_reply_to=forged))).turn == "m1"


async def test_a_colleagues_answer_is_a_turn_like_any_other(fake: MailedDesk) -> None:
    first = await take(fake, mail())
    reply = mail("<c@acme.example.org>", sender=RUNE, recipients=(fake.answered_by(),))
    assert (await take(fake, reply)).ticket == first.ticket
    assert Mark.SENDER_UNVERIFIED not in (await fake.view(first.ticket)).turns[1].marks


async def test_an_answer_from_an_unknown_address_is_a_marked_turn_with_the_members_clock(
    fake: MailedDesk,
) -> None:
    first = await take(fake, mail())
    reply = mail("<s@elsewhere.example.org>", sender=STRANGER, recipients=(fake.answered_by(),))
    assert (await take(fake, reply)).ticket == first.ticket
    second = (await fake.view(first.ticket)).turns[1]
    assert (second.email, second.covered) == (STRANGER, True)
    assert Mark.SENDER_UNVERIFIED in second.marks


async def test_a_turn_of_an_unknown_sender_that_waits_at_the_gate_is_covered_with_its_member(
    fake: MailedDesk,
) -> None:
    first = await take(fake, mail())
    over = HandSubscription(product="planner", status="cancelled", since=START - timedelta(days=1))
    lapsed = ACME.model_copy(update={"subscriptions": (*ACME.subscriptions, over)})
    await put_member(fake.desk, lapsed)
    await fake.rest()
    await take(fake, mail("<s@x.example.org>", sender=STRANGER, recipients=(fake.answered_by(),)))
    assert not (await fake.view(first.ticket)).turns[1].covered
    await put_member(fake.desk, ACME)
    await fake.rest()
    second = (await fake.view(first.ticket)).turns[1]
    assert second.covered
    assert Mark.SENDER_UNVERIFIED in second.marks


async def test_somebody_of_another_member_never_writes_in_this_members_ticket(fake: MailedDesk) -> None:
    first = await take(fake, mail())
    reply = mail("<l@neighbour.example.org>", sender=LEA, recipients=(fake.answered_by(),))
    taken = await take(fake, reply)
    assert (taken.taken_as, taken.turn) == (TakenAs.TICKET, "m1")
    assert len((await fake.view(first.ticket)).turns) == 1


async def test_an_answer_to_a_merged_ticket_lands_where_its_matter_goes_on(fake: MailedDesk) -> None:
    first = await take(fake, mail())
    address = fake.answered_by()
    other = await take(fake, mail("<other@acme.example.org>", fresh="Another matter."))
    await merge_ticket(fake.desk, first.ticket, MergeBody(into=other.ticket, author="anna"))
    await fake.rest()
    taken = await take(fake, mail("<second@acme.example.org>", recipients=(address,)))
    assert taken.ticket == other.ticket


async def test_a_persons_answer_goes_under_the_members_own_mail_with_its_subject(fake: MailedDesk) -> None:
    taken = await take(fake, mail(subject="SV: The calendar stays empty"))
    await answer_ticket(
        fake.desk, taken.ticket, AnswerBody(author="anna", text="Press Save first.", answers_up_to="m1")
    )
    await fake.rest()
    answer = fake.mailed(EVA)[-1]
    assert answer.subject == f"Re: The calendar stays empty [{short_code(taken.ticket)}]"
    assert answer.headers["In-Reply-To"] == "<first@acme.example.org>"
    assert "Auto-Submitted" not in answer.headers


async def test_a_message_id_that_is_no_plain_one_is_repeated_to_nobody(fake: MailedDesk) -> None:
    await take(fake, mail("<buy this@shop.example.org>\r\nBcc: everybody@example.org"))
    assert "In-Reply-To" not in fake.mailed(EVA)[0].headers


async def test_a_closed_ticket_opens_again_for_a_persons_thank_you(fake: MailedDesk) -> None:
    first = await take(fake, mail())
    await answer_ticket(
        fake.desk, first.ticket, AnswerBody(author="anna", text="Press Save.", answers_up_to="m1")
    )
    await close_ticket(fake.desk, first.ticket, CloseBody(author="anna"))
    await fake.rest()
    await take(fake, mail("<second@acme.example.org>", recipients=(fake.answered_by(),), fresh="Thank you!"))
    assert (await fake.view(first.ticket)).closed is None
