"""A person wrote on a colleague's ticket: what is the person's there goes, the colleague's stays."""

from datetime import timedelta
from typing import Any

import pytest

from shared.usecases.members.put_member import put_member
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call, parts
from tests.triggers.people.a_person import CANARY, EVA, MEMBER, OTHER, OTHERS_WORDS, post, traces
from tests.triggers.people.test_erasing import ERASE, erased

ASKED = {"email": OTHER, "name": "Oskar", "product": "Planner", "kind": "question", "message": OTHERS_WORDS}
HERS = {"email": EVA, "message": f"{CANARY} has it too."}
A_FILE = {"screen.txt": b"Oskar's screen."}


async def asked(fake: FakeDesk) -> str:
    """Oskar's ticket with a file of his; nobody has answered it."""
    await put_member(fake.desk, MEMBER)
    ticket: str = (await call("POST", "/api/intake", *parts(ASKED, A_FILE))).json["ticket"]
    await fake.rest()
    return ticket


async def clocks(ticket: str) -> list[tuple[str, str]]:
    """Where each clock of the ticket stands, and how it ended."""
    view = (await call("GET", f"/api/tickets/{ticket}")).json
    return [(each["state"], each["how"] or "") for each in view["clocks"]]


async def preview() -> dict[str, Any]:
    """What is told of an erasure that is not done."""
    return dict((await call("POST", "/api/people/erase", ERASE | {"preview": True})).json)


async def test_the_preview_counts_of_a_colleagues_ticket_only_what_will_be_touched(fake: FakeDesk) -> None:
    ticket = await asked(fake)
    await post(f"/api/tickets/{ticket}/messages", HERS)
    fake.queue.take()
    told = await preview()
    assert (told["tickets"], told["messages_unanswered"], told["files"]) == ([ticket], 1, 0)
    to_her = [
        mail for mail in (await call("GET", f"/api/tickets/{ticket}")).json["mails"] if EVA in str(mail)
    ]
    assert told["mails_withdrawn"] == len(to_her)


async def test_no_clock_runs_for_words_that_are_gone_and_the_colleagues_runs_on(fake: FakeDesk) -> None:
    ticket = await asked(fake)
    await fake.advance(timedelta(hours=1))
    await post(f"/api/tickets/{ticket}/messages", HERS)
    await fake.rest()
    await erased(fake)
    assert traces(fake) == []
    assert sorted(await clocks(ticket)) == [("met", "no_answer_needed"), ("running", "")]
    answer = {"author": "bo", "text": "Plug it in.", "answers_up_to": "m1"}
    assert (await call("POST", f"/api/tickets/{ticket}/answers", answer)).status == 202
    await fake.advance(timedelta(days=3))
    assert sorted(await clocks(ticket)) == [("met", "answer"), ("met", "no_answer_needed")]


async def test_a_conference_that_the_person_asked_for_there_is_not_to_be_held(fake: FakeDesk) -> None:
    ticket = await asked(fake)
    address = f"/api/tickets/{ticket}"
    await post(f"{address}/answers", {"author": "bo", "text": "Plug it in.", "answers_up_to": "m1"})
    await post(f"{address}/messages", HERS | {"kind": "conference"})
    await fake.rest()
    await erased(fake)
    await fake.advance(timedelta(days=3))
    assert {state for state, _ in await clocks(ticket)} <= {"met", "cancelled"}


async def test_a_conference_that_nobody_has_answered_yet_is_not_to_be_held_either(fake: FakeDesk) -> None:
    await asked(fake)
    hers = (await post("/api/intake", ASKED | HERS | {"kind": "conference"})).json["ticket"]
    await fake.rest()
    await erased(fake)
    before = len(fake.mailer.delivered)
    await fake.advance(timedelta(hours=20))
    assert {state for state, _ in await clocks(hers)} <= {"met", "cancelled"}
    assert hers not in str(fake.mailer.delivered[before:])


@pytest.mark.parametrize("opened", [ASKED, ASKED | HERS], ids=["a colleague's", "the person's own"])
async def test_of_a_ticket_that_was_merged_away_the_clocks_stay_as_they_were(
    fake: FakeDesk, opened: dict[str, str]
) -> None:
    into = await asked(fake)
    ticket = (await post("/api/intake", opened | {"message": f"{CANARY} asks."})).json["ticket"]
    await post(f"/api/tickets/{ticket}/messages", HERS)
    await fake.advance(timedelta(hours=1))
    await post(f"/api/tickets/{ticket}/merge", {"author": "anna", "into": into})
    await fake.rest()
    before = await clocks(ticket)
    await erased(fake)
    assert await clocks(ticket) == before
    assert ("met", "no_answer_needed") in await clocks(into)


async def test_what_was_late_before_stays_late(fake: FakeDesk) -> None:
    ticket = await asked(fake)
    await post(f"/api/tickets/{ticket}/messages", HERS)
    await fake.advance(timedelta(hours=30))
    before = (await call("GET", "/api/reports/2026-03")).json["total"]["vendor_side"]["breaches"]
    assert before == 1
    await erased(fake)
    after = (await call("GET", "/api/reports/2026-03")).json["total"]["vendor_side"]["breaches"]
    assert after >= before
