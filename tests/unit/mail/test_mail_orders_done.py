"""What a supporter's mail orders is done whole or not at all, and its author is told, over fakes."""

import pytest

from shared.domain.incoming.incoming import IncomingFile
from tests.examples.mails import subject_of_before
from tests.examples.supporter_replies import ANNA, BO, EVA, SupportersDesk

ANSWER = "Hello Eva,\n\npress Save first."


@pytest.fixture
async def desk() -> SupportersDesk:
    """A desk with one member."""
    made = SupportersDesk()
    await made.begin()
    return made


async def test_a_note_is_kept_for_supporters_and_reaches_nobody(desk: SupportersDesk) -> None:
    ticket = await desk.ask()
    before = len(desk.fake.mailer.delivered)
    await desk.reply(desk.notice(), "/notera\nThey never pay on time.")
    view = await desk.view(ticket)
    assert [(note.author, note.text) for note in view.notes] == [("anna", "They never pay on time.")]
    assert len(desk.fake.mailer.delivered) == before
    assert await desk.clocks(ticket) == {"reply-m1": "running"}


@pytest.mark.parametrize(
    "words",
    [
        "/nte\nThey never pay.",
        "Hello\n/note\nThey never pay.",
        "/note They never pay.\nHello",
    ],
)
async def test_a_slip_refuses_the_whole_mail_and_tells_its_author_alone(
    desk: SupportersDesk, words: str
) -> None:
    ticket = await desk.ask()
    notice, before = desk.notice(BO), len(desk.fake.mailer.delivered)
    state = (await desk.view(ticket)).model_dump(exclude={"mails"})
    for _ in range(2):
        assert await desk.reply(notice, words, sender=BO) == ticket
    (told,) = desk.fake.mailer.delivered[before:]
    assert (told.to.address, told.cc, told.subject.startswith("Your email was not sent")) == (BO, (), True)
    assert "never pay" not in told.text + told.html
    assert (await desk.view(ticket)).model_dump(exclude={"mails"}) == state


async def test_a_refused_mail_is_put_right_by_replying_to_the_refusal(desk: SupportersDesk) -> None:
    ticket = await desk.ask()
    await desk.reply(desk.notice(), f"/cpoy\n{ANSWER}")
    await desk.reply(desk.notice(about="inget är gjort"), f"/copy\n{ANSWER}", "<2@pc>")
    assert await desk.clocks(ticket) == {"reply-m1": "met"}


async def test_only_a_quote_is_no_answer_and_its_author_is_told(desk: SupportersDesk) -> None:
    ticket = await desk.ask()
    notice = desk.notice()
    quoted = "\n".join(f"> {line}" for line in notice.text.splitlines())
    await desk.reply(notice, f"\nDen mån 2 mars skrev Example Software AB:\n{quoted}")
    assert len(desk.mailed(EVA)) == 1
    assert await desk.clocks(ticket) == {"reply-m1": "running"}
    assert "bara det citerade" in desk.mailed(ANNA)[-1].text


async def test_a_quote_that_the_reader_left_in_is_taken_off_at_the_reply_line(desk: SupportersDesk) -> None:
    await desk.ask()
    notice = desk.notice(BO)
    address = notice.reply_to.address if notice.reply_to else ""
    above = f"On Mon, 2 Mar 2026 at 10:00, Example Software AB <\n{address}> wrote:"
    await desk.reply(notice, f"{ANSWER}\n\n{above}\n\n{notice.text}", sender=BO)
    sent = desk.mailed(EVA)[-1].text
    assert sent.startswith(f"{ANSWER}\n\nBo\n")
    assert address not in sent


@pytest.mark.parametrize("of", ["address", "subject"])
async def test_words_in_which_the_threads_token_is_left_are_not_sent(desk: SupportersDesk, of: str) -> None:
    await desk.ask()
    notice = desk.notice()
    address = notice.reply_to.address if notice.reply_to else ""
    left = {"address": address, "subject": subject_of_before(notice)}[of]
    await desk.reply(notice, f"{ANSWER}\n\nIn the old mail: {left.upper()}")
    assert len(desk.mailed(EVA)) == 1
    assert "citerade" in desk.mailed(ANNA)[-1].text


