"""Files keep their names and bytes; pictures in the text are told apart; winmail.dat is opened."""

import pytest

from shared.mail.reading import read_mail
from tests.examples.raw_mails import mixed, parts, raw_mail

PICTURE = "Content-Type: image/png\nContent-Transfer-Encoding: base64\nContent-ID: <p1@x>\n\niVBORw==\n"


@pytest.mark.parametrize(
    ("parameter", "name"),
    [
        ('filename="fel.log"', "fel.log"),
        ("filename=fel.log", "fel.log"),
        ("filename*=utf-8''f%C3%A5gel.log", "fågel.log"),
        ("filename*0*=utf-8''f%C3%A5;\n filename*1=gel.log", "fågel.log"),
        ('filename="=?utf-8?q?f=C3=A5gel=2Elog?="', "fågel.log"),
        ('filename="C:\\\\temp\\\\fel.log"', "fel.log"),
        ('filename="../../etc/fel.log"', "fel.log"),
        ("filename*=x-unknown''fel.log", "fel.log"),
        ('filename="fel\0.log"', "fel.log"),
    ],
)
def test_a_file_has_the_name_that_the_mail_gives_it(parameter: str, name: str) -> None:
    part = f"Content-Type: application/x-log\nContent-Disposition: attachment; {parameter}\n\nlog"
    (file,) = read_mail(mixed("\nHej!", part)).files
    assert (file.name, file.content_type, file.content) == (name, "application/x-log", b"log")


def test_a_file_without_a_name_gets_the_ending_of_its_type() -> None:
    (file,) = read_mail(mixed("\nHej!", "Content-Type: application/pdf\n\n%PDF")).files
    assert (file.name, file.inline) == ("unnamed.pdf", False)


def test_a_mail_that_is_one_file_has_no_text() -> None:
    mail = read_mail(raw_mail("%PDF", content_type="application/pdf; name=offert.pdf"))
    assert ([each.name for each in mail.files], mail.text) == (["offert.pdf"], "")


def test_a_named_text_is_a_file_also_where_it_is_shown_in_its_place() -> None:
    part = "Content-Type: text/plain; name=fel.txt\nContent-Disposition: inline\n\nlog"
    mail = read_mail(mixed("\nHej!", part))
    assert (mail.text, mail.files[0].name) == ("Hej!", "fel.txt")


def test_a_picture_in_the_text_is_told_from_a_file() -> None:
    page = 'Content-Type: text/html\n\n<p>Se: <img src="cid:p1@x">'
    related = b"Content-Type: multipart/related; boundary=rel\r\n\r\n" + parts(page, PICTURE, boundary="rel")
    attached = "Content-Type: image/png; name=b.png\nContent-Disposition: attachment\n\nx"
    mail = read_mail(mixed(related, attached))
    assert [(each.name, each.inline) for each in mail.files] == [("unnamed.png", True), ("b.png", False)]
    assert mail.files[0].content == b"\x89PNG"
    assert mail.text == "Se:"


def test_an_invitation_beside_its_text_is_kept_as_a_file() -> None:
    calendar = "Content-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR"
    mail = read_mail(mixed("\nMöte?", "Content-Type: text/html\n\n<p>Möte?", calendar, kind="alternative"))
    assert mail.text == "Möte?"
    assert [each.content for each in mail.files] == [b"BEGIN:VCALENDAR"]
