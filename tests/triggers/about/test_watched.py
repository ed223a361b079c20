"""What whoever watches is told: acts with what came of them, measures, and our own faults. Never a person."""

import json
import logging
from collections.abc import Iterator, Sequence
from datetime import timedelta

import pytest
from azure.functions import QueueMessage, TimerRequest

from shared import wiring
from shared.ports.store import Row, StoreUnavailable, Table
from shared.ports.telemetry import Happening, Measured, telemetry
from tests.examples.indexed_functions import indexed_functions
from tests.examples.watched import Watched, watched
from tests.fakes.desk import FakeDesk
from tests.fakes.store import MemoryStore
from tests.triggers.calling import call
from tests.triggers.examples import REQUEST, STRANGER

CANARY = "Ottilia Kanariefågel"
CANARY_ADDRESS = "ottilia.canary@acme.example.org"
PERSONAL = {
    "email": CANARY_ADDRESS,
    "name": CANARY,
    "subject": f"About {CANARY}",
    "message": f"I am {CANARY}.",
}
TRACE = "0af7651916cd43dd8448eb211c80319c"
CARRIED = f"00-{TRACE}-b7ad6b7169203331-01"


@pytest.fixture
def kept() -> Iterator[Watched]:
    with watched() as made:
        yield made


class _Broken(MemoryStore):
    """Raises what quotes a person, as a library might."""

    async def get(self, *_: object) -> Row | None:
        raise KeyError(CANARY_ADDRESS)

    async def rows(self, *_: object, **__: object) -> Sequence[Row]:
        raise KeyError(CANARY_ADDRESS)


class _WithoutLists(MemoryStore):
    """Answers all but what the lists of open tickets are."""

    async def rows(
        self, table: Table, partition: str, *, first: str, before: str, limit: int = 1000
    ) -> Sequence[Row]:
        if first.startswith("open-"):
            raise StoreUnavailable
        return await super().rows(table, partition, first=first, before=before, limit=limit)


async def notify(said: object) -> None:
    function = indexed_functions()["notify"]
    body = json.dumps(said).encode()
    await function.run(**{function.trigger["name"]: QueueMessage(id="m-1", body=body)})


async def tick(monkeypatch: pytest.MonkeyPatch, given_up: int = 0) -> None:
    async def count() -> int:
        return given_up

    monkeypatch.setattr(wiring, "given_up", count)
    function = indexed_functions()["sla_timer"]
    await function.run(**{function.trigger["name"]: TimerRequest(past_due=False)})


@pytest.mark.usefixtures("fake")
async def test_an_act_is_told_with_its_ticket_and_its_outcome(kept: Watched) -> None:
    ticket = (await call("POST", "/api/intake", REQUEST)).json["ticket"]
    assert dict(kept.span("intake").attributes or {}) == {"act": "intake", "ticket": ticket, "outcome": "202"}
    (line,) = [attributes for words, attributes in kept.log() if words == "intake: 202"]
    assert line == {"act": "intake", "ticket": ticket, "outcome": "202"}


async def test_a_look_belongs_to_the_act_that_asked_for_it(fake: FakeDesk, kept: Watched) -> None:
    await call("POST", "/api/intake", REQUEST)
    (told,) = fake.queue.take()
    await notify({"look": told, "traceparent": CARRIED})
    spans = [kept.span(name) for name in ("notify", "look")]
    assert {f"{span.context.trace_id:032x}" for span in spans} == {TRACE}
    assert (kept.span("look").attributes or {})["ticket"] == told.removeprefix("ticket-")


@pytest.mark.parametrize("carried", ["", "nonsense", "00-0-0-01", None, 7])
async def test_a_message_without_a_trace_or_with_a_broken_one_is_looked_at_all_the_same(
    fake: FakeDesk, kept: Watched, carried: object
) -> None:
    await call("POST", "/api/intake", REQUEST)
    (told,) = fake.queue.take()
    await notify({"look": told, "traceparent": carried})
    assert fake.mailer.delivered
    assert kept.span("look").context.trace_id


async def test_a_fault_of_ours_is_told_by_its_class_and_its_lines(fake: FakeDesk, kept: Watched) -> None:
    fake.wrapped_store = _Broken()
    wiring.use_desk(fake.desk)
    assert (await call("POST", "/api/intake", REQUEST)).status == 500
    (told,) = [attributes for words, attributes in kept.log() if words.startswith("unexpected")]
    assert (told["act"], told["fault"]) == ("intake", "KeyError")
    assert "shared.usecases.messages.open_ticket.open_ticket" in str(told["stack"])
    assert CANARY_ADDRESS not in kept.everything()


