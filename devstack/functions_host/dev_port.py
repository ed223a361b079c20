"""The dev port: tells and moves the product's time, and waits for rest. On the loopback only."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import aiohttp
from aiohttp import web
from azure.core.exceptions import AzureError

from devstack.functions_host.host import Host
from devstack.functions_host.spans import SpanUnclear, read_span

STEP = timedelta(minutes=5)
LONGEST_REST = 120.0
"""Seconds that everything has to come to rest: at first, and after each step."""

type Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class NotAtRest(Exception):
    """Something did not end in time. The text says what."""


class DevPort:
    """``GET /now``, ``POST /rest`` and ``POST /advance {"by": "25h"}``; answers are JSON."""

    def __init__(self, host: Host, catcher: str = "") -> None:
        """Move this host's time. ``catcher`` is the mail catcher's address; "" where there is none."""
        self._host = host
        self._catcher = catcher
        self._turn = asyncio.Lock()

    def application(self) -> web.Application:
        """The routes, ready to be served."""
        application = web.Application(middlewares=[_json_in_and_out])
        application.add_routes(
            [web.get("/now", self._now), web.post("/rest", self._rest), web.post("/advance", self._advance)]
        )
        return application

    async def _now(self, _request: web.Request) -> web.Response:
        return web.json_response(self._time())

    async def _rest(self, _request: web.Request) -> web.Response:
        """Wait until everything is at rest; ``waiting`` failed messages come again later."""
        async with self._bounded():
            waiting = await self._host.rest()
        return web.json_response({**self._time(), "waiting": waiting})

    async def _advance(self, request: web.Request) -> web.Response:
        """Move the time in steps, each run to rest; the mails that were sent meanwhile."""
        by = read_span(str((await request.json())["by"]))
        async with self._turn, aiohttp.ClientSession(raise_for_status=True) as session:
            async with self._bounded():
                await self._host.rest()
            before = max((mail["number"] for mail in await self._mails(session, 0)), default=0)
            for step in _steps(by):
                async with self._bounded():
                    await self._host.step(step)
            caused = await self._mails(session, before)
        return web.json_response({**self._time(), "mails": caused})

    def _time(self) -> dict[str, Any]:
        clock = self._host.clock
        return {"now": clock.now().isoformat(), "offset_seconds": clock.offset.total_seconds()}

    async def _mails(self, session: aiohttp.ClientSession, since: int) -> list[dict[str, Any]]:
        """The mails numbered above this, oldest first."""
        if not self._catcher:
            return []
        async with session.get(f"{self._catcher}/api/mails", params={"since": str(since)}) as response:
            return list(await response.json())

    @asynccontextmanager
    async def _bounded(self) -> AsyncIterator[None]:
        """Give up after a while, and say what was still going on."""
        try:
            async with asyncio.timeout(LONGEST_REST):
                yield
        except TimeoutError:
            running = ", ".join(self._host.invocations.running) or "messages that keep coming"
            message = f"not at rest within {LONGEST_REST:.0f} s: {running}"
            raise NotAtRest(message) from None


def _steps(by: timedelta) -> list[timedelta]:
    """Whole steps, then what is left."""
    whole, rest = divmod(by, STEP)
    return [STEP] * whole + ([rest] if rest else [])


@web.middleware
async def _json_in_and_out(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Only JSON may change anything, so that no web page elsewhere can do it in passing; errors are JSON."""
    if request.method == "POST" and request.content_type != "application/json":
        return _error(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "send application/json")
    try:
        return await handler(request)
    except SpanUnclear as error:
        return _error(HTTPStatus.BAD_REQUEST, str(error))
    except (json.JSONDecodeError, KeyError, TypeError):
        return _error(HTTPStatus.BAD_REQUEST, 'send {"by": "25h"}')
    except NotAtRest as error:
        return _error(HTTPStatus.GATEWAY_TIMEOUT, str(error))
    except (AzureError, aiohttp.ClientError) as error:
        return _error(HTTPStatus.BAD_GATEWAY, f"a part of the stack does not answer: {type(error).__name__}")


def _error(status: HTTPStatus, sentence: str) -> web.Response:
    return web.json_response({"error": sentence}, status=status)
