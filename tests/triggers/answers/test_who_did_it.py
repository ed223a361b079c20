"""Every act on a ticket keeps whose word it is that its author did it: a function key's, or a mail's own."""

from typing import Any

import pytest

from tests.examples.supporter_replies import SupportersDesk
from tests.fakes.desk import FakeDesk
from tests.triggers.answers.supporter_acts import ACTS, REPLY, address_of, method_of
from tests.triggers.calling import call
from tests.triggers.tickets import opened

DONE_AT_ONCE = [
    "answers", "contacts", "owner", "notes", "messages", "turns/{turn}/no-answer-needed",
    "turns/{turn}/material", "close", "links/revoke", "sessions", "quotes",
]  # fmt: skip
"""Those that a new ticket takes."""


async def seen(address: str) -> Any:  # noqa: ANN401 - JSON is anything
    return (await call("GET", address)).json


@pytest.mark.parametrize("act", DONE_AT_ONCE)
async def test_an_act_with_the_function_key_is_recorded_as_by_key(fake: FakeDesk, act: str) -> None:
    address = await opened(fake)
    before = len((await seen(address))["events"])
    answer = await call(method_of(act), address_of(address, act), ACTS[act])
    assert answer.status < 300, answer.text
    done = (await seen(address))["events"][before:]
    assert {each["by"] for each in done} == {"key"}


async def test_an_answer_is_shown_as_annas_by_key_and_what_nobody_did_is_not(fake: FakeDesk) -> None:
    address = await opened(fake)
    await call("POST", f"{address}/answers", REPLY)
    await call("POST", f"{address}/notes", ACTS["notes"])
    await fake.rest()
    ticket = await seen(address)
    shown = [(each["author"], each["by"]) for each in (*ticket["entries"], *ticket["notes"])]
    assert shown == [("anna", "key")] * 2
    by = {each["event"]: each["by"] for each in ticket["events"]}
    assert by["message_received"] == by["answer_accepted"] == ""
    assert by["answer_committed"] == by["note_written"] == "key"


@pytest.mark.usefixtures("fake")
async def test_a_ticket_that_a_supporter_opens_for_a_caller_is_by_key() -> None:
    body = {"author": "anna", "email": "eva@acme.example.org", "message": "She called.", "kind": "question"}
    opened_for = await call("POST", "/api/tickets", body)
    assert opened_for.status < 300, opened_for.text
    events = (await seen(f"/api/tickets/{opened_for.json['ticket']}"))["events"]
    assert {each["by"] for each in events if each["event"] == "message_received"} == {"key"}


async def test_what_a_supporter_does_by_mail_is_recorded_as_by_mail() -> None:
    desk = SupportersDesk()
    await desk.begin()
    ticket = await desk.ask()
    await desk.reply(desk.notice(), "Press Save first.")
    (entry,) = (await desk.view(ticket)).entries
    assert (entry.author, entry.by) == ("anna", "mail")
