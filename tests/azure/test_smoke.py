"""Each smoke check finds the fault that it is for; a desk that has the fault is played here."""

import base64
from collections.abc import Callable
from datetime import UTC, datetime

import httpx
import pytest

from shared.web.billing.signatures import SignatureRefused, verify_standard
from shared.web.desk.principal import read_principal
from smoke.__main__ import CHECKS
from smoke.check import Check, Place
from smoke.running import scans_ended

BY_NAME = {check.name: check for check in CHECKS}
SILENT = {"storage": True, "queue": True, "mail": False, "files": True}


def open_to_all(_: httpx.Request) -> httpx.Response:
    return httpx.Response(200, json={})


def ended_by_the_platform(_: httpx.Request) -> httpx.Response:
    return httpx.Response(401, text="You do not have permission to view this directory or page.")


SECRET = "whsec_" + base64.b64encode(b"twenty-four bytes of key").decode()


def with_another_secret(_: httpx.Request) -> httpx.Response:
    return httpx.Response(401, json={})


def that_checks(request: httpx.Request) -> httpx.Response:
    """Takes what is signed with the secret, as the desk does."""
    try:
        verify_standard(request.content, request.headers, [SECRET], datetime.now(UTC))
    except SignatureRefused:
        return httpx.Response(401, json={})
    return httpx.Response(200)


def that_mails(request: httpx.Request) -> httpx.Response:
    """Opens, answers and shows a ticket whose answer has bounced; nothing without the key."""
    if request.headers.get("x-functions-key") != "a-key":
        return httpx.Response(401, json={})
    events = [{"event": "answer_accepted"}, {"event": "answer_bounced"}]
    answered = {"ticket": "a" * 16, "events": events}
    status = {"/api/tickets": 201}.get(request.url.path, 202 if request.method == "POST" else 200)
    return httpx.Response(status, json=answered)


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
    "cookie": open_to_all,
    "client": open_to_all,
    "webhook": with_another_secret,
    "mail": with_another_secret,
}
HELD: dict[str, Callable[[httpx.Request], httpx.Response]] = {"webhook": that_checks, "mail": that_mails}
HANDED_OVER = {
    "key": "a-key",
    "author": "anna",
    "bounces_at": "nobody@example.com",
    "webhook_secret": SECRET,
    "cookie": "of-anna",
}


def look(check: Check, desk: Callable[[httpx.Request], httpx.Response]) -> tuple[bool | None, str]:
    transport = httpx.MockTransport(desk)
    with httpx.Client(base_url="https://desk.example.com", transport=transport) as http:
        seen = check.look(Place(http, sender_domain=None, **HANDED_OVER))
    return seen.holds, seen.mend


@pytest.mark.parametrize("name", FAULTS)
def test_the_check_finds_its_fault_and_says_what_to_do(name: str) -> None:
    holds, mend = look(BY_NAME[name], FAULTS[name])
    assert holds is False
    assert mend


@pytest.mark.parametrize("name", HELD)
def test_a_check_that_writes_holds_where_the_desk_does_as_it_should(name: str) -> None:
    assert look(BY_NAME[name], HELD[name]) == (True, "")


@pytest.mark.parametrize("name", ["mail", "webhook", "cookie", "domain"])
def test_what_was_not_handed_over_cannot_be_shown_and_is_named(name: str) -> None:
    with httpx.Client(
        base_url="https://desk.example.com", transport=httpx.MockTransport(open_to_all)
    ) as http:
        seen = BY_NAME[name].look(Place(http, sender_domain=None))
    assert seen.holds is None
    assert "DESK_SMOKE_" in seen.what or "--sender-domain" in seen.what


@pytest.mark.parametrize(("signed_in", "holds"), [(200, False), (403, False), (503, False), (302, True)])
def test_a_desk_that_believes_forged_headers_is_found_also_where_its_keys_hold(
    signed_in: int, *, holds: bool
) -> None:
    def believe(request: httpx.Request) -> httpx.Response:
        who = read_principal(request.headers.get("x-ms-client-principal"))
        at_desk = request.url.path == "/desk"
        return httpx.Response(signed_in if at_desk and who and "Owner" in who.roles else 401)

    assert look(BY_NAME["forged"], believe)[0] is holds


def test_guesses_that_the_desk_counts_as_one_networks_are_seen() -> None:
    asked: list[str] = []

    def count(request: httpx.Request) -> httpx.Response:
        asked.append(request.headers["x-forwarded-for"])
        return httpx.Response(429 if len(asked) > 60 else 404)

    assert look(BY_NAME["client"], count) == (True, "")
    assert len(set(asked)) == len(asked)


@pytest.mark.parametrize(
    ("found", "runs"),
    [
        (["09:00", "09:00", "09:05", "09:10"], 2),
        ([None, "09:05", None, "09:10"], 2),
        (["09:00", None, "09:00"], 0),
        ([None], 0),
    ],
    ids=["running", "just started", "stopped", "never"],
)
def test_scans_are_counted_from_the_first_look_on(found: list[str | None], runs: int) -> None:
    assert scans_ended(found) == runs


def test_a_part_that_is_silent_is_named() -> None:
    with httpx.Client(
        base_url="https://desk.example.com", transport=httpx.MockTransport(without_mail)
    ) as http:
        assert "mail do not answer" in BY_NAME["parts"].look(Place(http, None)).what


def test_no_two_checks_have_a_name_in_common() -> None:
    assert len(BY_NAME) == len(CHECKS)
