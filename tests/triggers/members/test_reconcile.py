"""A provider's list is compared over HTTP."""

from datetime import timedelta
from typing import Any

import pytest

from tests.fakes.desk import START, FakeDesk
from tests.triggers.calling import call

RECONCILE = "/api/billing/reconcile"
LINE = {"customer": "cus_1", "product": "prod_ledger", "subscription": "sub_1", "status": "active"}
LIST: dict[str, Any] = {"provider": "standard", "subscriptions": [LINE]}


@pytest.mark.usefixtures("fake")
async def test_what_differs_is_told_repaired_and_then_equal() -> None:
    dry, first, again = [
        await call("POST", RECONCILE, LIST | {"dry_run": dry_run}) for dry_run in (True, False, False)
    ]
    assert [each.status for each in (dry, first, again)] == [200, 200, 200]
    assert [each.json["lines"][0]["outcome"] for each in (dry, first, again)] == [
        "differs",
        "repaired",
        "equal",
    ]
    shown = (await call("GET", "/api/members/acme")).json["subscriptions"]
    assert [each["status"] for each in shown if each["provider"] == "standard"] == ["active"]


@pytest.mark.usefixtures("fake")
async def test_a_complete_list_names_what_the_provider_has_not() -> None:
    await call("POST", RECONCILE, LIST)
    answer = await call("POST", RECONCILE, {"provider": "standard", "subscriptions": [], "complete": True})
    assert (answer.json["missing_at_provider"], answer.json["lines"][0]["subscription"]) == (1, "sub_1")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"provider": "hand"}, "provider"),
        ({"subscriptions": [LINE | {"status": ""}]}, "subscriptions.0.status"),
        ({"subscriptions": [LINE, LINE]}, "body"),
        ({"subscription": []}, "subscription"),
        ({"as_of": "2026-03-02"}, "as_of"),
    ],
)
@pytest.mark.usefixtures("fake")
async def test_what_is_wrong_with_a_list_is_named_by_its_path(changed: dict[str, Any], field: str) -> None:
    answer = await call("POST", RECONCILE, LIST | changed)
    assert (answer.status, [error["field"] for error in answer.json["errors"]]) == (422, [field])


async def test_a_list_of_an_instant_to_come_is_refused(fake: FakeDesk) -> None:
    assert fake.clock.instant == START
    to_come = (START + timedelta(minutes=1)).isoformat()
    answer = await call("POST", RECONCILE, LIST | {"as_of": to_come})
    assert (answer.status, answer.problem) == (422, "instant-in-future")
