"""Stands before a service and hands every request on; one of them it treats as a service may on a bad day."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import StrEnum

from aiohttp import ClientSession, DummyCookieJar, web
from aiohttp.test_utils import TestServer
from yarl import URL

AN_HOUR = {"Retry-After": "3600"}
NOT_OURS = {"host", "transfer-encoding", "content-length", "content-encoding", "connection"}


class Whim(StrEnum):
    """What becomes of the request."""

    UNAVAILABLE_AFTER_COMMIT = "done, and answered with 503"
    REPEATED = "done, and done again: the answer is the second one"
    TOO_MANY = "not done: 429, come back in an hour"
    CUT = "done, and the connection is cut"
    SILENT = "done, and never answered"


@dataclass
class Misbehaving:
    """``at``: which of the requests meets the ``whim``, counted from 0; ``asked``: how many came."""

    whim: Whim | None = None
    at: int = 0
    asked: int = 0
    under_way: int = 0
    session: ClientSession = field(default_factory=lambda: ClientSession(cookie_jar=DummyCookieJar()))

    def busy(self) -> bool:
        """Whether the service behind has not answered yet."""
        return self.under_way > 0

    def now(self, whim: Whim, at: int) -> None:
        """Count anew."""
        self.whim, self.at, self.asked = whim, at, 0

    def well(self) -> None:
        """Nothing happens any more; count anew."""
        self.whim, self.asked = None, 0

    async def answer(self, behind: str, request: web.Request) -> web.StreamResponse:
        """Hand it on, unless it is the one."""
        number, self.asked = self.asked, self.asked + 1
        whim = self.whim if number == self.at else None
        if whim is Whim.TOO_MANY:
            return web.Response(status=429, headers=AN_HOUR)
        answer = await self._handed_on(behind, request)
        if whim is Whim.REPEATED:
            return await self._handed_on(behind, request)
        if whim is Whim.UNAVAILABLE_AFTER_COMMIT:
            return web.Response(status=503)
        if whim is Whim.CUT and request.transport:
            request.transport.abort()
        if whim is Whim.SILENT:
            await asyncio.Event().wait()
        return answer

    async def _handed_on(self, behind: str, request: web.Request) -> web.Response:
        headers = {name: text for name, text in request.headers.items() if name.lower() not in NOT_OURS}
        self.under_way += 1
        try:
            address = URL(f"{behind}{request.raw_path}", encoded=True)
            body = await request.read() or None
            sent = self.session.request(
                request.method, address, headers=headers, data=body, skip_auto_headers=["Content-Type"]
            )
            async with sent as answer:
                kept = {name: text for name, text in answer.headers.items() if name.lower() not in NOT_OURS}
                return web.Response(status=answer.status, headers=kept, body=await answer.read())
        finally:
            self.under_way -= 1


@asynccontextmanager
async def standing_before(service: Misbehaving, behind: str) -> AsyncIterator[str]:
    """The address at which it takes the requests for the service ``behind``."""
    application = web.Application(client_max_size=8 * 1024 * 1024)

    async def answer(request: web.Request) -> web.StreamResponse:
        return await service.answer(behind, request)

    application.router.add_route("*", "/{rest:.*}", answer)
    async with TestServer(application, host="127.0.0.1") as server:
        yield str(server.make_url("")).rstrip("/")
