"""A supporter answers a notice from the mail program, over fakes: what happens, and what never may."""

from datetime import timedelta

import pytest

from shared.domain.incoming.incoming import Automatic, IncomingMail
from shared.domain.incoming.mail_threads import Thread
from shared.usecases.mail.mail_from_supporter import mail_from_supporter
from tests.examples.supporter_replies import ANNA, BO, EVA, RUNE, SupportersDesk
from tests.fakes.mailer import Fate, Fault

ANSWER = "Hello Eva,\n\npress Save first."


@pytest.fixture
async def desk() -> SupportersDesk:
    """A desk with one member."""
    made = SupportersDesk()
    await made.begin()
    return made


async def test_a_reply_to_the_notice_reaches_the_requester_with_the_copy_and_meets_the_clock(
    desk: SupportersDesk,
) -> None:
    ticket = await desk.ask()
    assert await desk.reply(desk.notice(), f"{ANSWER}\n-- \nAnna\nDesk 4") == ticket
    answer = desk.mailed(EVA)[-1]
    assert ANSWER in answer.text
    assert "Desk 4" not in answer.text
    assert [copy.address for copy in answer.cc] == [RUNE]
    assert await desk.clocks(ticket) == {"reply-m1": "met"}
    assert (await desk.view(ticket)).owner == "anna"


async def test_a_question_is_answered_without_a_copy_unless_the_supporter_wants_one(
    desk: SupportersDesk,
) -> None:
    for key, command, copied in (("q1", "", []), ("q2", "/kopia\n", [RUNE])):
        await desk.ask(kind="question", key=key)
        await desk.reply(desk.notice(), f"{command}{ANSWER}", f"<{key}@pc>")
        assert [each.address for each in desk.mailed(EVA)[-1].cc] == copied


async def test_a_mail_delivered_twice_answers_once(desk: SupportersDesk) -> None:
    ticket = await desk.ask()
    for _ in range(2):
        assert await desk.reply(desk.notice(about="ärende"), ANSWER) == ticket
    assert len(desk.mailed(EVA)) == 2  # the receipt and the answer
    assert len((await desk.view(ticket)).entries) == 1


async def test_other_words_under_the_same_message_id_are_refused_and_told(desk: SupportersDesk) -> None:
    ticket = await desk.ask()
    await desk.reply(desk.notice(), ANSWER)
    await desk.reply(desk.notice(), "Something else.")
    assert len((await desk.view(ticket)).entries) == 1
    assert "redan fått ett mejl med samma kännetecken" in desk.mailed(ANNA)[-1].text


async def test_a_turn_that_came_after_the_notice_stays_unanswered_with_a_clock_of_its_own(
    desk: SupportersDesk,
) -> None:
    ticket = await desk.ask()
    first = desk.notice()
    desk.fake.clock.instant += timedelta(minutes=5)
    await desk.write(ticket, "And the week view.")
    desk.fake.clock.instant += timedelta(minutes=1)
    await desk.reply(first, ANSWER)
    assert await desk.clocks(ticket) == {"reply-m1": "met", "reply-m2": "running"}


async def test_a_notice_of_a_later_turn_answers_all_before_it(desk: SupportersDesk) -> None:
    ticket = await desk.ask()
    await desk.write(ticket, "And the week view.")
    await desk.reply(desk.notice(), ANSWER)
    assert await desk.clocks(ticket) == {"reply-m1": "met"}


@pytest.mark.parametrize(
    ("sender", "token_of", "authenticated", "answers"),
    [
        (ANNA, ANNA, False, True),
        (ANNA.upper(), ANNA, False, True),
        (ANNA, ANNA, True, True),
        (ANNA, BO, True, True),
        (ANNA, BO, False, False),
        ("anna@example.org", ANNA, True, False),
        ("", ANNA, True, False),
    ],
)
async def test_only_a_supporters_address_with_a_proof_speaks_for_the_vendor(
    desk: SupportersDesk, sender: str, token_of: str, *, authenticated: bool, answers: bool
) -> None:
    ticket = await desk.ask()
    mailed = len(desk.mailed(EVA)), len(desk.mailed(RUNE))
    acted = await desk.reply(desk.notice(token_of), ANSWER, sender=sender, authenticated=authenticated)
    assert acted == ticket
    assert await desk.clocks(ticket) == {"reply-m1": "met" if answers else "running"}
    assert (len(desk.mailed(EVA)) - mailed[0], len(desk.mailed(RUNE))) == (int(answers), mailed[1])


