"""The queue by state, with the reason in the reader's words."""

import pytest

from shared.domain.values.gate_reason import GateReason
from shared.domain.values.vendor import Language
from shared.mail.vocabulary import reason_words
from shared.usecases.views import queue_pages
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call
from tests.triggers.examples import REQUEST, STRANGER


async def listed(state: str) -> set[str]:
    """The tickets that the queue has in this state."""
    answer = await call("GET", f"/api/queue?state={state}")
    assert answer.status == 200
    return {entry["ticket"] for entry in answer.json["tickets"]}


async def opened(**changed: str) -> str:
    """A new ticket's reference. It comes by the door where no stranger's is held."""
    return str((await call("POST", "/api/intake/trusted", REQUEST | changed)).json["ticket"])


@pytest.mark.usefixtures("fake")
async def test_the_gated_queue_has_what_waits_at_the_gate_and_the_open_one_the_rest() -> None:
    covered, gated, both = await opened(), await opened(email=STRANGER), await opened(message="Both.")
    await call("POST", f"/api/tickets/{both}/messages", {"message": "From me.", "email": STRANGER})
    assert await listed("gated") == {gated, both}
    assert await listed("open") == {covered, both}
    assert await listed("all") == {covered, gated, both}
    assert {entry["ticket"] for entry in (await call("GET", "/api/queue")).json["tickets"]} == {
        covered,
        gated,
        both,
    }


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("by", ["query", "header"])
@pytest.mark.usefixtures("fake")
async def test_the_gated_queue_says_why_in_the_readers_words(language: Language, by: str) -> None:
    await opened(email=STRANGER)
    address = "/api/queue?state=gated" + (f"&language={language}" if by == "query" else "")
    other = next(each for each in Language if each is not language)
    answer = await call("GET", address, headers={"Accept-Language": other if by == "query" else language})
    (entry,) = answer.json["tickets"]
    words = reason_words(GateReason.UNKNOWN_SENDER, language).short
    assert (entry["reason"], entry["reason_words"]) == ("unknown_sender", words)
    assert [(turn["turn"], turn["reason_words"]) for turn in entry["at_gate"]] == [("m1", words)]


@pytest.mark.parametrize("language", Language)
@pytest.mark.usefixtures("fake")
async def test_a_state_that_there_is_not_is_refused_with_those_that_there_are(language: Language) -> None:
    answer = await call("GET", f"/api/queue?state=closed&language={language}")
    (error,) = answer.json["errors"]
    assert (answer.status, error["field"], error["code"]) == (422, "state", "not_a_choice")
    assert "gated, open" in error["detail"]


async def test_a_gated_ticket_is_found_behind_more_open_ones_than_a_page_holds(
    fake: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue_pages, "MOST_LISTED", 2)
    for number in range(5):
        await opened(message=f"Number {number}.")
    gated = await opened(email=STRANGER)
    answer = await call("GET", "/api/queue?state=gated")
    assert ([entry["ticket"] for entry in answer.json["tickets"]], answer.json["more"]) == ([gated], False)
    whole = await call("GET", "/api/queue")
    assert (len(whole.json["tickets"]), whole.json["more"]) == (2, True)
    assert fake.queue.told
