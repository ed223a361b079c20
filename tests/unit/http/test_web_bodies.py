"""What a request's body is read as, and when it is refused."""

import json
from urllib.parse import quote, urlencode

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shared.web.http.bodies import (
    BODY_LIMIT,
    FIELD_LIMIT,
    Body,
    BodyMalformed,
    BodyTooLarge,
    BodyTypeUnknown,
    Fault,
    read_body,
)

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=XX"
NAMES = st.from_regex(r"[a-z][a-z0-9_.\-]{0,20}", fullmatch=True)
FIELDS = st.dictionaries(NAMES, st.text(max_size=60), min_size=1, max_size=8)


def _part(disposition: str, content: bytes, more: str = "") -> bytes:
    return f"--XX\r\nContent-Disposition: form-data; {disposition}\r\n{more}\r\n".encode() + content + b"\r\n"


def _parts(*parts: bytes) -> bytes:
    return b"".join(parts) + b"--XX--\r\n"


def _fault(content_type: str, body: bytes) -> Fault:
    with pytest.raises(BodyMalformed) as refused:
        read_body(content_type, body)
    return refused.value.fault


@given(FIELDS)
def test_json_fields_come_through_unchanged(fields: dict[str, str]) -> None:
    assert read_body(JSON, json.dumps(fields).encode()) == Body(fields)


@given(FIELDS)
def test_form_fields_come_through_unchanged(fields: dict[str, str]) -> None:
    assert read_body(FORM, urlencode(fields).encode()) == Body(fields)


@given(FIELDS)
def test_the_fields_of_parts_come_through_unchanged(fields: dict[str, str]) -> None:
    parts = [_part(f'name="{name}"', value.encode()) for name, value in fields.items()]
    assert read_body(PARTS, _parts(*parts)) == Body(fields)


@given(FIELDS, st.data())
def test_a_body_that_was_cut_is_never_taken_for_a_whole_one(
    fields: dict[str, str], data: st.DataObject
) -> None:
    parts = _parts(*[_part(f'name="{name}"', value.encode()) for name, value in fields.items()])
    for content_type, whole in ((JSON, json.dumps(fields).encode()), (PARTS, parts.removesuffix(b"\r\n"))):
        cut = whole[: data.draw(st.integers(min_value=0, max_value=len(whole) - 1))]
        with pytest.raises(BodyMalformed):
            read_body(content_type, cut)


@given(
    st.sampled_from([JSON, FORM, PARTS, "multipart/form-data", "text/plain", "", None])
    | st.text(max_size=60),
    st.binary(max_size=200) | st.text(alphabet='{}[]":,\\u0d89abc=&%+-X\r\n ', max_size=80).map(str.encode),
)
@example(JSON, b"[" * 200_000)
@example(JSON, b'{"a":' * 100_000)
@example(JSON, b"1" * 10_000)
@example(JSON, b'{"a": NaN}')
@example(JSON, b'\xef\xbb\xbf{"a": "\\ud800"}')
@example(PARTS, b"--XX\r\n\r\n")
@example(PARTS, b"--XX\r\n: x\r\n\r\n--XX--")
@example('multipart/form-data; boundary="\udcff"', b"x")
@example('multipart/form-data; boundary="a\nb"', b"x")
@example("multipart/form-data; boundary*0*=utf-8''%ff", b"x")
def test_no_body_raises_anything_but_the_three_refusals(content_type: str | None, body: bytes) -> None:
    try:
        read = read_body(content_type, body)
    except (BodyTooLarge, BodyTypeUnknown, BodyMalformed):
        return
    assert all(isinstance(name, str) for name in read.fields)


@given(st.binary(max_size=200))
def test_no_part_content_raises_anything_but_the_three_refusals(content: bytes) -> None:
    try:
        read = read_body(PARTS, _parts(_part('name="message"', content)))
    except BodyMalformed:
        return
    assert read.fields


@pytest.mark.parametrize("content_type", [JSON, FORM])
def test_a_body_of_exactly_the_limit_is_read_and_one_byte_more_is_refused(content_type: str) -> None:
    frames = {
        JSON: (b'{"message":"', b'"}'),
        FORM: (b"message=", b""),
    }
    before, after = frames[content_type]
    text = "x" * (BODY_LIMIT - len(before) - len(after))
    assert read_body(content_type, before + text.encode() + after).fields == {"message": text}
    with pytest.raises(BodyTooLarge):
        read_body(content_type, before + text.encode() + b"x" + after)


@pytest.mark.parametrize("content_type", ["text/plain", "application/xml", "", None, "json", "image/png"])
def test_another_type_is_refused(content_type: str | None) -> None:
    with pytest.raises(BodyTypeUnknown):
        read_body(content_type, b"email=a%40example.com")


