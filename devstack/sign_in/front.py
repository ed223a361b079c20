"""What stands before the host on App Service: it signs people in, and says to the app who asks.

Whoever sends the headers in which it says so is not believed: they are taken away from every request. Nobody
has to be signed in; what a function lets in is its own.
"""

import hmac
import re
from collections.abc import Mapping
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from devstack.sign_in.people import DemoPerson

PLACE = "/.auth/"
COOKIE = "AppServiceAuthSession"
ENABLED = "WEBSITE_AUTH_ENABLED"
"""The variable by which the platform tells the app that it does all this."""

_TOLD = ("x-ms-client-principal", "x-ms-token-")
_ON_THIS_HOST = re.compile(r"/([^/\\\x00-\x20][^\\\x00-\x20]*)?")
"""A path. Browsers read a backslash as a slash and a host after two, and pass over control characters."""
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'"
)


class SignIn:
    """Signs these people in and out; a cookie that is signed with ``key`` says who is."""

    def __init__(self, people: tuple[DemoPerson, ...], key: str) -> None:
        """Without a key nobody can sign in."""
        self._people = {each.id: each for each in people}
        self._key = key.encode()
        self._pages = Environment(
            loader=FileSystemLoader(Path(__file__).parent),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
        )

    def told(self, headers: Mapping[str, str], cookies: Mapping[str, str]) -> dict[str, str]:
        """The headers as the app gets them: who is signed in is the platform's word alone."""
        person = self._signed_in(cookies)
        kept = {name: value for name, value in headers.items() if not name.lower().startswith(_TOLD)}
        return kept | (person.headers if person else {})

    async def answer(self, request: web.BaseRequest) -> web.Response | None:
        """The answer to a request below ``/.auth/``; None for any other."""
        if not request.path.lower().startswith(PLACE):
            return None
        match request.method, request.path.lower().removeprefix(PLACE):
            case "GET", "login/aad":
                return self._page(request)
            case "POST", "login/aad":
                return self._sign_in(request, (await request.post()).get("person"))
            case "GET", "me":
                return self._me(request)
            case "GET", "logout":
                return _sign_out(request)
        return web.Response(status=HTTPStatus.NOT_FOUND)

    def _page(self, request: web.BaseRequest) -> web.Response:
        text = self._pages.get_template("page.html").render(
            people=self._people.values(), back=_local(request.query.get("post_login_redirect_uri"))
        )
        headers = {"Content-Security-Policy": _POLICY, "Cache-Control": "no-store"}
        return web.Response(text=text, content_type="text/html", headers=headers)

    def _sign_in(self, request: web.BaseRequest, person: object) -> web.Response:
        if not self._key or person not in self._people:
            return web.Response(status=HTTPStatus.FORBIDDEN)
        answer = _moved(request.query.get("post_login_redirect_uri"))
        signed = f"{person}.{self._signature(str(person))}"
        answer.set_cookie(COOKIE, signed, path="/", httponly=True, samesite="Lax")
        return answer

    def _me(self, request: web.BaseRequest) -> web.Response:
        person = self._signed_in(request.cookies)
        if person is None:
            return web.Response(status=HTTPStatus.UNAUTHORIZED)
        told = {"provider_name": "aad", "user_id": person.address, "user_claims": person.claims}
        return web.json_response([told])

    def _signed_in(self, cookies: Mapping[str, str]) -> DemoPerson | None:
        person, _, signature = cookies.get(COOKIE, "").partition(".")
        right = hmac.compare_digest(signature.encode(), self._signature(person).encode())
        return self._people.get(person) if self._key and right else None

    def _signature(self, person: str) -> str:
        return hmac.new(self._key, f"sign-in {person}".encode(), sha256).hexdigest()


def _sign_out(request: web.BaseRequest) -> web.Response:
    answer = _moved(request.query.get("post_logout_redirect_uri"))
    answer.del_cookie(COOKIE, path="/")
    return answer


def _moved(back: str | None) -> web.Response:
    return web.Response(status=HTTPStatus.FOUND, headers={"Location": _local(back)})


def _local(back: str | None) -> str:
    """The address on this host; its root where a browser would read another host in it."""
    return back if back and _ON_THIS_HOST.fullmatch(back) else "/"
