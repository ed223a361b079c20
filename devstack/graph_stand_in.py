"""A stand-in for the two calls of Microsoft Graph that the mailbox adapter makes, on the loopback.

As documented: pages by ``@odata.nextLink``, later mails by ``@odata.deltaLink``, the filter of the first
request kept in both, 410 for a link that was forgotten, ``/$value`` for the whole message.
"""

import base64
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from aiohttp import web

HOST = "127.0.0.1"
TOKEN = "a token"  # noqa: S105 - it opens this stand-in only
_FOLDER = "/v1.0/users/{mailbox}"


@dataclass(frozen=True, slots=True)
class Arrived:
    """One mail in the mailbox."""

    id: str
    received: datetime
    raw: bytes


@dataclass
class GraphStandIn:
    """A running stand-in. ``answers`` are the next statuses, instead of success."""

    endpoint: str = ""
    page: int = 2
    mails: list[Arrived] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    answers: list[int] = field(default_factory=list)
    memory: int = 0

    def arrive(self, raw: bytes, received: datetime) -> str:
        """A mail comes in; its id."""
        mail = Arrived(f"AAMk{len(self.mails)}/+=", received, raw)
        self.mails.append(mail)
        return mail.id

    def forget(self) -> None:
        """No link that was given so far is known any more."""
        self.memory += 1

    def routes(self) -> list[web.RouteDef]:
        """The two calls."""
        return [
            web.get(f"{_FOLDER}/mailFolders/inbox/messages/delta", self._delta),
            web.get(f"{_FOLDER}/messages/{{id}}/$value", self._value),
        ]

    async def _delta(self, request: web.Request) -> web.Response:
        if refused := self._refused(request):
            return refused
        state = _state_of(request)
        if state.setdefault("memory", self.memory) != self.memory:
            return web.json_response({"error": {"code": "syncStateNotFound"}}, status=410)
        first = int(state["place"])
        shown = self.mails[first : first + self.page]
        since = datetime.fromisoformat(str(state["since"]))
        state["place"] = first + len(shown)
        more = int(state["place"]) < len(self.mails)
        name = "@odata.nextLink" if more else "@odata.deltaLink"
        found = [{"id": each.id} for each in shown if each.received >= since and each.id not in self.gone]
        return web.json_response({"value": found, name: f"{self._here(request)}?$token={_token(state)}"})

    async def _value(self, request: web.Request) -> web.Response:
        if refused := self._refused(request):
            return refused
        wanted = request.match_info["id"]
        raw = [each.raw for each in self.mails if each.id == wanted and wanted not in self.gone]
        if not raw:
            return web.json_response({"error": {"code": "ErrorItemNotFound"}}, status=404)
        return web.Response(body=raw[0], content_type="text/plain")

    def _refused(self, request: web.Request) -> web.Response | None:
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return web.Response(status=401)
        return (
            web.Response(status=self.answers.pop(0), headers={"Retry-After": "600"}) if self.answers else None
        )

    def _here(self, request: web.Request) -> str:
        return f"{self.endpoint.removesuffix('/v1.0')}{request.path}"


@asynccontextmanager
async def running_graph_stand_in() -> AsyncIterator[GraphStandIn]:
    """A stand-in on a free port, until the block ends."""
    stand_in = GraphStandIn()
    app = web.Application()
    app.add_routes(stand_in.routes())
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, HOST, 0).start()
        stand_in.endpoint = f"http://{HOST}:{runner.addresses[0][1]}/v1.0"
        yield stand_in
    finally:
        await runner.cleanup()


def _state_of(request: web.Request) -> dict[str, str | int]:
    """Where this request stands: told by its token, or at the beginning with its own filter."""
    if token := request.query.get("$token"):
        state: dict[str, str | int] = json.loads(base64.urlsafe_b64decode(token))
        return state
    _, _, since = request.query.get("$filter", "").partition(" ge ")
    return {"place": 0, "since": since or datetime.min.replace(tzinfo=UTC).isoformat()}


def _token(state: dict[str, str | int]) -> str:
    return base64.urlsafe_b64encode(json.dumps(state).encode()).decode()
