"""The vendor keeps the list of what is studied of each product."""

from typing import Any

import pytest

from shared.domain.documentation.documents import MOST_DOCUMENTS
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call
from tests.triggers.documentation.studying import MANUAL, PLANNER, TOUR


@pytest.mark.usefixtures("fake")
async def test_documents_are_written_listed_by_id_bettered_and_taken_away() -> None:
    assert (await call("GET", PLANNER)).json == {"product": "planner", "documents": []}
    assert (await call("PUT", f"{PLANNER}/tour", TOUR)).status == 201
    assert (await call("PUT", f"{PLANNER}/manual", MANUAL)).status == 201
    newer = await call("PUT", f"{PLANNER}/manual", MANUAL | {"version": "9.2"})
    assert newer.status == 200
    assert [(each["id"], each["version"]) for each in newer.json["documents"]] == [
        ("manual", "9.2"),
        ("tour", "2"),
    ]
    assert newer.json["documents"][1] == TOUR | {"id": "tour"}
    for _ in range(2):
        left = await call("DELETE", f"{PLANNER}/tour")
        assert (left.status, [each["id"] for each in left.json["documents"]]) == (200, ["manual"])
    assert (await call("GET", "/api/documents/ledger")).json["documents"] == []


async def test_a_document_that_is_written_again_as_it_is_changes_nothing(fake: FakeDesk) -> None:
    await call("PUT", f"{PLANNER}/manual", MANUAL)
    before = fake.store.everything()
    assert (await call("PUT", f"{PLANNER}/manual", MANUAL)).status == 200
    await fake.rest()
    assert fake.store.everything() == before


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": {"sv": "Handboken"}}, "title.en"),
        ({"title": {"sv": "Handboken", "en": " "}}, "title.en"),
        ({"address": MANUAL["address"] | {"en": "http://docs.example.com/planner"}}, "address.en"),
        ({"address": MANUAL["address"] | {"sv": "https://docs.example.com/a b"}}, "address.sv"),
        ({"address": MANUAL["address"] | {"sv": "javascript:alert(1)"}}, "address.sv"),
        ({"version": ""}, "version"),
        ({"pages": 3}, "pages"),
    ],
)
@pytest.mark.parametrize("language", ["sv", "en"])
async def test_what_is_wrong_with_a_document_is_named_by_its_path_with_what_to_do(
    fake: FakeDesk, changed: dict[str, Any], field: str, language: str
) -> None:
    before = fake.store.everything()
    answer = await call("PUT", f"{PLANNER}/manual", MANUAL | changed, {"Accept-Language": language})
    assert (answer.status, answer.problem) == (422, "fields-invalid")
    (error,) = answer.json["errors"]
    assert error["field"] == field
    assert error["detail"]
    assert "Value error" not in answer.text
    assert fake.store.everything() == before


@pytest.mark.parametrize(
    ("method", "address"),
    [("GET", ""), ("PUT", "/manual"), ("DELETE", "/manual")],
)
@pytest.mark.usefixtures("fake")
async def test_a_product_that_the_vendor_does_not_sell_is_refused(method: str, address: str) -> None:
    body = MANUAL if method == "PUT" else b""
    answer = await call(method, f"/api/documents/typo{address}", body)
    assert (answer.status, answer.problem) == (422, "product-unknown")


@pytest.mark.usefixtures("fake")
async def test_a_name_that_no_document_may_have_is_refused() -> None:
    answer = await call("PUT", f"{PLANNER}/Manual!", MANUAL)
    assert (answer.status, [each["field"] for each in answer.json["errors"]]) == (422, ["id"])


async def test_a_list_takes_no_more_than_a_mail_can_show(fake: FakeDesk) -> None:
    for number in range(MOST_DOCUMENTS):
        await call("PUT", f"{PLANNER}/part-{number}", MANUAL)
    before = fake.store.everything()
    refused = await call("PUT", f"{PLANNER}/one-more", MANUAL)
    assert (refused.status, refused.problem) == (409, "shelf-full")
    assert fake.store.everything() == before
    assert (await call("PUT", f"{PLANNER}/part-3", TOUR)).status == 200
