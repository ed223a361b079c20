"""Guessing links is answered so many times from one network; a link that opens always does."""

from datetime import timedelta

import pytest

from tests.fakes.desk import FakeDesk
from tests.triggers.calling import BROWSER, call
from tests.triggers.examples import EVA
from tests.triggers.floods.knocking import NETWORK
from tests.triggers.links.following import mailed_link
from tests.triggers.tickets import opened

WRONG = "/api/member/ticket/ticket.aaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaa..0.1780000000.aaaaaaaaaaaaaaaaaaaaaaaa"


async def guess(headers: dict[str, str] | None = None) -> int:
    """A link that opens nothing is tried."""
    return (await call("GET", WRONG, headers=NETWORK | (headers or {}))).status


async def test_after_so_many_in_an_hour_a_network_is_told_to_wait_and_a_link_that_opens_still_opens(
    fake: FakeDesk,
) -> None:
    fake.vendor = fake.vendor.but(knocks=fake.vendor.knocks.but(guesses=3))
    await opened(fake)
    assert [await guess() for _ in range(4)] == [404, 404, 404, 429]
    answer = await call("GET", WRONG, headers=NETWORK)
    assert (answer.problem, 0 < int(answer.headers["Retry-After"]) <= 3600) == ("too-many-guesses", True)
    assert (await call("GET", mailed_link(fake, EVA), headers=NETWORK)).status == 200
    assert (await call("GET", WRONG, headers={"X-Forwarded-For": "192.0.2.1"})).status == 404
    fake.clock.instant += timedelta(hours=1)
    assert await guess() == 404


@pytest.mark.parametrize(("language", "words"), [("sv", "För många länkar"), ("en", "Too many links")])
async def test_a_person_is_told_so_on_a_page(fake: FakeDesk, language: str, words: str) -> None:
    fake.vendor = fake.vendor.but(knocks=fake.vendor.knocks.but(guesses=0))
    page = await call("GET", WRONG, headers=NETWORK | BROWSER | {"Accept-Language": language})
    assert (page.status, page.media) == (429, "text/html")
    assert words in page.text


async def test_guesses_of_nobody_known_are_answered_and_not_counted(fake: FakeDesk) -> None:
    fake.vendor = fake.vendor.but(knocks=fake.vendor.knocks.but(guesses=0))
    before = fake.store.everything()
    assert (await call("GET", WRONG)).status == 404
    assert fake.store.everything() == before
