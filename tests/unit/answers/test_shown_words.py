"""A notice to a supporter shows what was written, and no row, event or queue message does."""

from datetime import timedelta
from html import escape

import pytest

from shared.domain.clocks.escalating import MOST_SHOWN
from shared.domain.incoming.command_lines import Command, read_command
from shared.domain.incoming.reply_line import REPLY_ABOVE
from shared.domain.letters.letters import NewTicket
from shared.domain.tickets.changes import Said
from shared.domain.values.gate_reason import GateReason
from shared.domain.values.intake import Kind
from shared.domain.values.vendor import Language
from shared.mail.render import Rendered, render
from shared.mail.shown_words import MOST_LETTERS, MOST_LINES, Shown
from shared.mail.vocabulary import reply_words
from shared.ports.store import Table
from tests.examples.supporter_replies import ANNA, EVA, WORDS, SupportersDesk
from tests.letters.letters import TICKET, VENDOR, address_of

LETTER = NewTicket(ticket=TICKET, kind=Kind.ERROR, reason=GateReason.UNKNOWN_SENDER)
HOSTILE = '"><script>alert(1)</script>{{ 7 * 7 }}'


def shown(text: str, language: Language = Language.ENGLISH, *, answerable: bool = True) -> Rendered:
    """The notice with these words."""
    said = Said(id="m1", email="eva@acme.example.org", name="Eva\r\nEk", subject="The planner", text=text)
    return render(LETTER, language, VENDOR, address_of, Shown((said,), answerable, TICKET))


@pytest.mark.parametrize("language", Language)
def test_the_words_stand_quoted_below_the_line_above_which_one_answers(language: Language) -> None:
    mail = shown("It stops.\n\n  Twice.\n", language)
    first = mail.text.splitlines()[0]
    assert REPLY_ABOVE[language] in first
    wrote = reply_words(language).wrote.format(who="Eva Ek <eva@acme.example.org>")
    assert f"{wrote}\n> The planner\n>\n> It stops.\n>\n>   Twice.\n" in mail.text
    assert "\n\n\n" not in mail.text
    assert mail.html.index(REPLY_ABOVE[language]) < mail.html.index("It stops.")


@pytest.mark.parametrize(("language", "words"), [("sv", "Öppna ärendet"), ("en", "Open the ticket")])
def test_a_notice_leads_to_the_tickets_page_also_where_it_is_not_to_be_answered(
    language: str, words: str
) -> None:
    page = f"{VENDOR.public_url}/desk/tickets/{TICKET}"
    for answerable in (True, False):
        mail = shown("It stops.", Language(language), answerable=answerable)
        assert f"\n{words}:\n{page}\n\n" in mail.text
        assert f'href="{page}"' in mail.html
    assert "/desk/" not in render(LETTER, Language(language), VENDOR, address_of).text


def test_every_command_is_told_as_it_is_read() -> None:
    elsewhere = {Command.SEND, Command.TAKE_ON}  # in the mail that asks; as /take with a reason
    for language in Language:
        told = [read_command(line) for line, _ in reply_words(language).commands]
        assert {line.command for line in told if line} == set(Command) - elsewhere
        assert None not in told


@pytest.mark.parametrize("language", Language)
def test_what_one_writes_of_a_command_stands_out_and_not_what_it_does(language: Language) -> None:
    mail = shown("It stops.", language)
    for written, does in reply_words(language).commands:
        command, told = (
            mail.html.split(f">{escape(words)}</t")[0].rsplit("<", 1)[1] for words in (written, does)
        )
        assert ("font-weight:600" in command, "font-weight:400" in told) == (True, True)


def test_what_people_write_is_never_markup_nor_a_template() -> None:
    mail = shown(HOSTILE)
    assert "<script" not in mail.html
    assert "&lt;script&gt;" in mail.html
    assert f"> {HOSTILE}" in mail.text
    assert "49" not in mail.html + mail.text
    assert mail.subject.endswith(": Eva Ek: The planner (error report) [k7q2-m4xw]")


@pytest.mark.parametrize("text", ["x" * MOST_LETTERS + "END", "line\n" * MOST_LINES + "END"])
def test_long_words_are_cut_and_said_to_be(text: str) -> None:
    mail = shown(text)
    for part in (mail.text, mail.html):
        assert "END" not in part
        assert reply_words(Language.ENGLISH).cut in part
    assert reply_words(Language.ENGLISH).cut not in shown("short").text


def test_who_cannot_be_recognised_is_not_told_to_reply() -> None:
    mail = shown("It stops.", answerable=False)
    assert "> It stops." in mail.text
    for part in (mail.text, mail.html):
        assert REPLY_ABOVE[Language.ENGLISH] not in part
        assert "/note" not in part


async def test_supporters_read_the_words_and_no_outbox_row_or_event_has_them() -> None:
    desk = SupportersDesk()
    await desk.begin()
    ticket = await desk.ask()
    assert f"> {WORDS}" in desk.notice().text
    await desk.fake.advance(timedelta(hours=13))
    assert f"> {WORDS}" in desk.notice(about="Halva tiden").text
    assert all(WORDS not in mail.text + mail.html for mail in desk.mailed(EVA))
    assert {mail.headers["Auto-Submitted"] for mail in desk.mailed(ANNA)} == {"auto-generated"}
    rows = await desk.fake.store.rows(Table.TICKETS, ticket, first="0", before="z")
    holding = {row.key.partition("-")[0] for row in rows if WORDS in row.text}
    assert holding == {"text"}


async def test_a_further_message_is_shown_and_not_the_first() -> None:
    desk = SupportersDesk()
    await desk.begin()
    ticket = await desk.ask()
    await desk.write(ticket, "And the week view.")
    assert "> And the week view." in desk.notice().text
    assert WORDS not in desk.notice().text


async def test_an_escalation_shows_all_that_waits_and_an_answer_to_it_answers_all_of_it() -> None:
    desk = SupportersDesk()
    await desk.begin()
    ticket = await desk.ask()
    await desk.write(ticket, "And the week view.")
    await desk.fake.advance(timedelta(hours=13))
    notice = desk.notice(about="Halva tiden")
    assert "\n\n\n" not in notice.text
    assert notice.text.index(f"> {WORDS}") < notice.text.index("> And the week view.")
    await desk.reply(notice, "Press Save.")
    assert await desk.clocks(ticket) == {"reply-m1": "met"}


async def test_what_an_escalation_has_no_room_to_show_is_not_answered_by_replying_to_it() -> None:
    desk = SupportersDesk()
    await desk.begin()
    ticket = await desk.ask()
    for number in range(2, MOST_SHOWN + 2):
        await desk.write(ticket, f"Number {number}.")
    await desk.fake.advance(timedelta(hours=13))
    notice = desk.notice(about="Halva tiden")
    assert f"> Number {MOST_SHOWN}." in notice.text
    assert f"> Number {MOST_SHOWN + 1}." not in notice.text
    await desk.reply(notice, "Press Save.")
    assert await desk.clocks(ticket) == {"reply-m1": "met", f"reply-m{MOST_SHOWN + 1}": "running"}