async def test_an_act_that_ends_by_an_error_says_so_and_raises_it(fake: FakeDesk, kept: Watched) -> None:
    fake.wrapped_store = _Broken()
    wiring.use_desk(fake.desk)
    with pytest.raises(KeyError):
        await notify({"look": "ticket-" + "a" * 16})
    outcomes = {span.name: (span.attributes or {})["outcome"] for span in kept.spans}
    assert outcomes == {"notify": "KeyError", "look": "KeyError"}
    assert CANARY_ADDRESS not in kept.everything()


async def test_what_is_counted_is_told_by_what_it_is_of(fake: FakeDesk, kept: Watched) -> None:
    await call("POST", "/api/intake", REQUEST)
    await call("POST", "/api/intake", REQUEST | {"email": STRANGER})
    await fake.rest()
    await notify({"no": "aggregate"})
    await call("POST", "/api/billing/stripe", {}, {"Stripe-Signature": "t=1,v1=x"})
    measures = kept.measures()
    gate = {(of["covered"], of["reason"]): number for of, number in measures[Happening.GATE_DECISIONS]}
    assert gate == {("yes", "subscribed"): 1, ("no", "unknown_sender"): 1}
    mails = {(of["lane"], of["state"]) for of, _ in measures[Happening.MAILS]}
    assert {("promises", "taken"), ("member_receipts", "taken"), ("stranger_receipts", "taken")} <= mails
    assert measures[Happening.MESSAGES_DROPPED] == [({"queue": "looks"}, 1)]
    assert measures[Happening.WEBHOOKS_REFUSED] == [({"reason": "SignatureMalformed"}, 1)]


async def test_each_scan_tells_of_running_clocks_the_nearest_due_looks_and_what_was_given_up(
    fake: FakeDesk, kept: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    await call("POST", "/api/intake", REQUEST)
    await fake.rest()
    fake.clock.instant += timedelta(hours=12)
    await tick(monkeypatch, given_up=3)
    levels = {name: told for name, told in kept.measures().items() if name in set(Measured)}
    assert {name: number for name, [(_, number)] in levels.items()} == {
        Measured.CLOCKS_RUNNING: 1,
        Measured.SECONDS_TO_DUE: 12 * 3600,
        Measured.LOOKS_DUE: 2,  # the ticket's and the member's
        Measured.MESSAGES_GIVEN_UP: 3,
    }


async def test_a_scan_whose_desk_cannot_be_measured_has_scanned_all_the_same(
    fake: FakeDesk, kept: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake.wrapped_store = _WithoutLists()
    wiring.use_desk(fake.desk)
    await tick(monkeypatch)
    assert "sla_timer: done" in [words for words, _ in kept.log()]


async def test_no_one_who_writes_or_is_written_to_is_in_spans_measures_or_the_log(
    fake: FakeDesk, kept: Watched, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    ticket = (await call("POST", "/api/intake", REQUEST | PERSONAL)).json["ticket"]
    await fake.rest()
    answer = {"author": "anna", "text": f"Dear {CANARY}", "answers_up_to": "m1"}
    assert (await call("POST", f"/api/tickets/{ticket}/answers", answer)).status == 202
    mail = f"From: {CANARY} <{CANARY_ADDRESS}>\r\nSubject: {CANARY}\r\n\r\n{CANARY}".encode()
    await call("POST", "/api/intake/mail", mail, {"Content-Type": "message/rfc822"})
    await fake.rest()
    fake.clock.instant += timedelta(hours=30)
    await tick(monkeypatch)
    await fake.rest()
    everything = kept.everything() + caplog.text
    assert {"intake", "look", "sla_timer"} <= {span.name for span in kept.spans}
    assert [each for each in (*CANARY.split(), CANARY_ADDRESS, "acme.example") if each in everything] == []


@pytest.mark.usefixtures("kept")
def test_a_line_that_cannot_be_kept_costs_no_act(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logging.getLogger("shared"), "propagate", False)
    monkeypatch.setattr(logging, "raiseExceptions", False)
    logging.getLogger("shared.of_the_test").error("%d mails", "no number")


async def test_where_nobody_watches_nothing_is_kept_and_no_message_names_a_trace() -> None:
    with telemetry().act("any", carried=CARRIED), telemetry().call("GET", "https://example.com"):
        assert (telemetry().on, telemetry().carrier()) == (False, "")
