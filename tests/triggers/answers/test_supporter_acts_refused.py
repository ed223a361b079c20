"""Every act of a supporter on what is not there, has gone or is another's: told kindly, nothing stored."""

from collections.abc import Mapping
from typing import Any

import pytest

from shared.domain.values.vendor import Language
from tests.examples.indexed_functions import http_functions
from tests.fakes.desk import START, FakeDesk
from tests.triggers.answers.supporter_acts import ACTS, ANNA, REPLY, UNKNOWN, WHY, address_of, method_of
from tests.triggers.calling import Answer, call
from tests.triggers.tickets import opened

NAMING = {act: body for act, body in ACTS.items() if "answers_up_to" in body or "turn" in body}
"""Those that name a turn in their body."""

MERGED: Mapping[str, tuple[int, str]] = {
    "minutes": (409, "work-not-accepted"),
    "minutes/{entry}/withdraw": (404, "minutes-unknown"),
    "quotes/{quote}/withdraw": (404, "quote-unknown"),
    "sessions/{session}/withdraw": (404, "session-unknown"),
    "sessions/{session}/start": (404, "session-unknown"),
    "sessions/{session}/end": (404, "session-unknown"),
}
"""What a merged ticket tells else: a merge takes no agreement away; what never was here is not elsewhere."""

MERGED_DOES = {"messages", "links/revoke", "close", "turns/{turn}/material", "turns/{turn}/material/drop"}
"""What is not refused: words land where the matter goes on, links end, closed it is, words can be kept."""


def told_of(act: str) -> tuple[int, str]:
    """What is told where the address itself names what the ticket does not have."""
    places = {
        "conferences/": (422, "turn-unknown"),
        "turns/": (422, "turn-unknown"),
        "entries/": (404, "entry-unknown"),
        "sessions/": (404, "session-unknown"),
        "quotes/": (404, "quote-unknown"),
        "minutes/": (404, "minutes-unknown"),
    }
    return next(told for start, told in places.items() if act.startswith(start))


async def refused(fake: FakeDesk, act: str, address: str, body: Mapping[str, Any]) -> tuple[Answer, ...]:
    """The answer in either language, once the act has changed no stored row and mailed nobody."""
    before, mailed = fake.store.everything(), len(fake.mailer.delivered)
    answers = [
        await call(method_of(act), address, dict(body), {"Accept-Language": language})
        for language in Language
    ]
    await fake.rest()
    assert fake.store.everything() == before
    assert len(fake.mailer.delivered) == mailed
    assert all(answer.json["title"] and answer.json["detail"] for answer in answers)
    assert len({answer.json["detail"] for answer in answers}) == len(Language)
    return tuple(answers)


async def told(fake: FakeDesk, act: str, address: str, body: Mapping[str, Any]) -> tuple[int, str]:
    """Status and kind of what is refused."""
    answer, *_ = await refused(fake, act, address, body)
    return answer.status, answer.problem


@pytest.fixture
async def ticket(fake: FakeDesk) -> str:
    """Eva's ticket, unanswered."""
    return await opened(fake)


def test_the_table_has_every_act_of_a_supporter_on_a_ticket() -> None:
    routes = {
        each.trigger["route"].removeprefix("api/tickets/{ticket}/")
        for each in http_functions()
        if each.trigger["route"].startswith("api/tickets/{ticket}/") and each.methods & {"POST", "PUT"}
    }
    assert routes == set(ACTS)


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("name", [UNKNOWN, "nothing", "A" * 16, "%C3%A5"])
async def test_on_a_ticket_that_is_not_there(fake: FakeDesk, act: str, name: str) -> None:
    address = address_of(f"/api/tickets/{name}", act)
    assert await told(fake, act, address, ACTS[act]) == (404, "ticket-unknown")


