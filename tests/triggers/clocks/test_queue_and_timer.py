"""What the queue and the timer set going."""

import json
import logging
from datetime import timedelta

import pytest
from azure.functions import QueueMessage, TimerRequest

from shared import wiring
from shared.ports.store import Row, StoreUnavailable
from tests.examples.indexed_functions import indexed_functions
from tests.fakes.desk import FakeDesk
from tests.fakes.store import MemoryStore
from tests.triggers.calling import call
from tests.triggers.examples import EVA, REQUEST


async def notify(body: bytes) -> None:
    """Run the function as the host does for a message."""
    function = indexed_functions()["notify"]
    await function.run(**{function.trigger["name"]: QueueMessage(id="1", body=body)})


async def tick(*, past_due: bool = False) -> None:
    """Run the function as the host does when its time has come."""
    function = indexed_functions()["sla_timer"]
    await function.run(**{function.trigger["name"]: TimerRequest(past_due=past_due)})


def message(aggregate: object) -> bytes:
    return json.dumps({"look": aggregate}).encode()


async def test_a_message_brings_the_mails_of_its_ticket_and_a_second_one_none(fake: FakeDesk) -> None:
    await call("POST", "/api/intake", REQUEST)
    (told,) = fake.queue.take()
    for _ in range(2):
        await notify(message(told))
    assert [mail.to.address for mail in fake.mailer.delivered] == [EVA, "anna@example.com", "bo@example.com"]


@pytest.mark.parametrize(
    "body", [b"", b"ticket-1", b"{}", b"[]", b"null", b"\xff", message(7), message(["ticket-1"])]
)
async def test_a_message_that_names_nothing_is_dropped_and_noted_without_its_content(
    fake: FakeDesk, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    await notify(body)
    told = "the message 1 of the queue looks names no aggregate and is dropped"
    assert [(entry.levelno, entry.getMessage()) for entry in caplog.records] == [(logging.ERROR, told)]
    assert fake.mailer.delivered == []


@pytest.mark.parametrize("aggregate", ["ticket-" + "a" * 16, "member-x", "news-x", "other-x", ""])
async def test_a_message_about_what_is_not_there_does_no_harm(fake: FakeDesk, aggregate: str) -> None:
    before = fake.store.everything()
    await notify(message(aggregate))
    assert fake.store.everything() == before


class _SilentStore(MemoryStore):
    async def get(self, *_: object) -> None:
        raise StoreUnavailable

    async def rows(self, *_: object, **__: object) -> list[Row]:
        raise StoreUnavailable


async def test_a_message_fails_while_the_storage_is_silent_so_that_the_host_brings_it_again(
    fake: FakeDesk,
) -> None:
    fake.wrapped_store = _SilentStore()
    wiring.use_desk(fake.desk)
    with pytest.raises(StoreUnavailable):
        await notify(message("ticket-" + "a" * 16))


async def test_the_timer_warns_when_half_of_the_time_has_passed_once(fake: FakeDesk) -> None:
    await call("POST", "/api/intake", REQUEST)
    await fake.rest()
    before = len(fake.mailer.delivered)
    fake.clock.instant += timedelta(hours=12)
    for _ in range(2):
        await tick()
    await fake.rest()
    warned = [mail.to.address for mail in fake.mailer.delivered[before:]]
    assert warned == ["anna@example.com", "bo@example.com"]


@pytest.mark.usefixtures("fake")
async def test_a_run_notes_what_it_did_and_whether_it_came_late(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    await tick()
    await tick(past_due=True)
    in_time, late = [entry.getMessage() for entry in caplog.records]
    assert in_time.endswith("looked at, 0 put later, 0 left")
    assert late.endswith("looked at, 0 put later, 0 left (late)")
