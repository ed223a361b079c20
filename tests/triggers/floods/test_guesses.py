"""Guessing links is answered so many times from one network; a link that opens always does."""

import asyncio
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from azure.functions import AuthLevel

from shared.domain.refusals.flood_errors import TooManyGuesses
from shared.usecases.floods.count_guesses import over_guessing
from shared.web.api.operation import Auth
from tests.examples.described_api import OPERATIONS
from tests.examples.indexed_functions import http_functions
from tests.fakes.desk import FakeDesk
from tests.fakes.one_fault import Fate, FaultyStore, OneFault
from tests.triggers.calling import BROWSER, FORM, call
from tests.triggers.examples import EVA
from tests.triggers.floods.knocking import NETWORK
from tests.triggers.links.following import mailed_link
from tests.triggers.releases.test_upgrades import released
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


def open_doors() -> list[tuple[str, str]]:
    """Every door at which neither a key is asked for nor who has signed in."""
    people = {each.id for each in OPERATIONS if each.auth is Auth.SIGN_IN}
    asked = (each for each in http_functions() if each.trigger["authLevel"] is AuthLevel.ANONYMOUS)
    doors = (each for each in asked if each.name not in people)
    return sorted((method, f"/{each.trigger['route']}") for each in doors for method in each.methods)


def doors_behind_links() -> list[tuple[str, str]]:
    """Every door that a link alone opens."""
    return [(method, route) for method, route in open_doors() if "{link}" in route]


@pytest.mark.parametrize(("method", "route"), doors_behind_links())
async def test_at_every_door_that_a_link_opens_guesses_are_counted(
    fake: FakeDesk, method: str, route: str
) -> None:
    fake.vendor = fake.vendor.but(knocks=fake.vendor.knocks.but(guesses=1))
    purpose = route.removesuffix("/{link}").rpartition("/")[2]
    address = route.replace("{link}", f"{purpose}.aaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaa")
    told = [(await call(method, address, b"act=decline", FORM | NETWORK)).status for _ in range(3)]
    assert told[1:] == [429, 429]


async def test_members_tokens_that_are_wrong_count_as_guesses_and_a_right_one_always_opens(
    fake: FakeDesk,
) -> None:
    fake.vendor = fake.vendor.but(knocks=fake.vendor.knocks.but(guesses=2))
    right = NETWORK | await released(fake)
    wrong = NETWORK | {"Desk-Member-Token": "member.aaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaa"}
    told = [await call("GET", "/api/upgrades/planner", headers=wrong) for _ in range(3)]
    assert [answer.status for answer in told] == [401, 401, 429]
    assert (told[2].problem, int(told[2].headers["Retry-After"]) > 0) == ("too-many-guesses", True)
    assert [await guess(), (await call("GET", "/api/upgrades/planner", headers=right)).status] == [429, 200]


def test_no_door_that_anybody_may_open_takes_a_secret_under_another_name_than_those_that_count() -> None:
    """Of a new one it is to be decided here: what it takes is no secret, or its guesses are counted."""
    named = {name for _, route in open_doors() for name in re.findall(r"{(\w+)}", route)}
    assert named == {"link", "product"}


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("fate", [Fate.UNAVAILABLE, Fate.ANSWER_LOST])
async def test_where_storage_fails_while_a_guess_is_counted_the_answer_is_as_ever(
    fake: FakeDesk, number: int, fate: Fate
) -> None:
    faulty = replace(fake.desk, store=FaultyStore(fake.store, OneFault(number, fate)))
    assert await over_guessing(faulty, "198.51.100.0/24") is None
    assert await over_guessing(fake.desk, "198.51.100.0/24") is None


async def test_guesses_at_the_same_instant_on_several_instances_are_all_answered_and_most_counted(
    fake: FakeDesk,
) -> None:
    fake.vendor = fake.vendor.but(knocks=fake.vendor.knocks.but(guesses=3))
    for _ in range(4):
        await asyncio.gather(*(over_guessing(fake.desk, "198.51.100.0/24") for _ in range(5)))
    assert isinstance(await over_guessing(fake.desk, "198.51.100.0/24"), TooManyGuesses)


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
