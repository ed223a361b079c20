"""The vendor reads the books."""

import csv
import io

import pytest

from tests.fakes.desk import FakeDesk
from tests.triggers.calling import Answer, call
from tests.triggers.examples import REQUEST, STRANGER

MARCH = "/api/reports/2026-03"


@pytest.fixture
async def busy(fake: FakeDesk) -> FakeDesk:
    """A desk with a member's error report, answered, and a stranger's question."""
    ticket = (await call("POST", "/api/intake", REQUEST)).json["ticket"]
    await call("POST", "/api/intake", REQUEST | {"email": STRANGER, "kind": "question"})
    answer = {"author": "anna", "text": "Press save.", "answers_up_to": "m1"}
    await call("POST", f"/api/tickets/{ticket}/answers", answer)
    await fake.rest()
    return fake


def rows(answer: Answer) -> list[dict[str, str]]:
    """The CSV's rows."""
    assert (answer.status, answer.media) == (200, "text/csv")
    return list(csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig"), newline="")))


@pytest.mark.usefixtures("busy")
async def test_the_report_has_every_member_nobody_and_the_total() -> None:
    answer = await call("GET", MARCH)
    (acme,) = answer.json["members"]
    assert (answer.status, acme["member"], acme["name"]) == (200, "acme", "Acme")
    assert (acme["vendor_side"]["messages"], acme["vendor_side"]["answered_in_time"]) == (1, 1)
    assert (acme["member_side"]["seats_filled"], acme["member_side"]["documentation_studied"]) == (1, 0)
    assert answer.json["no_member"]["gated"] == 1
    assert answer.json["total"]["vendor_side"]["messages"] == 2
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("address", "accept"),
    [
        (f"{MARCH}?format=csv", ""),
        (f"{MARCH}?format=CSV", "application/json"),
        (MARCH, "text/csv"),
        (MARCH, "text/csv, application/json;q=0.5"),
    ],
)
@pytest.mark.usefixtures("busy")
async def test_whoever_asks_for_csv_gets_the_same_figures_as_csv(address: str, accept: str) -> None:
    acme, nobody, total, *groups = rows(await call("GET", address, headers={"Accept": accept}))
    assert (acme["member"], acme["answered_in_time"], nobody["gated"], total["messages"]) == (
        "acme",
        "1",
        "1",
        "2",
    )
    assert [(each["row"], each["name"], each["answered_in_time"]) for each in groups] == [
        ("product", "Planner", "1"),
        ("kind", "error", "1"),
        ("supporter", "Anna", "1"),
    ]


@pytest.mark.parametrize("accept", ["", "*/*", "application/json, text/csv", "text/html,*/*;q=0.8"])
@pytest.mark.usefixtures("busy")
async def test_whoever_does_not_want_csv_more_than_json_gets_json(accept: str) -> None:
    assert (await call("GET", MARCH, headers={"Accept": accept})).media == "application/json"
    by_name = await call("GET", f"{MARCH}?format=json", headers={"Accept": "text/csv"})
    assert by_name.media == "application/json"


@pytest.mark.usefixtures("busy")
async def test_a_month_that_is_still_to_come_is_an_empty_report() -> None:
    answer = await call("GET", "/api/reports/2031-01")
    assert (answer.status, answer.json["members"]) == (200, [])
    assert answer.json["total"]["vendor_side"]["messages"] == 0
    assert [row["row"] for row in rows(await call("GET", "/api/reports/2031-01?format=csv"))] == [
        "no_member",
        "total",
    ]


@pytest.mark.parametrize("month", ["2026-13", "abcd", "2026-3", "2026-03-01"])
@pytest.mark.usefixtures("fake")
async def test_what_is_no_month_is_told_how_one_is_written_whatever_form_is_asked_for(month: str) -> None:
    answer = await call("GET", f"/api/reports/{month}?format=csv", headers={"Accept-Language": "sv"})
    assert (answer.status, answer.problem) == (422, "month-invalid")
    assert "2026-03" in answer.json["detail"]


@pytest.mark.usefixtures("fake")
async def test_another_form_than_json_or_csv_is_refused_by_name() -> None:
    answer = await call("GET", f"{MARCH}?format=xlsx")
    (error,) = answer.json["errors"]
    assert (answer.status, error["field"], error["code"]) == (422, "format", "not_a_choice")
    assert "csv" in error["detail"]
