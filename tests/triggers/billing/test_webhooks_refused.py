"""A webhook that is wrong in any way is refused at its door, with a reason, and nothing of it is kept."""

import json
from collections.abc import Callable, Mapping

import pytest

from tests.examples.stripe_bodies import event, item, subscription
from tests.fakes.desk import FakeDesk
from tests.triggers.billing.hostile_webhooks import Case, by_standard, by_stripe, standard_cases, stripe_cases
from tests.triggers.calling import JSON, call
from tests.triggers.members.test_billing import STANDARD, STRIPE, stated

GOOD = {STANDARD: stated(), STRIPE: event(subscription(item("prod_ledger")), livemode=True)}
SIGN: Mapping[str, Callable[[bytes], dict[str, str]]] = {STANDARD: by_standard, STRIPE: by_stripe}
CASES: Mapping[str, list[Case]] = {
    STANDARD: list(standard_cases(GOOD[STANDARD], GOOD[STRIPE])),
    STRIPE: list(stripe_cases(GOOD[STRIPE], GOOD[STANDARD])),
}
LEAST = 60
EVERY = [(address, *case) for address, cases in CASES.items() for case in cases]


@pytest.mark.parametrize("address", CASES)
def test_each_scheme_has_many_ways_to_be_wrong_and_each_is_another(address: str) -> None:
    told = {(body, json.dumps(dict(headers))) for _, body, headers in CASES[address]}
    assert len(told) == len(CASES[address]) >= LEAST


@pytest.mark.parametrize("address", CASES)
@pytest.mark.usefixtures("fake")
async def test_what_they_are_made_from_is_right(address: str) -> None:
    body = GOOD[address]
    assert (await call("POST", address, body, JSON | SIGN[address](body))).status == 200


@pytest.mark.parametrize(
    ("address", "way", "body", "headers"), EVERY, ids=[f"{address[-8:]} {way}" for address, way, *_ in EVERY]
)
async def test_a_webhook_that_is_wrong_is_refused_and_nothing_of_it_is_kept(
    fake: FakeDesk, address: str, way: str, body: bytes, headers: Mapping[str, str]
) -> None:
    before = fake.store.everything()
    answer = await call("POST", address, body, JSON | dict(headers))
    assert 400 <= answer.status < 500, way
    assert answer.json["detail"]
    assert fake.store.everything() == before


async def test_an_event_of_stripes_test_mode_that_our_own_secret_signed_covers_nothing(
    fake: FakeDesk,
) -> None:
    body = event(subscription(item("prod_ledger")), livemode=False)
    assert (await call("POST", STRIPE, body, JSON | by_stripe(body))).status == 200
    await fake.rest()
    shown = (await call("GET", "/api/members/acme")).json["subscriptions"]
    assert {each["provider"] for each in shown} == {"hand"}
