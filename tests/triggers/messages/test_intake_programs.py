"""Programs send requests in: as JSON, as a form, as a form with parts."""

from urllib.parse import urlencode

import pytest

from shared.domain.refusals.errors import KeyReused
from shared.domain.values.vendor import Language
from shared.usecases.views.read_tickets import read_queue, read_ticket
from shared.web.http.bodies import BODY_LIMIT
from shared.web.http.problem_kinds import kind_of
from shared.web.http.submissions import FieldsInvalid
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import FORM, JSON, call, parts
from tests.triggers.examples import EVA, REQUEST

PARTS = {"Content-Type": "multipart/form-data; boundary=b"}

KEY = {"Idempotency-Key": "order-1"}
ADDRESS = "/api/intake"


def sent_as(media: str) -> tuple[bytes | object, dict[str, str]]:
    """The same request in this type of body, and its headers."""
    match media:
        case "urlencoded":
            return urlencode(REQUEST).encode(), dict(FORM)
        case "parts":
            return parts(REQUEST, {})
        case _:
            return REQUEST, {}


@pytest.mark.parametrize("media", ["json", "urlencoded", "parts"])
async def test_a_request_is_kept_whatever_the_type_of_its_body(fake: FakeDesk, media: str) -> None:
    body, headers = sent_as(media)
    answer = await call("POST", ADDRESS, body, headers)
    assert answer.status == 202
    assert answer.headers["Cache-Control"] == "no-store"
    ticket = await read_ticket(fake.desk, answer.json["ticket"])
    assert (ticket.turns[0].email, ticket.turns[0].text) == (EVA, REQUEST["message"])


async def test_every_type_of_body_with_the_same_key_and_content_is_the_same_ticket(fake: FakeDesk) -> None:
    bodies = [sent_as(media) for media in ("json", "urlencoded", "parts")]
    answers = [await call("POST", ADDRESS, body, headers | KEY) for body, headers in bodies]
    assert len({answer.body for answer in answers}) == 1
    assert len((await read_queue(fake.desk)).tickets) == 1


async def test_the_same_request_twice_without_a_key_is_one_ticket(fake: FakeDesk) -> None:
    first, again = [await call("POST", ADDRESS, REQUEST) for _ in range(2)]
    assert (first.status, first.body) == (again.status, again.body)
    assert len((await read_queue(fake.desk)).tickets) == 1


@pytest.mark.parametrize(
    ("charset", "letter", "status"),
    [("utf-8", "x", 202), ("utf-8", "å", 202), ("iso-8859-1", "å", 413), ("utf-8", "\x01", 413)],
)
@pytest.mark.usefixtures("fake")
async def test_what_the_limit_lets_in_can_be_stored(charset: str, letter: str, status: int) -> None:
    start = urlencode(REQUEST | {"message": ""}).encode()
    raw = letter.encode(charset)
    body = start + raw * ((BODY_LIMIT - len(start)) // len(raw))
    answer = await call("POST", ADDRESS, body, {"Content-Type": f"{FORM['Content-Type']}; charset={charset}"})
    assert answer.status == status


@pytest.mark.parametrize("key", ["å", "\udce5", "x" * 5000])
async def test_a_key_may_be_any_text_that_a_header_can_hold(fake: FakeDesk, key: str) -> None:
    first, again = [await call("POST", ADDRESS, REQUEST, {"Idempotency-Key": key}) for _ in range(2)]
    assert (first.status, first.body) == (202, again.body)
    assert len((await read_queue(fake.desk)).tickets) == 1


@pytest.mark.parametrize("language", Language)
@pytest.mark.usefixtures("fake")
async def test_a_used_key_with_other_content_is_refused_in_the_callers_language(language: Language) -> None:
    await call("POST", ADDRESS, REQUEST, KEY)
    answer = await call("POST", ADDRESS, REQUEST | {"message": "Else."}, KEY | {"Accept-Language": language})
    assert (answer.status, answer.problem) == (422, "idempotency-key-reused")
    assert answer.json["detail"] == kind_of(KeyReused).detail[language]


@pytest.mark.parametrize("language", Language)
@pytest.mark.usefixtures("fake")
async def test_each_field_that_needs_mending_is_named_with_what_to_do(language: Language) -> None:
    sent = {"email": "eva", "kind": "wish", "name": "n" * 201}
    answer = await call("POST", ADDRESS, sent, {"Accept-Language": language})
    assert (answer.status, answer.problem) == (422, "fields-invalid")
    assert answer.headers["Content-Language"] == language
    assert answer.json["title"] == kind_of(FieldsInvalid).title[language]
    told = [(error["field"], error["code"]) for error in answer.json["errors"]]
    assert told == [
        ("email", "not_valid"),
        ("name", "too_long"),
        ("kind", "not_a_choice"),
        ("message", "missing"),
    ]
    assert all(error["detail"] for error in answer.json["errors"])


@pytest.mark.usefixtures("fake")
async def test_what_was_sent_is_never_repeated_in_a_refusal() -> None:
    answer = await call("POST", ADDRESS, {"email": "hunter2", "message": 7, "kind": "hunter2"})
    assert answer.status == 422
    assert "hunter2" not in answer.text


@pytest.mark.parametrize(
    ("body", "headers", "status", "problem"),
    [
        (b"", JSON, 400, "body-malformed"),
        (b'{"email": ', JSON, 400, "body-malformed"),
        (b'["email"]', JSON, 400, "body-malformed"),
        (b'{"email": "a@example.org", "email": "b@example.org"}', JSON, 400, "body-malformed"),
        (b'{"email": "\xff"}', JSON, 400, "body-malformed"),
        (b'{"email": "a@example.org"}', FORM, 400, "body-malformed"),
        (b"email=a%4", FORM, 400, "body-malformed"),
        (b"--b\r\n", PARTS, 400, "body-malformed"),
        (b"x" * (1024 * 1024 + 1), JSON, 413, "body-too-large"),
        (b"x" * (11 * 1024 * 1024 + 1), PARTS, 413, "body-too-large"),
        (b"<request/>", {"Content-Type": "application/xml"}, 415, "body-type-unknown"),
        (b"{}", {"Content-Type": "application/json; charset=utf-16"}, 415, "body-type-unknown"),
        (b"{}", {}, 415, "body-type-unknown"),
    ],
)
@pytest.mark.usefixtures("fake")
async def test_a_body_that_cannot_be_read_is_refused_as_a_whole(
    body: bytes, headers: dict[str, str], status: int, problem: str
) -> None:
    answer = await call("POST", ADDRESS, body, headers)
    assert (answer.status, answer.problem) == (status, problem)


@pytest.mark.usefixtures("fake")
async def test_a_body_of_exactly_the_limit_is_read() -> None:
    body = b'{"email":"eva@example.org","message":"m"'
    padded = body + b" " * (1024 * 1024 - len(body) - 1) + b"}"
    assert (await call("POST", ADDRESS, padded, JSON)).status == 202
