"""What is kept leaves for Application Insights, by its own exporter: shown at a stand-in on this machine."""

import gzip
import json
import logging
import threading
from collections.abc import Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from shared.adapters.azure_monitor import azure_monitor
from shared.ports.telemetry import Happening, Measured, telemetry
from tests.azure.bicep import INFRA
from tests.examples.watched import watched

KEY = "00000000-0000-0000-0000-000000000000"
QUIET = (
    "APPLICATIONINSIGHTS_SDKSTATS_DISABLED",
    "APPLICATIONINSIGHTS_STATSBEAT_DISABLED_ALL",
    "APPLICATIONINSIGHTS_CONTROLPLANE_DISABLED",
    "APPLICATIONINSIGHTS_OPENTELEMETRY_RESOURCE_METRIC_DISABLED",
)
"""As the Bicep sets them: the exporter tells its makers nothing, and asks them nothing."""


class _Ingestion(ThreadingHTTPServer):
    """Takes everything, and keeps it."""

    def __init__(self) -> None:
        self.kept: list[dict[str, Any]] = []
        super().__init__(("127.0.0.1", 0), _Taking)


class _Taking(BaseHTTPRequestHandler):
    server: _Ingestion

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers["Content-Length"]))
        packed = self.headers.get("Content-Encoding") == "gzip"
        items = json.loads(gzip.decompress(sent) if packed else sent)
        self.server.kept += items
        answer = {"itemsReceived": len(items), "itemsAccepted": len(items), "errors": []}
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def ingestion(monkeypatch: pytest.MonkeyPatch) -> Iterator[_Ingestion]:
    for name in QUIET:
        monkeypatch.setenv(name, "true")
    with _Ingestion() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def test_an_act_its_call_its_log_and_its_measures_arrive(ingestion: _Ingestion) -> None:
    at = f"InstrumentationKey={KEY};IngestionEndpoint=http://127.0.0.1:{ingestion.server_port}/"
    watcher = azure_monitor(at, "instance-1")
    address = "https://st.example.com/secret"
    with watcher.act("intake", about="ticket-a"), watcher.call("GET", address) as call:
        call.answered(200)
        logging.getLogger("shared.of_the_test").error("a line of ours")
        watcher.add(Happening.MAILS, lane="people", state="taken")
        watcher.tell(Measured.CLOCKS_RUNNING, 3)
    watcher.close()
    kinds = {item["data"]["baseType"] for item in ingestion.kept}
    assert kinds == {"RemoteDependencyData", "MessageData", "MetricData"}
    told = [item["data"]["baseData"] for item in ingestion.kept]
    assert {"intake: done", "a line of ours"} == {each["message"] for each in told if "message" in each}
    metrics = {each["metrics"][0]["name"]: each for each in told if "metrics" in each}
    assert metrics.keys() == {Happening.MAILS, Measured.CLOCKS_RUNNING}
    assert metrics[Happening.MAILS]["properties"] == {"lane": "people", "state": "taken"}
    acts = [each for each in told if each.get("properties", {}).get("act") == "intake" and "duration" in each]
    assert [each["properties"]["ticket"] for each in acts] == ["a"]
    assert "secret" not in json.dumps(ingestion.kept)


def test_a_level_is_sent_once_each_time_that_it_is_told_so_that_silence_is_heard() -> None:
    with watched() as kept:
        for number in (3, 0):
            telemetry().tell(Measured.LOOKS_DUE, number)
            assert kept.measures() == {Measured.LOOKS_DUE: [({}, number)]}
            assert kept.measures() == {}


def test_the_bicep_keeps_the_exporter_as_quiet_as_it_is_here() -> None:
    settings = (INFRA / "app" / "desk.bicep").read_text()
    assert [name for name in QUIET if f"{name}: 'true'" not in settings] == []
