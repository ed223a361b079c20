"""The vendor changes some of a member, and leaves the rest."""

from typing import Any

import pytest

from shared.domain.values.vendor import Language
from tests.triggers.calling import call
from tests.triggers.members.test_members import ADDRESS, BETA

SEAT = {"product": "ledger", "address": "new@beta.example.org"}


@pytest.mark.usefixtures("fake")
async def test_what_is_left_out_stays_and_a_list_is_written_whole() -> None:
    written = await call("PUT", ADDRESS, BETA)
    changed = await call("PATCH", ADDRESS, {"seats": [SEAT]}, {"If-Match": written.headers["ETag"]})
    before, after = written.json["member"], changed.json["member"]
    assert changed.status == 200
    assert [seat["address"] for seat in after["seats"]] == ["new@beta.example.org"]
    assert after | {"seats": before["seats"]} == before
    assert (await call("GET", ADDRESS)).headers["ETag"] == changed.headers["ETag"] != written.headers["ETag"]


@pytest.mark.usefixtures("fake")
async def test_null_is_left_out_and_nothing_is_no_change() -> None:
    written = await call("PUT", ADDRESS, BETA)
    for body in ({}, {"owner": None, "contacts": None}):
        again = await call("PATCH", ADDRESS, body, {"If-Match": written.headers["ETag"]})
        assert (again.status, again.body) == (200, written.body)


@pytest.mark.usefixtures("fake")
async def test_what_is_refused_names_the_fields_that_have_changed_since_they_were_read() -> None:
    first = (await call("PUT", ADDRESS, BETA)).headers["ETag"]
    meanwhile = {"name": "Beta Ltd", "seats": []}
    assert (await call("PATCH", ADDRESS, meanwhile, {"If-Match": first})).status == 200
    for method, body in (("PATCH", {"language": "en"}), ("PUT", BETA | {"language": "en"})):
        refused = await call(method, ADDRESS, body, {"If-Match": first})
        assert (refused.status, refused.problem) == (412, "version-changed")
        assert [(each["field"], each["code"]) for each in refused.json["errors"]] == [
            ("name", "changed"),
            ("seats", "changed"),
        ]
    assert (await call("GET", ADDRESS)).json["member"]["language"] == "sv"


@pytest.mark.parametrize("language", Language)
@pytest.mark.usefixtures("fake")
async def test_a_version_that_was_never_one_is_refused_without_fields(language: Language) -> None:
    await call("PUT", ADDRESS, BETA)
    headers = {"If-Match": '"abc"', "Accept-Language": language}
    refused = await call("PATCH", ADDRESS, {"name": "Other"}, headers)
    assert (refused.status, "errors" in refused.json) == (412, False)


@pytest.mark.usefixtures("fake")
async def test_it_needs_a_version_and_a_member() -> None:
    assert (await call("PATCH", ADDRESS, {"name": "Other"}, {"If-Match": "*"})).problem == "member-unknown"
    await call("PUT", ADDRESS, BETA)
    assert (await call("PATCH", ADDRESS, {"name": "Other"})).problem == "version-needed"


@pytest.mark.usefixtures("fake")
async def test_a_change_whose_answer_was_lost_can_be_sent_again_as_it_was() -> None:
    first = (await call("PUT", ADDRESS, BETA)).headers["ETag"]
    for _ in range(2):
        again = await call("PATCH", ADDRESS, {"name": "Beta Ltd"}, {"If-Match": first})
        assert (again.status, again.json["member"]["name"]) == (200, "Beta Ltd")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"contacts": [{"address": "bea"}]}, "contacts.0.address"),
        ({"domains": ["gmail.com"]}, "domains"),
        ({"name": ""}, "name"),
        ({"id": "gamma"}, "id"),
        ({"nickname": "B"}, "nickname"),
        ({"seats": [{"product": "typo", "address": "rut@example.org"}]}, "seats.0.product"),
    ],
)
@pytest.mark.usefixtures("fake")
async def test_what_is_wrong_is_named_and_nothing_is_written(changed: dict[str, Any], field: str) -> None:
    written = await call("PUT", ADDRESS, BETA)
    answer = await call("PATCH", ADDRESS, changed, {"If-Match": "*"})
    assert (answer.status, [error["field"] for error in answer.json["errors"]]) == (422, [field])
    assert (await call("GET", ADDRESS)).body == written.body


@pytest.mark.usefixtures("fake")
async def test_a_claimed_customer_is_refused_or_moved_as_by_a_member_written_whole() -> None:
    await call("PUT", ADDRESS, BETA)
    taking = {"customers": [{"provider": "stripe", "id": "cus_1"}]}
    assert (await call("PATCH", ADDRESS, taking, {"If-Match": "*"})).problem == "customer-claimed"
    assert (await call("PATCH", f"{ADDRESS}?move=true", taking, {"If-Match": "*"})).status == 200
