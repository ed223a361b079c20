"""Tickets for callers, and further messages on a ticket."""

from datetime import timedelta
from typing import Any

import pytest

from tests.fakes.desk import START, FakeDesk
from tests.triggers.calling import Answer, call
from tests.triggers.examples import EVA, REQUEST, STRANGER

HOUR = timedelta(hours=1)
CALLER = {"author": "anna", "called_at": (START - HOUR).isoformat(), **REQUEST}
MESSAGE = {"message": "It happens in the week view only."}
UNKNOWN = "a" * 16


@pytest.fixture
async def ticket(fake: FakeDesk) -> str:
    """The address of Eva's ticket, its mails sent."""
    kept = await call("POST", "/api/intake", REQUEST)
    await fake.rest()
    return f"/api/tickets/{kept.json['ticket']}"


async def told(fake: FakeDesk) -> list[str]:
    """Who is mailed from now on until nothing is left to do."""
    before = len(fake.mailer.delivered)
    await fake.rest()
    return [mail.to.address for mail in fake.mailer.delivered[before:]]


async def test_a_callers_ticket_has_the_whole_decision_and_a_clock_from_the_call(fake: FakeDesk) -> None:
    answer = await call("POST", "/api/tickets", CALLER)
    (clock,) = answer.json["clocks"]
    assert (answer.status, answer.json["covered"], answer.json["reason"]) == (201, True, "subscribed")
    assert clock["start"] == "2026-03-02T08:00:00Z"
    assert clock["due"] == "2026-03-03T08:00:00Z"
    shown = (await call("GET", f"/api/tickets/{answer.json['ticket']}")).json
    assert shown["turns"][0]["received"] == "2026-03-02T08:00:00Z"
    assert shown["events"][0]["author"] == "anna"
    assert EVA in await told(fake)


async def test_a_callers_ticket_sent_twice_with_its_key_is_one(fake: FakeDesk) -> None:
    key = {"Idempotency-Key": "call-1"}
    first, again = [await call("POST", "/api/tickets", CALLER, key) for _ in range(2)]
    assert (first.status, first.body) == (201, again.body)
    assert (await told(fake)).count(EVA) == 1
    other = await call("POST", "/api/tickets", CALLER | {"message": "Else."}, key)
    assert (other.status, other.problem) == (422, "idempotency-key-reused")


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"called_at": (START + HOUR).isoformat()}, "instant-in-future"),
        ({"author": "nobody"}, "author-unknown"),
        ({"called_at": "1999-12-31T00:00:00Z"}, "fields-invalid"),
        ({"called_at": "0001-01-01T00:00:00+05:00"}, "fields-invalid"),
        ({"called_at": "2026-03-02T08:00:00"}, "fields-invalid"),
        ({"message": "   "}, "fields-invalid"),
        ({"email": "eva"}, "fields-invalid"),
        ({"channel": "form"}, "fields-invalid"),
    ],
)
async def test_a_call_that_cannot_have_been_is_refused_and_leaves_nothing(
    fake: FakeDesk, changed: dict[str, Any], problem: str
) -> None:
    before = fake.store.everything()
    answer = await call("POST", "/api/tickets", CALLER | changed)
    assert (answer.status, answer.problem) == (422, problem)
    assert fake.store.everything() == before
    assert await told(fake) == []


async def test_a_further_message_joins_the_running_clock_and_is_told(fake: FakeDesk, ticket: str) -> None:
    fake.clock.instant += HOUR
    answer = await call("POST", f"{ticket}/messages", MESSAGE)
    assert (answer.status, answer.json["turn"], answer.json["covered"]) == (202, "m2", True)
    assert [clock["id"] for clock in answer.json["clocks"]] == ["reply-m1"]
    assert await told(fake) == [EVA, "anna@example.com", "bo@example.com"]
    turn = (await call("GET", ticket)).json["turns"][1]
    assert (turn["email"], turn["product"], turn["text"]) == (EVA, "Planner", MESSAGE["message"])


async def test_a_further_message_of_a_stranger_waits_at_the_gate_beside_the_running_clock(
    ticket: str,
) -> None:
    answer = await call("POST", f"{ticket}/messages", MESSAGE | {"email": STRANGER})
    assert (answer.json["covered"], answer.json["reason"]) == (False, "unknown_sender")
    assert [clock["state"] for clock in answer.json["clocks"]] == ["running"]


async def test_a_further_message_sent_twice_with_its_key_is_one_turn(fake: FakeDesk, ticket: str) -> None:
    key = {"Idempotency-Key": "message-1"}
    first, again = [await call("POST", f"{ticket}/messages", MESSAGE, key) for _ in range(2)]
    assert first.body == again.body
    assert (await told(fake)).count(EVA) == 1
    other = await call("POST", f"{ticket}/messages", MESSAGE | {"message": "Else."}, key)
    assert (other.status, other.problem) == (422, "idempotency-key-reused")


async def test_a_message_sent_again_after_a_merge_is_still_the_one_turn(fake: FakeDesk, ticket: str) -> None:
    other = (await call("POST", "/api/intake", REQUEST | {"message": "The same again."})).json["ticket"]
    key = {"Idempotency-Key": "message-1"}
    await call("POST", f"{ticket}/messages", MESSAGE, key)
    await call("POST", f"{ticket}/merge", {"into": other, "author": "anna"})
    before_the_move = (await call("POST", f"{ticket}/messages", MESSAGE, key)).json
    await fake.rest()
    after: Answer = await call("POST", f"{ticket}/messages", MESSAGE, key)
    assert before_the_move["turn"] == "m2"
    assert (after.json["ticket"], after.json["turn"]) == (other, "m3")
    turns = (await call("GET", f"/api/tickets/{other}")).json["turns"]
    assert [turn["text"] for turn in turns].count(MESSAGE["message"]) == 1


async def test_a_message_to_a_merged_ticket_is_from_who_wrote_that_ticket(
    fake: FakeDesk, ticket: str
) -> None:
    stranger = (await call("POST", "/api/intake", REQUEST | {"email": STRANGER})).json["ticket"]
    await call("POST", f"/api/tickets/{stranger}/merge", {"into": ticket[-16:], "author": "anna"})
    await fake.rest()
    kept = (await call("POST", f"/api/tickets/{stranger}/messages", MESSAGE)).json
    turns = {turn["id"]: turn for turn in (await call("GET", ticket)).json["turns"]}
    assert (kept["ticket"], turns[kept["turn"]]["email"]) == (ticket[-16:], STRANGER)


@pytest.mark.parametrize("reference", [UNKNOWN, "short", "a'b"])
@pytest.mark.usefixtures("fake")
async def test_a_message_makes_no_ticket_that_does_not_exist(reference: str) -> None:
    answer = await call("POST", f"/api/tickets/{reference}/messages", MESSAGE)
    assert (answer.status, answer.problem) == (404, "ticket-unknown")


@pytest.mark.parametrize("body", [{}, {"message": " "}, MESSAGE | {"email": "eva"}, MESSAGE | {"kind": "x"}])
@pytest.mark.usefixtures("fake")
async def test_a_message_with_a_wrong_field_names_it(body: dict[str, str]) -> None:
    answer = await call("POST", f"/api/tickets/{UNKNOWN}/messages", body)
    assert (answer.status, answer.problem) == (422, "fields-invalid")
    assert len(answer.json["errors"]) == 1
