"""Two supporters answer one message by mail: the second answer is held, and its author asked."""

from datetime import timedelta

import pytest

from shared.domain.facts.delivery_reports import DeliveryStatus
from shared.domain.incoming.incoming import IncomingMail
from shared.ports.mailer import Mail
from shared.usecases.mail.mail_from_supporter import mail_from_supporter
from shared.usecases.outbox.record_delivery import record_delivery
from tests.examples.delivery_examples import report_of
from tests.examples.supporter_replies import BO, EVA, SupportersDesk
from tests.fakes.mailer import Fate, Fault

FIRST = "Hello Eva,\n\npress Save first."
SECOND = "Hello Eva,\n\nhold Shift."


@pytest.fixture
async def desk() -> SupportersDesk:
    """A desk on which Eva has asked."""
    made = SupportersDesk()
    await made.begin()
    return made


async def both_answer(desk: SupportersDesk, second: str = SECOND) -> str:
    """Anna and Bo both answer the notice that each of them got; the ticket."""
    ticket = await desk.ask()
    notices = desk.notice(), desk.notice(BO)
    await desk.reply(notices[0], FIRST, "<1@anna>")
    await desk.reply(notices[1], second, "<1@bo>", sender=BO)
    return ticket


def answers(desk: SupportersDesk) -> list[str]:
    """What Eva has been answered."""
    return [each for each in (FIRST, SECOND) if any(each in mail.text for mail in desk.mailed(EVA))]


async def bounced(desk: SupportersDesk) -> None:
    """The first answer is reported undeliverable."""
    (first,) = (mail for mail in desk.mailed(EVA) if FIRST in mail.text)
    await record_delivery(
        desk.fake.desk, report_of(first, DeliveryStatus.BOUNCED, EVA, desk.fake.clock.instant)
    )
    await desk.fake.rest()


def question(desk: SupportersDesk) -> Mail:
    """The last mail to Bo that asks."""
    return desk.notice(BO, "Your answer is waiting")


async def test_a_second_supporter_answers_a_turn_that_a_colleague_has_answered_since(
    desk: SupportersDesk,
) -> None:
    """a second supporter answers a turn that a colleague has answered since the notice or page was made:
    held for 7 days and asked, never sent unseen
    """
    ticket = await both_answer(desk)
    assert answers(desk) == [FIRST]
    assert "press Save first." in question(desk).text
    assert "/send" in question(desk).text
    (held,) = (await desk.view(ticket)).second_answers
    assert (held.author, held.text, held.until - held.at) == ("bo", SECOND, timedelta(days=7))


async def test_send_all_the_same_is_one_reply_and_sends_it_as_it_was_written(desk: SupportersDesk) -> None:
    ticket = await both_answer(desk)
    await desk.reply(question(desk), "/send", "<2@bo>", sender=BO)
    assert answers(desk) == [FIRST, SECOND]
    (sent,) = (await desk.view(ticket)).second_answers
    assert sent.became == "sent"


async def test_it_is_sent_also_where_the_reply_does_not_say_how_much_it_had_been_shown(
    desk: SupportersDesk,
) -> None:
    await both_answer(desk)
    thread = desk.thread(question(desk)).but(events=None)
    sent = IncomingMail(sender=BO, fresh="/send", text="/send", message_id="<2@bo>")
    await mail_from_supporter(desk.fake.desk, thread, sent, "kept")
    await desk.fake.rest()
    assert answers(desk) == [FIRST, SECOND]


async def test_all_that_the_mail_ordered_is_held_with_its_answer_and_done_with_it(
    desk: SupportersDesk,
) -> None:
    ticket = await both_answer(desk, f"/promise 2026-03-05\n/close\n\n{SECOND}")
    view = await desk.view(ticket)
    assert (view.promises, view.closed) == ((), None)
    await desk.reply(question(desk), "/skicka", "<2@bo>", sender=BO)
    view = await desk.view(ticket)
    assert [each.author for each in view.promises] == ["bo"]
    assert view.closed


async def test_either_mail_that_comes_twice_changes_nothing_more(desk: SupportersDesk) -> None:
    ticket = await desk.ask()
    notices = desk.notice(), desk.notice(BO)
    await desk.reply(notices[0], FIRST, "<1@anna>")
    for _ in range(2):
        await desk.reply(notices[1], SECOND, "<1@bo>", sender=BO)
    asked = question(desk)
    for _ in range(2):
        await desk.reply(asked, "/send", "<2@bo>", sender=BO)
    await desk.reply(notices[1], SECOND, "<1@bo>", sender=BO)
    assert len([mail for mail in desk.mailed(BO) if "waiting" in mail.subject]) == 1
    assert [each.author for each in (await desk.view(ticket)).entries] == ["anna", "bo"]


