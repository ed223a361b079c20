"""The mail provider of a run with kills: takes every mail, also again, and counts by operation id."""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http import HTTPStatus

from aiohttp import web
from aiohttp.test_utils import TestServer


@dataclass
class CountingProvider:
    """``sends``: how often each operation was sent. ``letters``: to whom it went, and under which subject."""

    sends: Counter[str] = field(default_factory=Counter)
    letters: dict[str, tuple[str, str]] = field(default_factory=dict)

    async def send(self, request: web.Request) -> web.Response:
        """Take it."""
        operation, mail = request.headers["Operation-Id"], await request.json()
        self.sends[operation] += 1
        to = mail["recipients"]["to"][0]["address"]
        self.letters[operation] = (to, mail["content"]["subject"])
        return self._succeeded(operation, HTTPStatus.ACCEPTED)

    async def ask(self, request: web.Request) -> web.Response:
        """What became of an operation."""
        operation = request.match_info["operation"]
        if operation not in self.sends:
            return web.json_response({"error": {"code": "NotFound"}}, status=HTTPStatus.NOT_FOUND)
        return self._succeeded(operation, HTTPStatus.OK)

    async def caught(self, _: web.Request) -> web.Response:
        """What a mail catcher would show to whoever moves the time: nothing."""
        return web.json_response([])

    def _succeeded(self, operation: str, status: HTTPStatus) -> web.Response:
        where = {"Operation-Location": f"/emails/operations/{operation}"}
        return web.json_response({"id": operation, "status": "Succeeded"}, status=status, headers=where)


@asynccontextmanager
async def counting(provider: CountingProvider) -> AsyncIterator[int]:
    """Its port."""
    application = web.Application()
    application.router.add_post("/emails:send", provider.send)
    application.router.add_get("/api/mails", provider.caught)
    application.router.add_get("/emails/operations/{operation}", provider.ask)
    async with TestServer(application, host="127.0.0.1") as server:
        yield server.port or 0
