"""The disk on which a stack keeps its data is full: nothing is taken that is not kept; one line says so."""

import os
import shutil
import signal
import subprocess
from collections.abc import Generator
from pathlib import Path

import httpx
import pytest

from devstack.stack.ports import Ports
from devstack.stack.room import MARGIN, DiskFull
from devstack.stack.running import StackPlan, running_stack
from tests.stack.conftest import FREE_PORTS, DeskUp, desk, desk_up, gone

SIZE = 64 * 1024 * 1024
REQUEST = {"email": "anita@alfa.example.se", "product": "Veckoplan", "message": "It stops.", "language": "en"}

pytestmark = pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="needs Linux to watch processes end")


@pytest.fixture
def disk(tmp_path: Path) -> Generator[Path]:
    """A small disk of its own."""
    made = tmp_path / "disk"
    made.mkdir()
    mounted = subprocess.run(  # noqa: S603 - a folder of the test's
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(made)],  # noqa: S607 - wherever it is
        check=False,
        capture_output=True,
    )
    if mounted.returncode:
        pytest.skip("may not mount a disk of its own")
    yield made
    subprocess.run(["umount", "--lazy", str(made)], check=True)  # noqa: S603, S607 - as above


def fill(disk: Path, left: int) -> None:
    """Somebody else's file leaves so many bytes free."""
    with (disk / "fill").open("wb") as file:
        while (size := shutil.disk_usage(disk).free - left) > 0:
            file.write(b"x" * min(size, 1 << 20))
            file.flush()


def asked(up: DeskUp) -> int:
    """What becomes of a request: 0 where nobody listens any more."""
    try:
        return httpx.post(up.value("Request form"), json=REQUEST, trust_env=False, timeout=30).status_code
    except httpx.HTTPError:
        return 0


def test_a_disk_that_fills_up_stops_the_stack_in_one_line_and_all_that_was_taken_is_kept(disk: Path) -> None:
    data = disk / "data"
    with desk_up(data) as up:
        family = up.family()
        assert asked(up) == 202
        fill(disk, MARGIN // 2)
        while (answer := asked(up)) == 202:
            pass
        assert answer in {0, 503}
        assert up.process.wait(60) == 1
        assert gone(family)
    (disk / "fill").unlink()
    with desk_up(data) as again:
        key = {"x-functions-key": again.value("Function key")}
        queue = httpx.URL(again.value("Request form")).copy_with(path="/api/queue")
        assert len(httpx.get(queue, headers=key, trust_env=False).json()["tickets"]) >= 1


def test_on_a_full_disk_health_is_red_and_a_request_is_told_to_come_again(disk: Path) -> None:
    with (
        running_stack(StackPlan(disk / "data", Ports.free()), print) as stack,
        httpx.Client(base_url=stack.http, trust_env=False, timeout=60) as http,
    ):
        key = {"x-functions-key": stack.secrets.function_key}
        assert http.post("/api/intake", json=REQUEST).status_code == 202
        fill(disk, MARGIN // 2)
        with pytest.raises(DiskFull):
            stack.wait_for_an_end()
        assert http.post("/api/intake", json=REQUEST | {"message": "Again."}).status_code == 503
        health = http.get("/api/health", headers=key)
        assert (health.status_code, health.json()["healthy"]) == (503, False)


def test_a_stack_that_starts_on_a_full_disk_stops_at_once_in_one_line(disk: Path) -> None:
    fill(disk, MARGIN // 2)
    refused = desk("up", "--data", str(disk / "data"), *FREE_PORTS)
    assert refused.returncode == 1
    assert refused.stderr.splitlines()[-1] == (
        f"Error: The disk of {disk / 'data'} is full. The stack has stopped; all that it had taken is kept."
    )


def test_what_could_not_be_written_any_more_is_never_said_to_be_kept(disk: Path) -> None:
    data = disk / "data"
    with desk_up(data) as up:
        up.process.send_signal(signal.SIGSTOP)
        fill(disk, 0)
        assert asked(up) in {202, 503}
        up.process.send_signal(signal.SIGCONT)
        assert up.process.wait(60) == 1
        assert "kept" not in (up.process.stdout.read() if up.process.stdout else "")
