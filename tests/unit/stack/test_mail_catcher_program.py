"""The catcher as a program: it starts, keeps its mails, and ends with its parent."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import web
from aiohttp.test_utils import TestServer

from devstack.mail_catcher.time_source import DevTime

ROOT = Path(__file__).parents[3]
LONGEST = 30


@contextmanager
def _program(*options: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "devstack.mail_catcher", *options]
    with subprocess.Popen(  # noqa: S603 - our own program
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def _first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline()


def test_it_says_where_it_listens_and_ends_in_good_order_when_asked_to() -> None:
    with _program("--port", "0") as process:
        assert _first_line(process).startswith("mail catcher: http://127.0.0.1:")
        process.terminate()

        assert process.wait(LONGEST) == 0


def test_on_a_leash_it_ends_when_its_parents_pipe_closes(tmp_path: Path) -> None:
    with _program("--leash", "--data", str(tmp_path / "mails")) as process:
        assert _first_line(process)
        assert process.stdin
        process.stdin.close()

        assert process.wait(LONGEST) == 0


def test_a_taken_port_is_one_clear_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with _program("--port", str(port)) as process:
            _, complaint = process.communicate(timeout=LONGEST)

    assert process.returncode == 1
    assert complaint == f"mail catcher: port {port} is taken by another program\n"


async def test_the_time_is_the_local_stacks_where_it_answers() -> None:
    async def now(_request: web.Request) -> web.Response:
        return web.json_response({"now": "2026-10-25T12:00:00+01:00"})

    application = web.Application()
    application.router.add_get("/time", now)
    async with TestServer(application, host="127.0.0.1") as server:
        told = await DevTime(str(server.make_url("/time"))).now()

    assert told == datetime(2026, 10, 25, 11, 0, tzinfo=UTC)


async def test_the_time_is_the_machines_where_the_local_stack_is_gone() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    before = datetime.now(UTC)

    told = await DevTime(f"http://127.0.0.1:{port}/time").now()

    assert before <= told <= datetime.now(UTC)
