"""Supporters read the queue and tickets, answer, log, name an owner and close."""

from datetime import timedelta
from typing import Any

import pytest

from shared import wiring
from shared.domain.values.vendor import Language
from tests.fakes.desk import START, FakeDesk
from tests.fakes.store import MemoryStore
from tests.triggers.calling import Answer, call
from tests.triggers.examples import EVA, REQUEST, STRANGER

UNKNOWN = "a" * 16
REPLY = {"text": "Press Save first.", "author": "anna", "answers_up_to": "m1"}
CALL = {"contact": "call", "author": "bo", "note": "Solved together.", "answers_up_to": "m1"}
ACTS: list[tuple[str, str, dict[str, Any]]] = [
    ("POST", "answers", REPLY),
    ("POST", "contacts", CALL),
    ("PUT", "owner", {"owner": "bo"}),
    ("POST", "close", {"author": "anna", "reason": "Written twice."}),
]


@pytest.fixture
async def ticket(fake: FakeDesk) -> str:
    """The address of Eva's ticket, its mails sent."""
    kept = await call("POST", "/api/intake", REQUEST)
    await fake.rest()
    return f"/api/tickets/{kept.json['ticket']}"


async def test_the_queue_has_the_open_tickets_the_most_urgent_first(fake: FakeDesk, ticket: str) -> None:
    fake.clock.instant += timedelta(hours=1)
    await call("POST", "/api/intake/trusted", REQUEST | {"email": STRANGER})
    answer = await call("GET", "/api/queue")
    first, second = answer.json["tickets"]
    assert (answer.status, first["ticket"]) == (200, ticket.rpartition("/")[2])
    assert (first["seconds_left"], first["member"], first["subscription"]["covered"]) == (
        23 * 3600,
        "acme",
        True,
    )
    assert (second["gated"], second["due"], second["subscription"]) == (True, None, None)


@pytest.mark.usefixtures("fake")
async def test_a_ticket_is_shown_whole_and_is_kept_by_no_cache(ticket: str) -> None:
    answer = await call("GET", ticket)
    assert (answer.status, answer.headers["Cache-Control"]) == (200, "no-store")
    shown = answer.json
    assert (shown["turns"][0]["email"], shown["turns"][0]["text"]) == (EVA, REQUEST["message"])
    assert sorted(mail["letter"] for mail in shown["mails"]) == ["new_ticket", "new_ticket", "receipt"]
    assert shown["last_turn"] == "m1"


@pytest.mark.parametrize("language", Language)
@pytest.mark.usefixtures("fake")
async def test_a_ticket_that_does_not_exist_is_404_in_the_callers_language(language: Language) -> None:
    answer = await call("GET", f"/api/tickets/{UNKNOWN}", headers={"Accept-Language": language})
    assert (answer.status, answer.problem) == (404, "ticket-unknown")
    assert answer.headers["Content-Language"] == language


@pytest.mark.parametrize(("method", "act", "body"), ACTS)
@pytest.mark.usefixtures("fake")
async def test_no_act_makes_a_ticket_that_does_not_exist(method: str, act: str, body: dict[str, Any]) -> None:
    answer = await call(method, f"/api/tickets/{UNKNOWN}/{act}", body)
    assert (answer.status, answer.problem) == (404, "ticket-unknown")


class _Unasked(MemoryStore):
    """A store that nobody may ask."""

    async def get(self, *_: object) -> None:
        raise AssertionError

    async def rows(self, *_: object, **__: object) -> list[Any]:
        raise AssertionError


@pytest.mark.parametrize(
    "reference", ["short", "A" * 16, "a" * 17, "0" * 16, "a'b", "å" * 16, "a" * 15 + "\n"]
)
async def test_what_cannot_be_a_reference_is_404_and_never_becomes_a_key(
    fake: FakeDesk, reference: str
) -> None:
    fake.wrapped_store = _Unasked()
    wiring.use_desk(fake.desk)
    for method, act, body in [("GET", "", b""), *ACTS]:
        answer = await call(method, f"/api/tickets/{reference}/{act}".rstrip("/"), body)
        assert (answer.status, answer.problem) == (404, "ticket-unknown")


async def test_an_answer_is_mailed_with_its_copy_and_meets_the_clock(fake: FakeDesk, ticket: str) -> None:
    fake.clock.instant += timedelta(hours=2)
    answer = await call("POST", f"{ticket}/answers", REPLY)
    await fake.rest()
    assert answer.status == 202
    assert (answer.json["owner"], answer.json["unanswered"]) == ("anna", [])
    (clock,) = answer.json["clocks"]
    assert (clock["state"], clock["how"], clock["same_day"]) == ("met", "answer", True)
    mail = fake.mailer.delivered[-2]  # the last tells the other supporter
    assert (mail.to.address, [each.address for each in mail.cc]) == (EVA, ["rune@acme.example.org"])


