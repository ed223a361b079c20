"""The vendor reads the list of members."""

import pytest

from shared.domain.values.vendor import Language
from tests.triggers.calling import call
from tests.triggers.members.test_members import ADDRESS, BETA

LIST = "/api/members"


@pytest.mark.usefixtures("fake")
async def test_members_stand_by_name_with_their_subscriptions_and_empty_seats() -> None:
    await call("PUT", ADDRESS, BETA | {"name": "Aberg", "seats": []})
    answer = await call("GET", LIST)
    assert answer.status == 200
    assert [each["id"] for each in answer.json["members"]] == ["beta", "acme"]
    beta = answer.json["members"][0]
    assert (beta["name"], beta["empty_seats"], beta["flagged_seats"]) == ("Aberg", ["ledger"], [])
    (state,) = beta["subscriptions"]
    assert (state["product"], state["status"], state["coverage"]["covered"]) == ("ledger", "active", True)
    assert (answer.json["count"], answer.json["more"], answer.json["next"]) == (2, False, "")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("product=ledger", ["beta"]),
        ("product=planner&status=active", ["acme"]),
        ("status=past_due", []),
        ("lapsed=true", []),
        ("lapsed=false", ["acme", "beta"]),
        ("ending_before=2026-07-02", ["beta"]),
        ("ending_before=2026-07-01", []),
        ("empty_seat=true", ["beta"]),
        ("flagged=true", []),
        ("after=acme", ["beta"]),
        ("after=beta", []),
    ],
)
@pytest.mark.usefixtures("fake")
async def test_a_filter_takes_those_that_are_asked_for(query: str, found: list[str]) -> None:
    """The year of Beta's ends as the first of July begins in Stockholm and an hour."""
    ending = {"product": "ledger", "since": "2026-01-01T00:00:00Z", "paid_until": "2026-06-30T23:00:00Z"}
    await call("PUT", ADDRESS, BETA | {"seats": [], "subscriptions": [ending]})
    assert [each["id"] for each in (await call("GET", f"{LIST}?{query}")).json["members"]] == found


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    ("query", "problem", "field"),
    [
        ("product=typo", "product-unknown", "product"),
        ("status=gone", "fields-invalid", "status"),
        ("lapsed=yes", "fields-invalid", "lapsed"),
        ("ending_before=soon", "fields-invalid", "ending_before"),
    ],
)
@pytest.mark.usefixtures("fake")
async def test_a_filter_that_cannot_be_read_is_refused_by_name(
    query: str, problem: str, field: str, language: Language
) -> None:
    answer = await call("GET", f"{LIST}?{query}", headers={"Accept-Language": language})
    assert (answer.status, answer.problem) == (422, problem)
    assert [error["field"] for error in answer.json["errors"]] == [field]


@pytest.mark.usefixtures("fake")
async def test_customers_that_no_member_claims_are_listed() -> None:
    answer = await call("GET", "/api/customers/unclaimed")
    assert (answer.status, answer.json) == (200, {"customers": [], "more": False, "next": ""})
