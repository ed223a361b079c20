"""Files in the body of a request, and how large such a body may be."""

import pytest

from shared.domain.facts.files import GivenFile
from shared.web.http.bodies import BODY_LIMIT, PARTS_LIMIT, BodyTooLarge, read_body

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=XX"


def _part(disposition: str, content: bytes, more: str = "") -> bytes:
    return f"--XX\r\nContent-Disposition: form-data; {disposition}\r\n{more}\r\n".encode() + content + b"\r\n"


def _parts(*parts: bytes) -> bytes:
    return b"".join(parts) + b"--XX--\r\n"


def test_files_come_through_as_they_were_sent_beside_the_fields() -> None:
    body = _parts(
        _part('name="message"', "blå".encode()),
        _part('name="picture"; filename="C:\\temp\\skärm.png"', b"\x89PNG", "Content-Type: image/png\r\n"),
        _part('name="other"; filename="../../etc/pass\x07wd"', b"x"),
    )
    read = read_body(PARTS, body)
    assert read.fields == {"message": "blå"}
    assert read.files == (
        GivenFile("skärm.png", b"\x89PNG"),
        GivenFile("../../etc/pass\x07wd", b"x"),
    )


def test_a_form_may_bring_eleven_mebibytes_with_its_files_and_no_byte_more() -> None:
    frame = _parts(_part('name="message"', b"m"), _part('name="f"; filename="f.txt"', b""))
    content = b"x" * (PARTS_LIMIT - len(frame))
    whole = _parts(_part('name="message"', b"m"), _part('name="f"; filename="f.txt"', content))
    read = read_body(PARTS, whole)
    assert (read.fields, read.files) == ({"message": "m"}, (GivenFile("f.txt", content),))
    with pytest.raises(BodyTooLarge):
        read_body(PARTS, whole + b"\n")


def test_the_fields_of_a_form_with_files_have_no_more_room_than_without() -> None:
    half = b"x" * (BODY_LIMIT // 2)
    assert read_body(PARTS, _parts(_part('name="message"', half), _part('name="subject"', half)))
    half += b"x"
    with pytest.raises(BodyTooLarge):
        read_body(PARTS, _parts(_part('name="message"', half), _part('name="subject"', half)))


@pytest.mark.parametrize("content_type", [JSON, FORM, "text/plain"])
def test_what_can_bring_no_files_has_no_room_for_them(content_type: str) -> None:
    with pytest.raises(BodyTooLarge):
        read_body(content_type, b"x" * (BODY_LIMIT + 1))
