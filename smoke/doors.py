"""Who is let in: checks that knock at the desk's doors with nothing, or with what a caller may invent."""

from base64 import b64encode
from http import HTTPStatus
from json import dumps

import httpx

from smoke.check import Check, Place, Seen, not_here, seen

_CLOSED = ("/api/queue", "/api/members", "/api/held")
_UNAUTHORISED = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
_DESK = "/desk"
_NOT_SIGNED_IN = (HTTPStatus.FOUND, HTTPStatus.UNAUTHORIZED)
_WEBHOOK = "/api/billing/stripe"
_NO_LINK = "/api/member/ticket/not-a-link"
_GUESSES = 70
"""More than one network may try in an hour (``DESK_GUESSES_PER_NETWORK``, 60): afterwards it has to wait."""

_TOO_MANY = HTTPStatus.TOO_MANY_REQUESTS


def _keys(place: Place) -> Seen:
    answers = {path: place.http.get(path).status_code for path in _CLOSED}
    wrong = {path: place.http.get(path, headers={"x-functions-key": "wrong"}).status_code for path in _CLOSED}
    closed = all(status in _UNAUTHORISED for status in (*answers.values(), *wrong.values()))
    return seen(
        closed,
        f"without a key {answers}, with a wrong one {wrong}",
        "a supporter's door is open: stop the app, and look at the auth levels in docs/functions.md",
    )


def _forged(place: Place) -> Seen:
    """Says itself to be signed in as an owner, whom the desk's page lets in whoever it is."""
    claims = [{"typ": "oid", "val": "00000000-0000-0000-0000-000000000000"}, {"typ": "roles", "val": "Owner"}]
    headers = {
        "X-MS-CLIENT-PRINCIPAL": b64encode(dumps({"auth_typ": "aad", "claims": claims}).encode()).decode(),
        "X-MS-CLIENT-PRINCIPAL-NAME": "anna@example.com",
        "X-MS-CLIENT-PRINCIPAL-ID": "anna",
    }
    answers = {path: place.http.get(path, headers=headers).status_code for path in _CLOSED}
    desk = place.http.get(_DESK, headers=headers).status_code
    return seen(
        all(status in _UNAUTHORISED for status in answers.values()) and desk in _NOT_SIGNED_IN,
        f"with invented headers of an owner who is signed in: {answers}, {_DESK} {desk}",
        "App Service Authentication is off: `azd provision`, and do not set it by hand",
    )


def _bearer(place: Place) -> Seen:
    answer = place.http.post(_WEBHOOK, content=b"{}", headers={"Authorization": "Bearer of-somebody-else"})
    return seen(
        _is_ours(answer),
        f"a webhook with a foreign bearer was answered by {_who(answer)}: {answer.status_code}",
        "the platform ends such calls: set App Service Authentication to AllowAnonymous (`azd provision`)",
    )


def _cookie(place: Place) -> Seen:
    if not place.cookie:
        return not_here(
            "sign in with a browser, and set DESK_SMOKE_COOKIE to its AppServiceAuthSession cookie"
        )
    cookie = {"Cookie": f"AppServiceAuthSession={place.cookie}"}
    answers = {path: place.http.get(path, headers=cookie).status_code for path in _CLOSED}
    return seen(
        all(status in _UNAUTHORISED for status in answers.values()),
        f"with the cookie of somebody who is signed in, and no key: {answers}",
        "a door trusts who is signed in: stop the app, and look at the auth levels in docs/functions.md",
    )


def _client(place: Place) -> Seen:
    """Guesses links under another invented address each time: the desk must count them as one network's."""
    if place.is_local:
        return not_here("no platform stands before the local host, which names no client")
    statuses = [
        place.http.get(_NO_LINK, headers={"X-Forwarded-For": f"198.18.{number}.1"}).status_code
        for number in range(_GUESSES)
    ]
    tried = next((number for number, status in enumerate(statuses, 1) if status == _TOO_MANY), None)
    return seen(
        tried is not None,
        f"guess {tried} was refused, whatever address the caller invented"
        if tried
        else f"{_GUESSES} guesses under as many invented addresses were all answered",
        "the header that DESK_CLIENT_ADDRESS_HEADER names is missing, or a caller can set its last address; "
        "docs/adr/the-clients-address-is-what-the-front-wrote.md",
    )


def _is_ours(answer: httpx.Response) -> bool:
    told: str = answer.headers.get("content-type", "")
    return told.startswith("application/problem+json")


def _who(answer: httpx.Response) -> str:
    return "the desk" if _is_ours(answer) else "the platform"


DOORS = (
    Check("keys", "doors of supporters are closed without a key", _keys),
    Check("forged", "headers that say who somebody is open nothing", _forged),
    Check("cookie", "a signed-in supporter's cookie opens nothing that needs a key", _cookie),
    Check("client", "the platform names the client's address, and no caller can", _client),
    Check("bearer", "a foreign bearer on a webhook arrives at the desk", _bearer),
)
