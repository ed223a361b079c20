"""Turns are ended, taken, split off; tickets merged; mistakes withdrawn."""

from datetime import timedelta
from typing import Any

import pytest

from shared.domain.values.vendor import Language
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call
from tests.triggers.examples import EVA, STRANGER
from tests.triggers.tickets import opened, refused

HOUR = timedelta(hours=1)
UNKNOWN = "a" * 16
WHY = {"author": "anna", "reason": "A thank-you."}
REPLY = {"text": "Press Save first.", "author": "anna", "answers_up_to": "m1"}
ANNA = {"author": "anna"}


@pytest.fixture
async def ticket(fake: FakeDesk) -> str:
    """Eva's ticket with two unanswered turns."""
    address = await opened(fake)
    await call("POST", f"{address}/messages", {"message": "And the week view."})
    await fake.rest()
    return address


@pytest.fixture
async def gated(fake: FakeDesk) -> str:
    """A stranger's ticket, at the gate."""
    return await opened(fake, email=STRANGER)


async def test_a_turn_that_needs_no_answer_ends_and_is_shown_with_name_and_reason(
    fake: FakeDesk, ticket: str
) -> None:
    await call("POST", f"{ticket}/answers", REPLY)
    ended = await call("POST", f"{ticket}/turns/m2/no-answer-needed", WHY)
    assert (ended.status, ended.json["unanswered"]) == (200, [])
    assert [(clock["state"], clock["how"]) for clock in ended.json["clocks"]] == [
        ("met", "answer"),
        ("met", "no_answer_needed"),
    ]
    shown = (await call("GET", ticket)).json
    (entry,) = [each for each in shown["entries"] if each["how"] == "no_answer_needed"]
    assert (entry["author"], entry["text"], entry["turns"]) == ("anna", WHY["reason"], ["m2"])
    assert shown["turns"][1]["ended_by"] == [entry["id"]]
    await fake.rest()
    assert [mail.to.address for mail in fake.mailer.delivered].count(EVA) == 3  # two receipts, one answer


async def test_a_turn_ended_twice_with_its_key_is_ended_once(fake: FakeDesk, ticket: str) -> None:
    key = {"Idempotency-Key": "thanks-1"}
    address = f"{ticket}/turns/m2/no-answer-needed"
    first, again = [await call("POST", address, WHY, key) for _ in range(2)]
    assert (first.status, first.body) == (200, again.body)
    assert await refused(fake, address, WHY | {"reason": "Else."}, key) == (422, "idempotency-key-reused")
    assert await refused(fake, address, WHY | {"reason": "Else."}) == (409, "turn-gone")


async def test_a_taken_turn_gets_its_clock_now_and_shows_who_took_it_and_why(
    fake: FakeDesk, gated: str
) -> None:
    fake.clock.instant += 5 * HOUR
    why = {"author": "bo", "reason": "They renew this week."}
    first, again = [await call("POST", f"{gated}/turns/m1/take", why) for _ in range(2)]
    assert (first.status, first.body) == (202, again.body)
    (clock,) = first.json["clocks"]
    assert (clock["start"], clock["state"]) == ("2026-03-02T14:00:00Z", "running")
    shown = (await call("GET", gated)).json
    (turn,) = shown["turns"]
    assert (turn["taken_by"], turn["taken_because"], turn["reason"]) == (
        "bo",
        why["reason"],
        "taken_by_supporter",
    )
    assert shown["events"][-1]["taken_because"] == why["reason"]
    await fake.rest()
    assert await refused(fake, f"{gated}/turns/m1/take", why | {"author": "anna"}) == (409, "turn-covered")


async def test_a_split_turn_names_its_new_ticket_which_names_where_it_came_from(
    fake: FakeDesk, ticket: str
) -> None:
    first, again = [await call("POST", f"{ticket}/turns/m2/split", ANNA) for _ in range(2)]
    assert (first.status, first.body) == (202, again.body)
    (split,) = first.json["split"]
    await fake.rest()
    shown = (await call("GET", ticket)).json["turns"][1]
    assert (split["turn"], shown["split_into"], shown["answered"]) == ("m2", split["into"], False)
    (turn,) = (await call("GET", f"/api/tickets/{split['into']}")).json["turns"]
    assert (turn["moved_from"], turn["received"]) == (f"{ticket[-16:]}-m2", shown["received"])


async def test_a_merged_ticket_names_where_its_matter_goes_on(fake: FakeDesk, ticket: str) -> None:
    other = await opened(fake, message="Another matter.")
    body = {"into": other[-16:], "author": "anna"}
    first, again = [await call("POST", f"{ticket}/merge", body) for _ in range(2)]
    assert (first.status, first.body) == (202, again.body)
    assert first.json["merged_into"] == other[-16:]
    assert [clock["cancelled"] for clock in first.json["clocks"]] == ["merged"]
    await fake.rest()
    assert (await call("GET", ticket)).json["merged_into"] == other[-16:]
    assert (await call("GET", other)).json["turns"][1]["moved_from"] == f"{ticket[-16:]}-m1"


