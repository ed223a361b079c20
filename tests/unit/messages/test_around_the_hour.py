"""The same request without a key is one ticket, also where a full hour lies between its two sendings."""

from dataclasses import replace
from datetime import timedelta

import pytest

from shared.usecases.messages.open_ticket import open_ticket
from tests.examples.requests import request
from tests.fakes.desk import START, FakeDesk


@pytest.mark.parametrize(("before", "after"), [(0.3, 0.4), (100, 119), (3600, 119)])
async def test_the_same_content_without_a_key_around_a_full_hour_is_one_ticket(
    before: float, after: float
) -> None:
    fake = FakeDesk()
    sent = replace(request(), key=None)
    fake.clock.instant = START - timedelta(seconds=before)
    first = await open_ticket(fake.desk, sent)
    fake.clock.instant = START + timedelta(seconds=after)
    assert (await open_ticket(fake.desk, sent)).state.id == first.state.id


async def test_the_same_content_well_into_another_hour_is_a_ticket_of_its_own() -> None:
    fake = FakeDesk()
    sent = replace(request(), key=None)
    fake.clock.instant = START - timedelta(minutes=5)
    first = await open_ticket(fake.desk, sent)
    fake.clock.instant = START + timedelta(minutes=2)
    assert (await open_ticket(fake.desk, sent)).state.id != first.state.id


async def test_requests_with_keys_of_their_own_stay_two_around_a_full_hour() -> None:
    fake = FakeDesk()
    fake.clock.instant = START - timedelta(seconds=1)
    first = await open_ticket(fake.desk, request("one"))
    fake.clock.instant = START + timedelta(seconds=1)
    assert (await open_ticket(fake.desk, request("two"))).state.id != first.state.id
