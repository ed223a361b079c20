"""A call becomes a ticket from a page of the desk: received when the call was, once however often sent."""

from datetime import datetime, timedelta

import pytest

from tests.examples.member_links import forms_in
from tests.fakes.desk import START, FakeDesk
from tests.triggers.calling import call
from tests.triggers.desk.signing_in import ANNA, BO, NILS, OLGA, look, said_at_fields, send
from tests.triggers.examples import EVA

PAGE = "/desk/tickets/new"
TYPED = {"email": EVA, "name": "Eva", "kind": "error", "product": "Planner", "message": "It stops."}


async def hidden() -> dict[str, str]:
    """What Bo's empty form sends unseen."""
    ((_, fields),) = forms_in((await look(PAGE, BO)).text)
    return fields


async def test_its_clock_runs_from_the_call_and_the_ticket_follows(fake: FakeDesk) -> None:
    answer = await send(PAGE, await hidden() | TYPED | {"called_at": "2026-03-02T08:30"}, BO)
    assert answer.status == 303
    await fake.rest()
    address = answer.headers["Location"].partition("?")[0]
    ticket = (await call("GET", f"/api{address.removeprefix('/desk')}")).json
    due = datetime.fromisoformat(ticket["clocks"][0]["due"])
    assert due == START - timedelta(hours=1, minutes=30) + timedelta(hours=24)
    assert EVA in {mail.to.address for mail in fake.mailer.delivered}
    assert (await look(address)).status == 200


async def test_sent_twice_it_is_one_ticket(fake: FakeDesk) -> None:
    fields = await hidden() | TYPED
    first, second = await send(PAGE, fields, BO), await send(PAGE, fields, BO)
    assert first.headers["Location"] == second.headers["Location"]
    await fake.rest()
    assert (await call("GET", "/api/queue")).json["counts"]["running"]["tickets"] == 1


@pytest.mark.usefixtures("fake")
@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"email": ""}, "caller-email", "Enter the person&#39;s email address."),
        ({"email": "eva"}, "caller-email", "Enter the whole email address"),
        ({"message": " "}, "caller-message", "Fill in this field."),
        ({"called_at": "2026-03-02T23:00"}, "caller-called_at", "That time has not come yet."),
        ({"called_at": "soon"}, "caller-called_at", "Check what you have entered here."),
    ],
)
async def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(
    typed: dict[str, str], field: str, said: str
) -> None:
    answer = await send(PAGE, await hidden() | TYPED | typed, BO)
    assert answer.status == 422
    assert said in said_at_fields(answer.text)[field]
    assert 'value="Planner"' in answer.text
    assert (await call("GET", "/api/queue")).json["tickets"] == []


@pytest.mark.usefixtures("fake")
async def test_only_a_supporter_takes_calls() -> None:
    fields = await hidden() | TYPED
    assert (await send(PAGE, fields, OLGA)).status == 403
    assert (await send(PAGE, fields, NILS)).status == 403
    assert "Nytt ärende för någon som har ringt" in (await look(PAGE, ANNA)).text
    assert 'href="/desk/tickets/new"' in (await look("/desk", ANNA)).text
    assert "/desk/tickets/new" not in (await look("/desk", OLGA)).text
    assert (await call("GET", "/api/queue")).json["tickets"] == []
