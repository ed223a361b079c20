"""Whatever stands in an address, a query or a header is answered: it is never a fault of the desk."""

from itertools import product

import pytest
from azure.functions import HttpRequest, HttpResponse

from tests.examples.indexed_functions import Indexed, http_functions
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import BROWSER
from tests.triggers.desk.signing_in import ANNA
from tests.triggers.examples import EVA
from tests.triggers.links.following import mailed_link
from tests.triggers.tickets import opened

HOSTILE = {
    "not ascii": "åäö",
    "digits of elsewhere": "ticket.k7q2m4xw3bt5nz6a.k7q2m4xw3bt5nz6a..\u0661.\u0661\u0662.x",
    "a surrogate": "\ud800",
    "a surrogate as it is written in an address": "%ED%A0%80",
    "nothing": "",
    "blanks": " ",
    "very long": "a" * 20_000,
    "a zero byte": "\0",
    "a zero byte as it is written in an address": "%00",
    "upwards": "..",
    "a letter whose small form is ascii": "\u212a" * 16,
}
HEADERS = ("Accept-Language", "Idempotency-Key", "Desk-Member-Token", "If-None-Match")
SIGNED_IN = {**ANNA.headers, "Sec-Fetch-Site": "same-origin"}
FUNCTIONS = http_functions()
AT_LINKS = [each for each in FUNCTIONS if "{link}" in each.trigger["route"]]
AT_PLACES = [each for each in FUNCTIONS if "{" in each.trigger["route"] and each not in AT_LINKS]


async def status(function: Indexed, method: str, hostile: str, headers: dict[str, str]) -> int:
    """What the function answers where this stands in each place of its route, in the query and in headers."""
    route = function.trigger["route"]
    places = [part[1:-1] for part in route.split("/") if part.startswith("{")]
    request = HttpRequest(
        method,
        f"http://127.0.0.1:7071/{route}",
        headers={**headers, **dict.fromkeys(HEADERS, hostile)},
        params={"language": hostile, "month": hostile, "format": hostile},
        route_params=dict.fromkeys(places, hostile),
        body=b"",
    )
    response = await function.run(**{function.trigger["name"]: request})
    assert isinstance(response, HttpResponse)
    return int(response.status_code)


def test_there_are_fourteen_routes_that_links_open() -> None:
    assert len({each.trigger["route"] for each in AT_LINKS}) == 14


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
async def test_a_link_with_anything_in_its_last_part_is_no_link(fake: FakeDesk, hostile: str) -> None:
    await opened(fake)
    genuine = mailed_link(fake, EVA).rpartition("/")[2]
    for tail, function, headers in product((hostile, f"{genuine}{hostile}x"), AT_LINKS, ({}, BROWSER)):
        for method in function.methods:
            assert 400 <= await status(function, method, tail, headers) < 500, (function.trigger, method)


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
async def test_anything_in_an_address_is_answered_to_anybody_and_to_who_has_signed_in(
    fake: FakeDesk, monkeypatch: pytest.MonkeyPatch, hostile: str
) -> None:
    assert fake
    monkeypatch.setenv("WEBSITE_AUTH_ENABLED", "True")
    for function, headers in product(AT_PLACES, ({}, SIGNED_IN)):
        for method in function.methods:
            assert await status(function, method, hostile, headers) < 500, (function.trigger, method)
