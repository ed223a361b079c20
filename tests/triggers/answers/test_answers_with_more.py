"""What an answer may carry: a promise, the close, a copy."""

from datetime import timedelta

import pytest

from tests.fakes.desk import START, FakeDesk
from tests.triggers.calling import call
from tests.triggers.examples import EVA
from tests.triggers.tickets import opened, refused

HOUR = timedelta(hours=1)
REPLY = {"text": "Press Save first.", "author": "anna", "answers_up_to": "m1"}


@pytest.fixture
async def ticket(fake: FakeDesk) -> str:
    """Eva's ticket with two unanswered turns."""
    address = await opened(fake)
    await call("POST", f"{address}/messages", {"message": "And the week view."})
    await fake.rest()
    return address


async def test_a_promise_is_shown_with_its_clock_until_it_is_kept(fake: FakeDesk, ticket: str) -> None:
    promised = REPLY | {"answers_up_to": "m2", "promised": "2026-03-05"}
    answer = await call("POST", f"{ticket}/answers", promised)
    assert {clock["kind"]: clock["due"] for clock in answer.json["clocks"]}[
        "promise"
    ] == "2026-03-05T23:00:00Z"
    (promise,) = (await call("GET", ticket)).json["promises"]
    assert (promise["day"], promise["author"], promise["state"], promise["kept_by"]) == (
        "2026-03-05",
        "anna",
        "running",
        "",
    )
    fake.clock.instant += HOUR
    await call("POST", f"{ticket}/answers", REPLY | {"text": "It is mended.", "answers_up_to": "m2"})
    (kept,) = (await call("GET", ticket)).json["promises"]
    assert kept["state"] == "met"
    assert kept["kept_by"]


async def test_a_promise_by_a_day_that_is_over_is_refused(fake: FakeDesk, ticket: str) -> None:
    for day, told in (
        ("2026-03-01", "day-passed"),
        ("9999-12-31", "fields-invalid"),
        ("soon", "fields-invalid"),
    ):
        assert await refused(fake, f"{ticket}/answers", REPLY | {"promised": day}) == (422, told)
    today = await call("POST", f"{ticket}/answers", REPLY | {"promised": f"{START:%Y-%m-%d}"})
    assert today.status == 202


async def test_an_answer_closes_the_ticket_in_one_request_unless_a_turn_is_left(
    fake: FakeDesk, ticket: str
) -> None:
    assert await refused(fake, f"{ticket}/answers", REPLY | {"close": True}) == (409, "turn-unanswered")
    closed = await call("POST", f"{ticket}/answers", REPLY | {"answers_up_to": "m2", "close": True})
    assert (closed.status, closed.json["closed"]) == (202, "2026-03-02T09:00:00Z")
    assert [clock["state"] for clock in closed.json["clocks"]] == ["met"]


async def test_a_copy_of_an_answer_to_a_question_goes_only_where_it_is_asked_for(fake: FakeDesk) -> None:
    for asked, copied in ((False, []), (True, ["rune@acme.example.org"])):
        question = await opened(fake, kind="question", message=f"How? {asked}")
        await call("POST", f"{question}/answers", REPLY | {"with_copy": asked})
        await fake.rest()
        answer = [mail for mail in fake.mailer.delivered if mail.to.address == EVA][-1]
        assert [each.address for each in answer.cc] == copied