async def test_an_answer_sent_twice_with_its_key_is_mailed_once(fake: FakeDesk, ticket: str) -> None:
    key = {"Idempotency-Key": "answer-1"}
    first, again = [await call("POST", f"{ticket}/answers", REPLY, key) for _ in range(2)]
    await fake.rest()
    assert first.body == again.body
    assert [mail.to.address for mail in fake.mailer.delivered].count(EVA) == 2  # the receipt and the answer
    other = await call("POST", f"{ticket}/answers", REPLY | {"text": "Else."}, key)
    assert (other.status, other.problem) == (422, "idempotency-key-reused")


@pytest.mark.parametrize(
    ("changed", "problem"),
    [({"author": "nobody"}, "author-unknown"), ({"answers_up_to": "m9"}, "turn-unknown")],
)
async def test_an_answer_by_nobody_or_to_nothing_is_refused_and_mails_nobody(
    fake: FakeDesk, ticket: str, changed: dict[str, str], problem: str
) -> None:
    before = len(fake.mailer.delivered)
    answer = await call("POST", f"{ticket}/answers", REPLY | changed)
    await fake.rest()
    assert (answer.status, answer.problem) == (422, problem)
    assert len(fake.mailer.delivered) == before


@pytest.mark.usefixtures("fake")
async def test_every_field_of_an_answer_that_is_wrong_is_named() -> None:
    answer = await call("POST", f"/api/tickets/{UNKNOWN}/answers", {"text": " ", "author": 7, "note": "x"})
    told = {error["field"]: error["code"] for error in answer.json["errors"]}
    assert answer.status == 422
    assert told == {"text": "missing", "author": "not_text", "answers_up_to": "missing", "note": "not_valid"}


async def test_a_logged_call_counts_from_the_instant_at_which_it_ended(fake: FakeDesk, ticket: str) -> None:
    fake.clock.instant += timedelta(hours=30)
    answer = await call("POST", f"{ticket}/contacts", CALL | {"at": (START + timedelta(hours=1)).isoformat()})
    assert answer.status == 201
    (clock,) = answer.json["clocks"]
    assert (clock["state"], clock["how"]) == ("met", "contact")


@pytest.mark.usefixtures("fake")
async def test_a_contact_in_the_future_is_refused(ticket: str) -> None:
    later = (START + timedelta(hours=1)).isoformat()
    answer = await call("POST", f"{ticket}/contacts", CALL | {"at": later})
    assert (answer.status, answer.problem) == (422, "instant-in-future")


@pytest.mark.usefixtures("fake")
async def test_an_instant_without_an_offset_is_refused_by_name(ticket: str) -> None:
    answer = await call("POST", f"{ticket}/contacts", CALL | {"at": "2026-03-02T10:00:00"})
    assert (answer.status, [error["field"] for error in answer.json["errors"]]) == (422, ["at"])


@pytest.mark.usefixtures("fake")
async def test_a_named_owner_is_shown_on_the_ticket(ticket: str) -> None:
    answer = await call("PUT", f"{ticket}/owner", {"owner": "bo"})
    assert (answer.status, answer.json["owner"]) == (200, "bo")
    assert (await call("GET", ticket)).json["owner"] == "bo"
    refused = await call("PUT", f"{ticket}/owner", {"owner": "nobody"})
    assert (refused.status, refused.problem) == (422, "author-unknown")


@pytest.mark.usefixtures("fake")
async def test_closing_with_an_unanswered_turn_needs_a_reason(ticket: str) -> None:
    refused = await call("POST", f"{ticket}/close", {"author": "anna"})
    assert (refused.status, refused.problem) == (409, "turn-unanswered")
    closed = await call("POST", f"{ticket}/close", {"author": "anna", "reason": "Written twice."})
    assert (closed.status, closed.json["closed"]) == (200, "2026-03-02T09:00:00Z")
    assert closed.json["clocks"][0]["state"] == "running"


@pytest.mark.parametrize(("method", "act", "_body"), ACTS)
@pytest.mark.parametrize("language", Language)
@pytest.mark.usefixtures("fake")
async def test_a_body_that_is_no_json_is_refused_with_the_one_type_that_is_read(
    method: str, act: str, _body: object, language: Language
) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept-Language": language}
    answer: Answer = await call(method, f"/api/tickets/{UNKNOWN}/{act}", b"author=anna", headers)
    assert (answer.status, answer.problem) == (415, "json-needed")
    assert "application/json" in answer.json["detail"]
    assert "form" not in answer.json["detail"]