async def test_no_answer_needed_ends_the_turn_that_the_notice_showed(desk: SupportersDesk) -> None:
    ticket = await desk.ask()
    await desk.reply(desk.notice(), ANSWER)
    await desk.write(ticket, "Thank you!")
    await desk.reply(desk.notice(), "/inget-svar Ett tack.", "<2@pc>")
    entries = (await desk.view(ticket)).entries
    assert [(entry.how, entry.turns, entry.text) for entry in entries][1:] == [
        ("no_answer_needed", ("m2",), "Ett tack.")
    ]
    await desk.reply(desk.notice(), "/no-answer Once more.", "<3@pc>")
    assert "redan fått ett svar" in desk.mailed(ANNA)[-1].text


async def test_an_answer_that_closes_promises_and_takes_is_one_act(desk: SupportersDesk) -> None:
    ticket = await desk.ask()
    await desk.reply(desk.notice(BO), f"/close\n/promise 2026-03-05\n/take\n\n{ANSWER}", sender=BO)
    view = await desk.view(ticket)
    assert (view.owner, view.closed is not None, [str(each.day) for each in view.promises]) == (
        "bo",
        True,
        ["2026-03-05"],
    )
    assert "/take" not in desk.mailed(EVA)[-1].text


async def test_a_promise_for_a_day_that_is_over_sends_nothing(desk: SupportersDesk) -> None:
    ticket = await desk.ask()
    await desk.reply(desk.notice(), f"/lova 2026-02-27\n{ANSWER}")
    assert (len(desk.mailed(EVA)), (await desk.view(ticket)).owner) == (1, "")
    assert "redan passerat" in desk.mailed(ANNA)[-1].text


async def test_closing_alone_needs_a_reason_and_closes_once_however_often_it_comes(
    desk: SupportersDesk,
) -> None:
    ticket = await desk.ask()
    first = desk.notice()
    await desk.reply(first, "/close")
    assert (await desk.view(ticket)).closed is None
    for _ in range(2):
        await desk.reply(first, "/close A duplicate.", "<2@pc>")
        assert [note.text for note in (await desk.view(ticket)).notes] == ["/close A duplicate."]
    assert (await desk.view(ticket)).closed
    await desk.write(ticket, "It is not solved.")
    await desk.reply(first, "/close A duplicate.", "<2@pc>")
    assert (await desk.view(ticket)).closed is None


@pytest.mark.parametrize(
    ("kind", "size", "sent"),
    [
        ("image/png", 900, True),
        ("application/pkcs7-signature", 9000, True),
        ("image/png", 100_000, False),
        ("application/pdf", 10, False),
    ],
)
async def test_a_file_is_never_lost_in_silence(
    desk: SupportersDesk, kind: str, size: int, *, sent: bool
) -> None:
    ticket = await desk.ask()
    files = (IncomingFile(name="a", content_type=kind, content=b"x" * size),)
    await desk.reply(desk.notice(), ANSWER, files=files)
    assert await desk.clocks(ticket) == {"reply-m1": "met" if sent else "running"}


async def test_a_mail_that_could_not_be_read_whole_is_not_sent_on(desk: SupportersDesk) -> None:
    ticket = await desk.ask()
    await desk.reply(desk.notice(), ANSWER, unreadable="charset")
    assert await desk.clocks(ticket) == {"reply-m1": "running"}


async def test_what_no_row_can_hold_is_left_out_of_the_answer(desk: SupportersDesk) -> None:
    ticket = await desk.ask()
    await desk.reply(desk.notice(), "Press \ud800Save\x00 first.")
    assert await desk.clocks(ticket) == {"reply-m1": "met"}
    assert "Save" in desk.mailed(EVA)[-1].text


async def test_a_mail_of_any_length_is_read_in_no_time_or_refused(desk: SupportersDesk) -> None:
    ticket = await desk.ask()
    await desk.reply(desk.notice(), "den wrote " * 35_000)
    await desk.reply(desk.notice(), "x" * 1_000_000, "<2@pc>")
    assert await desk.clocks(ticket) == {"reply-m1": "running"}
    assert "för lång" in desk.mailed(ANNA)[-1].text
