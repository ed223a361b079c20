"""Commands as people type them on a telephone or in a hurry are done, or refused whole: never half."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.incoming.command_lines import Command
from shared.domain.incoming.mail_orders import MailFault, MailNotDone, Met, Orders, read_orders
from shared.domain.incoming.minutes_line import Worked
from shared.domain.incoming.reply_line import own_words

HELD = Met(command=Command.HELD)
NO_SHOW = Met(command=Command.NO_SHOW)


def without_lines(ordered: Orders) -> Orders:
    return ordered.but(written=())


def fault(words: str) -> MailFault:
    with pytest.raises(MailNotDone) as refused:
        read_orders(words)
    return refused.value.fault


@pytest.mark.parametrize(
    ("words", "met"),
    [
        *product(["/HELD", "/Held.", "/held!", "/held:", "\u00a0/held\u00a0", "/Hölls.", "/holls"], [HELD]),
        *product(["**/held**", "*/held*", "_/held_", '"/held"', "\u201d/h\u00f6lls.\u201d"], [HELD]),
        *product(
            ["/no-show.", "/No show", "/noshow", "/no\u2013show", "/no\u2011show", "/Uteblev!"], [NO_SHOW]
        ),
        ("/hölls\u00a0Vi löste det.", HELD.but(note="Vi löste det.")),
        ("/held, we solved it", HELD.but(note="we solved it")),
        ("/called: solved", Met(command=Command.CALL, note="solved")),
        ("/ringde", Met(command=Command.CALL)),
    ],
)
def test_how_people_met_is_understood_however_it_is_typed(words: str, met: Met) -> None:
    assert without_lines(read_orders(words)) == Orders(met=met)


@pytest.mark.parametrize(
    "line",
    [
        *("/minutes 30 mended", "/minutes: 30 mended", "/minuter 30 min mended", "/MINUTES 30min mended"),
        *("/minutes 30m: mended", "/minutes 30, mended", "/minutes 30 \u2013 mended", "/minutes 030 mended"),
        *(
            "/minutes\u00a030\u00a0mended",
            "/minuter 30 minuter mended",
            "/min 30 mended",
            "/min 30 min. mended",
        ),
    ],
)
def test_minutes_are_read_with_or_without_their_unit(line: str) -> None:
    assert read_orders(line).worked == Worked(minutes=30, text="mended")


@pytest.mark.parametrize(
    "line", ["/minutes 30 min", "/minutes 1h mended", "/minuter 1,5 h x", "/min 30", "/min 30m."]
)
def test_minutes_that_do_not_say_both_how_many_and_what_are_refused(line: str) -> None:
    assert fault(line) is MailFault.MINUTES_UNREADABLE


def test_min_without_a_number_still_means_mine() -> None:
    assert (read_orders("/min").take, read_orders("/min gamla kund").take_on) == (True, "gamla kund")


@pytest.mark.parametrize(
    ("words", "ordered"),
    [
        ("/take.", Orders(take=True)),
        ("/close!", Orders(close=True)),
        ("/copy.\nHello", Orders(copy_too=True, text="Hello")),
        ("/fel E-12.", Orders(errors=("E-12",))),
        ("/No answer a thank-you", Orders(no_answer="a thank-you")),
        ("/inget svar tack", Orders(no_answer="tack")),
        ("/stang", Orders(close=True)),
        ("/held\n\n/close.\n/owner bo", Orders(met=HELD, close=True, owner="bo")),
    ],
)
def test_a_full_stop_capitals_and_a_missing_hyphen_are_no_matter(words: str, ordered: Orders) -> None:
    assert without_lines(read_orders(words)) == ordered


@pytest.mark.parametrize(
    "words", ["/held /close", "/held; /close", "/call solved /minutes 30 x", "/close see /note."]
)
def test_two_commands_on_one_line_are_refused_rather_than_one_of_them_lost(words: str) -> None:
    assert fault(words) is MailFault.NOT_AT_TOP


def test_a_note_may_speak_of_commands() -> None:
    assert read_orders("/note Bo should write /held himself.").note == "Bo should write /held himself."


@pytest.mark.parametrize("words", ["Held", "held.", "Hölls!", "No-show", "Uteblev\nJag ringde två gånger."])
def test_a_word_that_only_lacks_its_slash_is_never_mailed_to_the_member(words: str) -> None:
    assert fault(words) is MailFault.SLASH_MISSING


@pytest.mark.parametrize("words", ["/hold", "/hållet", "/conference held", "/foo bar\nHello"])
def test_what_is_no_command_is_refused(words: str) -> None:
    assert fault(words) is MailFault.UNKNOWN


@pytest.mark.parametrize(
    "line",
    [
        *(
            "Skickat från min iPhone",
            "Sent from my Galaxy S24",
            "Sent from Outlook for Android",
            "Get Outlook for iOS",
        ),
        "Hämta Outlook för iOS<https://aka.ms/x>",
    ],
)
def test_what_a_telephone_adds_of_itself_is_no_word_of_the_supporters(line: str) -> None:
    assert own_words(f"/held\n\n{line}\n") == "/held"
    assert own_words(f"Press Save.\n\n{line}") == "Press Save."


def test_a_sentence_about_sending_stays() -> None:
    assert own_words("It was sent from the office.\nSent from there.").endswith("Sent from there.")


@given(
    st.sampled_from(["/held", "/no-show", "/call", "/take", "/close"]), st.text(".,;:!*_ \u00a0", max_size=4)
)
def test_whatever_marks_stand_behind_a_command_it_is_mailed_to_nobody(name: str, marks: str) -> None:
    try:
        assert read_orders(name + marks).text == ""
    except MailNotDone:
        return