@pytest.mark.parametrize("language", Language)
async def test_acts_on_a_merged_ticket_are_refused_and_name_the_other(
    fake: FakeDesk, ticket: str, language: Language
) -> None:
    other = await opened(fake, message="Another matter.")
    third = await opened(fake, message="A third one.")
    await call("POST", f"{ticket}/merge", {"into": other[-16:], "author": "anna"})
    await fake.rest()
    acts: list[tuple[str, dict[str, Any]]] = [
        ("answers", REPLY),
        ("contacts", {"contact": "call", "author": "anna"}),
        ("turns/m1/no-answer-needed", WHY),
        ("turns/m1/take", WHY),
        ("turns/m1/split", ANNA),
        ("entries/e/withdraw", WHY),
        ("merge", {"into": third[-16:], "author": "anna"}),
    ]
    for act, body in acts:
        assert await refused(fake, f"{ticket}/{act}", body) == (409, "ticket-merged"), act
        answer = await call("POST", f"{ticket}/{act}", body, {"Accept-Language": language})
        assert other[-16:] in answer.json["detail"]
    into_it = {"into": ticket[-16:], "author": "anna"}
    assert await refused(fake, f"{third}/merge", into_it) == (409, "ticket-merged")


@pytest.mark.parametrize(
    ("into", "told"),
    [
        ("itself", (422, "merged-into-itself")),
        (UNKNOWN, (404, "ticket-unknown")),
        ("x", (422, "fields-invalid")),
    ],
)
async def test_a_merge_into_what_cannot_be_is_refused(
    fake: FakeDesk, ticket: str, into: str, told: tuple[int, str]
) -> None:
    named = ticket[-16:] if into == "itself" else into
    assert await refused(fake, f"{ticket}/merge", {"into": named, "author": "anna"}) == told


async def test_a_turn_that_is_alone_or_answered_is_not_split_off(fake: FakeDesk, ticket: str) -> None:
    alone = await opened(fake, message="Another matter.")
    assert await refused(fake, f"{alone}/turns/m1/split", ANNA) == (409, "split-refused")
    await call("POST", f"{ticket}/answers", REPLY)
    await fake.rest()
    assert await refused(fake, f"{ticket}/turns/m1/split", ANNA) == (409, "split-refused")


@pytest.mark.parametrize("turn", ["m9", "m0", "nothing", "m1'", "a" * 16])
async def test_a_turn_that_is_not_the_tickets_is_refused(fake: FakeDesk, ticket: str, turn: str) -> None:
    for act, body in (("no-answer-needed", WHY), ("take", WHY), ("split", ANNA)):
        assert await refused(fake, f"{ticket}/turns/{turn}/{act}", body) == (422, "turn-unknown")


@pytest.mark.parametrize(
    ("act", "body"),
    [
        ("turns/m1/no-answer-needed", WHY),
        ("turns/m1/take", WHY),
        ("turns/m1/split", ANNA),
        ("entries/e/withdraw", WHY),
        ("merge", {"into": "b" * 16, "author": "anna"}),
    ],
)
async def test_an_act_on_no_ticket_or_by_nobody_is_refused(
    fake: FakeDesk, ticket: str, act: str, body: dict[str, str]
) -> None:
    assert await refused(fake, f"/api/tickets/{UNKNOWN}/{act}", body) == (404, "ticket-unknown")
    assert await refused(fake, f"{ticket}/{act}", body | {"author": "nobody"}) == (422, "author-unknown")
    for field in body:
        less = {name: value for name, value in body.items() if name != field}
        assert await refused(fake, f"{ticket}/{act}", less) == (422, "fields-invalid")


async def test_a_withdrawn_call_lets_the_clock_run_on_and_an_answer_is_not_withdrawn(
    fake: FakeDesk, ticket: str
) -> None:
    logged = {"contact": "call", "author": "bo", "answers_up_to": "m2"}
    await call("POST", f"{ticket}/contacts", logged)
    (entry,) = (await call("GET", ticket)).json["entries"]
    undone = await call("POST", f"{ticket}/entries/{entry['id']}/withdraw", WHY)
    (clock,) = undone.json["clocks"]
    assert (undone.status, clock["state"], clock["due"]) == (200, "running", "2026-03-03T09:00:00Z")
    before = fake.store.everything()
    repeated = await call("POST", f"{ticket}/entries/{entry['id']}/withdraw", WHY)
    assert (repeated.status, repeated.json, fake.store.everything()) == (200, undone.json, before)
    await call("POST", f"{ticket}/answers", REPLY)
    await fake.rest()
    (answer,) = (await call("GET", ticket)).json["entries"]
    kept = f"{ticket}/entries/{answer['id']}/withdraw"
    assert await refused(fake, kept, WHY) == (404, "entry-unknown")
