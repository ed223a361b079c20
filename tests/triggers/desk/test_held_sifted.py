"""Held tickets are let in or thrown away by one form of the queue; a gated one is a click from its form."""

import re

from tests.examples.member_links import form_for
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import Answer, call
from tests.triggers.desk.signing_in import BO, OLGA, look, send
from tests.triggers.examples import STRANGER
from tests.triggers.tickets import opened

HELD = "/desk?view=held"


async def held(fake: FakeDesk, number: int) -> list[str]:
    """So many strangers' requests that wait at the door."""
    asked = ({"email": STRANGER, "message": f"Number {each}."} for each in range(number))
    found = [(await call("POST", "/api/intake", each)).json["ticket"] for each in asked]
    await fake.rest()
    return found


async def token() -> str:
    found = re.search(r'name="token" value="([^"]+)"', (await look(HELD, BO)).text)
    assert found
    return found[1]


async def sift(act: str, reason: str, *tickets: str, key: str | None = None) -> Answer:
    ticked = {f"ticket-{each}": "true" for each in tickets}
    return await send(
        "/desk/held", {"act": act, "reason": reason, "token": key or await token(), **ticked}, BO
    )


async def test_those_that_are_ticked_are_let_in_and_their_clocks_start(fake: FakeDesk) -> None:
    first, second, third = await held(fake, 3)
    done = await sift("take", "Written by a person.", first, second)
    assert (done.status, done.headers["Location"]) == (303, f"{HELD}&done=take")
    for ticket, runs in ((first, True), (second, True), (third, False)):
        assert bool((await call("GET", f"/api/tickets/{ticket}")).json["clocks"]) is runs
    page = (await look(done.headers["Location"], BO)).text
    assert "The tickets have been let in." in page
    assert (third in page, first in page) == (True, False)


async def test_those_that_are_thrown_away_are_closed_for_the_reason_by_whoever_has_signed_in(
    fake: FakeDesk,
) -> None:
    (ticket,) = await held(fake, 1)
    await sift("drop", "Spam.", ticket)
    assert (await call("GET", f"/api/tickets/{ticket}")).json["closed"]
    (row,) = [
        each for each in (await call("GET", "/api/audit")).json["entries"] if each["what"] == "desk_held_act"
    ]
    assert (row["who"], row["by"], row["about"]) == ("bo", "sign_in", {"ticket": [ticket]})


async def test_without_a_ticket_or_a_reason_the_page_comes_again_with_what_was_ticked(fake: FakeDesk) -> None:
    (ticket,) = await held(fake, 1)
    for reason, ticked, words in (("", (ticket,), "Say why."), ("Spam.", (), "Choose at least one ticket.")):
        page = await sift("drop", reason, *ticked)
        assert (page.status, words in page.text) == (422, True)
        assert (f'name="ticket-{ticket}" value="true" form="sift" checked' in page.text) is bool(ticked)
    assert not (await call("GET", f"/api/tickets/{ticket}")).json["closed"]


async def test_a_form_that_is_not_ours_does_nothing_and_who_only_reads_has_none(fake: FakeDesk) -> None:
    (ticket,) = await held(fake, 1)
    assert (await sift("drop", "Spam.", ticket, key="made-up")).status == 403
    assert not (await call("GET", f"/api/tickets/{ticket}")).json["closed"]
    assert 'id="sift"' not in (await look(HELD, OLGA)).text


async def test_what_waits_for_a_decision_leads_to_the_form_by_which_it_is_taken(fake: FakeDesk) -> None:
    page = (await opened(fake, email=STRANGER)).replace("/api/", "/desk/")
    assert f'href="{page}#take-reason"' in (await look("/desk?view=gated", BO)).text
    shown = (await look(page, BO)).text
    assert form_for(shown, "take")
    assert 'id="take-reason"' in shown
