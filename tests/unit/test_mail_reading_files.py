"""Files keep their names and bytes; pictures in the text are told apart; winmail.dat is opened."""

import base64
import struct

import pytest

from shared.mail.reading import read_mail
from tests.raw_mails import mixed, parts, raw_mail

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


def tnef_object(level: int, name: int, kind: int, content: bytes) -> bytes:
    checksum = sum(content) % 65536
    return struct.pack("<BHHI", level, name, kind, len(content)) + content + struct.pack("<H", checksum)


def winmail(body: bytes | None) -> bytes:
    """A TNEF stream with one file."""
    text = tnef_object(1, 0x800C, 2, body) if body is not None else b""
    return (
        struct.pack("<IH", 0x223E9F78, 1)
        + tnef_object(1, 0x9006, 8, struct.pack("<I", 0x10000))
        + tnef_object(1, 0x9007, 6, struct.pack("<II", 1252, 0))
        + text
        + tnef_object(2, 0x9002, 6, b"\1\0" + b"\xff" * 12)
        + tnef_object(2, 0x8010, 1, b"fel.log\0")
        + tnef_object(2, 0x800F, 6, b"log")
        + b"\0" * 12
    )


def winmail_part(stream: bytes) -> str:
    coded = base64.encodebytes(stream).decode()
    return (
        f"Content-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\n{coded}"
    )


def test_winmail_dat_is_opened() -> None:
    mail = read_mail(mixed(winmail_part(winmail("Planner går inte.\0".encode("cp1252")))))
    assert mail.text == "Planner går inte."
    assert [(each.name, each.content) for each in mail.files] == [("fel.log", b"log")]


def test_a_text_that_winmail_dat_repeats_stands_once() -> None:
    mail = read_mail(mixed("\nPlanner stannar.", winmail_part(winmail(b"Planner  stannar.\r\n\0"))))
    assert mail.text == "Planner stannar."
    assert [each.name for each in mail.files] == ["fel.log"]


def test_a_winmail_dat_that_cannot_be_opened_is_kept_as_a_file() -> None:
    mail = read_mail(mixed("\nHej!", winmail_part(b"no such thing")))
    assert [each.content for each in mail.files] == [b"no such thing"]
    assert "winmail.dat" in mail.unreadable
