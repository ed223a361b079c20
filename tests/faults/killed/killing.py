"""Hosts are killed in the midst of intakes, looks and scans: nothing is lost, nothing told twice."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import click
import httpx

from devstack.stack.demo import load_demo_once
from shared.domain.values.identity import mail_place
from tests.faults.killed.hosts import RealHost, real_hosts
from tests.faults.killed.provider import CountingProvider, counting
from tests.faults.working import Tried

REQUESTS_A_KILL = 4
MAILS_A_REQUEST = 3
"""A receipt, and a notice to each of two supporters."""
LATEST_KILL = 0.8
"""Seconds after some of the requests were answered: by then the looks at these are under way."""
ACCEPTED = 202


@dataclass
class Killing:
    """``kept``: by the key of a request, the tickets that were named for it."""

    random: Random
    hosts: list[RealHost]
    provider: CountingProvider
    kept: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    kills: int = 0

    async def once(self, number: int) -> None:
        """Requests come to any host, each of them scans, one is killed, and begins anew."""
        keys = [f"key-{number}-{each}-of-the-kills" for each in range(REQUESTS_A_KILL)]
        asks = [asyncio.create_task(self._ask(key)) for key in keys]
        scans = [asyncio.create_task(self._scan(host)) for host in self.hosts]
        for ended in islice(asyncio.as_completed(asks), self.random.randrange(REQUESTS_A_KILL)):
            await ended
        await asyncio.sleep(self.random.random() * LATEST_KILL)
        killed = self.random.choice(self.hosts)
        killed.kill()
        self.kills += 1
        await asyncio.gather(*asks, *scans)
        await killed.start()
        while unanswered := [key for key in keys if not self.kept[key]]:
            await asyncio.gather(*(self._ask(key) for key in unanswered))

    async def _ask(self, key: str) -> None:
        """Whoever gets no answer asks again with the same key."""
        member = f"{key}@alfa.example.se"
        body = {"email": member, "product": "Veckoplan", "kind": "error", "message": f"It stops, {key}."}
        with suppress(httpx.HTTPError):
            host = self.random.choice(self.hosts)
            answer = await host.calls.post("/api/intake/trusted", json=body, headers={"Idempotency-Key": key})
            if answer.status_code == ACCEPTED:
                self.kept[key].add(answer.json()["ticket"])

    async def _scan(self, host: RealHost) -> None:
        with suppress(httpx.HTTPError):
            await host.scan()

    async def found(self) -> list[str]:
        """What is not as it must be, once one host alone has come to rest, and every request came again."""
        one, *others = self.hosts
        self.hosts = [one]
        for host in others:
            host.stop()
        await one.comes_to_rest("40m")
        for key in self.kept:
            await self._ask(key)
        lost = [key for key, tickets in self.kept.items() if not await self._is_there(one, tickets)]
        return [*(f"{key} is not one ticket" for key in lost), *self._not_told_once()]

    async def _is_there(self, host: RealHost, tickets: set[str]) -> bool:
        answers = [await host.calls.get(f"/api/tickets/{ticket}") for ticket in tickets]
        return [answer.status_code for answer in answers] == [200]

    def sent(self) -> str:
        """How many mails there were, and how many of them were sent again."""
        sends = self.provider.sends
        again = sum(sends.values()) - len(sends)
        return f"{len(sends)} mails, {again} sent again, none more than {max(sends.values())} times"

    def _not_told_once(self) -> Iterator[str]:
        """Mails that lack, that have two operations, or were sent more often than hosts can have died."""
        told = Counter[tuple[str, str, str]]()
        for operation, (to, subject) in self.provider.letters.items():
            place = mail_place(operation)
            told[(place.name if place else "", to, subject)] += 1
        yield from (f"{each} was told {times} times" for each, times in told.items() if times > 1)
        for key, tickets in self.kept.items():
            if not any(name in tickets and to.startswith(key) for name, to, _ in told):
                yield f"{key} has no receipt"
        again = sum(self.provider.sends.values()) - len(self.provider.sends)
        if again > self.kills * REQUESTS_A_KILL * MAILS_A_REQUEST:
            yield f"{again} mails were sent again after {self.kills} kills"


async def killed(seed: str, hosts: int, kills: int) -> Tried:
    """So many kills of one of so many hosts, drawn; what was sent is told as a line."""
    provider = CountingProvider()
    with TemporaryDirectory() as folder:
        async with (
            counting(provider) as mail,
            real_hosts(hosts, Path(folder), mail) as started,
        ):
            first = started[0]
            address = first.plan.ports.address("http")
            key = first.secrets.function_key
            await asyncio.to_thread(load_demo_once, Path(folder), address, key, click.echo)
            killing = Killing(Random(seed), started, provider)  # noqa: S311 - to be repeated
            for number in range(kills):
                await killing.once(number)
            found = await killing.found()
            click.echo(f"{hosts} hosts: {len(killing.kept)} requests, {killing.sent()}")
            return Tried(kills, found)
