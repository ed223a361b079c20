import os
import signal
import socket
from pathlib import Path

import httpx
import pytest

from tests.stack.conftest import DeskUp, desk, desk_up, gone

pytestmark = pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="needs Linux to watch processes end")


def health(up: DeskUp) -> int:
    """What the desk says of itself."""
    form = httpx.URL(up.value("Request form"))
    return httpx.get(form.copy_with(path="/api/health"), trust_env=False).status_code


def said(*arguments: str | Path) -> str:
    """What a command says that does what it is asked; the last argument is the data folder."""
    *command, data = arguments
    done = desk(*map(str, command), "--data", str(data))
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_ctrl_c_stops_everything_and_the_data_survives_to_the_next_start(tmp_path: Path) -> None:
    with desk_up(tmp_path) as first:
        assert health(first) == 200
        assert "0 mails" in said("advance", "2h", tmp_path)
        moved = said("now", tmp_path)
        family = first.family()
        assert len(family) >= 8  # catcher, host, and for each of three storage services a leash and its node
        first.process.send_signal(signal.SIGINT)
        assert first.process.wait(30) == 0
        assert gone(family)
    with desk_up(tmp_path) as second:
        assert second.value("Function key") == first.value("Function key")
        assert "Demo members" not in second.printed
        assert said("now", tmp_path) > moved
        assert "subscription.updated" in said("bill", "cus_beta", "prod_planner", "active", tmp_path)


def test_a_killed_supervisor_leaves_no_process_behind_and_no_lock(tmp_path: Path) -> None:
    with desk_up(tmp_path) as up:
        family = up.family()
        up.process.kill()
        up.process.wait()
        assert gone(family)
    with desk_up(tmp_path) as again:
        assert health(again) == 200


def test_a_part_that_ends_is_named_and_the_rest_stops_with_it(tmp_path: Path) -> None:
    with desk_up(tmp_path) as up:
        family = up.family()
        os.kill(family[0], signal.SIGKILL)
        assert up.process.wait(30) == 1
        assert gone(family)


def test_a_second_stack_on_the_same_data_names_the_first(tmp_path: Path) -> None:
    with desk_up(tmp_path) as up:
        second = desk("up", "--data", str(tmp_path))
        assert second.returncode == 1
        assert f"process {up.process.pid}" in second.stderr
        assert second.stderr.count("\n") == 1


def test_a_taken_port_is_named_in_one_sentence_and_nothing_is_left_running(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        refused = desk("up", "--data", str(tmp_path), f"--http-port={port}", "--dev-port=0", "--mail-port=0")
    assert refused.returncode == 1
    assert refused.stderr == (
        f"Error: Port {port} (http) is taken by another program: end it, or use another (--http-port).\n"
    )


@pytest.mark.parametrize("command", [["now"], ["advance", "1h"], ["bill", "cus", "prod", "active"]])
def test_commands_that_need_a_stack_say_that_none_is_running(tmp_path: Path, command: list[str]) -> None:
    refused = desk(*command, "--data", str(tmp_path))
    assert refused.returncode == 1
    assert refused.stderr == (
        f"Error: No stack is running on {tmp_path}: start it with `make run` (or `uv run desk up`).\n"
    )


def test_clean_forgets_the_data_of_a_stopped_stack_only(tmp_path: Path) -> None:
    with desk_up(tmp_path) as up:
        assert desk("clean", "--data", str(tmp_path)).returncode == 1
        up.process.send_signal(signal.SIGTERM)
        up.process.wait(30)
    assert desk("clean", "--data", str(tmp_path)).returncode == 0
    assert list(tmp_path.iterdir()) == []
