"""Questions that show what the documentation lacks are kept, over HTTP, and listed by month."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.fakes.desk import FakeDesk
from tests.triggers.calling import Answer, call
from tests.triggers.tickets import answered, opened

WHY = {"author": "anna", "reason": "The manual does not say where exports are saved."}
MARCH = "/api/material/2026-03"


@pytest.fixture
async def ticket(fake: FakeDesk) -> str:
    """Eva studies the manual, and asks."""
    return await opened(fake, kind="question", message="Where are exports saved?", subject="Exports")


async def kept(ticket: str, turn: str = "m1", act: str = "") -> Answer:
    return await call("POST", f"{ticket}/turns/{turn}/material{act}", WHY)


async def test_a_question_that_is_kept_stands_in_its_months_list_with_its_words_and_why(
    fake: FakeDesk, ticket: str
) -> None:
    mailed = len(fake.mailer.delivered)
    told = await kept(ticket)
    await fake.rest()
    assert (told.status, [clock["state"] for clock in told.json["clocks"]]) == (200, ["running"])
    assert len(fake.mailer.delivered) == mailed
    (found,) = (await call("GET", MARCH)).json["material"]
    assert (found["ticket"], found["turn"], found["kind"]) == (ticket[-16:], "m1", "question")
    assert (found["product"], found["subject"]) == ("Planner", "Exports")
    assert (found["text"], found["author"], found["reason"]) == ("Where are exports saved?", *WHY.values())
    (shown,) = (await call("GET", ticket)).json["material"]
    assert (shown["turn"], shown["author"], shown["reason"]) == ("m1", *WHY.values())


async def test_kept_twice_it_is_kept_once_and_dropped_it_is_gone(fake: FakeDesk, ticket: str) -> None:
    first = await kept(ticket)
    before = fake.store.everything()
    assert (await kept(ticket)).body == first.body
    assert fake.store.everything() == before
    for _ in range(2):
        assert (await kept(ticket, act="/drop")).status == 200
    assert (await call("GET", MARCH)).json["material"] == []
    await kept(ticket)
    assert len((await call("GET", MARCH)).json["material"]) == 1


async def test_each_turn_stands_in_the_month_of_its_own_receipt_the_oldest_first(
    fake: FakeDesk, ticket: str
) -> None:
    await answered(fake, ticket)
    fake.clock.instant += timedelta(hours=1)
    second = await opened(fake, message="And where are backups?")
    fake.clock.instant = datetime(2026, 3, 31, 22, 0, tzinfo=UTC)  # midnight in Stockholm
    await call("POST", f"{ticket}/messages", {"message": "And in April?"})
    await fake.rest()
    for address, turn in ((second, "m1"), (ticket, "m2"), (ticket, "m1")):
        await kept(address, turn)
    listed = {
        month: [each["text"] for each in (await call("GET", f"/api/material/{month}")).json["material"]]
        for month in ("2026-03", "2026-04", "2026-05")
    }
    assert listed == {
        "2026-03": ["Where are exports saved?", "And where are backups?"],
        "2026-04": ["And in April?"],
        "2026-05": [],
    }


async def test_what_stays_in_a_merged_ticket_can_be_kept(fake: FakeDesk, ticket: str) -> None:
    await answered(fake, ticket)
    other = await opened(fake, message="Another matter.")
    await call("POST", f"{ticket}/merge", {"into": other[-16:], "author": "anna"})
    await fake.rest()
    assert (await kept(ticket)).status == 200
    assert [each["ticket"] for each in (await call("GET", MARCH)).json["material"]] == [ticket[-16:]]


@pytest.mark.usefixtures("fake")
async def test_a_month_that_is_none_is_refused_by_its_kind() -> None:
    assert (await call("GET", "/api/material/march")).problem == "month-invalid"
