"""The host as a server: its two ports, from start to stop."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import web

from devstack.functions_host.dev_port import DevPort
from devstack.functions_host.host import Host

LOOPBACK = "127.0.0.1"
LAST_REQUESTS = 2.0
"""Seconds that requests have to end when the host stops."""


class PortTaken(Exception):
    """Another program listens on the port."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a host listens."""

    http: str
    dev: str


@asynccontextmanager
async def serving(host: Host, *, http_port: int, dev_port: int, catcher: str) -> AsyncIterator[Addresses]:
    """Serve a started host until the block ends. Port 0 takes a free one.

    Raises:
        PortTaken: one of the ports.
    """
    front = web.ServerRunner(web.Server(host.front.answer, access_log=None), shutdown_timeout=LAST_REQUESTS)
    dev = web.AppRunner(DevPort(host, catcher).application(), access_log=None, shutdown_timeout=LAST_REQUESTS)
    try:
        yield Addresses(http=await _listen(front, http_port), dev=await _listen(dev, dev_port))
    finally:
        await asyncio.gather(front.cleanup(), dev.cleanup())


async def _listen(runner: web.BaseRunner, port: int) -> str:
    """Listen, and tell where."""
    await runner.setup()
    try:
        await web.TCPSite(runner, LOOPBACK, port).start()
    except OSError:
        message = f"port {port} is taken by another program"
        raise PortTaken(message) from None
    return f"http://{LOOPBACK}:{runner.addresses[0][1]}"