async def test_what_is_not_held_any_more_is_not_sent_and_its_author_told(desk: SupportersDesk) -> None:
    ticket = await both_answer(desk)
    asked = question(desk)
    await desk.reply(asked, "/send", "<2@bo>", sender=BO)
    await desk.reply(asked, "/send", "<3@bo>", sender=BO)
    assert len((await desk.view(ticket)).entries) == 2
    assert "no answer waiting" in desk.mailed(BO)[-1].text


async def test_another_answer_in_reply_to_the_question_goes_out_in_its_place(desk: SupportersDesk) -> None:
    ticket = await both_answer(desk)
    await desk.reply(question(desk), "As Anna says, and then save.", "<2@bo>", sender=BO)
    assert answers(desk) == [FIRST]
    assert any("As Anna says" in mail.text for mail in desk.mailed(EVA))
    (held,) = (await desk.view(ticket)).second_answers
    assert held.became == "replaced"


async def test_the_first_authors_own_second_mail_is_never_held(desk: SupportersDesk) -> None:
    ticket = await desk.ask()
    notice = desk.notice()
    await desk.reply(notice, FIRST, "<1@anna>")
    await desk.reply(notice, SECOND, "<2@anna>")
    assert answers(desk) == [FIRST, SECOND]
    assert (await desk.view(ticket)).second_answers == ()


async def test_whoever_has_been_shown_the_first_answer_is_not_asked(desk: SupportersDesk) -> None:
    ticket = await desk.ask()
    await desk.reply(desk.notice(), FIRST, "<1@anna>")
    await desk.write(ticket, "And the week view?")
    await desk.reply(desk.notice(), SECOND, "<2@anna>")
    await desk.reply(desk.notice(), "One thing more.", "<3@anna>")
    assert (await desk.view(ticket)).second_answers == ()


async def test_a_note_or_a_call_of_a_second_supporter_is_not_held(desk: SupportersDesk) -> None:
    ticket = await both_answer(desk, "/note they called before")
    assert [each.text for each in (await desk.view(ticket)).notes] == ["they called before"]


async def test_if_the_first_bounces_the_author_of_the_second_is_asked_again(desk: SupportersDesk) -> None:
    ticket = await both_answer(desk)
    await bounced(desk)
    assert await desk.clocks(ticket) == {"reply-m1": "running"}
    asked = desk.notice(BO, "Should your answer be sent now?")
    await desk.reply(asked, "/send", "<2@bo>", sender=BO)
    assert answers(desk) == [FIRST, SECOND]
    assert await desk.clocks(ticket) == {"reply-m1": "met"}


@pytest.mark.parametrize("words", ["/send", "As Anna says, and then save."])
@pytest.mark.parametrize("lost", [True, False])
async def test_what_was_answered_once_more_since_the_question_is_asked_about_anew(
    desk: SupportersDesk, words: str, *, lost: bool
) -> None:
    """never sent unseen, also where the first author has answered once more since its author was asked"""
    ticket = await both_answer(desk)
    if lost:
        await bounced(desk)
    asked = desk.mailed(BO)[-1]
    await desk.reply(desk.notice(), "Click Save once.", "<2@anna>")
    for _ in range(2):
        await desk.reply(asked, words, "<2@bo>", sender=BO)
    assert SECOND not in answers(desk)
    assert "Click Save once." in question(desk).text
    assert [each.became for each in (await desk.view(ticket)).second_answers] == ["replaced", None]
    await desk.reply(question(desk), "/send", "<3@bo>", sender=BO)
    expected = SECOND if words == "/send" else words
    assert [mail for mail in desk.mailed(EVA) if expected in mail.text]
    assert [each.became for each in (await desk.view(ticket)).second_answers] == ["replaced", "sent"]


async def test_if_the_first_is_refused_the_author_of_the_second_is_asked_again(desk: SupportersDesk) -> None:
    ticket = await desk.ask()
    notices = desk.notice(), desk.notice(BO)
    desk.fake.mailer.fail_next(Fault(Fate.DEFERRED, to=EVA), Fault(Fate.REFUSED, to=EVA))
    await desk.reply(notices[0], FIRST, "<1@anna>")
    await desk.reply(notices[1], SECOND, "<1@bo>", sender=BO)
    await desk.fake.advance(timedelta(minutes=10))
    assert await desk.clocks(ticket) == {"reply-m1": "running"}
    await desk.reply(desk.notice(BO, "Should your answer be sent now?"), "/send", "<2@bo>", sender=BO)
    assert answers(desk) == [SECOND]


async def test_silence_sends_nothing_and_after_seven_days_its_author_is_told(desk: SupportersDesk) -> None:
    ticket = await both_answer(desk)
    await desk.fake.advance(timedelta(days=7, minutes=10))
    assert answers(desk) == [FIRST]
    (held,) = (await desk.view(ticket)).second_answers
    assert held.became == "lapsed"
    told = desk.notice(BO, "never sent")
    assert "hold Shift." in told.text
    await desk.fake.advance(timedelta(hours=1))
    assert len([mail for mail in desk.mailed(BO) if "never sent" in mail.subject]) == 1
