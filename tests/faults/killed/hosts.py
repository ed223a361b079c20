"""Real hosts of the local stack over one Azurite: processes that are killed, and started again."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import httpx

from devstack.azurite import running_azurite
from devstack.stack.ports import Ports
from devstack.stack.program import Program
from devstack.stack.running import StackPlan, host_program
from devstack.stack.secrets_file import StackSecrets
from devstack.stack.time_machine import TimeMachine


@dataclass
class RealHost:
    """One host on ports of its own; ``calls`` sends to it with the function key."""

    plan: StackPlan
    secrets: StackSecrets
    calls: httpx.AsyncClient
    program: Program | None = None

    async def start(self) -> None:
        """Wait until it is ready."""
        self.program = host_program(self.plan, self.plan.ports, self.secrets)
        self.program.go()
        await asyncio.to_thread(self.program.ready)

    def kill(self) -> None:
        """SIGKILL: nothing in it hears of it."""
        if self.program:
            self.program.process.kill()
            self.program.stop()

    def stop(self) -> None:
        """End it in order."""
        if self.program:
            self.program.stop()

    async def scan(self) -> None:
        """Start the timer's function; the answer does not wait for it."""
        key = {"x-functions-key": self.secrets.master_key}
        await self.calls.post("/admin/functions/sla_timer", json={}, headers=key)

    async def comes_to_rest(self, by: str) -> None:
        """Its time goes on, with a scan every five minutes."""
        await asyncio.to_thread(TimeMachine(self.plan.ports.address("dev")).advance, by)


@asynccontextmanager
async def real_hosts(number: int, folder: Path, mail: int) -> AsyncIterator[list[RealHost]]:
    """So many hosts over one storage, with a provider at that port; all end with the context."""
    async with AsyncExitStack() as ending:
        azurite = ending.enter_context(running_azurite(None))
        secrets = StackSecrets.kept_in(folder)
        settings = {"DESK_STORAGE": azurite.connection_string}
        hosts = []
        for place in range(number):
            plan = StackPlan(
                folder / f"host-{place}", replace(Ports.free().found(), mail=mail), settings=settings
            )
            key = {"x-functions-key": secrets.function_key}
            address = plan.ports.address("http")
            calls = httpx.AsyncClient(base_url=address, headers=key, timeout=60, trust_env=False)
            await ending.enter_async_context(calls)
            hosts.append(RealHost(plan, secrets, calls))
            ending.callback(hosts[-1].stop)
        await asyncio.gather(*(host.start() for host in hosts))
        yield hosts
