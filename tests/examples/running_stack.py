"""The whole stack, as ``desk up`` runs it, once for all end-to-end tests: real runtime, SDKs, ports, storage.

Tests share it, and its time only moves forward: each test uses members and addresses of its own.
"""

import json
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, override

import httpx
import pytest

from devstack.stack.billing_event import SubscriptionEvent, signed_headers
from devstack.stack.ports import LOOPBACK, Ports
from devstack.stack.running import RunningStack, StackPlan, running_stack
from devstack.stack.time_machine import Moved, TimeMachine

JUDGE = "mx.vendor.example.com"
"""The receiving service that says whether senders are genuine. A test may speak for it."""


@dataclass(frozen=True, slots=True)
class StackUnderTest:
    """A running stack with its data: ``http`` calls it as anybody, ``keyed`` with the function key.

    ``site``: the port on this machine of a site whose pages may show the request form.
    """

    http: httpx.Client
    keyed: httpx.Client
    function_key: str
    time: TimeMachine
    running: RunningStack
    folder: Path
    site: int

    def mails(self, *, to: str = "", since: int = 0) -> list[dict[str, Any]]:
        """The mails caught so far, oldest first; with ``to`` those that reached this address."""
        params = {"since": str(since), "to": to}
        return list(httpx.get(f"{self.running.mails}/api/mails", params=params, trust_env=False).json())

    def now(self) -> datetime:
        """The product's time."""
        return self.time.now()

    def advance(self, by: str) -> Moved:
        """Move the product's time, in steps that each run to rest; the mails that this caused."""
        return self.time.advance(by)

    def rest(self) -> None:
        """Wait until nothing is going on."""
        self.time.rest()

    def bill(
        self,
        customer: str,
        product: str,
        status: str,
        paid_until: datetime | None = None,
        subscription: str = "",
        at: datetime | None = None,
    ) -> httpx.Response:
        """Send a billing event, signed now in the product's time; in force from then or from ``at``."""
        now = self.now()
        body = SubscriptionEvent(customer, product, status, paid_until, subscription).body(at or now)
        headers = signed_headers(body, self.running.secrets.billing_standard, now)
        return self.http.post("/api/billing/standard", content=body, headers=headers)


class AskedAgain(httpx.HTTPTransport):
    """Asks again where the desk says that it cannot just now (503), as every client is told to.

    A machine that stands still for some seconds lets its calls to storage run out of time.
    """

    @override
    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The first answer that is no 503, or the third."""
        for _ in range(2):
            answer = super().handle_request(request)
            if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:
                return answer
            answer.close()
        return super().handle_request(request)


@contextmanager
def stack_in(folder: Path, **settings: str) -> Generator[StackUnderTest]:
    """A stack on free ports, with tables in memory and everything else in this folder."""
    site = Ports.free().found().http
    own = {"DESK_MAIL_JUDGE": JUDGE, "DESK_EMBED_ORIGINS": json.dumps([f"http://{LOOPBACK}:{site}"])}
    plan = StackPlan(folder, Ports.free(), in_memory=True, settings=own | settings)
    with running_stack(plan, print) as running:
        key = running.secrets.function_key
        headers = {"x-functions-key": key}
        with (
            httpx.Client(base_url=running.http, transport=AskedAgain(), timeout=60) as http,
            httpx.Client(base_url=running.http, transport=AskedAgain(), timeout=60, headers=headers) as keyed,
        ):
            yield StackUnderTest(http, keyed, key, TimeMachine(running.dev), running, folder, site)


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Generator[StackUnderTest]:
    """The one stack that the tests share."""
    with stack_in(tmp_path_factory.mktemp("stack")) as started:
        yield started
