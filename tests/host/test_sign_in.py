"""The local host signs people in as the platform does, and believes no request about its sender."""

import base64
import json

import httpx
import pytest

from devstack.sign_in.people import demo_people
from tests.host.conftest import SampleHost

OWNER, COLLEAGUE = demo_people({})
FORGED = {
    "X-MS-CLIENT-PRINCIPAL": OWNER.headers["x-ms-client-principal"],
    "x-ms-client-principal-name": OWNER.address,
    "X-MS-TOKEN-AAD-ID-TOKEN": "token",
}


def signed_in(host: SampleHost, back: str = "/api/echo/1") -> httpx.Response:
    """The owner signs in, without being led on."""
    page = {"post_login_redirect_uri": back}
    answer = host.http.post("/.auth/login/aad", params=page, data={"person": OWNER.id})
    host.http.cookies.clear()
    return answer


def cookie_of(answer: httpx.Response) -> dict[str, str]:
    return {"Cookie": answer.headers["set-cookie"].partition(";")[0]}


def told(host: SampleHost, headers: dict[str, str]) -> dict[str, str]:
    """What a function hears of who asks."""
    heard = host.http.get("/api/echo/1", headers=headers).json()["headers"]
    return {name: value for name, value in heard.items() if name.startswith("x-ms-")}


def test_headers_that_say_who_somebody_is_never_arrive_from_outside(host: SampleHost) -> None:
    assert told(host, FORGED) == {}


def test_who_has_signed_in_is_told_to_the_app_whatever_the_request_says(host: SampleHost) -> None:
    forged = dict.fromkeys(FORGED, "forged")
    heard = told(host, cookie_of(signed_in(host)) | forged)
    assert heard["x-ms-client-principal-id"] == OWNER.id
    said = json.loads(base64.b64decode(heard["x-ms-client-principal"]))
    assert {"typ": "roles", "val": "Owner"} in said["claims"]
    assert "x-ms-token-aad-id-token" not in heard


def test_the_sign_in_page_shows_everybody_and_leads_back(host: SampleHost) -> None:
    page = host.http.get("/.auth/login/aad", params={"post_login_redirect_uri": "/desk?view=mine"})
    assert OWNER.name in page.text
    assert COLLEAGUE.name in page.text
    answer = signed_in(host, "/desk?view=mine")
    assert (answer.status_code, answer.headers["location"]) == (302, "/desk?view=mine")
    assert {"HttpOnly", "SameSite=Lax"} <= set(answer.headers["set-cookie"].split("; "))


ELSEWHERE = (
    *("https://evil.example.org/", "//evil.example.org", "///evil.example.org", "/\\evil.example.org"),
    *("/\\/evil.example.org", "/\t/evil.example.org", "/\t//evil.example.org", " //evil.example.org"),
    *("evil", ""),
)
"""Addresses that a browser would follow to another host, and what is none."""


@pytest.mark.parametrize("back", ELSEWHERE)
def test_nobody_is_led_elsewhere_by_signing_in(host: SampleHost, back: str) -> None:
    assert signed_in(host, back).headers["location"] == "/"


def test_a_cookie_that_somebody_has_changed_is_nobodys(host: SampleHost) -> None:
    right = cookie_of(signed_in(host))["Cookie"]
    for wrong in (right[:-1], right.replace(OWNER.id, COLLEAGUE.id), "AppServiceAuthSession=."):
        assert told(host, {"Cookie": wrong}) == {}


def test_who_is_signed_in_opens_no_function_that_needs_a_key(host: SampleHost) -> None:
    cookie = cookie_of(signed_in(host))
    assert host.http.get("/api/locked", headers=cookie).status_code == 401
    assert host.http.get("/api/echo/1", headers=cookie).status_code == 200


def test_one_can_ask_who_one_is_and_sign_out(host: SampleHost) -> None:
    cookie = cookie_of(signed_in(host))
    (me,) = host.http.get("/.auth/me", headers=cookie).json()
    assert me["user_id"] == OWNER.address
    assert host.http.get("/.auth/me").status_code == 401
    out = host.http.get("/.auth/logout", params={"post_logout_redirect_uri": "/desk"}, headers=cookie)
    assert (out.status_code, out.headers["location"]) == (302, "/desk")
    assert 'AppServiceAuthSession=""' in out.headers["set-cookie"]


def test_nobody_else_can_sign_in_and_nothing_else_is_there(host: SampleHost) -> None:
    assert host.http.post("/.auth/login/aad", data={"person": "somebody"}).status_code == 403
    assert host.http.get("/.auth/login/google").status_code == 404
