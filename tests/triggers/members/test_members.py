"""The vendor writes and reads members."""

from typing import Any

import pytest

from shared.domain.values.vendor import Language
from tests.triggers.calling import call

BETA: dict[str, Any] = {
    "name": "Beta",
    "owner": {"address": "owner@beta.example.org"},
    "domains": ["Beta.Example.Org"],
    "contacts": [{"address": "bea@beta.example.org", "name": "Bea"}],
    "seats": [{"product": "ledger", "address": "rut@beta.example.org"}],
    "customers": [{"provider": "stripe", "id": "cus_2"}],
    "subscriptions": [{"product": "ledger", "since": "2026-01-01T00:00:00Z"}],
}
ADDRESS = "/api/members/beta"


@pytest.mark.usefixtures("fake")
async def test_a_new_member_is_201_then_200_and_is_read_as_it_was_written() -> None:
    written = await call("PUT", ADDRESS, BETA)
    again = await call("PUT", ADDRESS, BETA, {"If-Match": written.headers["ETag"]})
    read = await call("GET", ADDRESS)
    assert (written.status, again.status, read.status) == (201, 200, 200)
    assert written.body == again.body == read.body
    assert read.json["member"]["id"] == "beta"
    assert read.json["member"]["domains"] == ["beta.example.org"]


@pytest.mark.usefixtures("fake")
async def test_a_members_subscriptions_are_shown_with_what_they_cover_now() -> None:
    (state,) = (await call("PUT", ADDRESS, BETA)).json["subscriptions"]
    assert (state["provider"], state["product"], state["status"]) == ("hand", "ledger", "active")
    assert (state["coverage"]["covered"], state["coverage"]["reason"]) == (True, "subscribed")


@pytest.mark.usefixtures("fake")
async def test_what_is_read_can_be_written_as_it_is() -> None:
    await call("PUT", ADDRESS, BETA)
    member = (await call("GET", ADDRESS)).json["member"]
    again = await call("PUT", ADDRESS, member, {"If-Match": "*"})
    assert (again.status, again.json["member"]) == (200, member)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"contacts": [{"address": "bea@beta.example.org"}, {"address": "bea"}]}, "contacts.1.address"),
        ({"owner": {}}, "owner.address"),
        ({"name": ""}, "name"),
        ({"domains": ["gmail.com"]}, "domains"),
        ({"customers": [{"provider": "other", "id": "c"}]}, "customers.0.provider"),
        ({"subscriptions": [{"product": "ledger", "since": "yesterday"}]}, "subscriptions.0.since"),
        ({"nickname": "B"}, "nickname"),
    ],
)
@pytest.mark.usefixtures("fake")
async def test_what_is_wrong_with_a_member_is_named_by_its_path(changed: dict[str, Any], field: str) -> None:
    answer = await call("PUT", ADDRESS, BETA | changed)
    assert (answer.status, answer.problem) == (422, "fields-invalid")
    assert [error["field"] for error in answer.json["errors"]] == [field]
    assert "Value error" not in answer.text
    assert (await call("GET", ADDRESS)).status == 404


@pytest.mark.usefixtures("fake")
async def test_a_name_that_no_member_may_have_is_refused() -> None:
    answer = await call("PUT", "/api/members/Beta!", BETA)
    assert (answer.status, [error["field"] for error in answer.json["errors"]]) == (422, ["id"])


@pytest.mark.usefixtures("fake")
async def test_a_product_that_the_vendor_does_not_sell_is_refused() -> None:
    answer = await call("PUT", ADDRESS, BETA | {"seats": [{"product": "typo", "address": "rut@example.org"}]})
    assert (answer.status, answer.problem) == (422, "product-unknown")
    assert [error["field"] for error in answer.json["errors"]] == ["seats.0.product"]


@pytest.mark.parametrize("language", Language)
@pytest.mark.usefixtures("fake")
async def test_a_member_that_does_not_exist_is_404(language: Language) -> None:
    answer = await call("GET", "/api/members/nobody", headers={"Accept-Language": language})
    assert (answer.status, answer.problem, answer.headers["Content-Language"]) == (
        404,
        "member-unknown",
        language,
    )


@pytest.mark.usefixtures("fake")
async def test_a_customer_that_another_member_claims_is_409_with_its_name_and_can_be_moved() -> None:
    taking = BETA | {"customers": [{"provider": "stripe", "id": "cus_1"}]}
    refused = await call("PUT", ADDRESS, taking)
    assert (refused.status, refused.problem) == (409, "customer-claimed")
    assert "acme" in refused.json["detail"]
    assert [each["field"] for each in refused.json["errors"]] == ["customers.0.id"]
    assert (await call("PUT", f"{ADDRESS}?move=true", taking)).status == 201
    left = (await call("GET", "/api/members/acme")).json["member"]["customers"]
    assert left == [{"provider": "standard", "id": "cus_1"}]


@pytest.mark.usefixtures("fake")
async def test_a_colleagues_change_is_not_lost() -> None:
    """Both have read the member; the second to write is told that it has changed."""
    first = (await call("PUT", ADDRESS, BETA)).headers["ETag"]
    assert (await call("GET", ADDRESS)).headers["ETag"] == first
    named = await call("PUT", ADDRESS, BETA | {"name": "Beta Ltd"}, {"If-Match": first})
    assert named.status == 200
    other = BETA | {"language": "en"}
    refused = await call("PUT", ADDRESS, other, {"If-Match": first})
    assert (refused.status, refused.problem) == (412, "version-changed")
    assert (await call("PUT", ADDRESS, other, {"If-Match": named.headers["ETag"]})).status == 200


@pytest.mark.usefixtures("fake")
async def test_a_member_that_exists_is_written_with_if_match_alone() -> None:
    await call("PUT", ADDRESS, BETA)
    refused = await call("PUT", ADDRESS, BETA | {"name": "Beta Ltd"})
    assert (refused.status, refused.problem) == (428, "version-needed")
    assert (await call("GET", ADDRESS)).json["member"]["name"] == "Beta"
    assert (await call("PUT", ADDRESS, BETA | {"name": "Beta Ltd"}, {"If-Match": "*"})).status == 200


@pytest.mark.usefixtures("fake")
async def test_a_member_that_does_not_exist_is_at_no_version() -> None:
    assert (await call("PUT", ADDRESS, BETA, {"If-Match": '"abc"'})).problem == "version-changed"
    assert (await call("PUT", ADDRESS, BETA, {"If-Match": "*"})).status == 201


@pytest.mark.usefixtures("fake")
async def test_a_write_whose_answer_was_lost_can_be_sent_again_as_it_was() -> None:
    first = (await call("PUT", ADDRESS, BETA)).headers["ETag"]
    for _ in range(2):
        again = await call("PUT", ADDRESS, BETA | {"name": "Beta Ltd"}, {"If-Match": first})
        assert again.status == 200
