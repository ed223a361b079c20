"""The vendor's own programs see what is decided of a request."""

from datetime import datetime, timedelta

import pytest

from shared.usecases.views.read_tickets import read_queue
from tests.fakes.desk import START, FakeDesk
from tests.triggers.calling import call, parts
from tests.triggers.examples import REQUEST, STRANGER

ADDRESS = "/api/intake/trusted"
KEY = {"Idempotency-Key": "order-1"}


@pytest.mark.usefixtures("fake")
async def test_a_members_request_is_answered_with_its_clock() -> None:
    answer = await call("POST", ADDRESS, REQUEST)
    assert answer.status == 202
    decided = answer.json
    assert (decided["covered"], decided["reason"], decided["product"]) == (True, "subscribed", "planner")
    assert decided["member"] == "acme"
    (clock,) = decided["clocks"]
    assert datetime.fromisoformat(clock["due"]) == START + timedelta(hours=24)
    assert clock["seconds_left"] == 24 * 3600


@pytest.mark.usefixtures("fake")
async def test_a_strangers_request_is_answered_with_why_it_is_not_covered() -> None:
    decided = (await call("POST", ADDRESS, REQUEST | {"email": STRANGER})).json
    assert (decided["covered"], decided["reason"], decided["clocks"]) == (False, "unknown_sender", [])
    assert decided["member"] == ""


async def test_the_same_request_twice_is_one_ticket_and_the_same_answer(fake: FakeDesk) -> None:
    first, again = [await call("POST", ADDRESS, REQUEST, KEY) for _ in range(2)]
    assert (first.status, first.body) == (again.status, again.body)
    assert len((await read_queue(fake.desk)).tickets) == 1


@pytest.mark.usefixtures("fake")
async def test_its_keys_are_its_own() -> None:
    trusted, everybodys = (
        await call("POST", ADDRESS, REQUEST, KEY),
        await call("POST", "/api/intake", REQUEST, KEY),
    )
    assert trusted.json["ticket"] != everybodys.json["ticket"]


@pytest.mark.usefixtures("fake")
async def test_a_used_key_with_other_content_is_refused() -> None:
    await call("POST", ADDRESS, REQUEST, KEY)
    answer = await call("POST", ADDRESS, REQUEST | {"subject": "Else"}, KEY)
    assert (answer.status, answer.problem) == (422, "idempotency-key-reused")


@pytest.mark.usefixtures("fake")
async def test_a_file_is_kept_and_another_named_as_refused() -> None:
    body, headers = parts(REQUEST, {"log.txt": b"line", "run.exe": b"MZ"})
    kept = await call("POST", ADDRESS, body, headers)
    assert [(each["name"], each["reason"]) for each in kept.json["refused_files"]] == [("run.exe", "ending")]
    ticket = (await call("GET", f"/api/tickets/{kept.json['ticket']}")).json
    assert [each["name"] for each in ticket["turns"][0]["files"]] == ["log.txt"]


@pytest.mark.usefixtures("fake")
async def test_what_cannot_be_taken_is_a_problem_even_for_a_browser() -> None:
    answer = await call("POST", ADDRESS, {"email": "eva"}, {"Accept": "text/html"})
    assert (answer.status, answer.problem) == (422, "fields-invalid")
