"""GET /api/tickets/{ticket}/clocks/{clock}, over fakes."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call
from tests.triggers.tickets import opened

TEXT = {"accept": "text/plain"}


@pytest.fixture
async def ticket(fake: FakeDesk) -> str:
    """The address of a covered ticket, answered after two hours."""
    address = await opened(fake)
    fake.clock.instant += timedelta(hours=2)
    body = {"text": "Press Save first.", "author": "anna", "answers_up_to": "m1"}
    assert (await call("POST", f"{address}/answers", body)).status == 202
    await fake.rest()
    return address


async def test_a_program_gets_state_and_lines_as_json(ticket: str) -> None:
    answer = await call("GET", f"{ticket}/clocks/reply-m1")
    told = answer.json
    assert (answer.status, answer.media) == (200, "application/json")
    assert (told["state"], told["how"], told["due"]) == ("met", "answer", "2026-03-03T09:00:00Z")
    rules = [line["rule"] for line in told["lines"]]
    assert rules == [
        "turn.received",
        "gate.covered",
        "reply.starts_at_oldest_unanswered_turn",
        "answer.names_last_turn_seen",
        "answer.accepted",
        "same_day.goal",
        "due.is_inclusive",
    ]
    assert told["lines"][2] | {"facts": {}} == {
        "number": 2,
        "event": "entitlement_decided",
        "rule": "reply.starts_at_oldest_unanswered_turn",
        "at": "2026-03-02T09:00:00Z",
        "local": "2026-03-02T10:00:00+01:00",
        "arithmetic": "2026-03-02T09:00:00Z + 24 h = 2026-03-03T09:00:00Z",
        "facts": {},
    }


@pytest.mark.parametrize(
    ("headers", "query", "start"),
    [
        (TEXT, "", "Svar (reply-m1) i ärendet"),
        (TEXT, "?language=en", "Answer (reply-m1) on the ticket"),
        (TEXT | {"accept-language": "en-GB"}, "", "Answer (reply-m1) on the ticket"),
        (TEXT | {"accept-language": "en"}, "?language=sv", "Svar (reply-m1) i ärendet"),
    ],
)
async def test_a_person_reads_it_as_text_in_the_language_wished_for(
    ticket: str, headers: Mapping[str, str], query: str, start: str
) -> None:
    answer = await call("GET", f"{ticket}/clocks/reply-m1{query}", headers=headers)
    assert (answer.status, answer.media) == (200, "text/plain")
    assert answer.text.startswith(f"{start} {ticket.rpartition('/')[2]}\n")


@pytest.mark.parametrize("clock", ["reply-m2", "conference-m1", "nonsense"])
async def test_a_clock_that_never_was_is_a_problem_that_says_what_to_name(ticket: str, clock: str) -> None:
    answer = await call("GET", f"{ticket}/clocks/{clock}")
    assert (answer.status, answer.problem) == (404, "clock-unknown")


async def test_a_call_that_is_said_to_answer_what_came_after_it_is_a_problem(ticket: str) -> None:
    body = {"contact": "call", "author": "anna", "at": "2026-03-02T08:00:00Z", "answers_up_to": "m1"}
    answer = await call("POST", f"{ticket}/contacts", body)
    assert (answer.status, answer.problem) == (422, "contact-before-turn")


@pytest.mark.usefixtures("fake")
async def test_an_unknown_ticket_is_a_problem() -> None:
    answer = await call("GET", "/api/tickets/aaaaaaaaaaaaaaaa/clocks/reply-m1")
    assert (answer.status, answer.problem) == (404, "ticket-unknown")
