"""Each smoke check finds the fault that it is for; a desk that has the fault is played here."""

from collections.abc import Callable

import httpx
import pytest

from smoke.__main__ import CHECKS
from smoke.check import Check, Place

BY_NAME = {check.name: check for check in CHECKS}
SILENT = {"storage": True, "queue": True, "mail": False, "files": True}


def open_to_all(_: httpx.Request) -> httpx.Response:
    return httpx.Response(200, json={})


def ended_by_the_platform(_: httpx.Request) -> httpx.Response:
    return httpx.Response(401, text="You do not have permission to view this directory or page.")


def without_mail(_: httpx.Request) -> httpx.Response:
    return httpx.Response(503, json=SILENT)


def out_of_reach(_: httpx.Request) -> httpx.Response:
    return httpx.Response(503, text="Service Unavailable")


FAULTS: dict[str, Callable[[httpx.Request], httpx.Response]] = {
    "keys": open_to_all,
    "forged": open_to_all,
    "bearer": ended_by_the_platform,
    "parts": without_mail,
    "start": out_of_reach,
    "together": out_of_reach,
}


def look(check: Check, desk: Callable[[httpx.Request], httpx.Response]) -> tuple[bool | None, str]:
    transport = httpx.MockTransport(desk)
    with httpx.Client(base_url="https://desk.example.com", transport=transport) as http:
        seen = check.look(Place(http, sender_domain=None))
    return seen.holds, seen.mend


@pytest.mark.parametrize("name", FAULTS)
def test_the_check_finds_its_fault_and_says_what_to_do(name: str) -> None:
    holds, mend = look(BY_NAME[name], FAULTS[name])
    assert holds is False
    assert mend


def test_a_part_that_is_silent_is_named() -> None:
    with httpx.Client(
        base_url="https://desk.example.com", transport=httpx.MockTransport(without_mail)
    ) as http:
        assert "mail do not answer" in BY_NAME["parts"].look(Place(http, None)).what


def test_no_two_checks_have_a_name_in_common() -> None:
    assert len(BY_NAME) == len(CHECKS)
