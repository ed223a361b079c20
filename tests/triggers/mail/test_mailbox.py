"""The timer that reads the mailbox: what came there becomes tickets; without a mailbox it does nothing."""

import logging
from collections.abc import Iterator
from datetime import timedelta

import pytest
from azure.functions import TimerRequest

from shared import wiring
from shared.domain.incoming.raw_mail import MAIL_LIMIT
from shared.usecases.views.read_tickets import read_queue
from tests.examples.indexed_functions import indexed_functions
from tests.fakes.desk import START, FakeDesk
from tests.fakes.mailbox import MemoryMailbox

MAIL = b"""From: Eva <eva@acme.example.org>\r
To: support@example.com\r
Message-ID: <1@acme.example.org>\r
Subject: The calendar stays empty\r
\r
It has been empty since this morning.\r
"""


async def tick() -> None:
    """Run the function as the host does when its time has come."""
    function = indexed_functions()["mailbox"]
    await function.run(**{function.trigger["name"]: TimerRequest(past_due=False)})


@pytest.fixture
def box() -> Iterator[MemoryMailbox]:
    """A mailbox that is in use."""
    made = MemoryMailbox()
    wiring.use_mailbox(made)
    yield made
    wiring.use_mailbox(None)


async def tickets(fake: FakeDesk) -> int:
    return len((await read_queue(fake.desk)).tickets)


async def test_a_mail_in_the_mailbox_becomes_one_ticket_however_often_it_is_read(
    fake: FakeDesk, box: MemoryMailbox
) -> None:
    await tick()
    box.arrive(MAIL, START)
    await tick()
    box.arrive(MAIL, START + timedelta(minutes=1))
    await tick()
    assert await tickets(fake) == 1


async def test_a_mail_that_is_too_large_is_taken_in_as_far_as_it_goes(
    fake: FakeDesk, box: MemoryMailbox, caplog: pytest.LogCaptureFixture
) -> None:
    await tick()
    box.arrive(MAIL + b"x" * MAIL_LIMIT, START)
    with caplog.at_level(logging.WARNING):
        await tick()
    assert await tickets(fake) == 1
    assert "acme" not in caplog.text


async def test_without_a_mailbox_nothing_is_asked_and_nothing_written(fake: FakeDesk) -> None:
    before = fake.store.everything()
    await tick()
    assert fake.store.everything() == before
