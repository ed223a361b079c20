"""The local Functions host, as a process, with an app of the tests' own and a real queue."""

import json
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from azure.storage.queue import QueueClient, TextBase64EncodePolicy

from devstack.azurite import Azurite
from devstack.stack.program import Program
from devstack.stack.time_machine import TimeMachine

APP = Path(__file__).parent / "app"
FUNCTION_KEY, MASTER_KEY = "function-key", "master-key"


@dataclass(frozen=True, slots=True)
class SampleHost:
    """A running host: its HTTP port, its time, and the storage of its queue."""

    http: httpx.Client
    time: TimeMachine
    storage: str
    queue: str

    def seen(self) -> list[dict[str, Any]]:
        """What the timer and queue functions have noted, once all is at rest."""
        self.time.rest()
        return list(self.http.get("/api/seen").json())

    def tries(self, message: str) -> list[int]:
        """With which counts a message came."""
        return [each["try"] for each in self.seen() if each.get("message") == message]

    def timer_runs(self) -> list[dict[str, Any]]:
        """What the timer was told at each run."""
        return [each for each in self.seen() if "timer" in each]

    def put(self, text: str) -> None:
        """Put a message in the queue, encoded as Functions expect it."""
        with self.client(self.queue, TextBase64EncodePolicy()) as queue:
            queue.send_message(text)

    def client(self, queue: str, encoding: TextBase64EncodePolicy | None = None) -> QueueClient:
        """The real queue."""
        return QueueClient.from_connection_string(self.storage, queue, message_encode_policy=encoding)


@contextmanager
def sample_host(data: Path, storage: str, queue: str) -> Iterator[SampleHost]:
    """The host on this data folder, for as long as the block lasts."""
    settings = {
        "HOST_FUNCTION_KEY": FUNCTION_KEY,
        "HOST_MASTER_KEY": MASTER_KEY,
        "DESK_STORAGE": storage,
        "QUEUE": queue,
        "SCHEDULE": "0 0 * * * *",
    }
    options = ["--app", str(APP), "--data", str(data)]
    program = Program("functions host", "devstack.functions_host", options, settings)
    try:
        ready = json.loads(program.ready())
        with httpx.Client(base_url=ready["http"], trust_env=False, timeout=30) as http:
            yield SampleHost(http, TimeMachine(ready["dev"]), storage, queue)
    finally:
        program.stop()


@pytest.fixture(scope="session")
def host(azurite: Azurite, tmp_path_factory: pytest.TempPathFactory) -> Generator[SampleHost]:
    """One host for all tests of this folder: none of them may mind what the others leave."""
    with sample_host(tmp_path_factory.mktemp("host"), azurite.connection_string, "sample") as running:
        with running.client("sample") as queue:
            queue.create_queue()
        yield running