def test_the_type_is_read_whatever_its_case_and_parameters() -> None:
    assert read_body("Application/JSON; Charset=UTF-8", b'{"a": "b"}').fields == {"a": "b"}


@pytest.mark.parametrize("content_type", [JSON, FORM, PARTS, "text/plain", None])
def test_an_empty_body_is_malformed(content_type: str | None) -> None:
    assert _fault(content_type or "", b"") is Fault.EMPTY


@pytest.mark.parametrize("body", [b"[]", b'"email"', b"null", b"1"])
def test_json_that_is_no_object_is_malformed(body: bytes) -> None:
    assert _fault(JSON, body) is Fault.NOT_AN_OBJECT


@pytest.mark.parametrize(
    "body", [b'{"email": "a@example.com"', b"{,}", b"email=a", b"{'a': 1}", b'{"a": NaN}']
)
def test_json_that_is_cut_or_none_is_malformed(body: bytes) -> None:
    assert _fault(JSON, body) is Fault.JSON


@pytest.mark.parametrize(
    "body",
    [
        b'{"email": "a=b"}',  # JSON declared as a form
        _parts(_part('name="email"', b"a")),  # parts declared as a form
        b"hello there",
        b"message=100%",  # cut in the middle of an escape
        b"message=caf%C",
        b"=x",
        b"&&",
        b"&".join(b"a%d=1" % number for number in range(FIELD_LIMIT + 1)),
    ],
)
def test_a_form_that_is_cut_or_none_is_malformed(body: bytes) -> None:
    assert _fault(FORM, body) is Fault.FORM


@pytest.mark.parametrize(
    "body",
    [
        _parts(_part('name="message"', b"a"))[:-8],  # the last delimiter is missing
        b"--XX--\r\n",  # no part at all
        b"email=a%40example.com",  # a form declared as parts
        _parts(b"--XX\r\n\r\nno header\r\n"),
        _parts(b"--XX\r\nContent-Disposition: attachment\r\n\r\nx\r\n"),
        _parts(*[_part('name="a"', b"x")] * (FIELD_LIMIT + 1)),
    ],
)
def test_parts_that_are_cut_none_or_too_many_are_malformed(body: bytes) -> None:
    assert _fault(PARTS, body) is Fault.PARTS


def test_parts_without_a_boundary_are_malformed() -> None:
    assert _fault("multipart/form-data", _parts(_part('name="a"', b"x"))) is Fault.PARTS


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        (JSON, b'{"message": "\xff"}'),
        (FORM, b"message=%FF"),
        (FORM, b"message=\xff"),
        (PARTS, _parts(_part('name="message"', b"\xff"))),
    ],
)
def test_text_that_is_not_in_its_charset_is_malformed(content_type: str, body: bytes) -> None:
    assert _fault(content_type, body) is Fault.CHARSET


def test_latin_1_is_read_where_it_is_declared() -> None:
    latin = "blå".encode("latin-1")
    assert read_body(f"{FORM}; charset=ISO-8859-1", b"m=" + quote(latin).encode()).fields == {"m": "blå"}
    assert read_body(f"{JSON}; charset=iso-8859-1", b'{"m": "' + latin + b'"}').fields == {"m": "blå"}
    part = _part('name="m"', latin, "Content-Type: text/plain; charset=iso-8859-1\r\n")
    assert read_body(PARTS, _parts(part)).fields == {"m": "blå"}


@pytest.mark.parametrize("charset", ["utf-16", "utf-7", "no-such", "rot13"])
def test_an_uncommon_charset_is_refused(charset: str) -> None:
    with pytest.raises(BodyTypeUnknown):
        read_body(f"{JSON}; charset={charset}", b"{}")


def test_a_form_field_that_comes_again_keeps_its_first_value_and_is_named() -> None:
    assert read_body(FORM, b"a=1&a=2&b=3&b=3") == Body({"a": "1", "b": "3"}, frozenset({"a"}))
    body = _parts(_part('name="a"', b"1"), _part('name="a"', b"2"))
    assert read_body(PARTS, body).repeated == {"a"}


@pytest.mark.parametrize("body", [b'{"a": 1, "a": 2}', b'{"a": [{"b": 1, "b": 2}]}'])
def test_json_that_gives_a_name_two_values_is_malformed(body: bytes) -> None:
    assert _fault(JSON, body) is Fault.REPEATED


def test_objects_within_json_come_through_as_objects() -> None:
    sent = {"contacts": [{"address": "eva@example.com"}], "seats": {"planner": "eva"}}
    assert read_body(JSON, json.dumps(sent).encode()).fields == sent


def test_a_file_input_that_was_left_empty_is_no_file() -> None:
    body = _parts(_part('name="picture"; filename=""', b""), _part('name="message"', b"x"))
    assert read_body(PARTS, body) == Body({"message": "x"})
