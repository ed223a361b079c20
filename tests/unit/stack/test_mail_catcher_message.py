"""What the endpoint takes as a mail, and what it refuses."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from devstack.mail_catcher.message import MOST_BYTES, MessageInvalid, read_message

_FILE = {"name": "a.txt", "contentType": "text/plain; charset=utf-8", "contentInBase64": "YQ=="}


def _body() -> dict[str, Any]:
    return {
        "senderAddress": "support@example.com",
        "content": {"subject": "S", "plainText": "T"},
        "recipients": {"to": [{"address": "karin@example.org"}]},
    }


def _read(body: object) -> object:
    return read_message(json.dumps(body).encode())


def test_a_message_may_carry_files() -> None:
    assert _read({**_body(), "attachments": [_FILE]})


def test_text_alone_or_html_alone_is_enough() -> None:
    html = {**_body(), "content": {"subject": "S", "html": "<p>H</p>"}}

    assert _read(_body())
    assert _read(html)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda body: body.pop("senderAddress"),
        lambda body: body.pop("recipients"),
        lambda body: body["recipients"].pop("to"),
        lambda body: body["recipients"]["to"].clear(),
        lambda body: body.pop("content"),
        lambda body: body["content"].pop("subject"),
        lambda body: body["content"].update(subject=""),
        lambda body: body["content"].update(subject="a\r\nBcc: x@example.org"),
        lambda body: body["content"].pop("plainText"),
        lambda body: body["recipients"]["to"][0].update(displayName="a\nb"),
        lambda body: body.update(headers={"X Y": "z"}),
        lambda body: body.update(headers={"X-Y": "z\r\nBcc: x@example.org"}),
        lambda body: body.update(unknown=1),
        lambda body: body.update(attachments=[{**_FILE, "name": ""}]),
        lambda body: body.update(attachments=[{**_FILE, "name": "a\r\nb.txt"}]),
        lambda body: body.update(attachments=[{**_FILE, "contentType": "text"}]),
        lambda body: body.update(attachments=[{**_FILE, "contentInBase64": "=x="}]),
        lambda body: body.update(attachments=[{"name": "a.txt"}]),
    ],
)
def test_a_message_that_lacks_what_is_needed_or_has_what_is_unknown_is_refused(
    spoil: Callable[[dict[str, Any]], object],
) -> None:
    body = _body()
    spoil(body)

    with pytest.raises(MessageInvalid) as refusal:
        _read(body)

    assert refusal.value.code == "BadRequest"


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff"])
def test_a_body_that_is_no_json_object_is_refused(body: bytes) -> None:
    with pytest.raises(MessageInvalid):
        read_message(body)


@pytest.mark.parametrize("place", ["senderAddress", "to", "cc", "bcc", "replyTo"])
def test_an_address_without_an_at_sign_is_refused_wherever_it_stands(place: str) -> None:
    body = _body()
    if place == "senderAddress":
        body[place] = "nobody"
    else:
        (body if place == "replyTo" else body["recipients"])[place] = [{"address": "nobody"}]

    with pytest.raises(MessageInvalid) as refusal:
        _read(body)

    assert refusal.value.code == "InvalidEmailAddress"


def test_a_request_may_have_ten_mebibytes_and_no_byte_more() -> None:
    body = _body()
    body["content"]["plainText"] = "x" * (MOST_BYTES - len(json.dumps(body)) + len("T"))

    assert _read(body)
    body["content"]["plainText"] += "x"
    with pytest.raises(MessageInvalid) as refusal:
        _read(body)
    assert refusal.value.code == "RequestTooLarge"


def test_recipients_of_every_kind_count_towards_the_fifty() -> None:
    body = _body()
    body["recipients"]["cc"] = [{"address": f"c{number}@example.org"} for number in range(25)]
    body["recipients"]["bcc"] = [{"address": f"b{number}@example.org"} for number in range(24)]

    assert _read(body)
    body["recipients"]["bcc"].append({"address": "one-more@example.org"})
    with pytest.raises(MessageInvalid) as refusal:
        _read(body)
    assert refusal.value.code == "TooManyRecipients"
