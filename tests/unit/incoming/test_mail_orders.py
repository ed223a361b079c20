"""The commands of a supporter's mail, and that a note never leaves by accident."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.incoming.command_lines import NAMES, Command, looks_like_command, read_command
from shared.domain.incoming.mail_orders import LONGEST_TEXT, MailFault, MailNotDone, Orders, read_orders

SECRET = "They never pay on time."  # noqa: S105 - what must not be sent, and no password
NOTES = [name for name, command in NAMES.items() if command is Command.NOTE]
LOOKS = (
    "/{}",
    "  /{}",
    "/{}:",
    "/{}.",
    "// {}",
    "/ {}",
    "*/{}*",
    "> /{}",
    "- /{}",
    "“/{}”",
    "\\{}",
    "／{}",  # noqa: RUF001 - a slash of another width
    "\u2044{}",
    "\u200b/{}",
    "/\u00ad{}",
    "#{}",
    "!{}",
    ".{}",
    "7{}",
    "/{}/",
    "/{},",
    "/{}!",
    "\ufffd/{}",
    "\U0001f642 /{}",
    "1. /{}",
    "2)/{}",
    "_/{}_",
    "**\\/{}**",
)
lines = st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30), max_size=5)


def fault(words: str) -> MailFault:
    """Why these words are refused."""
    with pytest.raises(MailNotDone) as refused:
        read_orders(words)
    return refused.value.fault


def test_words_without_a_command_are_an_answer() -> None:
    assert read_orders("\nHello Eva,\n\npress Save.\n") == Orders(text="Hello Eva,\n\npress Save.")


@pytest.mark.parametrize("name", [*NOTES, *(name.upper() for name in NOTES), "Notera:"])
def test_below_a_note_command_everything_is_the_note(name: str) -> None:
    assert read_orders(f"/{name}\n{SECRET}\nTwice.") == Orders(note=f"{SECRET}\nTwice.")


def test_a_note_may_stand_on_its_line() -> None:
    assert read_orders(f"/note {SECRET}").note == SECRET


@pytest.mark.parametrize("close", ["/close", "/stäng", "/sta\u0308ng", "/Stäng:"])
def test_an_answer_may_close_promise_copy_and_take(close: str) -> None:
    top = f"{close}\n/lova 2026-03-05\n\n/kopia\n/min"
    ordered = read_orders(f"{top}\n\nWe come back on Thursday.")
    assert (ordered.text, ordered.promised) == ("We come back on Thursday.", date(2026, 3, 5))
    assert (ordered.close, ordered.copy_too, ordered.take) == (True, True, True)
    assert ordered.written == (close, "/lova 2026-03-05", "/kopia", "/min")


@pytest.mark.parametrize("name", ["no-answer", "inget-svar"])
def test_no_answer_needed_has_its_reason(name: str) -> None:
    ordered = read_orders(f"/{name} A thank-you (twice).\n/take")
    assert (ordered.no_answer, ordered.text, ordered.take) == ("A thank-you (twice).", "", True)


def test_closing_alone_may_say_why() -> None:
    ordered = read_orders("/close A duplicate.")
    assert (ordered.close, ordered.close_because, ordered.text) == (True, "A duplicate.", "")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", MailFault.NOTHING_WRITTEN),
        (" \n ", MailFault.NOTHING_WRITTEN),
        ("/nte\nHello", MailFault.UNKNOWN),
        ("Hello\n/note\nwords", MailFault.NOT_AT_TOP),
        ("/note\nwords\n/close", MailFault.NOT_AT_TOP),
        (f"/note {SECRET}\nHello Eva", MailFault.NOTE_AND_MORE),
        (f"/copy\n/note\n{SECRET}", MailFault.NOTE_AND_MORE),
        (f"/promise 2026-03-05\n/note {SECRET}", MailFault.NOTE_AND_MORE),
        ("/note", MailFault.NOTE_EMPTY),
        ("/note\n/close", MailFault.NOTE_EMPTY),
        ("/no-answer", MailFault.REASON_MISSING),
        ("/no-answer thanks\nHello Eva", MailFault.NO_ANSWER_AND_TEXT),
        ("/copy", MailFault.TEXT_MISSING),
        ("/promise 2026-03-05", MailFault.TEXT_MISSING),
        ("/promise\nHello", MailFault.DAY_UNREADABLE),
        ("/promise thursday\nHello", MailFault.DAY_UNREADABLE),
        ("/promise 20260305\nHello", MailFault.DAY_UNREADABLE),
        ("/promise 2026-02-30\nHello", MailFault.DAY_UNREADABLE),
        ("/promise 9999-12-31\nHello", MailFault.DAY_UNREADABLE),
        ("/copy this\nHello", MailFault.NOTHING_AFTER_IT),
        ("/send it\nHello", MailFault.NOTHING_AFTER_IT),
        ("/send\nHello", MailFault.SEND_AND_MORE),
        ("/send\n/close", MailFault.SEND_AND_MORE),
        ("/held\nHello", MailFault.MEETING_AND_MORE),
        ("/call\n/held", MailFault.MEETING_AND_MORE),
        ("/call\n/note They shouted.", MailFault.MEETING_AND_MORE),
        ("/call\n/no-answer Thanks.", MailFault.MEETING_AND_MORE),
        ("/minutes\nHello", MailFault.MINUTES_UNREADABLE),
        ("/minutes 30\nHello", MailFault.MINUTES_UNREADABLE),
        ("/minutes 0 Mended it.", MailFault.MINUTES_UNREADABLE),
        ("/minutes 1441 Mended it.", MailFault.MINUTES_UNREADABLE),
        ("/minutes half an hour", MailFault.MINUTES_UNREADABLE),
        ("/close\n/stäng\nHello", MailFault.TWICE),
        ("Notera:\nThey never pay.", MailFault.SLASH_MISSING),
        ("Internal note\nThey never pay.", MailFault.SLASH_MISSING),
        ("x" * (LONGEST_TEXT + 1), MailFault.TOO_LONG),
        ("/close " + "x" * 2001, MailFault.TOO_LONG),
    ],
)
def test_what_does_not_go_together_is_refused_whole(words: str, why: MailFault) -> None:
    assert fault(words) is why


@pytest.mark.parametrize(
    "line",
    [
        "/etc/hosts",
        "/usr/lib is full",
        "/read.me",
        "7 min later",
        "Note that it stops.",
        "- notera att",
        "a/b",
        "/",
    ],
)
def test_a_path_or_a_sentence_is_no_command(line: str) -> None:
    assert looks_like_command(line) == ""
    assert read_orders(line).text == line


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", NOTES)
def test_every_way_to_write_a_note_command_is_one_or_looks_like_one(name: str, look: str) -> None:
    line = look.format(name)
    assert looks_like_command(line)
    try:
        assert read_orders(f"{line}\n{SECRET}") == Orders(note=SECRET)
    except MailNotDone as refused:
        assert refused.fault is MailFault.UNKNOWN  # noqa: PT017 - either is right, sending it is not


@given(lines, st.sampled_from(NOTES), st.sampled_from(LOOKS), lines)
def test_wherever_a_note_command_stands_nothing_of_the_mail_is_sent(
    above: list[str], name: str, look: str, below: list[str]
) -> None:
    words = "\n".join([*above, look.format(name), SECRET, *below])
    try:
        assert read_orders(words).text == ""
    except MailNotDone:
        return


@given(st.text(max_size=300))
def test_what_is_sent_has_no_line_that_looks_like_a_command_and_loses_nothing(words: str) -> None:
    try:
        ordered = read_orders(words)
    except MailNotDone:
        return
    assert not any(map(looks_like_command, ordered.text.splitlines()))
    if not ordered.written and not ordered.note:
        assert ordered.text == "\n".join(words.strip().splitlines()).strip()


@given(
    st.sampled_from(sorted(NAMES)), st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), max_size=20)
)
def test_a_command_is_read_as_it_is_written(name: str, rest: str) -> None:
    command = read_command(f"/{name} {rest}x")
    assert command is not None
    minutes = name == "min" and rest[:1].isdecimal()
    assert command.command is (Command.MINUTES if minutes else NAMES[name])
