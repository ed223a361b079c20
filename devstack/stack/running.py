"""Starts the whole stack, in order, and stops it: what ``desk up`` and the end-to-end tests stand on."""

import json
import subprocess
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from devstack.azurite import (
    AzuriteFailed,
    AzuriteMissing,
    connection_string,
    install_azurite,
    running_azurite,
)
from devstack.stack.data_lock import locked
from devstack.stack.ports import LOOPBACK, Ports
from devstack.stack.program import ROOT, Program
from devstack.stack.refusal import StackRefused
from devstack.stack.secrets_file import StackSecrets
from devstack.stack.settings import product_settings

LETTING_GO = 5.0
"""Seconds to wait for the ports of a stack that was killed a moment ago."""


@dataclass(frozen=True, slots=True)
class StackPlan:
    """How a stack is to run.

    ``in_memory`` keeps the tables in memory (for tests); everything else is always in ``data``. ``settings``
    go before those that the stack would choose.
    """

    data: Path
    ports: Ports = field(default_factory=Ports)
    in_memory: bool = False
    settings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RunningStack:
    """Where the parts of a running stack are, its secrets, and its processes."""

    http: str
    dev: str
    mails: str
    secrets: StackSecrets
    processes: Mapping[str, subprocess.Popen[bytes] | subprocess.Popen[str]]

    def wait_for_an_end(self) -> None:
        """Return never, unless a part ends by itself.

        Raises:
            StackRefused: names the part.
        """
        while True:
            for name, process in self.processes.items():
                if process.poll() is not None:
                    message = (
                        f"The {name} has ended by itself (exit code {process.returncode}); the stack stops."
                    )
                    raise StackRefused(message)
            time.sleep(0.2)


@contextmanager
def running_stack(plan: StackPlan, report: Callable[[str], None]) -> Generator[RunningStack]:
    """The whole stack, for as long as the context lasts; nothing of it is left running afterwards.

    Args:
        plan: how it is to run.
        report: is given a line of progress now and then.

    Raises:
        StackRefused: it cannot run; nothing is left running.
    """
    with ExitStack() as parts:
        lock = parts.enter_context(locked(plan.data))
        try:
            install_azurite(report)
            ports = plan.ports.found(patience=LETTING_GO if lock.after else 0.0)
            stack = _start(plan, ports, parts)
        except (AzuriteFailed, AzuriteMissing) as error:
            raise StackRefused(str(error)) from None
        lock.write_addresses(http=stack.http, dev=stack.dev, mails=stack.mails)
        yield stack


def _start(plan: StackPlan, ports: Ports, parts: ExitStack) -> RunningStack:
    """Start every part. All load together; the host runs nothing before the others are there."""
    secrets = StackSecrets.kept_in(plan.data)
    addresses = {name: f"http://{LOOPBACK}:{getattr(ports, name)}" for name in ("http", "dev", "mail")}
    catcher = _catcher(plan, ports, secrets, addresses["dev"])
    parts.callback(catcher.stop)
    storage = connection_string(ports.table, ports.queue)
    settings = product_settings(secrets, storage, addresses["mail"], addresses["http"])
    host = _host(plan, ports, addresses["mail"], {**settings, **plan.settings, **_keys(secrets)})
    loading = parts.enter_context(ExitStack())
    loading.callback(host.stop)
    folder = None if plan.in_memory else plan.data / "azurite"
    azurite = parts.enter_context(running_azurite(folder, ports.table, ports.queue))
    catcher.ready()
    parts.push(loading.pop_all())  # from here on the host ends first, while its storage is still there
    host.go()
    ready = json.loads(host.ready())
    table, queue = azurite.processes
    return RunningStack(
        http=ready["http"],
        dev=ready["dev"],
        mails=addresses["mail"],
        secrets=secrets,
        processes={
            "mail catcher": catcher.process,
            "table storage": table,
            "queue storage": queue,
            "functions host": host.process,
        },
    )


def _catcher(plan: StackPlan, ports: Ports, secrets: StackSecrets, dev: str) -> Program:
    options = ["--port", str(ports.mail), "--data", str(plan.data / "mails"), "--dev-time-url", f"{dev}/now"]
    return Program("mail catcher", "devstack.mail_catcher", [*options, "--key", secrets.mail_key], {})


def _host(plan: StackPlan, ports: Ports, catcher: str, settings: Mapping[str, str]) -> Program:
    options = ["--app", str(ROOT), "--data", str(plan.data), "--catcher", catcher]
    listen = ["--http-port", str(ports.http), "--dev-port", str(ports.dev)]
    return Program("functions host", "devstack.functions_host", [*options, *listen, "--wait"], settings)


def _keys(secrets: StackSecrets) -> dict[str, str]:
    return {"HOST_FUNCTION_KEY": secrets.function_key, "HOST_MASTER_KEY": secrets.master_key}
