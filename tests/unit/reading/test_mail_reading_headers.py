"""Who, to whom, when and about what: also where headers are broken, doubled or missing."""

from datetime import UTC, datetime

import pytest

from shared.mail.reading import read_mail
from tests.examples.raw_mails import raw_mail


def test_a_plain_mail_is_read_whole() -> None:
    mail = read_mail(
        raw_mail(
            reply_to="Eva hemma <eva@home.example.org>",
            cc="Bo Berg <bo@member.example.se>, support@vendor.example.com",
            in_reply_to="<answer-1@desk.example.com>",
            references="<first@desk.example.com>\r\n <answer-1@desk.example.com>",
        )
    )
    assert (mail.sender, mail.sender_name) == ("eva@member.example.se", "Eva Ek")
    assert mail.reply_to == "eva@home.example.org"
    assert mail.recipients == ("support@vendor.example.com", "bo@member.example.se")
    assert mail.message_id == "<one@member.example.se>"
    assert mail.in_reply_to == "<answer-1@desk.example.com>"
    assert mail.references == ("<first@desk.example.com>", "<answer-1@desk.example.com>")
    assert mail.sent == datetime(2026, 11, 5, 9, 12, tzinfo=UTC)
    assert (mail.automatic, mail.report, mail.unreadable, mail.authenticated) == (None, None, "", False)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("=?utf-8?q?Planner_g=C3=A5r_inte?=", "Planner går inte"),
        ("=?iso-8859-1?B?5eT2?= =?iso-8859-1?B?5eT2?=", "åäöåäö"),
        ("=?utf-8?q?kl=C3?= =?utf-8?q?=A5mrad?=", "klåmrad"),
        ("=?x-unknown?q?abc?=", "abc"),
        ("=?utf-8?b?!!?= Planner", "Planner"),
        ("Räksmörgås", "Räksmörgås"),
        ("R\udce4ksm\udcf6rg\udce5s", "Räksmörgås"),
        ("en\r\n rad till", "en rad till"),
    ],
)
def test_a_subject_is_read_however_it_is_written(written: str, read: str) -> None:
    assert read in read_mail(raw_mail(subject=written)).subject


@pytest.mark.parametrize(
    ("written", "address", "name"),
    [
        ("=?utf-8?q?Eva_=C3=85s?= <eva@member.example.se>", "eva@member.example.se", "Eva Ås"),
        ('"Ek, Eva" <eva@member.example.se>', "eva@member.example.se", "Ek, Eva"),
        ("eva@member.example.se (Eva Ek)", "eva@member.example.se", ""),
        ("Eva Ek <eva@member.example.se", "eva@member.example.se", "Eva Ek"),
        ("Eva [IT] Ek <eva@member.example.se>", "eva@member.example.se", ""),
        ("Eva: <eva@member.example.se>;", "eva@member.example.se", ""),
        ("<<eva@member.example.se>>", "eva@member.example.se", ""),
        ("eva@example.org <eva@member.example.se>", "eva@member.example.se", "eva@example.org"),
        ("<eva@example.org> <eva@member.example.se>", "eva@member.example.se", "eva@example.org"),
        ("eva @ example.org <eva@member.example.se>", "eva@member.example.se", "eva @ example.org"),
        ('"eva@example.org" <eva@member.example.se>', "eva@member.example.se", "eva@example.org"),
        ("eva@member.example.se@example.org@", "", ""),
        ("Eva Ek", "", ""),
        ("", "", ""),
        ("(" * 3000, "", ""),
    ],
)
def test_a_sender_is_read_however_he_is_written(written: str, address: str, name: str) -> None:
    mail = read_mail(raw_mail(**{"from": written}))
    assert mail.sender == address
    assert not name or mail.sender_name == name


def test_of_several_authors_the_one_that_sent_it_is_the_sender() -> None:
    authors = "Bo <bo@member.example.se>, Eva <eva@member.example.se>"
    assert read_mail(raw_mail(**{"from": authors})).sender == "bo@member.example.se"
    raw = raw_mail(**{"from": authors, "sender": "eva@member.example.se"})
    assert read_mail(raw).sender == "eva@member.example.se"


def test_without_an_author_whoever_sent_it_stands_in() -> None:
    raw = raw_mail(**{"from": None, "return_path": "<eva@member.example.se>"})
    assert read_mail(raw).sender == "eva@member.example.se"


def test_recipients_in_groups_and_envelopes_are_found_once() -> None:
    raw = raw_mail(
        to="Alla: bo@member.example.se, Eva <eva@member.example.se>;, undisclosed-recipients:;",
        delivered_to="desk@vendor.example.com",
        x_original_to="BO@member.example.se",
    )
    assert read_mail(raw).recipients == (
        "bo@member.example.se",
        "eva@member.example.se",
        "desk@vendor.example.com",
    )


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<a@b.example.org>", "<a@b.example.org>"),
        ("a@b.example.org", "<a@b.example.org>"),
        ("", ""),
        ("<a b@c>", "<ab@c>"),
    ],
)
def test_a_message_id_is_read_or_missing(written: str, read: str) -> None:
    assert read_mail(raw_mail(message_id=written)).message_id == read


@pytest.mark.parametrize(
    "date", ["", "yesterday", "Mon, 99 Foo 20266 99:99:99 +9999", "Fri, 31 Dec 9999 23:59:59 -1400"]
)
def test_a_date_that_is_none_is_no_instant(date: str) -> None:
    assert read_mail(raw_mail(date=date)).sent is None


def test_a_mail_without_anything_is_read() -> None:
    for raw in (b"", b"\r\n", b"\r\n\r\n", b"\0"):
        mail = read_mail(raw)
        assert (mail.sender, mail.subject, mail.text, mail.files) == ("", "", "", ())


def test_a_mail_without_headers_is_text() -> None:
    assert (
        read_mail(b"Hej, Planner stannar.\r\nVad ska vi g\xc3\xb6ra?").text
        == "Hej, Planner stannar.\nVad ska vi göra?"
    )


def test_a_mailbox_line_before_the_headers_is_no_header() -> None:
    assert (
        read_mail(b"From eva@member.example.se Thu Nov  5 10:12:00 2026\n" + raw_mail()).subject
        == "Planner stannar"
    )


@pytest.mark.parametrize(
    ("text", "header", "language"),
    [
        ("Hej, Planner går inte att öppna och jag vet inte varför.", "en-US", "sv"),
        ("Hello, the planner does not open and I have no idea why.", "sv-SE", "en"),
        ("Fel 0x80004005", "sv-SE, en-US", "sv"),
        ("Fehler", "de-DE", ""),
        ("Planner", None, ""),
    ],
)
def test_the_language_is_that_of_the_text_else_of_the_program(
    text: str, header: str | None, language: str
) -> None:
    assert read_mail(raw_mail(text, content_language=header)).language == language
