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
    again = await call("PUT", ADDRESS, BETA)
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
    again = await call("PUT", ADDRESS, member)
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
