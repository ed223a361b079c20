"""Internal notes over HTTP: kept, shown to supporters, mailed to nobody."""

import pytest

from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call
from tests.triggers.tickets import opened, refused

NOTE = {"author": "anna", "text": "The same error as last month."}


@pytest.fixture
async def ticket(fake: FakeDesk) -> str:
    """Eva's ticket."""
    return await opened(fake)


async def test_a_note_is_shown_with_its_author_and_stops_no_clock_and_mails_nobody(
    fake: FakeDesk, ticket: str
) -> None:
    mailed = len(fake.mailer.delivered)
    written = await call("POST", f"{ticket}/notes", NOTE)
    await fake.rest()
    assert (written.status, written.json["unanswered"]) == (201, ["m1"])
    assert [clock["state"] for clock in written.json["clocks"]] == ["running"]
    assert len(fake.mailer.delivered) == mailed
    shown = (await call("GET", ticket)).json
    assert [(each["author"], each["text"]) for each in shown["notes"]] == [("anna", NOTE["text"])]
    assert shown["owner"] == ""
    assert NOTE["text"] not in str(shown["events"])


async def test_a_note_sent_twice_with_its_key_is_one_note_and_other_words_under_it_are_refused(
    fake: FakeDesk, ticket: str
) -> None:
    key = {"Idempotency-Key": "note-1"}
    first, again = [await call("POST", f"{ticket}/notes", NOTE, key) for _ in range(2)]
    assert (first.status, first.body) == (201, again.body)
    assert len((await call("GET", ticket)).json["notes"]) == 1
    other = NOTE | {"text": "Something else."}
    assert await refused(fake, f"{ticket}/notes", other, key) == (422, "idempotency-key-reused")


async def test_a_note_by_nobody_without_words_or_on_no_ticket_is_refused(fake: FakeDesk, ticket: str) -> None:
    assert (await refused(fake, f"{ticket}/notes", NOTE | {"author": "nobody"}))[0] == 422
    assert (await refused(fake, f"{ticket}/notes", NOTE | {"text": " "}))[0] == 422
    assert await refused(fake, f"/api/tickets/{'a' * 16}/notes", NOTE) == (404, "ticket-unknown")


async def test_a_merged_ticket_takes_no_note_and_names_the_other(fake: FakeDesk, ticket: str) -> None:
    other = await opened(fake, message="Another matter.")
    into = other.rpartition("/")[2]
    await call("POST", f"{ticket}/merge", {"into": into, "author": "anna"})
    await fake.rest()
    assert await refused(fake, f"{ticket}/notes", NOTE) == (409, "ticket-merged")
