"""Members are listed by name, filtered, and changed in part, over HTTP on the whole stack."""

from typing import Any

import pytest

from tests.e2e.member_at_the_desk import MemberAtTheDesk
from tests.examples.running_stack import StackUnderTest

YEAR = {"product": "archive", "since": "2020-01-01T00:00:00Z"}


@pytest.fixture(scope="module")
def members(stack: StackUnderTest) -> list[MemberAtTheDesk]:
    """Two members, of which one has nobody responsible for Archive."""
    one, other = MemberAtTheDesk(stack, "listed-b"), MemberAtTheDesk(stack, "listed-a")
    one.put(YEAR)
    other.put(YEAR, seats=[{"product": "archive", "address": "rune@listed-a.example.org"}])
    return [one, other]


def listed(members: list[MemberAtTheDesk], query: str = "") -> list[dict[str, Any]]:
    """Those of these that the list has, in its order."""
    stack, names = members[0].stack, {each.name for each in members}
    found: list[dict[str, Any]] = []
    after: str | None = ""
    while after is not None:
        page = stack.keyed.get(f"/api/members?product=archive&after={after}&{query}").json()
        found += [each for each in page["members"] if each["id"] in names]
        after = page["next"] if page["more"] else None
    return found


def test_they_stand_by_name_and_the_empty_seat_is_found(members: list[MemberAtTheDesk]) -> None:
    assert [each["name"] for each in listed(members)] == ["Listed-A", "Listed-B"]
    (empty,) = listed(members, "empty_seat=true")
    assert (empty["id"], empty["empty_seats"]) == ("listed-b", ["archive"])


def test_one_is_changed_in_part_and_the_list_follows(members: list[MemberAtTheDesk]) -> None:
    keyed = members[0].stack.keyed
    read = keyed.get("/api/members/listed-b")
    seats = [{"product": "archive", "address": "rut@listed-b.example.org"}]
    match = {"If-Match": read.headers["ETag"]}
    changed = keyed.patch("/api/members/listed-b", json={"seats": seats}, headers=match)
    assert changed.status_code == 200
    assert changed.json()["member"]["domains"] == read.json()["member"]["domains"]
    assert listed(members, "empty_seat=true") == []
    refused = keyed.patch("/api/members/listed-b", json={"name": "Other"}, headers=match)
    assert refused.status_code == 412
    assert [each["field"] for each in refused.json()["errors"]] == ["seats"]


def test_what_a_provider_says_is_in_the_list(members: list[MemberAtTheDesk]) -> None:
    stack = members[0].stack
    assert stack.bill("cus_listed-a", "prod_archive", "past_due").status_code == 200
    stack.rest()
    assert [each["id"] for each in listed(members, "status=past_due")] == ["listed-a"]


def test_a_customer_that_nobody_claims_is_listed_until_a_member_does(stack: StackUnderTest) -> None:
    member = MemberAtTheDesk(stack, "claims-late")
    assert stack.bill("cus_claims-late", "prod_archive", "active").status_code == 200

    def unclaimed() -> list[str]:
        found = stack.keyed.get("/api/customers/unclaimed").json()["customers"]
        return [each["last"]["status"] for each in found if each["customer"] == "cus_claims-late"]

    assert unclaimed() == ["active"]
    member.put()
    assert unclaimed() == []
