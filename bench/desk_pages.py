"""``python -m bench desk``: what a supporter's pages cost where 10 000 tickets are open."""

import asyncio
import os
import tempfile
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from http import HTTPStatus
from pathlib import Path

import aiohttp
import azure.functions as func
import click

from bench.counting import CountingStore
from bench.long_ticket import open_long
from bench.many_tickets import open_many, user_of
from bench.outside_stack import SETTINGS
from bench.processes import cpu_milliseconds
from bench.scene import desk_over
from bench.tables import table
from bench.unmeasured import Unmeasured
from devstack.sign_in.front import ENABLED
from devstack.sign_in.people import DemoPerson, demo_people
from devstack.stack.ports import Ports
from devstack.stack.running import RunningStack, StackPlan, running_stack
from devstack.stack.settings import product_settings
from shared import wiring
from shared.adapters.tables import TableStore
from shared.domain.values.house import House
from shared.ports.desk import Desk
from shared.settings import read_settings
from tests.examples.indexed_functions import indexed_functions
from tests.fakes.queue import MemoryQueue

TICKETS, ENTRIES = 10_000, 100
MOST_IN_TURN, MOST_MILLISECONDS = 3, 200
ROUNDS, PAGES = 8, 3
QUIET_SECONDS, BUSY_MILLISECONDS, MOST_LOOKS = 1.0, 20.0, 120
"""The host is at rest where it takes less than so much in so long."""
VIEWS = ("all", "nobodys", "gated", "silent")
READS = {"Accept": "text/html", "Sec-Fetch-Site": "none"}


@dataclass(frozen=True, slots=True)
class DeskPage:
    """A page of the desk: its function, and what its address has."""

    name: str
    function: str
    ticket: str = ""
    view: str = ""

    @property
    def path(self) -> str:
        """Where it is read."""
        view = f"?view={self.view}" if self.view else ""
        return f"/desk/tickets/{self.ticket}" if self.ticket else f"/desk{view}"


@dataclass(frozen=True, slots=True)
class PageCost:
    """What a page asks of storage, and the CPU milliseconds that the functions host takes for it."""

    page: str
    requests: int
    in_turn: int
    host: float


def print_desk_pages() -> None:
    """Start a stack, fill it, and print what its pages cost. Raises ``Unmeasured``."""
    with tempfile.TemporaryDirectory(prefix="desk-bench-") as data:
        plan = StackPlan(Path(data), Ports.free(), in_memory=True, settings=SETTINGS)
        with running_stack(plan, click.echo) as stack:
            costs = asyncio.run(_measure(stack))
    click.echo(pages_table(costs))


async def _measure(stack: RunningStack) -> Sequence[PageCost]:
    settings = product_settings(stack.secrets, stack.storage, stack.mails, stack.http) | SETTINGS
    person = demo_people(settings)[0]
    async with _desk(stack, settings) as desk, _signed_in(stack, person) as reader:
        await open_many(desk, TICKETS, desk.clock.now())
        long = DeskPage(
            f"a ticket of {ENTRIES} entries", "desk_ticket", await open_long(desk, ENTRIES, user_of(0))
        )
        pages = [*(DeskPage(f"the queue, {view}", "desk_queue", view=view) for view in VIEWS), long]
        await _rest(stack)
        return [await _cost(stack, desk, reader, person, page) for page in pages]


@asynccontextmanager
async def _desk(stack: RunningStack, settings: dict[str, str]) -> AsyncGenerator[Desk]:
    """A desk in this process over the stack's storage, of which the stack's queue hears nothing."""
    store = TableStore.from_connection_string(stack.storage)
    house = House(vendor=read_settings(settings).vendor(), secret=stack.secrets.desk_secret.encode())
    try:
        yield replace(desk_over(store, MemoryQueue(), wiring.SystemClock()), house=lambda: house)
    finally:
        await store.close()


@asynccontextmanager
async def _signed_in(stack: RunningStack, person: DemoPerson) -> AsyncGenerator[aiohttp.ClientSession]:
    jar = aiohttp.CookieJar(unsafe=True)  # the stack's host is an address
    async with aiohttp.ClientSession(stack.http, cookie_jar=jar) as session:
        signed = session.post("/.auth/login/aad", data={"person": person.id}, allow_redirects=False)
        async with signed as answer:
            await answer.read()
        yield session


async def _read(reader: aiohttp.ClientSession, page: DeskPage) -> None:
    """Open the page. Raises ``Unmeasured``: it was not shown."""
    async with reader.get(page.path, headers=READS, allow_redirects=False) as answer:
        await answer.read()
    _must_be_shown(page, answer.status)


def _must_be_shown(page: DeskPage, status: int) -> None:
    if status != HTTPStatus.OK:
        message = f"{page.path} was answered {status}"
        raise Unmeasured(message)


async def _rest(stack: RunningStack) -> None:
    """Return once the host does nothing but wait. Raises ``Unmeasured``: it never does."""
    host = stack.processes["functions host"].pid
    for _ in range(MOST_LOOKS):
        before = cpu_milliseconds(host)
        await asyncio.sleep(QUIET_SECONDS)
        if cpu_milliseconds(host) - before < BUSY_MILLISECONDS:
            return
    message = "the host does not come to rest"
    raise Unmeasured(message)


async def _cost(
    stack: RunningStack, desk: Desk, reader: aiohttp.ClientSession, person: DemoPerson, page: DeskPage
) -> PageCost:
    """Each round reads the page some times; the best of them: a slow spell of the machine only adds."""
    counting, host = CountingStore(desk.store), stack.processes["functions host"].pid
    await _answer(replace(desk, store=counting), person, page)
    await _read(reader, page)
    rounds = []
    for _ in range(ROUNDS):
        before = cpu_milliseconds(host)
        for _ in range(PAGES):
            await _read(reader, page)
        rounds.append((cpu_milliseconds(host) - before) / PAGES)
    counts = counting.counts
    return PageCost(page.name, counts.requests, counts.in_turn, min(rounds))


async def _answer(desk: Desk, person: DemoPerson, page: DeskPage) -> None:
    """The page's own function, in this process."""
    os.environ[ENABLED] = "True"  # as the stack's host has it
    wiring.use_desk(desk)
    asked = func.HttpRequest(
        "GET",
        f"{desk.vendor.public_url}{page.path}",
        headers={**READS, **person.headers},
        params={"view": page.view} if page.view else {},
        route_params={"ticket": page.ticket} if page.ticket else {},
        body=b"",
    )
    answer = await indexed_functions()[page.function].run(asked)
    _must_be_shown(page, answer.status_code)


def pages_table(costs: Sequence[PageCost]) -> str:
    """Storage requests, how many in a row, and the host's CPU, by page."""
    rows = [(each.page, str(each.requests), str(each.in_turn), f"{each.host:.0f}") for each in costs]
    heads = ("page", "requests", "one after the other", "CPU of the host, ms")
    aim = f"To reach: {MOST_IN_TURN} one after the other, {MOST_MILLISECONDS} ms."
    return table(f"The desk's pages, {TICKETS} tickets open", heads, rows, aim)