async def test_a_mail_that_nothing_proves_is_kept_to_be_read_and_told_once_without_its_words(
    desk: SupportersDesk,
) -> None:
    ticket = await desk.ask()
    notice = desk.notice(BO)
    before = len(desk.fake.mailer.delivered)
    for number in range(3):
        await desk.reply(notice, "Send money.", f"<{number}@evil>", sender=ANNA)
    view = await desk.view(ticket)
    assert [event.event for event in view.events].count("automatic_mail_kept") == 3
    assert (len(view.turns), view.closed) == (1, None)
    (told,) = desk.fake.mailer.delivered[before:]
    assert (told.to.address, told.cc) == (BO, ())
    assert "money" not in told.text + told.html + told.subject
    assert told.headers["Auto-Submitted"] == "auto-generated"


async def test_a_supporters_machine_never_answers_anybody(desk: SupportersDesk) -> None:
    ticket = await desk.ask()
    before = len(desk.fake.mailer.delivered)
    away = {"automatic": Automatic.OUT_OF_OFFICE}
    assert await desk.reply(desk.notice(), "I am away until Monday.", **away) is None
    assert await desk.clocks(ticket) == {"reply-m1": "running"}
    assert len(desk.fake.mailer.delivered) == before


async def test_an_answer_that_the_provider_refused_is_not_sent_when_the_same_mail_comes_again(
    desk: SupportersDesk,
) -> None:
    ticket = await desk.ask()
    notice = desk.notice()
    desk.fake.mailer.fail_next(Fault(Fate.REFUSED, to=EVA))
    for _ in range(2):
        await desk.reply(notice, ANSWER)
    assert (len(desk.mailed(EVA)), await desk.clocks(ticket)) == (1, {"reply-m1": "running"})
    await desk.fake.advance(timedelta(minutes=5))
    await desk.reply(desk.notice(about="kom inte fram"), ANSWER, "<2@pc>")
    assert await desk.clocks(ticket) == {"reply-m1": "met"}


async def test_an_escalation_is_answered_like_a_notice(desk: SupportersDesk) -> None:
    ticket = await desk.ask()
    await desk.fake.advance(timedelta(hours=13))
    await desk.reply(desk.notice(about="Halva tiden"), ANSWER)
    assert await desk.clocks(ticket) == {"reply-m1": "met"}


async def test_a_supporter_who_asked_something_answers_the_receipt_as_a_requester(
    desk: SupportersDesk,
) -> None:
    ticket = await desk.ask(email=BO)
    receipt = desk.notice(BO, last=2)
    assert desk.thread(receipt).supporter == ""
    assert await desk.reply(receipt, "One thing more.", sender=BO, authenticated=True) is None
    assert (await desk.view(ticket)).entries == ()


async def test_a_supporter_answers_in_the_requesters_thread_only_where_the_sender_is_genuine(
    desk: SupportersDesk,
) -> None:
    ticket = await desk.ask()
    receipt = desk.notice(EVA)
    await desk.reply(receipt, ANSWER, authenticated=False)
    assert await desk.clocks(ticket) == {"reply-m1": "running"}
    await desk.reply(receipt, ANSWER, "<2@pc>", authenticated=True)
    assert await desk.clocks(ticket) == {"reply-m1": "met"}


async def test_an_answer_to_nothing_of_ours_is_anybodys(desk: SupportersDesk) -> None:
    mail = IncomingMail(message_id="<1@pc>", sender=ANNA, fresh=ANSWER, authenticated=True)
    unknown = Thread(ticket="b" * 16, turn="m1", supporter="anna")
    for thread in (None, unknown):
        assert await mail_from_supporter(desk.fake.desk, thread, mail, "a" * 16) is None
    assert desk.fake.mailer.delivered == []
