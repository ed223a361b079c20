"""The packages in the lock are audited, or it is said that they were not."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from click.testing import CliRunner

from devstack.acts.audit_dependencies import audit_dependencies

KNOWN = "OSV-2026-1"


class Database(BaseHTTPRequestHandler):
    """Knows one thing of the first package that is asked about, or nothing of any."""

    knows = False

    def do_POST(self) -> None:
        """Many packages at once."""
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["queries"]
        known = [{"vulns": [{"id": KNOWN, "modified": "2026-01-01T00:00:00Z"}]}] if self.knows else [{}]
        self._answer({"results": known + [{}] * (len(asked) - 1)})

    def do_GET(self) -> None:
        """The one thing."""
        self._answer({"id": KNOWN, "modified": "2026-01-01T00:00:00Z", "summary": "It is wrong."})

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named by the library
        """Say nothing."""

    def _answer(self, said: object) -> None:
        body = json.dumps(said).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def database(*, knows: bool) -> Iterator[str]:
    """The address of one on this machine."""
    handler = type("One", (Database,), {"knows": knows})
    with HTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.mark.thorough
@pytest.mark.parametrize(("knows", "status"), [(True, 1), (False, 0)])
def test_it_fails_where_something_is_known_of_a_package(knows: bool, status: int) -> None:  # noqa: FBT001 - an example
    with database(knows=knows) as address:
        done = CliRunner().invoke(audit_dependencies, ["--service-url", address])
    assert (done.exit_code, KNOWN in done.output) == (status, knows), done.output


@pytest.mark.thorough
def test_where_the_database_cannot_be_reached_it_says_so_and_does_not_fail() -> None:
    done = CliRunner().invoke(audit_dependencies, ["--service-url", "http://127.0.0.1:9/"])
    assert (done.exit_code, "NO PACKAGE HAS BEEN AUDITED" in done.output) == (0, True), done.output


@pytest.mark.thorough
def test_an_option_that_there_is_not_is_an_error() -> None:
    assert CliRunner().invoke(audit_dependencies, ["--sevrice-url", "x"]).exit_code == 2