@pytest.mark.parametrize("act", sorted(set(ACTS) - MERGED_DOES))
async def test_on_a_merged_ticket(fake: FakeDesk, ticket: str, act: str) -> None:
    other = (await opened(fake, message="Another matter."))[-16:]
    await call("POST", f"{ticket}/merge", {"into": other, "author": "anna"})
    await fake.rest()
    answers = await refused(fake, act, address_of(ticket, act), ACTS[act])
    expected = MERGED.get(act, (409, "ticket-merged"))
    assert {(answer.status, answer.problem) for answer in answers} == {expected}
    assert act in MERGED or all(other in answer.json["detail"] for answer in answers)


@pytest.mark.parametrize("act", [act for act in ACTS if "{turn}" in act])
@pytest.mark.parametrize("turn", ["m9", "m0", "nothing", UNKNOWN])
async def test_on_a_turn_that_the_ticket_does_not_have(
    fake: FakeDesk, ticket: str, act: str, turn: str
) -> None:
    assert await told(fake, act, address_of(ticket, act, turn=turn), ACTS[act]) == told_of(act)


@pytest.mark.parametrize("act", NAMING)
async def test_naming_a_turn_that_the_ticket_does_not_have(fake: FakeDesk, ticket: str, act: str) -> None:
    named = "answers_up_to" if "answers_up_to" in ACTS[act] else "turn"
    assert await told(fake, act, f"{ticket}/{act}", {**ACTS[act], named: "m9"}) == (422, "turn-unknown")


@pytest.mark.parametrize("act", [act for act in ACTS if "{" in act and "{turn}" not in act])
@pytest.mark.parametrize("name", [UNKNOWN, "nothing", "m1"])
async def test_on_an_entry_a_session_or_a_quote_that_the_ticket_does_not_have(
    fake: FakeDesk, ticket: str, act: str, name: str
) -> None:
    assert await told(fake, act, address_of(ticket, act, name), ACTS[act]) == told_of(act)


@pytest.mark.parametrize("act", [act for act in ACTS if act != "messages"])
async def test_by_nobody(fake: FakeDesk, ticket: str, act: str) -> None:
    body = {**ACTS[act], ("owner" if act == "owner" else "author"): "nobody"}
    status, kind = await told(fake, act, address_of(ticket, act), body)
    assert kind == "author-unknown" or (status, kind) == told_of(act)


CLOSED: Mapping[str, tuple[int, str]] = {
    "turns/{turn}/no-answer-needed": (409, "turn-gone"),
    "turns/{turn}/take": (409, "turn-covered"),
    "turns/{turn}/split": (409, "split-refused"),
    "conferences/{turn}/offers": (409, "no-conference-asked"),
    "minutes": (409, "work-not-accepted"),
}
"""Of a ticket that is answered and closed; it can still be answered, noted, called about, and written to."""


@pytest.mark.parametrize("act", CLOSED)
async def test_on_a_closed_ticket(fake: FakeDesk, ticket: str, act: str) -> None:
    await call("POST", f"{ticket}/answers", {**REPLY, "close": True})
    await fake.rest()
    assert await told(fake, act, address_of(ticket, act), ACTS[act]) == CLOSED[act]


async def test_closing_a_closed_ticket_changes_nothing(fake: FakeDesk, ticket: str) -> None:
    await call("POST", f"{ticket}/answers", {**REPLY, "close": True})
    await fake.rest()
    before = fake.store.everything()
    assert (await call("POST", f"{ticket}/close", WHY)).status == 200
    await fake.rest()
    assert fake.store.everything() == before


async def test_with_a_file_that_the_ticket_does_not_have(fake: FakeDesk, ticket: str) -> None:
    body = {**REPLY, "attach": [UNKNOWN]}
    assert await told(fake, "answers", f"{ticket}/answers", body) == (404, "file-unknown")


@pytest.mark.parametrize(
    "address", ["contacts", "conferences/m1/held"], ids=["a call", "a conference that was held"]
)
async def test_at_an_instant_that_is_still_to_come(fake: FakeDesk, address: str) -> None:
    ticket = await opened(fake, kind="conference")
    body = {**ANNA, "at": START.replace(hour=23).isoformat()}
    if address == "contacts":
        body |= {"contact": "call"}
    assert await told(fake, address, f"{ticket}/{address}", body) == (422, "instant-in-future")
