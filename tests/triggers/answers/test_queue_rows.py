"""A row of the queue says whose it is and what about; a code finds its ticket; a cursor is checked."""

import pytest

from shared.domain.values.identity import short_code
from shared.domain.values.vendor import Language
from shared.ports.store import Create, Table
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call
from tests.triggers.examples import EVA, STRANGER
from tests.triggers.tickets import answered, opened


async def test_each_row_says_requester_subject_and_company(fake: FakeDesk) -> None:
    await opened(fake, name="Eva Ek", subject="Printing stops")
    (row,) = (await call("GET", "/api/queue")).json["tickets"]
    assert row["requester"] == {"name": "Eva Ek", "address": EVA}
    assert (row["subject"], row["company"], row["member"]) == ("Printing stops", "Acme", "acme")
    assert row["code"] == short_code(row["ticket"])


async def test_a_strangers_row_has_no_company(fake: FakeDesk) -> None:
    await opened(fake, email=STRANGER, subject="A question")
    (row,) = (await call("GET", "/api/queue?state=gated")).json["tickets"]
    assert (row["requester"]["address"], row["subject"], row["company"]) == (STRANGER, "A question", None)


async def test_a_row_tells_who_waits_and_the_tickets_matter_where_the_message_has_none(
    fake: FakeDesk,
) -> None:
    ticket = await opened(fake, subject="Printing stops")
    await answered(fake, ticket)
    further = {"message": "Still so.", "email": "bea@acme.example.org", "name": "Bea"}
    assert (await call("POST", f"{ticket}/messages", further)).status in {200, 201, 202}
    (row,) = (await call("GET", "/api/queue")).json["tickets"]
    assert row["requester"] == {"name": "Bea", "address": "bea@acme.example.org"}
    assert row["subject"] == "Printing stops"


async def found(code: str) -> list[str]:
    """The tickets that this code finds."""
    answer = await call("GET", f"/api/queue?code={code}")
    assert answer.status == 200
    return [row["ticket"] for row in answer.json["tickets"]]


async def test_the_code_that_stands_in_a_mail_finds_its_ticket_however_it_is_written(fake: FakeDesk) -> None:
    ticket = (await opened(fake)).rpartition("/")[2]
    await opened(fake, message="Another.")
    code = fake.mailer.delivered[0].subject.partition("[")[2].partition("]")[0]
    assert code == short_code(ticket)
    spoken = code.replace("o", "0").replace("l", "1")
    for written in (code, code.upper(), code.replace("-", ""), code.replace("-", "%20"), f"[{code}]", spoken):
        assert await found(written) == [ticket]
    assert await found(ticket) == [ticket]


async def test_a_closed_ticket_is_found_too_and_said_to_be_closed(fake: FakeDesk) -> None:
    ticket = await opened(fake)
    await answered(fake, ticket)
    assert (await call("POST", f"{ticket}/close", {"author": "anna"})).status == 200
    answer = await call("GET", f"/api/queue?code={short_code(ticket.rpartition('/')[2])}")
    (row,) = answer.json["tickets"]
    assert (row["closed"] is not None, row["merged_into"]) == (True, "")
    assert (await call("GET", "/api/queue")).json["tickets"] == []


async def test_a_code_of_two_tickets_shows_both_and_one_of_none_shows_none(fake: FakeDesk) -> None:
    ticket = (await opened(fake)).rpartition("/")[2]
    twin = f"{ticket[:8]}{'a' * 8}"
    head = fake.store.everything()[Table.TICKETS, ticket, f"head-{ticket}"]
    await fake.store.commit(
        Table.TICKETS, twin, [Create(f"head-{twin}", head.replace(f'"id":"{ticket}"', f'"id":"{twin}"'))]
    )
    assert sorted(await found(short_code(ticket))) == sorted([ticket, twin])
    assert await found(ticket) == [ticket]
    assert await found("2222-2222") == []


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("code", ["k3f7", "k3f7-q2m9", "'%20or%201", "k3f7-q2mz-k3f7-q2mz-a", "åååå-åååå"])
@pytest.mark.usefixtures("fake")
async def test_what_is_no_code_is_refused_with_how_one_is_written(code: str, language: Language) -> None:
    answer = await call("GET", f"/api/queue?code={code}&language={language}")
    (error,) = answer.json["errors"]
    assert (answer.status, error["field"], error["code"]) == (422, "code", "not_valid")
    assert "k3f7-q2mz" in error["detail"]


AFTER = "20260303090000000000-ticket-k3f7q2mz5abcdwxy"


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    ("state", "after"),
    [
        ("all", "5"),
        ("all", "open-"),
        ("all", "open-2026"),
        ("all", f"open-{AFTER}-"),
        ("all", f"look-{AFTER}"),
        ("all", f"OPEN-{AFTER}"),
        ("silent", f"open-{AFTER}"),
        ("gated", f"silent-{AFTER}"),
    ],
)
@pytest.mark.usefixtures("fake")
async def test_a_cursor_that_no_page_of_this_state_gave_is_refused_with_what_to_do(
    state: str, after: str, language: Language
) -> None:
    answer = await call("GET", f"/api/queue?state={state}&after={after}&language={language}")
    (error,) = answer.json["errors"]
    assert (answer.status, error["field"], error["code"]) == (422, "after", "not_valid")
    assert "next" in error["detail"]


@pytest.mark.parametrize(("state", "place"), [("all", "wait"), ("gated", "open"), ("silent", "silent")])
@pytest.mark.usefixtures("fake")
async def test_a_cursor_is_good_also_when_its_ticket_stands_elsewhere_by_now(state: str, place: str) -> None:
    assert (await call("GET", f"/api/queue?state={state}&after={place}-{AFTER}")).status == 200
