"""winmail.dat is opened where it holds what it says, and kept as a file where not."""

import base64
import struct
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.mail.reading import read_mail
from tests.examples.raw_mails import mixed

MAPI_BODY, ATTACHED_MAIL, RTF = 0x1000, 0x3701, 0x1009
ATTMAPIPROPS, ATTATTACHMENT, ATTRECIPTABLE = 0x9003, 0x9005, 0x9004
EMBEDDED = bytes.fromhex("0703020000000000c000000000000046")


def tnef_object(level: int, name: int, kind: int, content: bytes) -> bytes:
    checksum = sum(content) % 65536
    return struct.pack("<BHHI", level, name, kind, len(content)) + content + struct.pack("<H", checksum)


def winmail(body: bytes | None, *more: bytes) -> bytes:
    """A TNEF stream with one file."""
    text = tnef_object(1, 0x800C, 2, body) if body is not None else b""
    return (
        struct.pack("<IH", 0x223E9F78, 1)
        + tnef_object(1, 0x9006, 8, struct.pack("<I", 0x10000))
        + tnef_object(1, 0x9007, 6, struct.pack("<II", 1252, 0))
        + text
        + b"".join(more)
        + tnef_object(2, 0x9002, 6, b"\1\0" + b"\xff" * 12)
        + tnef_object(2, 0x8010, 1, b"fel.log\0")
        + tnef_object(2, 0x800F, 6, b"log")
    )


def properties(*each: bytes) -> bytes:
    return struct.pack("<I", len(each)) + b"".join(each)


def value(kind: int, name: int, content: bytes) -> bytes:
    padded = content + b"\0" * (-len(content) % 4)
    return struct.pack("<HHII", kind, name, 1, len(content)) + padded


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


def test_a_text_among_the_properties_is_read() -> None:
    body = value(0x1F, MAPI_BODY, "Planner går inte.\0".encode("utf-16-le"))
    named = struct.pack("<HH16sII", 0x03, 0x8005, b"", 0, 1) + struct.pack("<I", 7)
    several = struct.pack("<HHI", 0x1003, 0x3000, 3) + struct.pack("<III", 1, 2, 3)
    wrapped = winmail(None, tnef_object(1, ATTMAPIPROPS, 6, properties(named, several, body)))
    mail = read_mail(mixed(winmail_part(wrapped)))
    assert (mail.text, mail.unreadable) == ("Planner går inte.", "")


def test_a_mail_within_gives_its_text_and_files() -> None:
    inner = value(0x0D, ATTACHED_MAIL, EMBEDDED + winmail(b"Inre text.\0"))
    wrapped = winmail(b"Yttre.\0") + tnef_object(2, ATTATTACHMENT, 6, properties(inner))
    mail = read_mail(mixed(winmail_part(wrapped)))
    assert mail.text == "Yttre."
    assert b"Inre text." in [each.content for each in mail.files]
    assert b"log" in [each.content for each in mail.files]


def test_a_text_in_rtf_alone_is_kept_as_the_file_that_it_is() -> None:
    wrapped = winmail(None, tnef_object(1, ATTMAPIPROPS, 6, properties(value(0x102, RTF, b"LZFu...."))))
    mail = read_mail(mixed(winmail_part(wrapped)))
    assert "winmail.dat" in [each.name for each in mail.files]
    assert "formatted text" in mail.unreadable
    assert "formatted text" not in read_mail(mixed("\nHej!", winmail_part(wrapped))).unreadable


MANY = 0xFFFFFFF0
BOMBS = {
    "properties": struct.pack("<I", MANY),
    "values": struct.pack("<IHHI", 1, 0x1003, 0x3000, MANY),
    "short values": struct.pack("<IHHI", 1, 0x1002, 0x3000, MANY),
    "strings": struct.pack("<IHHI", 1, 0x1E, 0x3000, MANY),
    "a string": struct.pack("<IHHII", 1, 0x1E, 0x3000, 1, MANY),
}


@pytest.mark.parametrize("bomb", BOMBS)
@pytest.mark.parametrize("within", [False, True])
def test_counts_that_the_file_cannot_hold_are_not_believed(bomb: str, within: bool) -> None:  # noqa: FBT001 - a row
    wrapped = winmail(b"Hej.\0") + tnef_object(1, ATTMAPIPROPS, 6, BOMBS[bomb])
    if within:
        inner = properties(value(0x0D, ATTACHED_MAIL, EMBEDDED + wrapped))
        wrapped = winmail(b"Hej.\0") + tnef_object(2, ATTATTACHMENT, 6, inner)
    began = time.process_time()
    mail = read_mail(mixed(winmail_part(wrapped)))
    assert time.process_time() - began < 1
    assert mail.files


def test_recipients_that_the_file_cannot_hold_are_not_believed() -> None:
    inner = EMBEDDED + winmail(None, tnef_object(1, ATTRECIPTABLE, 6, struct.pack("<II", 1, MANY)))
    wrapped = winmail(None) + tnef_object(2, ATTATTACHMENT, 6, properties(value(0x0D, ATTACHED_MAIL, inner)))
    began = time.process_time()
    assert read_mail(mixed(winmail_part(wrapped))).files
    assert time.process_time() - began < 1


def test_very_many_objects_are_kept_as_the_file_that_they_are() -> None:
    wrapped = winmail(b"Hej.\0") + tnef_object(1, 0x800C, 2, b"x") * 100_000
    began = time.process_time()
    assert [each.name for each in read_mail(mixed(winmail_part(wrapped))).files] == ["winmail.dat"]
    assert time.process_time() - began < 2


WHOLE = winmail(
    b"Hej.\0",
    tnef_object(1, ATTMAPIPROPS, 6, properties(value(0x1F, MAPI_BODY, "Hej".encode("utf-16-le")))),
) + tnef_object(2, ATTATTACHMENT, 6, properties(value(0x0D, ATTACHED_MAIL, EMBEDDED + winmail(b"Inre.\0"))))


@settings(max_examples=200, deadline=2000)
@given(
    st.lists(
        st.tuples(st.integers(6, len(WHOLE)), st.integers(0, 6), st.binary(max_size=6)),
        min_size=1,
        max_size=6,
    )
)
def test_a_good_file_changed_anywhere_is_opened_or_kept(changes: list[tuple[int, int, bytes]]) -> None:
    wrapped = WHOLE
    for at, removed, put in changes:
        wrapped = wrapped[:at] + put + wrapped[at + removed :]
    mail = read_mail(mixed("\nHej!", winmail_part(wrapped)))
    assert mail.text.startswith("Hej!")
    assert "could not be read: it is shown" not in mail.unreadable
