"""Starts the whole stack, in order, and stops it: what ``desk up`` and the end-to-end tests stand on."""

import os
import subprocess
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from devstack import leash
from devstack.azurite import (
    AzuriteFailed,
    AzuriteMissing,
    connection_string,
    install_azurite,
    running_azurite,
)
from devstack.stack.data_lock import Owner, locked
from devstack.stack.leftovers import wait_until_gone
from devstack.stack.ports import LOOPBACK, Ports
from devstack.stack.program import ROOT, Program
from devstack.stack.refusal import StackRefused
from devstack.stack.room import DiskFull, lacks_room
from devstack.stack.secrets_file import StackSecrets
from devstack.stack.settings import product_settings

STORAGE = "azurite"
"""The folder of the storage, among the stack's data."""
MAY_BE_LOST = {
    "table storage": "what it was told in its last five seconds may be lost",
    "blob storage": "files that came in its last five seconds may be lost",
    "queue storage": "nothing is lost: the agenda brings what its messages asked for",
}
"""Where a part was killed before it could write what it holds."""
LETTING_GO, PORTS_LETTING_GO = 15.0, 5.0
"""Seconds to wait for the parts of a stack that was killed a moment ago, and for its ports."""


@dataclass(frozen=True, slots=True)
class StackPlan:
    """How a stack is to run.

    ``in_memory`` keeps tables and blobs in memory (for tests); everything else is always in ``data``.
    ``settings`` go before those that the stack would choose.
    """

    data: Path
    ports: Ports = field(default_factory=Ports)
    in_memory: bool = False
    settings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RunningStack:
    """Where the parts of a running stack are, its secrets, its processes; where its storage is ``kept``."""

    http: str
    dev: str
    mails: str
    smtp: tuple[str, int]
    storage: str
    secrets: StackSecrets
    processes: Mapping[str, subprocess.Popen[bytes] | subprocess.Popen[str]]
    kept: Path | None

    def wait_for_an_end(self) -> None:
        """Return never, unless a part ends by itself or the disk is full.

        Raises:
            StackRefused: names the part, and what may be lost with it.
            DiskFull: storage is ending already, so that nothing is taken any more that could not be kept.
        """
        while True:
            for name, process in self.processes.items():
                if process.poll() is not None:
                    raise StackRefused(_ended(name, process.returncode))
            if self.kept and lacks_room(self.kept):
                self._end_storage()
                raise DiskFull(self.kept)
            time.sleep(0.2)

    def _end_storage(self) -> None:
        """It writes what it holds; whoever asks the desk meanwhile is answered 503."""
        for name in MAY_BE_LOST:
            leash.let_go(self.processes[name])


def _ended(name: str, code: int) -> str:
    lost = f" ({MAY_BE_LOST[name]})" if name in MAY_BE_LOST else ""
    return f"The {name} has ended by itself (exit code {code}){lost}; the stack stops."


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
            if lock.after:
                wait_until_gone(lock.after.parts, LETTING_GO)
            stack = _start(plan, plan.ports.found(patience=PORTS_LETTING_GO if lock.after else 0.0), parts)
        except (AzuriteFailed, AzuriteMissing) as error:
            raise StackRefused(str(error)) from None
        running = tuple(process.pid for process in stack.processes.values())
        lock.tell(Owner(os.getpid(), stack.http, stack.dev, stack.mails, running, stack.storage))
        yield stack


def _start(plan: StackPlan, ports: Ports, parts: ExitStack) -> RunningStack:
    """Start every part. All load together; the host runs nothing before the others are there."""
    secrets = StackSecrets.kept_in(plan.data)
    catcher = _catcher(plan, ports, secrets)
    parts.callback(catcher.stop)
    host = host_program(plan, ports, secrets)
    loading = parts.enter_context(ExitStack())
    loading.callback(host.stop)
    folder = None if plan.in_memory else plan.data / STORAGE
    azurite = parts.enter_context(running_azurite(folder, ports.table, ports.queue, ports.blob))
    catcher.ready()
    parts.push(loading.pop_all())  # from here on the host ends first, while its storage is still there
    host.go()
    host.ready()
    smtp = _smtp_port(ports, secrets)
    parts.callback(smtp.stop)
    smtp.ready()
    table, queue, blob = azurite.processes
    processes = {"table storage": table, "queue storage": queue, "blob storage": blob}
    python = {"mail catcher": catcher.process, "functions host": host.process, "mail port": smtp.process}
    addresses = (ports.address("http"), ports.address("dev"), ports.address("mail"))
    reached = (*addresses, (LOOPBACK, ports.smtp), azurite.connection_string)
    return RunningStack(*reached, secrets, {**python, **processes}, folder)


def _catcher(plan: StackPlan, ports: Ports, secrets: StackSecrets) -> Program:
    listen = ["--port", str(ports.mail), "--dev-time-url", f"{ports.address('dev')}/now"]
    keep = ["--data", str(plan.data / "mails"), "--key", secrets.mail_key]
    reports = {"CATCHER_REPORTS_TO": connection_string(ports.table, ports.queue, ports.blob)}
    return Program("mail catcher", "devstack.mail_catcher", [*listen, *keep], reports)


def _smtp_port(ports: Ports, secrets: StackSecrets) -> Program:
    listen = ["--port", str(ports.smtp), "--desk", ports.address("http")]
    return Program("mail port", "devstack.smtp_port", listen, {"HOST_FUNCTION_KEY": secrets.function_key})


def host_program(plan: StackPlan, ports: Ports, secrets: StackSecrets) -> Program:
    """The Functions host, started; it begins once it is told to."""
    storage = connection_string(ports.table, ports.queue, ports.blob)
    settings = product_settings(secrets, storage, ports.address("mail"), ports.address("http"))
    keys = {"HOST_FUNCTION_KEY": secrets.function_key, "HOST_MASTER_KEY": secrets.master_key}
    listen = [
        "--http-port",
        str(ports.http),
        "--dev-port",
        str(ports.dev),
        "--catcher",
        ports.address("mail"),
    ]
    options = ["--app", str(ROOT), "--data", str(plan.data), *listen, "--wait"]
    return Program(
        "functions host", "devstack.functions_host", options, {**settings, **plan.settings, **keys}
    )
