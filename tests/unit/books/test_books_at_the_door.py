"""Strangers' requests that were held at the door stand apart in the books, whatever becomes of them."""

import pytest

from shared.domain.values.holding import WhyHeld
from shared.domain.values.intake import Kind, Submission
from shared.usecases.floods.count_knocks import AtDoor
from shared.usecases.held.sift_held import SiftBody, drop_held, take_held
from shared.usecases.messages.open_ticket import Request, open_ticket
from tests.examples.kept_books import kept_desk, opened, total
from tests.fakes.desk import FakeDesk

HELD = [f"asker@{number}.example.org" for number in range(4)]


@pytest.fixture
async def fake() -> FakeDesk:
    return await kept_desk()


async def held(fake: FakeDesk, email: str) -> str:
    """An error report of a stranger, held."""
    submission = Submission(email=email, product="Planner", kind=Kind.ERROR, message="It stops.")
    request = Request(submission, "form", "1", at_door=AtDoor())
    header = await open_ticket(fake.desk, request)
    assert header.state.held
    assert header.state.held.because is WhyHeld.UNPROVED
    await fake.rest()
    return header.state.id


async def test_what_waits_at_the_door_what_was_thrown_away_and_what_was_taken_are_told_apart(
    fake: FakeDesk,
) -> None:
    await opened(fake, "asker@gate.example.org")
    waits, dropped, again, taken = [await held(fake, email) for email in HELD]
    assert waits
    await drop_held(fake.desk, SiftBody(author="anna", reason="Spam.", tickets=(dropped, again)))
    await take_held(fake.desk, SiftBody(author="anna", reason="A customer to be.", tickets=(taken,)))
    books = await total(fake)
    assert (books.messages, books.covered, books.gated) == (5, 1, 4)
    assert (books.held, books.dropped) == (1, 2)


async def test_spam_is_no_error_that_stays_open_for_ever(fake: FakeDesk) -> None:
    ticket = await held(fake, HELD[0])
    assert ((await total(fake)).errors_reported, (await total(fake)).errors_open) == (1, 1)
    await drop_held(fake.desk, SiftBody(author="anna", reason="Spam.", tickets=(ticket,)))
    assert ((await total(fake)).errors_reported, (await total(fake)).errors_open) == (0, 0)
