"""Reports in the queue, and the flag that the vendor clears."""

import base64
import logging
from datetime import timedelta

import pytest
from azure.functions import QueueMessage

from shared import wiring
from shared.ports.mailer import Mail
from shared.ports.store import StoreUnavailable
from tests.examples.indexed_functions import indexed_functions
from tests.examples.report_bodies import OPERATION, body, cloud_event, data, event_grid, report_body
from tests.fakes.desk import FakeDesk
from tests.fakes.store import MemoryStore
from tests.triggers.calling import call
from tests.triggers.examples import EVA, REQUEST

ANSWER = {"author": "anna", "text": "Press save.", "answers_up_to": "m1"}
RUNE = "rune@acme.example.org"


async def deliver(message: bytes) -> None:
    """Run the function as the host does for a message."""
    function = indexed_functions()["delivery_reports"]
    await function.run(**{function.trigger["name"]: QueueMessage(id="1", body=message)})


def answer_in(fake: FakeDesk) -> Mail:
    """The answer that was mailed last: the one mail with a copy."""
    return [mail for mail in fake.mailer.delivered if mail.cc][-1]


async def answered(fake: FakeDesk) -> tuple[str, str]:
    """A ticket that was answered; its reference, and the operation id of the answer."""
    ticket = (await call("POST", "/api/intake", REQUEST)).json["ticket"]
    await fake.rest()
    fake.clock.instant += timedelta(hours=1)
    assert (await call("POST", f"/api/tickets/{ticket}/answers", ANSWER)).status == 202
    await fake.rest()
    return ticket, answer_in(fake).operation_id


def test_the_reports_have_a_queue_of_their_own_in_the_desks_storage() -> None:
    trigger = indexed_functions()["delivery_reports"].trigger
    assert (trigger["queueName"], trigger["connection"]) == ("delivery-reports", "DESK_STORAGE")


@pytest.mark.parametrize("encoded", [False, True])
async def test_a_bounced_answer_leaves_its_clock_running_with_the_same_due(
    fake: FakeDesk, *, encoded: bool
) -> None:
    ticket, operation = await answered(fake)
    (before,) = (await call("GET", f"/api/tickets/{ticket}")).json["clocks"]
    message = report_body(operation, EVA, "Bounced", fake.clock.now())
    for _ in range(2):
        await deliver(base64.b64encode(message) if encoded else message)
    await fake.rest()
    (after,) = (await call("GET", f"/api/tickets/{ticket}")).json["clocks"]
    assert (before["state"], after["state"], after["due"]) == ("met", "running", before["due"])
    assert fake.mailer.delivered[-1].to.address == "anna@example.com"


@pytest.mark.parametrize(
    "message", [b"", b"{", body(event_grid(data(status="Vanished"))), body({"look": "ticket-1"}), b"\xff"]
)
async def test_what_is_no_report_is_dropped_with_a_line_that_names_nobody(
    fake: FakeDesk, message: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    before = fake.store.everything()
    await deliver(message)
    (line,) = caplog.records
    assert line.levelno == logging.ERROR
    assert not any(word in line.getMessage() for word in (EVA, "eva", "550", "Vanished", OPERATION))
    assert fake.store.everything() == before


@pytest.mark.parametrize("event", [event_grid(), cloud_event()])
async def test_a_report_about_a_mail_that_nobody_knows_does_no_harm(
    fake: FakeDesk, event: object, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    before = fake.store.everything()
    await deliver(body(event))
    assert fake.store.everything() == before
    assert [record.getMessage() for record in caplog.records] == [
        "a delivery report is about no mail of this desk"
    ]


class _SilentStore(MemoryStore):
    async def get(self, *_: object) -> None:
        raise StoreUnavailable


async def test_a_report_fails_while_the_storage_is_silent_so_that_the_host_brings_it_again(
    fake: FakeDesk,
) -> None:
    _, operation = await answered(fake)
    fake.wrapped_store = _SilentStore()
    wiring.use_desk(fake.desk)
    with pytest.raises(StoreUnavailable):
        await deliver(report_body(operation, EVA, "Bounced", fake.clock.now()))


async def test_a_flag_is_seen_at_the_member_and_can_be_cleared(fake: FakeDesk) -> None:
    _, operation = await answered(fake)
    seat = answer_in(fake).cc[0].address
    await deliver(report_body(operation, seat, "Bounced", fake.clock.now()))
    (flag,) = (await call("GET", "/api/members/acme")).json["flagged"]
    assert (flag["address"], flag["reason"]) == (seat, "Bounced")
    for _ in range(2):
        cleared = await call("POST", "/api/members/acme/flags/clear", {"address": seat})
        assert (cleared.status, cleared.json["flagged"]) == (200, [])


@pytest.mark.usefixtures("fake")
async def test_clearing_is_refused_for_a_member_that_is_not_there_and_for_what_is_no_address() -> None:
    unknown = await call("POST", "/api/members/nobody/flags/clear", {"address": RUNE})
    assert (unknown.status, unknown.problem) == (404, "member-unknown")
    assert (await call("POST", "/api/members/acme/flags/clear", {"address": "Rune"})).status == 422
