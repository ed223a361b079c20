"""An answer that says what its author had seen: what came since is told, and asked about."""

from typing import Any

import pytest

from tests.fakes.desk import FakeDesk
from tests.triggers.calling import Answer, call
from tests.triggers.tickets import answered, opened

BO = {"author": "bo", "text": "Hold Shift.", "answers_up_to": "m1", "seen_up_to": "m1"}


@pytest.fixture
async def ticket(fake: FakeDesk) -> str:
    """Eva's ticket, with one turn."""
    return await opened(fake)


async def answer(ticket: str, **more: object) -> Answer:
    """Bo answers, having seen what he says."""
    return await call("POST", f"{ticket}/answers", BO | more)


async def entries(ticket: str) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = (await call("GET", ticket)).json["entries"]
    return read


async def test_what_another_supporter_answered_meanwhile_is_told_and_nothing_is_sent(
    fake: FakeDesk, ticket: str
) -> None:
    await answered(fake, ticket)
    mailed = len(fake.mailer.delivered)
    refused = await answer(ticket)
    await fake.rest()
    (first,) = await entries(ticket)
    assert (refused.status, refused.problem) == (409, "came-meanwhile")
    assert refused.json["came"] == [
        {"id": first["id"], "kind": "answer", "at": "2026-03-02T09:00:00Z", "who": "Anna"}
    ]
    assert len(fake.mailer.delivered) == mailed


async def test_a_message_that_came_meanwhile_is_told_with_who_wrote_it(ticket: str) -> None:
    await call("POST", f"{ticket}/messages", {"message": "And the week view."})
    refused = await answer(ticket)
    assert refused.problem == "came-meanwhile"
    assert [(each["id"], each["kind"], each["who"]) for each in refused.json["came"]] == [
        ("m2", "message", "eva@acme.example.org")
    ]


async def test_it_is_sent_all_the_same_where_its_author_says_so(fake: FakeDesk, ticket: str) -> None:
    await answered(fake, ticket)
    assert (await answer(ticket, send_anyway=True)).status == 202
    assert [each["author"] for each in await entries(ticket)] == ["anna", "bo"]


async def test_who_has_read_the_last_entry_answers_without_being_asked(fake: FakeDesk, ticket: str) -> None:
    await answered(fake, ticket)
    read = (await call("GET", ticket)).json["last_entry"]
    assert (await answer(ticket, seen_up_to=read)).status == 202


async def test_what_the_author_answered_itself_is_nothing_new_to_it(ticket: str) -> None:
    assert (await answer(ticket)).status == 202
    assert (await answer(ticket, text="And save.")).status == 202


async def test_the_same_answer_sent_again_is_done_once_whatever_came_since(
    fake: FakeDesk, ticket: str
) -> None:
    assert (await answer(ticket)).status == 202
    await answered(fake, ticket)
    assert (await answer(ticket)).status == 202
    assert len(await entries(ticket)) == 2


async def test_an_answer_that_names_nothing_is_sent_as_before(fake: FakeDesk, ticket: str) -> None:
    await answered(fake, ticket)
    assert (await answer(ticket, seen_up_to=None)).status == 202


async def test_an_entry_that_was_withdrawn_since_is_counted_from_the_turn_that_is_answered(
    ticket: str,
) -> None:
    called = {"author": "anna", "contact": "call", "answers_up_to": "m1"}
    await call("POST", f"{ticket}/contacts", called)
    (contact,) = await entries(ticket)
    why = {"author": "anna", "reason": "Another ticket's."}
    await call("POST", f"{ticket}/entries/{contact['id']}/withdraw", why)
    assert (await answer(ticket, seen_up_to=contact["id"])).status == 202


async def test_an_entry_that_never_was_there_is_refused(ticket: str) -> None:
    refused = await answer(ticket, seen_up_to="a" * 16)
    assert (refused.status, refused.problem) == (422, "seen-unknown")
