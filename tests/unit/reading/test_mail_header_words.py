"""What stands in headers is read as it was meant, and nothing in it deceives whoever reads it."""

import pytest

from shared.domain.incoming.incoming import IncomingMail
from shared.mail.reading import read_mail
from tests.examples.raw_mails import mixed, raw_mail

OVERRIDE, ISOLATE, NO_WIDTH = "\N{RIGHT-TO-LEFT OVERRIDE}", "\N{FIRST STRONG ISOLATE}", "\N{ZERO WIDTH SPACE}"
MARK = "\N{REPLACEMENT CHARACTER}"


def read(**headers: str) -> IncomingMail:
    return read_mail(raw_mail(**headers))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("=?windows-1252?Q?Planner_=96_100_=80?=", "Planner \N{EN DASH} 100 \N{EURO SIGN}"),
        ("=?iso-8859-1?Q?Planner_=96_100_=80?=", "Planner \N{EN DASH} 100 \N{EURO SIGN}"),
        ("=?gb2312?B?1uzpRrv5ILLiytQ=?=", "\u6731\u9555\u57fa \u6d4b\u8bd5"),
        ("=?iso-2022-jp?B?GyRCJDMkcyRLJEEkTxsoQg==?=", "\u3053\u3093\u306b\u3061\u306f"),
        ("=?utf-8*sv?Q?St=C3=A4ngd?=", "Stängd"),
        ("=?utf-8?Q?F=C3?= =?utf-8?Q?=B6rst=C3=B6rd?=", "Förstörd"),
        ("=?utf-8?Q?F=C3=B6r?= =?iso-8859-1?Q?sta_=E5ret?=", "Första året"),
        ("=?utf-8?B?U3TDpG5nZA?=", "Stängd"),
        ("=?utf-8?Q?Planner stannar?=", "Planner stannar"),
        ("Fel =?utf-8?Q?p=C3=A5?= sidan", "Fel på sidan"),
        ("=?utf-8?Q?broken", "=?utf-8?Q?broken"),
    ],
)
def test_a_subject_is_read_as_it_was_meant(written: str, meant: str) -> None:
    mail = read(subject=written)
    assert (mail.subject, mail.unreadable) == (meant, "")


@pytest.mark.parametrize("charset", ["x-unknown", "unknown-8bit", "x-no-such-charset"])
def test_a_subject_in_a_charset_that_nobody_knows_is_guessed_and_marked(charset: str) -> None:
    mail = read(subject=f"=?{charset}?Q?f=F6rsvinner?=")
    assert mail.subject == "försvinner"
    assert "was read as cp1252" in mail.unreadable


@pytest.mark.parametrize(
    ("charset", "codec", "words"),
    [
        ("big5", "big5hkscs", "\u7881\u6f0f"),
        ("iso-8859-9", "cp1254", "\u201cPlanner\u201d \u0130"),
        ("gb2312", "gb18030", "\u6731\u9555\u57fa Planner"),
        ("windows-1251", "cp1251", "\u041f\u0440\u0438\u0432\u0435\u0442"),
        ("iso-8859-1", "cp1252", "Planner \N{EN DASH} f\xf6r 100 \N{EURO SIGN}"),
        ("iso-8859-1", "utf-8", "Planner för"),
        ("no-such-charset", "cp1252", "Planner för"),
    ],
)
def test_bare_bytes_in_headers_are_in_the_charset_of_the_text(charset: str, codec: str, words: str) -> None:
    bare = words.encode(codec).decode("utf-8", "surrogateescape")
    sent = {"subject": bare, "from": f"{bare} <eva@alfa.example.org>"}
    mail = read_mail(raw_mail("Hej", content_type=f"text/plain; charset={charset}", **sent))
    assert (mail.subject, mail.sender_name, mail.sender) == (words, words, "eva@alfa.example.org")


def test_a_name_of_two_encoded_words_has_no_blank_in_its_middle() -> None:
    mail = read(
        **{"from": "=?utf-8?Q?Bj=C3=B6rk?=\r\n =?utf-8?Q?man=2C_F=C3=B6retag?= <eva@alfa.example.org>"}
    )
    assert (mail.sender_name, mail.sender) == ("Björkman, Företag", "eva@alfa.example.org")


@pytest.mark.parametrize(
    "written",
    [
        "Eva <mailto:eva@alfa.example.org>",
        "Eva <MAILTO: eva@alfa.example.org>",
        '"Eva" <smtp:eva@alfa.example.org>',
        "=?utf-8?Q?Eva?= <mailto:eva@alfa.example.org>",
    ],
)
def test_a_scheme_before_an_address_is_no_part_of_it(written: str) -> None:
    mail = read(**{"from": written})
    assert (mail.sender, mail.sender_name) == ("eva@alfa.example.org", "Eva")


def test_no_subject_name_or_text_turns_the_direction_of_reading() -> None:
    mail = read_mail(
        raw_mail(
            f"Open {OVERRIDE}fdp.exe",
            subject=f"Planner {OVERRIDE}fdp.exe gpj{NO_WIDTH}",
            **{"from": f"Eva {ISOLATE}Ek{OVERRIDE} <eva@alfa.example.org>"},
        )
    )
    assert mail.subject == f"Planner {MARK}fdp.exe gpj"
    assert mail.sender_name == f"Eva Ek{MARK}"
    assert mail.text.strip() == f"Open {MARK}fdp.exe"


def test_no_line_separator_or_control_character_stands_in_a_subject() -> None:
    mail = read(subject="=?utf-8?Q?one=E2=80=A8two=C2=85three=C2=9B31m=0Afour?=")
    assert mail.subject == "one two three31m four"


def test_a_files_name_is_read_in_the_charset_that_was_meant() -> None:
    named = "Content-Disposition: attachment; filename*=iso-8859-1''100%80.pdf"
    raw = mixed("\nHej", f"Content-Type: application/pdf\n{named}\n\nx")
    assert [each.name for each in read_mail(raw).files] == ["100\N{EURO SIGN}.pdf"]
